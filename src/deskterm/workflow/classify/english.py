"""English: how people write that something broke, and how they write that they want something."""

from deskterm.workflow.classify.lexicon import NOTHING, Lexicon, rule
from deskterm.workflow.values import Nature

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
    "want": (
        "would|should like",
        "i'd|we'd like",
        "i|we|he|she|they|user|users|client|customer|colleague also|urgently? need|needs|want|wants|require|requires|wish",
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
    "thing": (
        "account|adapter|address|application|badge|cable|card|chair|charger|computer|contract|desk|device|docking|dongle|"
        "equipment|folder|group|hardware|headphones|headset|hire|joiner|keyboard|laptop|license|licence|list|login|"
        "machine|mailbox|member|mobile|monitor|mouse|notebook|pc|phone|printer|project|role|room|screen|server|sim|"
        "site|software|stand|starter|station|subscription|tablet|team|user|vm|workstation|employee|employees|"
        "starters|joiners|hires|users|laptops|monitors|accounts|licenses|codes|code|resource|resources|colleague|"
        "position|vendor|supplier|customer|client|hdd|ssd|version|certificate|domain|environment|database|intern",
    ),
}

_TAKES = rule(
    NOTHING,
    0,
    """
    no|without|any further|other|known|more? issue|issues|problem|problems|error|errors|trouble|bug|bugs|complaints
    without any issue|issues|problem|problems|error|errors|trouble
    not ... an? issue|problem
    not ... urgent|critical|important
    no problem|worries|rush|hurry|idea
    issue|bug|problem|incident|error tracker|tracking|board|type|types|category|categories|template|templates|management
    problem|incident|change manager|management|record
    error|bug|exception|crash handling|reporting
    issue date|dates
    issue|issued|issues|issuing a|an|me|us
    crash course
    trouble-shooting guide
    fault|error tolerance|tolerant
    disaster recovery
    slow down? season
    wrong number of? people
    break room
    lunch|coffee|short|summer break
    as soon as possible
    if|when|whenever|where possible
    not possible to attend|come|be
    can't|cannot wait
    down payment
    drop-down|top-down|count-down|shut-down|sit|sat|lay|slim|note|noted|write|wrote|written|scroll|scrolled down
    break-down of
    down to|from
    by mistake
    last but not least
    if not
    why not
    lost and found
    dear|hello|hi|hey|customer|technical|tech|it|services? support|helpdesk|service-desk team?
    support|service|helpdesk team|desk|staff|engineer|engineers
    assistance|help|support|guidance|advice in|with|on|to resolve|resolving|fix|fixing|troubleshoot*|investigat*|solv*
    assistance|help|support|guidance in|with this|these|the? issue|issues|problem|problems|matter
    immediate|prompt|urgent|quick|swift|your|timely assistance|support|help|attention|action needed|required?
    assistance|support|help|attention|action needed|required
    appreciate|appreciated your|any? assistance|help|support
    help|assist me|us? resolve|fix|solve|troubleshoot|investigate
    please|kindly ... check|investigate|fix|resolve|look|look|help|assist|advise|solve|repair|look into
    please let me|us know
    let me|us know if|what|when|whether
    any? more|further|additional|other details|information|info|questions|help|assistance
    if|should you need|require|have any? questions
    order|case|ticket|reference number|id
    """,
)

_HOW = rule(
    "how_to",
    -2.5,
    """
    how|where do|can|could|should|would|to|may|must i|we|you|one|someone?
    how to
    how do|can|could|should i|we|you|one
    {cannot} find|figure|see|understand|remember|work out? how|where
    don't|doesn't|do|does|did not? know|understand|remember how|where|what|which
    not sure|certain|clear how|where|which|whether|if
    what is|are the? best|right|correct way|procedure|process
    step-by-step
    """,
)
_WISH = rule(
    "wish",
    -2.5,
    """
    would be ... nice|great|good|useful|better if|to|when
    it would help
    is it possible|allowed
    is there any? a|an|any way|option|possibility|chance
    feature|enhancement|change|service|access request|requests
    suggestion|suggestions|suggest|propose|proposal|improvement|improvements
    nice to have
    """,
)
_QUESTION = rule(
    "question",
    -1.5,
    """
    can|could|may|would i|we|you|someone|somebody|anyone|anybody please?
    ^ what|which|who|when is|are|does|do|will|should|can
    do|does|should|may|shall i|we|you
    do|would you know|have|recommend|offer|support
    ^ is|are there
    question|questions|inquiry|enquiry|query|queries|clarify|clarification|wondering|curious
    """,
)
_ADVICE = rule(
    "advice",
    -1.5,
    """
    advise on|about|which|what|whether
    advice|guidance|guide|guides|consultation|consulting|recommendation|recommendations|recommend|training|trainings
    information|info|details|documentation|manual|instructions|tutorial on|about|for|regarding|how|needed|please|required
    quote|quotation|estimate|pricing|price|offer|availability
    feedback
    """,
)
_ASKS = rule(
    "asks",
    -2.0,
    """
    {want}
    please|pls|plz|kindly could|can|would? you? also? {do}
    can|could|would you please? {do}
    request|requests|requesting|requested|ask|asking for|to|of
    request|requisition
    reset ... password|passwords|pin|mfa|token
    password|pin|mfa|token reset|resets
    change|forgot|forgotten|forgets|recover ... password|passwords
    password change|help
    """,
)
_CANNOT = rule(
    "cannot",
    3.0,
    """
    {cannot}
    doesn't|didn't|won't|don't|does|did|will|do not? let|allow|permit me|us|them|him|her|you|users|anyone
    """,
)
_NOT_HAPPENING = rule(
    "not_happening",
    2.5,
    """
    not ... working|functioning|responding|loading|opening|connecting|going|coming|getting|being|showing|appearing
    {doesn't} ... work|works|working|function|functioning|respond|responding|load|loading|open|opening|connect
    {doesn't} connecting|start|starting|boot|booting|show|showing|appear|appearing|display|displaying|print|printing
    {doesn't} sync|syncing|send|sending|receive|receiving|update|updating|save|saving|turn|turning|power|charge|charging
    {doesn't} recognize|recognise|detect|find|get|accept|go|come|run|running|react|download|upload|receive|match|apply
    {doesn't} see|have access|reflect|arrive|calculate|add|close|switch|scan|ring|hear|exist|login|log|install|complete
    {doesn't} ... properly|correctly|anymore|any more
    not ... available|visible|accessible|reachable|present|correct|valid|accurate|complete|right|enough|functional
    not ... stable|reflected|correctly|properly
    nothing happens|works|appears|comes
    returns|shows|displays|finds nothing
    works|working only|intermittently|sporadically|occasionally
    """,
)
_NOT_DONE = rule(
    "not_happening",
    2.0,
    """
    is|are|was|were|been|be|has|have|isn't|aren't|wasn't|weren't|haven't|hasn't not? recognized|recognised|detected
    isn't|aren't|wasn't|weren't|hasn't|haven't ... working|functioning|showing|responding|loading|available|visible
    not ... found|detected|recognized|recognised|received|sent|saved|updated|displayed|shown|synced|synchronized|created
    not ... delivered|processed|calculated|generated|loaded|connected|installed|imported|printed|registered|appeared
    not ... synchronizing|syncing|updating|sending|receiving|saving|printing|charging|starting|booting|running|matching
    not ... sending|displaying|recognizing|detecting|turning|picking|calculating|allowing|accepting|logging|launching
    """,
)
_LOST = rule(
    "lost",
    2.5,
    """
    no|without access to|on|in|for|into
    no|without access$
    lack of access|connectivity|connection|power|space|memory
    no|without|lost|loses|losing|lose internet|network|connection|connectivity|signal|sound|audio|power|response|picture
    no|without|lost|loses|losing|lose display|image|service|wifi|wi-fi|electricity|light|dial-tone|video|data|email|mail
    lost|lose|loses|losing|loss of? the? access|my|our|all|work|files|data|settings|history|rights|permission|permissions
    access|connection|connectivity|data|files|rights|settings ... lost|denied|disappeared|revoked|blocked|refused|removed
    disconnect|disconnects|disconnected|disconnecting|disconnection|disconnections
    drops|dropped|dropping ... call|calls|connection|network|line|wifi|vpn
    call|calls|connection|connections|network|line|wifi|vpn|internet keep|keeps? drops|dropped|dropping
    down$
    is|are|was|were|went|goes|go|gone|been|all|server|site|website|system|network|internet|vpn|line|email|mail|host down
    unavailable|inaccessible|unreachable|unresponsive|offline|unusable|unstable
    disappeared|disappears|disappearing|vanished|vanishes|missing|misses
    out of memory|space|order|service|sync
    """,
)
_FAULT = rule(
    "fault",
    2.5,
    """
    error|errors|erroneous|exception|exceptions
    issue|issues|problem|problems|problematic|trouble|troubles|bug|bugs|glitch|glitches|difficulty|difficulties
    fault|faults|faulty|defect|defects|defective|malfunction*|failure|failures|fail|fails|failed|failing
    crash|crashes|crashed|crashing|broken|broke|breaks|damaged|damage|cracked|corrupt|corrupted|corruption|bricked
    outage|outages|disruption|disruptions|disrupted|interruption|interruptions|interrupted|downtime|degraded|degradation
    freeze|freezes|freezing|frozen|froze|stuck|hang|hangs|hung|hanging|lag|lags|laggy|lagging|stutter*|looping
    login|log-in|reboot|boot|restart|redirect|endless|infinite loop|loops
    slow|slows|slowing|slowly|slowness|sluggish|time-out|times-out|timed-out|timeouts|latency
    blue|black|white|blank screen|screens|page
    delay|delays|delayed|halted|ceased|aborted|anomaly|anomalies|misconfigured|misconfiguration|vulnerability
    poor|bad|low performance|connection|signal|reception|coverage
    overheat*|flicker*|leak|leaks|leaking|noisy|smoke|smoking|burnt|sparks|jam|jams|jammed|beeping|buzzing
    fan|strange|loud|weird|grinding|background noise|sound|noises|smell
    drains|draining
    bsod|restarts|reboots by? itself|randomly|constantly
    """,
)
_WRONG = rule(
    "wrong",
    2.0,
    """
    wrong|wrongly|incorrect|incorrectly|invalid|inconsistent|inconsistency|inconsistencies|mismatch|mismatched
    duplicate|duplicates|duplicated|discrepancy|discrepancies|unexpected|unexpectedly|garbled|distorted
    denied|refused|rejected|rejects|bounced|bounces|bouncing|undelivered|overdue delivery?
    locked|blocked|expired|expires|suspended|deactivated
    logged|signed|kicked|thrown me|us|him|her|them? out|off
    {keeps} asking|restarting|rebooting|crashing|prompting|closing|freezing|disconnecting|getting|dropping|losing
    {keeps} going|failing|shutting|changing|showing|requesting|requiring|beeping|popping|turning|switching|loading
    {keeps} asks|restarts|reboots|crashes|prompts|closes|freezes|disconnects|drops|shuts|turns|switches|logs|redirects
    asks|asking|asked|prompt|prompts|prompting|prompted|require|requires|requiring ... password|credentials|login|pin
    low|insufficient|high|full memory|disk|space|cpu|ram|load|usage|battery|storage
    disk|memory|drive|storage|mailbox|quota|space|inbox is|almost? full|exceeded|low
    line|network busy
    network|line is busy
    not|no ... enough memory|space|disk|power
    accidentally|accidental
    """,
)
_ALARM = rule(
    "alarm",
    2.5,
    """
    alarm|alarms|alert|alerts|warning|warnings
    critical state|status|level
    threshold exceeded|reached|breached
    """,
)
_THREAT = rule(
    "threat",
    2.5,
    """
    virus|viruses|malware|ransomware|trojan|spyware|infected|phishing|hacked|hacker|hackers|compromised|breach|breached
    unauthorized|unauthorised|illegal access|login|use|attempt|attempts?
    suspicious|spoofed|intrusion|intruder|scam|fraud|fraudulent
    data leak|leaked|leakage
    stolen|theft
    """,
)
_COMPLAINT = rule(
    "complaint",
    2.0,
    """
    complaint|complain|complaining|unacceptable|rude|dissatisfied|disappointed|unhappy|impolite|unprofessional|insulted
    charged|billed twice|wrongly|incorrectly|double
    overcharged|overbilled|poor quality|service
    nobody|no-one|no one answers|answered|replies|replied|responds|responded|called|came|comes|picks
    still|already waiting|waited
    """,
)
_NEW = rule(
    "new",
    -1.5,
    """
    new ... {thing}
    new|additional|extra|second|spare|another|replacement|temporary|loan|loaner|external|adjustable ... {thing}
    starter|starters|joiner|joiners|leaver|leavers|newcomer|newcomers|onboarding|on-boarding|offboarding|off-boarding
    maternity|paternity|parental leave|return?
    employee|employees|colleague is|due|leaving
    order|orders|ordering|purchase|purchasing|procurement|buy|buying|acquisition|acquire
    need|needs|needed|required|wanted
    """,
)
_ACCESS = rule(
    "access",
    -1.5,
    """
    access to|for|rights|right|request|card|cards|badge|level|permission|permissions|approval|and|please|from
    ^ ... access$
    grant|give|gain|get|obtain|provide|provided|remove|revoke|close|extend ... access
    permission|permissions|rights|membership|memberships|admin rights?
    badge|parking|key card|pass?
    approval|approvals|approver|approvers|approve|approved
    """,
)
_CHANGE = rule(
    "change",
    -1.0,
    """
    ^ {do}
    {do} ... {thing}
    please|pls|plz|kindly
    installation|install|installing|set-up|setup|setting-up|configuration|configure|upgrade|upgrading|update|migration
    migrate|migrating|relocation|relocate|move|moving|transfer|increase|extension|extend|renewal|renew|activation|activate
    enable|enabling|disable|disabling|deactivation|deactivate|removal|remove|deletion|delete|creation|create|clone|cloning
    subscription|subscriptions|reservation|booking|invitation|onsite|audit|check-list|mailing|distribution list?
    change of|for|from|in|to|the|my|our|name|request|requests|please|approver|manager|role|owner|address|number|into
    restore|backup|back-up|whitelist|whitelisting|decommission|decommissioning|deploy|deployment|replace|replacement
    assistance|assist|support|help
    """,
)

ENGLISH = Lexicon(
    language="en",
    rules=(
        _TAKES,
        _HOW,
        _WISH,
        _CANNOT,
        _LOST,
        _NOT_HAPPENING,
        _NOT_DONE,
        _THREAT,
        _WRONG,
        _ASKS,
        _QUESTION,
        _FAULT,
        _ALARM,
        _COMPLAINT,
        _ADVICE,
        _NEW,
        _ACCESS,
        _CHANGE,
    ),
    natures={
        Nature.SECURITY: (
            "virus*|malware|ransomware|trojan|spyware|infected|phishing|hack*|compromised|suspicious|intruder|intrusion",
            "data|security|privacy breach|leak|leaked|incident",
            "unauthorized|unauthorised|stolen|theft|spoofed|scam|fraud*|leaked",
        ),
        Nature.PERSONNEL: (
            "rude|impolite|insulted|insulting|harass*|unprofessional|shouted|offensive|discriminat*|bullying",
            "behaviour|behavior|attitude|misconduct of?",
        ),
        Nature.SERVICE: (
            "complain*|overcharged|overbilled|dissatisfied|unacceptable|disappointed|refund",
            "charged|billed twice|wrongly|incorrectly|double",
            "wrong|incorrect invoice|bill|amount|price|tariff",
            "poor|bad quality|service",
            "nobody|no-one|no one answers|answered|replies|replied|responds|called|came",
        ),
    },
    silence=-0.8,
    macros=_MACROS,
)
