"""The words for every code of the desk: what a person reads where the store holds a code.

Each function takes a value (or its code) and answers in the language in use. Labels begin with a capital letter,
as they stand in columns and lists. States have signs as well, so that nothing depends on colour.
"""

from collections.abc import Callable, Mapping

from deskterm.texts.language import NP_, p_
from deskterm.texts.topics import category, is_question, question
from deskterm.texts.topics import readable as readable
from deskterm.workflow.values import (
    Act,
    Cause,
    Channel,
    Delivery,
    EscalationReason,
    Kind,
    Line,
    LinkType,
    Nature,
    NoteKind,
    ResolutionCode,
    Role,
    Status,
    StepState,
    WaitReason,
)

_KINDS: Mapping[str, str] = {
    Kind.INCIDENT: NP_("kind", "Incident"),
    Kind.REQUEST: NP_("kind", "Request"),
    "": NP_("kind", "Not yet known"),
}
_NATURES: Mapping[str, str] = {
    Nature.TECHNICAL: NP_("nature", "Technical"),
    Nature.SERVICE: NP_("nature", "Service"),
    Nature.SECURITY: NP_("nature", "Security"),
    Nature.PERSONNEL: NP_("nature", "Personnel"),
}
_STATUSES: Mapping[str, str] = {
    Status.NEW: NP_("status", "New"),
    Status.OPEN: NP_("status", "Open"),
    Status.IN_PROGRESS: NP_("status", "In progress"),
    Status.WAITING: NP_("status", "Waiting"),
    Status.RESOLVED: NP_("status", "Resolved"),
    Status.CLOSED: NP_("status", "Closed"),
    Status.CANCELLED: NP_("status", "Cancelled"),
    Status.MERGED: NP_("status", "Merged"),
}
_STATUS_SIGNS: Mapping[str, str] = {
    Status.NEW: "+",
    Status.OPEN: "o",
    Status.IN_PROGRESS: ">",
    Status.WAITING: "=",
    Status.RESOLVED: "v",
    Status.CLOSED: "x",
    Status.CANCELLED: "-",
    Status.MERGED: "&",
}
_ROLES: Mapping[str, str] = {
    Role.AGENT: NP_("role", "Agent"),
    Role.LEAD: NP_("role", "Lead"),
    Role.AUDITOR: NP_("role", "Auditor"),
    Role.ADMIN: NP_("role", "Administrator"),
}
_CHANNELS: Mapping[str, str] = {
    Channel.PHONE: NP_("channel", "Phone"),
    Channel.WALK_IN: NP_("channel", "Walk-in"),
    Channel.WEB: NP_("channel", "Web form"),
    Channel.MAIL: NP_("channel", "E-mail"),
    Channel.MONITORING: NP_("channel", "Monitoring"),
}
_NOTES: Mapping[str, str] = {
    NoteKind.WORK: NP_("note", "Work note"),
    NoteKind.STEP: NP_("note", "Step tried"),
    NoteKind.HYPOTHESIS: NP_("note", "Hypothesis"),
    NoteKind.SESSION: NP_("note", "Call or session"),
    NoteKind.REPLY: NP_("note", "Public reply"),
    NoteKind.MESSAGE: NP_("note", "Message from the requester"),
}
_DELIVERIES: Mapping[str, str] = {
    Delivery.PENDING: NP_("delivery", "Not sent yet"),
    Delivery.DELIVERED: NP_("delivery", "Delivered"),
    Delivery.NOT_DELIVERED: NP_("delivery", "NOT DELIVERED"),
}
_ESCALATION_REASONS: Mapping[str, str] = {
    EscalationReason.NEEDS_SKILL: NP_("escalation", "Needs a skill of the next line"),
    EscalationReason.NEEDS_ACCESS: NP_("escalation", "Needs access of the next line"),
    EscalationReason.TIME_LIMIT: NP_("escalation", "The time for this line is used up"),
    EscalationReason.MAJOR_INCIDENT: NP_("escalation", "Major incident"),
    EscalationReason.VENDOR: NP_("escalation", "A vendor has to be involved"),
}
_WAIT_REASONS: Mapping[str, str] = {
    WaitReason.REQUESTER: NP_("wait", "For the requester"),
    WaitReason.VENDOR: NP_("wait", "For a vendor"),
    WaitReason.CHANGE: NP_("wait", "For a planned change"),
    WaitReason.APPOINTMENT: NP_("wait", "For an appointment"),
}
_RESOLUTIONS: Mapping[str, str] = {
    ResolutionCode.FIXED: NP_("resolution", "Fixed"),
    ResolutionCode.WORKAROUND: NP_("resolution", "Workaround given"),
    ResolutionCode.FULFILLED: NP_("resolution", "Fulfilled"),
    ResolutionCode.ADVISED: NP_("resolution", "Advised"),
    ResolutionCode.NOT_REPRODUCIBLE: NP_("resolution", "Not reproducible"),
    ResolutionCode.DUPLICATE: NP_("resolution", "Duplicate"),
    ResolutionCode.DECLINED: NP_("resolution", "Declined"),
    ResolutionCode.NO_FAULT: NP_("resolution", "No fault found"),
}
_CAUSES: Mapping[str, str] = {
    Cause.HUMAN: NP_("cause", "Human error"),
    Cause.TECHNICAL: NP_("cause", "Technical failure"),
    Cause.NATURAL: NP_("cause", "Natural event"),
    Cause.REGULATORY: NP_("cause", "Regulation"),
    Cause.CYBER_ATTACK: NP_("cause", "Cyber-attack"),
    Cause.UNKNOWN: NP_("cause", "Unknown"),
}
_LINKS: Mapping[str, str] = {
    LinkType.CHILD: NP_("link", "Is part of this"),
    LinkType.RELATED: NP_("link", "Related"),
    LinkType.DUPLICATE: NP_("link", "Duplicate"),
}
_STEPS: Mapping[str, str] = {
    StepState.OPEN: NP_("step", "open"),
    StepState.DONE: NP_("step", "done"),
    StepState.WAIVED: NP_("step", "waived"),
}
_ACTS: Mapping[str, tuple[str, str]] = {
    Act.REGISTER: (NP_("act", "Register"), NP_("done", "registered")),
    Act.TRIAGE: (NP_("act", "Triage"), NP_("done", "triaged")),
    Act.AMEND: (NP_("act", "Amend"), NP_("done", "amended")),
    Act.TAKE: (NP_("act", "Take"), NP_("done", "taken")),
    Act.PULL: (NP_("act", "Pull up"), NP_("done", "pulled up")),
    Act.ASSIGN: (NP_("act", "Assign"), NP_("done", "assigned")),
    Act.RELEASE: (NP_("act", "Release"), NP_("done", "released")),
    Act.WAIT: (NP_("act", "Wait"), NP_("done", "set to wait")),
    Act.RESUME: (NP_("act", "Resume"), NP_("done", "resumed")),
    Act.DIAGNOSE: (NP_("act", "Diagnose"), NP_("done", "diagnosed")),
    Act.NOTE: (NP_("act", "Add a note"), NP_("done", "noted")),
    Act.SETTLE: (NP_("act", "Record the outcome"), NP_("done", "outcome recorded")),
    Act.STEP_DONE: (NP_("act", "Do a step of its plan"), NP_("done", "step done")),
    Act.STEP_WAIVE: (NP_("act", "Waive a step of its plan"), NP_("done", "step waived")),
    Act.REPLY: (NP_("act", "Reply"), NP_("done", "replied to")),
    Act.HEAR: (NP_("act", "Record what the requester said"), NP_("done", "message recorded")),
    Act.ATTACH: (NP_("act", "Attach a file"), NP_("done", "file attached")),
    Act.LINK: (NP_("act", "Link"), NP_("done", "linked")),
    Act.ESCALATE: (NP_("act", "Escalate"), NP_("done", "escalated")),
    Act.HANDBACK: (NP_("act", "Hand back"), NP_("done", "handed back")),
    Act.RESOLVE: (NP_("act", "Resolve"), NP_("done", "resolved")),
    Act.VERIFY: (NP_("act", "Verify"), NP_("done", "verified")),
    Act.CLOSE: (NP_("act", "Close"), NP_("done", "closed")),
    Act.REOPEN: (NP_("act", "Reopen"), NP_("done", "reopened")),
    Act.CANCEL: (NP_("act", "Cancel"), NP_("done", "cancelled")),
    Act.MERGE: (NP_("act", "Merge"), NP_("done", "merged")),
    Act.UNMERGE: (NP_("act", "Unmerge"), NP_("done", "unmerged")),
    Act.OVERRIDE: (NP_("act", "Override the priority"), NP_("done", "priority overridden")),
    Act.MAJOR: (NP_("act", "Mark as major incident"), NP_("done", "major incident mark changed")),
    Act.RESTRICT: (NP_("act", "Restrict"), NP_("done", "restriction changed")),
    Act.PLAN: (NP_("act", "Start a response plan"), NP_("done", "response plan started")),
    Act.CALL: (NP_("act", "Record a call to a contact"), NP_("done", "call recorded")),
    Act.BREACH: (NP_("act", "Mark as data breach"), NP_("done", "data breach mark changed")),
    Act.BREACH_FACTS: (NP_("act", "Describe the data breach"), NP_("done", "data breach described")),
    Act.BREACH_DECIDE: (NP_("act", "Decide on the data breach"), NP_("done", "decision recorded")),
    Act.BREACH_REPORT: (NP_("act", "Record who was told of the data breach"), NP_("done", "recorded who was told")),
    Act.UNDO: (NP_("act", "Undo"), NP_("done", "undone")),
}


def kind(code: str | None) -> str:
    """Incident, request, or not yet known."""
    return _word("kind", _KINDS, code or "")


def nature(code: str | None) -> str:
    """The nature of an incident; empty when there is none."""
    return _word("nature", _NATURES, code) if code else ""


def status(code: str) -> str:
    """The state of a ticket."""
    return _word("status", _STATUSES, code)


def status_sign(code: str) -> str:
    """One ASCII character for a state."""
    return _STATUS_SIGNS.get(code, "?")


def step_state(code: str) -> str:
    """What became of a step of a plan."""
    return _word("step", _STEPS, code)


def line(number: int) -> str:
    """A support line, the same in every language."""
    return f"L{number}"


def role(code: str) -> str:
    """What a person may do."""
    return _word("role", _ROLES, code)


def channel(code: str) -> str:
    """How a contact reached the desk."""
    return _word("channel", _CHANNELS, code)


def note_kind(code: str) -> str:
    """The kind of an entry in the thread."""
    return _word("note", _NOTES, code)


def delivery(code: str | None) -> str:
    """What became of a reply; empty when it is none."""
    return _word("delivery", _DELIVERIES, code) if code else ""


def escalation_reason(code: str) -> str:
    """Why a ticket moves up."""
    return _word("escalation", _ESCALATION_REASONS, code)


def wait_reason(code: str) -> str:
    """What a ticket waits for."""
    return _word("wait", _WAIT_REASONS, code)


def resolution(code: str) -> str:
    """How a ticket was resolved."""
    return _word("resolution", _RESOLUTIONS, code)


def cause(code: str) -> str:
    """What caused an incident."""
    return _word("cause", _CAUSES, code)


def link(code: str) -> str:
    """How another ticket relates to this one."""
    return _word("link", _LINKS, code)


def act(code: str) -> str:
    """An act as a verb: "Escalate"."""
    return p_("act", _ACTS[code][0]) if code in _ACTS else readable(code)


def act_done(code: str) -> str:
    """An act as something that has happened: "escalated"."""
    return p_("done", _ACTS[code][1]) if code in _ACTS else readable(code).lower()


def name_of(value: object) -> str:
    """The word for any value of the desk: an enum's member, or the code of a category or question."""
    word = _BY_TYPE.get(type(value))
    if word is not None:
        return word(str(value))
    code = str(value)
    if code in _NATURES:
        return nature(code)
    return question(code) if is_question(code) else category(code)


def _word(context: str, words: Mapping[str, str], code: str) -> str:
    """The word of a code in the language in use."""
    return p_(context, words[code]) if code in words else readable(code)


_BY_TYPE: Mapping[type, Callable[[str], str]] = {
    Kind: kind,
    Nature: nature,
    Status: status,
    Line: lambda number: line(int(number)),
    Role: role,
    Channel: channel,
    NoteKind: note_kind,
    Delivery: delivery,
    EscalationReason: escalation_reason,
    WaitReason: wait_reason,
    ResolutionCode: resolution,
    Cause: cause,
    LinkType: link,
    Act: act,
}
