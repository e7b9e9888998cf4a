"""What other systems call our codes. The tables stand in docs/import.md word for word; a test holds the two together.

Words are compared in small letters, with every run of other signs as one blank. A number before a word ("1 - High")
must agree with it: where it does not, nobody can tell which of them counts.
"""

import re
from collections.abc import Mapping

from deskterm.workflow.codes import Cause, Channel, Kind, Nature, ResolutionCode, Status, WaitReason

Words = Mapping[str, object]
SIGNS = re.compile(r"[\W_]+")
NUMBERED = re.compile(r"p?(\d)(?: (.*))?", re.ASCII)


def plain(text: str) -> str:
    """A value or a name in the form in which words are compared."""
    return SIGNS.sub(" ", text.casefold()).strip()


def words(table: Mapping[object, str]) -> Words:
    """A table of codes and what they are called, turned round; every code is called by its own name too."""
    found: dict[str, object] = {}
    for code, names in table.items():
        value = getattr(code, "value", code)
        for name in (*([plain(value)] if isinstance(value, str) else []), *filter(None, names.split(", "))):
            found[name] = value
    return found


STATUSES = words(
    {
        Status.NEW: "created, submitted, untriaged, unmatched",
        Status.OPEN: "queued, awaiting assignment, assigned, acknowledged, reopened, to do, todo, backlog, active",
        Status.IN_PROGRESS: "accepted, work in progress, wip, in work, started, working, in review, processing",
        Status.WAITING: "wait, pending, on hold, hold, suspended, paused, blocked, awaiting user info, "
        "awaiting customer, awaiting caller, awaiting vendor, awaiting evidence, awaiting problem, awaiting change, "
        "awaiting user, awaiting requester, awaiting approval, waiting for customer, waiting for support, "
        "waiting for vendor, waiting for approval, wait user, wait customer, wait vendor, wait implementation, "
        "pending customer, pending vendor, pending change, pending reminder, pending close",
        Status.RESOLVED: "completed, done, fixed, solved, complete, fulfilled, in call",
        Status.CLOSED: "archived, finished",
        Status.CANCELLED: "canceled, rejected, declined, withdrawn, spam, invalid, duplicate, won t do, wont do, "
        "won t fix, wontfix, deleted, removed",
    }
)
WAITS = words(
    {
        WaitReason.REQUESTER: "user, customer, caller, wait user, wait customer, awaiting caller, awaiting customer, "
        "awaiting user info, waiting for customer, pending customer",
        WaitReason.VENDOR: "supplier, third party, wait vendor, awaiting vendor, waiting for vendor, pending vendor",
        WaitReason.CHANGE: "wait implementation, awaiting change, awaiting problem, pending change",
        WaitReason.APPOINTMENT: "meeting, visit, pending reminder",
    }
)
KINDS = words(
    {
        Kind.INCIDENT: "fault, failure, problem, bug, defect, error, outage, disturbance, complaint, it incident",
        Kind.REQUEST: "service request, task, change, question, enhancement, improvement, new feature, story, "
        "it help, consultation, sub task, service request with approvals",
    }
)
NATURES = words(
    {
        Nature.TECHNICAL: "technology, it",
        Nature.SERVICE: "quality, billing",
        Nature.SECURITY: "cyber, information security",
        Nature.PERSONNEL: "staff, human resources, hr",
    }
)
CHANNELS = words(
    {
        Channel.PHONE: "call, telephone, voice",
        Channel.WALK_IN: "walkin, in person, personal, visit",
        Channel.WEB: "portal, self service, webform, form, chat, api, virtual agent, other",
        Channel.MAIL: "email, e mail",
        Channel.MONITORING: "event, alert, event management, automatic",
    }
)
RESOLUTIONS = words(
    {
        ResolutionCode.FIXED: "solved, resolved, done, solved permanently, resolved permanently, solution provided",
        ResolutionCode.WORKAROUND: "work around, solved work around, workaround provided, solved remotely work around",
        ResolutionCode.FULFILLED: "completed, delivered, resolved by request",
        ResolutionCode.ADVISED: "information provided, answered, user education, resolved by caller",
        ResolutionCode.NOT_REPRODUCIBLE: "cannot reproduce, not solved not reproducible, no resolution provided",
        ResolutionCode.DUPLICATE: "duplicated",
        ResolutionCode.DECLINED: "won t do, won t fix, wontfix, rejected, not solved too costly, cancelled, canceled",
        ResolutionCode.NO_FAULT: "not a bug, no fault found, known error, works as designed, invalid",
    }
)
CAUSES = words(
    {
        Cause.HUMAN: "people, user error, human error",
        Cause.TECHNICAL: "technology, hardware, software, network",
        Cause.NATURAL: "nature, weather",
        Cause.REGULATORY: "regulation, legal",
        Cause.CYBER_ATTACK: "attack, malware",
        Cause.UNKNOWN: "undetermined, none",
    }
)
IMPACTS = words(
    {
        1: "critical, major, high, highest, extensive, widespread, extensive widespread, organization, business, site",
        2: "medium, moderate, significant, large, significant large, normal, department, service",
        3: "low, lowest, minor, small, limited, localized, minor localized, moderate limited, one person, single user",
    }
)
URGENCIES = words(
    {
        1: "critical, major, high, highest, immediate, urgent, asap",
        2: "medium, moderate, normal, average",
        3: "low, lowest, minor, not urgent, can wait",
    }
)
PRIORITIES = words(
    {
        1: "critical, highest, blocker, urgent, emergency, immediate, show stopper",
        2: "high, major, important",
        3: "medium, moderate, normal, average, standard",
        4: "low, lowest, minor, trivial, planning, not important",
    }
)
LINES = words(
    {
        1: "1, l1, line 1, level 1, tier 1, t1, 1st, 1st line, first, first line, 1st level, service desk, front desk",
        2: "2, l2, line 2, level 2, tier 2, t2, 2nd, 2nd line, second, second line, 2nd level, l2 l3",
        3: "3, l3, line 3, level 3, tier 3, t3, 3rd, 3rd line, third, third line, 3rd level",
    }
)
"""`L2/L3` is the second line: so read, 31 % of the tickets of the Volvo log (BPI Challenge 2013) that reach L3 are once
moved there straight from L1, 89 % of them are of low or medium impact, and 7 % of all tickets change lines three times
or more; read as the third, the first of these published figures becomes 32 %."""

CODES: Mapping[str, Words] = {
    "status": STATUSES,
    "kind": KINDS,
    "claimed_kind": KINDS,
    "nature": NATURES,
    "channel": CHANNELS,
    "resolution_code": RESOLUTIONS,
    "cause": CAUSES,
    "wait_reason": WAITS,
    "line": LINES,
}
LEVELS: Mapping[str, Words] = {
    "impact": IMPACTS,
    "urgency": URGENCIES,
    "priority": PRIORITIES,
    "claimed_priority": PRIORITIES,
}


def level(text: str, known: Words, highest: int) -> int | None:
    """A level by number, by word or by both; None when it is unknown or its two parts disagree."""
    word = plain(text)
    if word in known:
        found = known[word]
        return found if isinstance(found, int) and found <= highest else None
    numbered = NUMBERED.fullmatch(word)
    if numbered is None:
        return None
    number, rest = int(numbered[1]), numbered[2]
    if not 1 <= number <= highest or (rest and known.get(rest) != number):
        return None
    return number
