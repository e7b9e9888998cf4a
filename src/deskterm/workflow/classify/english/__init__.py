"""The English lexicon: what broke, what is wanted, and in which order the two are looked for."""

from deskterm.workflow.classify.english.broken import (
    ALARM,
    CANNOT,
    COMPLAINT,
    FAULT,
    LOST,
    NOT_ANYTHING,
    NOT_DONE,
    NOT_HAPPENING,
    TAKES,
    THREAT,
    WRONG,
)
from deskterm.workflow.classify.english.hints import NATURES, PERSONAL_DATA
from deskterm.workflow.classify.english.told import ASKED, BEHAVES, CIRCUMSTANCE, MEND, TOLD
from deskterm.workflow.classify.english.wanted import ACCESS, ADVICE, ASKS, CHANGE, HOW, NEW, QUESTION, WISH
from deskterm.workflow.classify.lexicon import Lexicon

_MACROS = {
    "cannot": (
        "cannot",
        "can't",
        "can not|never",
        "couldn't",
        "could not",
        "unable to",
        "not ... able to",
        "wasn't|isn't|aren't|weren't able to",
        "not ... possible to",
        "impossible to",
        "inability to",
        "fail|fails|failed|failing to",
        "unsuccessful|unsuccessfully",
    ),
    "doesn't": (
        "doesn't|didn't|won't|wouldn't|don't",
        "does|did|will|would|do not",
        "no longer",
        "stopped|stops|quit",
    ),
    "keeps": ("keep|keeps|kept|always|constantly|continuously|repeatedly|randomly on?", "over and over"),
    "need": ("need|needs|want|wants|require|requires|wish",),
    "want": (
        "would|should like",
        "i'd|we'd like",
        "i|we|he|she|they|user|users|client|customer|colleague also|urgently? {need}",
        "wants|wish|wishes to",
    ),
    "do": (
        "add|allow|apply|approve|arrange|assign|attach|book|buy|change|clone|close|configure|convert|copy|create|"
        "deactivate|delete|deliver|deploy|disable|enable|exclude|export|extend|give|grant|implement|include|increase|"
        "install|invite|issue|log|merge|modify|move|open|order|pack|prepare|print|process|provide|purchase|raise|"
        "reactivate|reassign|register|relocate|remove|rename|renew|replace|reserve|reset|revoke|schedule|send|set|"
        "set-up|share|terminate|transfer|unblock|uninstall|unlock|update|upgrade|activate|authorize|authorise|archive|"
        "decrease|extract|generate|publish|upload|whitelist|redirect|swap|return",
    ),
    "act": (
        "add|create|delete|remove|install|provide|grant|enable|disable|configure|assign|activate|deactivate|extend|give|"
        "allow|rename|replace|reactivate|unlock|unblock|uninstall|whitelist|deploy|archive|approve|arrange|purchase|buy|"
        "renew|revoke|relocate|modify|increase|decrease|upload|set-up",
    ),
    "thing": (
        "account|adapter|address|application|badge|cable|card|chair|charger|computer|contract|desk|device|docking|dongle|"
        "equipment|folder|group|hardware|headphones|headset|hire|joiner|keyboard|laptop|license|licence|list|login|"
        "machine|mailbox|member|mobile|monitor|mouse|notebook|pc|phone|printer|project|role|room|screen|server|sim|"
        "site|software|stand|starter|station|subscription|tablet|team|user|vm|workstation|employee|employees|"
        "starters|joiners|hires|users|laptops|monitors|accounts|licenses|codes|code|resource|resources|colleague|"
        "position|vendor|supplier|customer|client|hdd|ssd|version|certificate|domain|environment|database|intern",
    ),
}

ENGLISH = Lexicon(
    language="en",
    rules=(
        MEND,
        TAKES,
        HOW,
        WISH,
        CANNOT,
        LOST,
        NOT_HAPPENING,
        NOT_DONE,
        NOT_ANYTHING,
        THREAT,
        WRONG,
        ASKS,
        QUESTION,
        FAULT,
        BEHAVES,
        ALARM,
        COMPLAINT,
        ADVICE,
        NEW,
        ACCESS,
        CIRCUMSTANCE,
        CHANGE,
        TOLD,
        ASKED,
    ),
    natures=NATURES,
    personal=PERSONAL_DATA,
    silence=-0.8,
    macros=_MACROS,
)
