"""The desk's codes: what is stored and what scripts see. Sentences for people live in `deskterm.texts`."""

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What a ticket is: something broke, or something is wanted (process: Values)."""

    INCIDENT = "incident"
    REQUEST = "request"


class Nature(StrEnum):
    """The nature of an incident (M5)."""

    TECHNICAL = "technical"
    SERVICE = "service"
    SECURITY = "security"
    PERSONNEL = "personnel"


class Status(StrEnum):
    """The states of a ticket (process: States)."""

    NEW = "new"
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    MERGED = "merged"


LIVE = frozenset({Status.NEW, Status.OPEN, Status.IN_PROGRESS, Status.WAITING})
"""States in which somebody still has to do something before resolution."""


class Line(IntEnum):
    """The three support lines (M8)."""

    L1 = 1
    L2 = 2
    L3 = 3


class Role(StrEnum):
    """What a person may do; any number of roles per person."""

    AGENT = "agent"
    LEAD = "lead"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Channel(StrEnum):
    """How a contact reached the desk (M3)."""

    PHONE = "phone"
    WALK_IN = "walk_in"
    WEB = "web"
    MAIL = "mail"
    MONITORING = "monitoring"


SPOKEN = frozenset({Channel.PHONE, Channel.WALK_IN})
"""Channels on which a person answers at once: they end the first-response clock at creation."""


class NoteKind(StrEnum):
    """Kinds of entries in a ticket's thread. `reply` and `message` are public, the others internal."""

    WORK = "work"
    STEP = "step"
    HYPOTHESIS = "hypothesis"
    SESSION = "session"
    REPLY = "reply"
    MESSAGE = "message"


class Delivery(StrEnum):
    """What became of a public reply. Only a delivered one stops a clock."""

    PENDING = "pending"
    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"


class EscalationReason(StrEnum):
    """Why a ticket moves up (process: Escalation gates)."""

    NEEDS_SKILL = "needs_skill"
    NEEDS_ACCESS = "needs_access"
    TIME_LIMIT = "time_limit"
    MAJOR_INCIDENT = "major_incident"
    VENDOR = "vendor"


class WaitReason(StrEnum):
    """What a waiting ticket waits for."""

    REQUESTER = "requester"
    VENDOR = "vendor"
    CHANGE = "change"
    APPOINTMENT = "appointment"


class ResolutionCode(StrEnum):
    """How a ticket was resolved (interface: Codes)."""

    FIXED = "fixed"
    WORKAROUND = "workaround"
    FULFILLED = "fulfilled"
    ADVISED = "advised"
    NOT_REPRODUCIBLE = "not_reproducible"
    DUPLICATE = "duplicate"
    DECLINED = "declined"
    NO_FAULT = "no_fault"


class Cause(StrEnum):
    """What caused an incident (M12)."""

    HUMAN = "human"
    TECHNICAL = "technical"
    NATURAL = "natural"
    REGULATORY = "regulatory"
    CYBER_ATTACK = "cyber_attack"
    UNKNOWN = "unknown"


class LinkType(StrEnum):
    """How another ticket relates to this one: `child` means the other one is part of this one."""

    CHILD = "child"
    RELATED = "related"
    DUPLICATE = "duplicate"


class StepState(StrEnum):
    """What became of a step of a plan."""

    OPEN = "open"
    DONE = "done"
    WAIVED = "waived"
    """Left out, with a reason."""


class Decision(StrEnum):
    """What is decided about a breach of personal data (GDPR, articles 33 and 34)."""

    CONTAIN = "contain"
    ASSESS = "assess"
    NOTIFY_AUTHORITY = "notify_authority"
    NOT_NOTIFY = "not_notify"
    """The authority need not be told: a risk to people is unlikely."""
    NOTIFY_SUBJECTS = "notify_subjects"
    """The people concerned are to be told: the risk to them is high."""
    NOT_NOTIFY_SUBJECTS = "not_notify_subjects"
    OTHER = "other"


class Informed(StrEnum):
    """Who is told of a breach of personal data."""

    AUTHORITY = "authority"
    SUBJECTS = "subjects"
    """The people concerned."""


class Act(StrEnum):
    """Everything a person can do with a ticket, in the imperative."""

    REGISTER = "register"
    TRIAGE = "triage"
    AMEND = "amend"
    TAKE = "take"
    PULL = "pull"
    ASSIGN = "assign"
    RELEASE = "release"
    WAIT = "wait"
    RESUME = "resume"
    DIAGNOSE = "diagnose"
    NOTE = "note"
    SETTLE = "settle"
    STEP_DONE = "step_done"
    STEP_WAIVE = "step_waive"
    REPLY = "reply"
    HEAR = "hear"
    """Record what the requester said."""
    ATTACH = "attach"
    LINK = "link"
    ESCALATE = "escalate"
    HANDBACK = "handback"
    RESOLVE = "resolve"
    VERIFY = "verify"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    MERGE = "merge"
    UNMERGE = "unmerge"
    OVERRIDE = "override"
    MAJOR = "major"
    RESTRICT = "restrict"
    PLAN = "plan"
    """Start a response plan."""
    CALL = "call"
    """Record that a contact outside the desk was called."""
    BREACH = "breach"
    """Mark a breach of personal data, or take the mark away."""
    BREACH_FACTS = "breach_facts"
    BREACH_DECIDE = "breach_decide"
    BREACH_REPORT = "breach_report"
    """Record that the authority, or the people concerned, were told."""
    UNDO = "undo"


class AccessKind(StrEnum):
    """What the access table records beside the chain of events."""

    LOGIN = "login"
    RESTRICTED = "restricted"
    """A restricted ticket was opened."""
    SEARCH = "search"
    EXPORT = "export"
    REFUSED = "refused"
    FAILED_START = "failed_start"
