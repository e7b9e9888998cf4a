"""The ticket: every fact of it that is not derived, and the conditions that no writer may break."""

from sqlalchemy import BigInteger, Text
from sqlmodel import Field

from deskterm.models.schema import Record, between, flag, implies, listed, must, one_of, partial, sized
from deskterm.workflow.checks import LINE_LIMIT, TEXT_LIMIT
from deskterm.workflow.values import (
    LIVE,
    Cause,
    Channel,
    Kind,
    Nature,
    ResolutionCode,
    Status,
    WaitReason,
)

NEVER = 1 << 62
"""`due_sort` of a ticket that has no deadline."""
LIVE_ROWS = f"status IN ({listed(s for s in Status if s in LIVE)})"
DONE_ROWS = f"status IN ({listed((Status.CLOSED, Status.CANCELLED, Status.MERGED))})"
UNDONE_ROWS = f"status IN ({listed((*(s for s in Status if s in LIVE), Status.RESOLVED))})"
WORKED = listed((Status.OPEN, Status.IN_PROGRESS, Status.WAITING, Status.RESOLVED, Status.CLOSED))
KNOWN_HERE = "NOT (imported = 1 AND status IN ('resolved', 'closed'))"
"""All but tickets that ended in another system, of which less may be known."""
GUARDED_ROWS = "(restricted = 1 OR about IS NOT NULL)"
"""Tickets that not everyone may see."""
MANY = 10**12
"""More people or records than a breach of data can concern."""

CODES = (
    one_of("status", Status),
    one_of("kind", Kind),
    one_of("claimed_kind", Kind),
    one_of("nature", Nature),
    one_of("channel", Channel),
    one_of("wait_reason", WaitReason),
    one_of("resolution_code", ResolutionCode),
    one_of("cause", Cause),
    one_of("status_before_merge", Status),
)
RANGES = (
    between("line", 1, 3),
    between("impact", 1, 9),
    between("urgency", 1, 9),
    between("priority", 1, 9),
    between("claimed_priority", 1, 9),
    must("version_range", "version >= 1"),
    must("level_changes_range", "level_changes >= 0"),
    must("updated_at_order", "updated_at >= created_at"),
    *(flag(n) for n in ("overridden", "verified", "restricted", "major", "breach", "imported")),
    between("people_concerned", 0, MANY),
    between("records_concerned", 0, MANY),
)
LENGTHS = (
    *(
        sized(n, LINE_LIMIT)
        for n in (
            "subject",
            "requested_for",
            "place",
            "service",
            "software",
            "software_version",
            "browser",
            "os",
            "external_id",
            "item",
            "report_reference",
        )
    ),
    *(
        sized(n, TEXT_LIMIT)
        for n in (
            *("description", "symptoms", "steps_before", "verification", "solution", "measures", "terms"),
            *("breach_nature", "data_concerned", "consequences", "remedies"),
        )
    ),
)
CONSISTENCY = (
    must("rank_value", "rank = coalesce(priority, 0)"),
    must("due_sort_value", f"due_sort = coalesce(due_at, {NEVER})"),
    implies("new_untriaged", "status = 'new'", "priority IS NULL"),
    implies(
        "worked_triaged",
        f"status IN ({WORKED}) AND {KNOWN_HERE}",
        "kind IS NOT NULL AND category IS NOT NULL AND priority IS NOT NULL"
        " AND impact IS NOT NULL AND urgency IS NOT NULL AND (kind = 'request' OR nature IS NOT NULL)",
    ),
    implies("overridden_priority", "overridden = 1", "priority IS NOT NULL"),
    implies("waiting_wakes", "status = 'waiting'", "wake_at IS NOT NULL AND wait_reason IS NOT NULL"),
    implies(
        "resolved_told",
        f"status IN ('resolved', 'closed') AND {KNOWN_HERE}",
        "resolved_at IS NOT NULL AND resolution_code IS NOT NULL AND solution IS NOT NULL",
    ),
    implies("closed_verified", f"status = 'closed' AND {KNOWN_HERE}", "closed_at IS NOT NULL AND verified = 1"),
    must("merged_pair", "(status = 'merged') = (merged_into IS NOT NULL)"),
    implies("merged_from", "status = 'merged'", "status_before_merge IS NOT NULL"),
    implies("breach_known", "breach = 1", "aware_at IS NOT NULL"),
    implies("merged_other", "merged_into IS NOT NULL", "merged_into <> id"),
)
INDEXES = (
    partial("ix_ticket_queue", "line, rank, due_sort, id", LIVE_ROWS),
    partial("ix_ticket_due", "line, due_sort, id, wake_at", LIVE_ROWS),
    partial("ix_ticket_unassigned", "line, rank, due_sort, id", f"{LIVE_ROWS} AND assignee IS NULL"),
    partial("ix_ticket_assignee", "assignee, rank, due_sort, id", LIVE_ROWS),
    partial("ix_ticket_status", "status, rank, due_sort, id", UNDONE_ROWS),
    partial("ix_ticket_done", "status, id", DONE_ROWS),
    partial("ix_ticket_alarm", "alarm_at, id", "alarm_at IS NOT NULL"),
    partial("ix_ticket_guarded", "status, line, assignee, restricted, about, id", GUARDED_ROWS),
)


class Ticket(Record, table=True):
    """One contact. `rank` and `due_sort` are the queue's sort keys, kept equal to priority and deadline by checks."""

    __tablename__ = "ticket"
    __table_args__ = (*CODES, *RANGES, *LENGTHS, *CONSISTENCY, *INDEXES)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int
    status: str = Field(sa_type=Text)
    line: int
    assignee: str | None = Field(default=None, sa_type=Text, foreign_key="agent.name")
    rank: int
    due_sort: int = Field(sa_type=BigInteger)
    subject: str = Field(sa_type=Text)
    kind: str | None = Field(default=None, sa_type=Text)
    claimed_kind: str | None = Field(default=None, sa_type=Text)
    claimed_priority: int | None = None
    nature: str | None = Field(default=None, sa_type=Text)
    category: str | None = Field(default=None, sa_type=Text, foreign_key="category.code")
    impact: int | None = None
    urgency: int | None = None
    priority: int | None = None
    overridden: int = 0
    channel: str = Field(sa_type=Text)
    reporter_id: int | None = Field(default=None, foreign_key="reporter.id", index=True)
    requested_for: str | None = Field(default=None, sa_type=Text)
    external_id: str | None = Field(default=None, sa_type=Text, unique=True)
    created_at: int = Field(sa_type=BigInteger)
    created_by: str = Field(sa_type=Text)
    cycle_at: int = Field(sa_type=BigInteger)
    updated_at: int = Field(sa_type=BigInteger)
    due_at: int | None = Field(default=None, sa_type=BigInteger)
    first_response_at: int | None = Field(default=None, sa_type=BigInteger)
    resolved_at: int | None = Field(default=None, sa_type=BigInteger)
    closed_at: int | None = Field(default=None, sa_type=BigInteger)
    wait_reason: str | None = Field(default=None, sa_type=Text)
    wake_at: int | None = Field(default=None, sa_type=BigInteger)
    verified: int = 0
    resolution_code: str | None = Field(default=None, sa_type=Text)
    cause: str | None = Field(default=None, sa_type=Text)
    restricted: int = 0
    about: str | None = Field(default=None, sa_type=Text)
    major: int = 0
    breach: int = 0
    imported: int = 0
    merged_into: int | None = Field(default=None, foreign_key="ticket.id")
    status_before_merge: str | None = Field(default=None, sa_type=Text)
    level_changes: int = 0
    occurred_at: int | None = Field(default=None, sa_type=BigInteger)
    description: str | None = Field(default=None, sa_type=Text)
    symptoms: str | None = Field(default=None, sa_type=Text)
    steps_before: str | None = Field(default=None, sa_type=Text)
    place: str | None = Field(default=None, sa_type=Text)
    service: str | None = Field(default=None, sa_type=Text)
    software: str | None = Field(default=None, sa_type=Text)
    software_version: str | None = Field(default=None, sa_type=Text)
    browser: str | None = Field(default=None, sa_type=Text)
    os: str | None = Field(default=None, sa_type=Text)
    verification: str | None = Field(default=None, sa_type=Text)
    solution: str | None = Field(default=None, sa_type=Text)
    measures: str | None = Field(default=None, sa_type=Text)
    terms: str | None = Field(default=None, sa_type=Text)
    alarm_at: int | None = Field(default=None, sa_type=BigInteger)
    asked_at: int | None = Field(default=None, sa_type=BigInteger)
    item: str | None = Field(default=None, sa_type=Text)
    agreed_at: int | None = Field(default=None, sa_type=BigInteger)
    aware_at: int | None = Field(default=None, sa_type=BigInteger)
    reported_at: int | None = Field(default=None, sa_type=BigInteger)
    report_reference: str | None = Field(default=None, sa_type=Text)
    report_waived_at: int | None = Field(default=None, sa_type=BigInteger)
    subjects_owed_at: int | None = Field(default=None, sa_type=BigInteger)
    subjects_at: int | None = Field(default=None, sa_type=BigInteger)
    people_concerned: int | None = Field(default=None, sa_type=BigInteger)
    records_concerned: int | None = Field(default=None, sa_type=BigInteger)
    breach_nature: str | None = Field(default=None, sa_type=Text)
    data_concerned: str | None = Field(default=None, sa_type=Text)
    consequences: str | None = Field(default=None, sa_type=Text)
    remedies: str | None = Field(default=None, sa_type=Text)


class TicketPerson(Record, table=True):
    """Somebody who may see a restricted ticket because they are named on it."""

    __tablename__ = "ticket_person"
    __table_args__ = (sized("name", 32),)

    ticket_id: int = Field(primary_key=True, foreign_key="ticket.id", sa_column_kwargs={"autoincrement": False})
    name: str = Field(sa_type=Text, primary_key=True, index=True)
