"""Schema 2: a table of who looked at what, where imported tickets come from, and tickets that were imported as ended.

Everything is spelled out as it was on the day of this version: models move on, a step does not.
"""

from alembic.operations import Operations

LIVE = "status IN ('new', 'open', 'in_progress', 'waiting')"
IMPORTED = "NOT (imported = 1 AND status IN ('resolved', 'closed'))"
TICKET = """
CREATE TABLE ticket_2 (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    line INTEGER NOT NULL,
    assignee TEXT,
    rank INTEGER NOT NULL,
    due_sort BIGINT NOT NULL,
    subject TEXT NOT NULL,
    kind TEXT,
    claimed_kind TEXT,
    claimed_priority INTEGER,
    nature TEXT,
    category TEXT,
    impact INTEGER,
    urgency INTEGER,
    priority INTEGER,
    overridden INTEGER NOT NULL,
    channel TEXT NOT NULL,
    reporter_id INTEGER,
    requested_for TEXT,
    external_id TEXT,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    cycle_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    due_at BIGINT,
    first_response_at BIGINT,
    resolved_at BIGINT,
    closed_at BIGINT,
    wait_reason TEXT,
    wake_at BIGINT,
    verified INTEGER NOT NULL,
    resolution_code TEXT,
    cause TEXT,
    restricted INTEGER NOT NULL,
    about TEXT,
    major INTEGER NOT NULL,
    breach INTEGER NOT NULL,
    imported INTEGER NOT NULL,
    merged_into INTEGER,
    status_before_merge TEXT,
    level_changes INTEGER NOT NULL,
    occurred_at BIGINT,
    description TEXT,
    symptoms TEXT,
    steps_before TEXT,
    place TEXT,
    service TEXT,
    software TEXT,
    software_version TEXT,
    browser TEXT,
    os TEXT,
    verification TEXT,
    solution TEXT,
    measures TEXT,
    CONSTRAINT pk_ticket PRIMARY KEY (id),
    CONSTRAINT ck_ticket_status_code CHECK (status IN ('new', 'open', 'in_progress', 'waiting', 'resolved',
        'closed', 'cancelled', 'merged')),
    CONSTRAINT ck_ticket_kind_code CHECK (kind IN ('incident', 'request')),
    CONSTRAINT ck_ticket_claimed_kind_code CHECK (claimed_kind IN ('incident', 'request')),
    CONSTRAINT ck_ticket_nature_code CHECK (nature IN ('technical', 'service', 'security', 'personnel')),
    CONSTRAINT ck_ticket_channel_code CHECK (channel IN ('phone', 'walk_in', 'web', 'mail', 'monitoring')),
    CONSTRAINT ck_ticket_wait_reason_code CHECK (wait_reason IN ('requester', 'vendor', 'change',
        'appointment')),
    CONSTRAINT ck_ticket_resolution_code_code CHECK (resolution_code IN ('fixed', 'workaround', 'fulfilled',
        'advised', 'not_reproducible', 'duplicate', 'declined', 'no_fault')),
    CONSTRAINT ck_ticket_cause_code CHECK (cause IN ('human', 'technical', 'natural', 'regulatory',
        'cyber_attack', 'unknown')),
    CONSTRAINT ck_ticket_status_before_merge_code CHECK (status_before_merge IN ('new', 'open',
        'in_progress', 'waiting', 'resolved', 'closed', 'cancelled', 'merged')),
    CONSTRAINT ck_ticket_line_range CHECK (line BETWEEN 1 AND 3),
    CONSTRAINT ck_ticket_impact_range CHECK (impact BETWEEN 1 AND 9),
    CONSTRAINT ck_ticket_urgency_range CHECK (urgency BETWEEN 1 AND 9),
    CONSTRAINT ck_ticket_priority_range CHECK (priority BETWEEN 1 AND 9),
    CONSTRAINT ck_ticket_claimed_priority_range CHECK (claimed_priority BETWEEN 1 AND 9),
    CONSTRAINT ck_ticket_version_range CHECK (version >= 1),
    CONSTRAINT ck_ticket_level_changes_range CHECK (level_changes >= 0),
    CONSTRAINT ck_ticket_updated_at_order CHECK (updated_at >= created_at),
    CONSTRAINT ck_ticket_overridden_flag CHECK (overridden IN (0, 1)),
    CONSTRAINT ck_ticket_verified_flag CHECK (verified IN (0, 1)),
    CONSTRAINT ck_ticket_restricted_flag CHECK (restricted IN (0, 1)),
    CONSTRAINT ck_ticket_major_flag CHECK (major IN (0, 1)),
    CONSTRAINT ck_ticket_breach_flag CHECK (breach IN (0, 1)),
    CONSTRAINT ck_ticket_imported_flag CHECK (imported IN (0, 1)),
    CONSTRAINT ck_ticket_subject_length CHECK (length(subject) BETWEEN 1 AND 250),
    CONSTRAINT ck_ticket_requested_for_length CHECK (length(requested_for) BETWEEN 1 AND 250),
    CONSTRAINT ck_ticket_place_length CHECK (length(place) BETWEEN 1 AND 250),
    CONSTRAINT ck_ticket_service_length CHECK (length(service) BETWEEN 1 AND 250),
    CONSTRAINT ck_ticket_software_length CHECK (length(software) BETWEEN 1 AND 250),
    CONSTRAINT ck_ticket_software_version_length CHECK (length(software_version) BETWEEN 1 AND 250),
    CONSTRAINT ck_ticket_browser_length CHECK (length(browser) BETWEEN 1 AND 250),
    CONSTRAINT ck_ticket_os_length CHECK (length(os) BETWEEN 1 AND 250),
    CONSTRAINT ck_ticket_external_id_length CHECK (length(external_id) BETWEEN 1 AND 250),
    CONSTRAINT ck_ticket_description_length CHECK (length(description) BETWEEN 1 AND 100000),
    CONSTRAINT ck_ticket_symptoms_length CHECK (length(symptoms) BETWEEN 1 AND 100000),
    CONSTRAINT ck_ticket_steps_before_length CHECK (length(steps_before) BETWEEN 1 AND 100000),
    CONSTRAINT ck_ticket_verification_length CHECK (length(verification) BETWEEN 1 AND 100000),
    CONSTRAINT ck_ticket_solution_length CHECK (length(solution) BETWEEN 1 AND 100000),
    CONSTRAINT ck_ticket_measures_length CHECK (length(measures) BETWEEN 1 AND 100000),
    CONSTRAINT ck_ticket_rank_value CHECK (rank = coalesce(priority, 0)),
    CONSTRAINT ck_ticket_due_sort_value CHECK (due_sort = coalesce(due_at, 4611686018427387904)),
    CONSTRAINT ck_ticket_new_untriaged CHECK (NOT (status = 'new') OR (priority IS NULL)),
    CONSTRAINT ck_ticket_worked_triaged CHECK (NOT (status IN ('open', 'in_progress', 'waiting', 'resolved',
        'closed') AND NOT (imported = 1 AND status IN ('resolved', 'closed'))) OR (kind IS NOT NULL AND category
        IS NOT NULL AND priority IS NOT NULL AND impact IS NOT NULL AND urgency IS NOT NULL AND (kind =
        'request' OR nature IS NOT NULL))),
    CONSTRAINT ck_ticket_overridden_priority CHECK (NOT (overridden = 1) OR (priority IS NOT NULL)),
    CONSTRAINT ck_ticket_waiting_wakes CHECK (NOT (status = 'waiting') OR (wake_at IS NOT NULL AND
        wait_reason IS NOT NULL)),
    CONSTRAINT ck_ticket_resolved_told CHECK (NOT (status IN ('resolved', 'closed') AND NOT (imported = 1
        AND status IN ('resolved', 'closed'))) OR (resolved_at IS NOT NULL AND resolution_code IS NOT NULL AND
        solution IS NOT NULL)),
    CONSTRAINT ck_ticket_closed_verified CHECK (NOT (status = 'closed' AND NOT (imported = 1 AND status IN
        ('resolved', 'closed'))) OR (closed_at IS NOT NULL AND verified = 1)),
    CONSTRAINT ck_ticket_merged_pair CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
    CONSTRAINT ck_ticket_merged_from CHECK (NOT (status = 'merged') OR (status_before_merge IS NOT NULL)),
    CONSTRAINT ck_ticket_merged_other CHECK (NOT (merged_into IS NOT NULL) OR (merged_into <> id)),
    CONSTRAINT fk_ticket_assignee FOREIGN KEY(assignee) REFERENCES agent (name),
    CONSTRAINT fk_ticket_category FOREIGN KEY(category) REFERENCES category (code),
    CONSTRAINT fk_ticket_reporter_id FOREIGN KEY(reporter_id) REFERENCES reporter (id),
    CONSTRAINT uq_ticket_external_id UNIQUE (external_id),
    CONSTRAINT fk_ticket_merged_into FOREIGN KEY(merged_into) REFERENCES ticket (id)
)
"""
INDEXES = (
    "CREATE INDEX ix_ticket_reporter_id ON ticket (reporter_id)",
    f"CREATE INDEX ix_ticket_queue ON ticket (line, rank, due_sort, id) WHERE {LIVE}",
    f"CREATE INDEX ix_ticket_unassigned ON ticket (line, rank, due_sort, id) WHERE {LIVE} AND assignee IS NULL",
    f"CREATE INDEX ix_ticket_assignee ON ticket (assignee, rank, due_sort, id) WHERE {LIVE}",
    "CREATE INDEX ix_ticket_status ON ticket (status, rank, due_sort, id) "
    "WHERE status IN ('new', 'open', 'in_progress', 'waiting', 'resolved')",
    "CREATE INDEX ix_ticket_done ON ticket (status, id) WHERE status IN ('closed', 'cancelled', 'merged')",
    "CREATE INDEX ix_ticket_guarded ON ticket (status, line, assignee, restricted, about, id) "
    "WHERE (restricted = 1 OR about IS NOT NULL)",
)
"""Those of the ticket's table, which go with it when it is dropped."""
KEPT = """
    id, version, status, line, assignee, rank, due_sort, subject, kind, claimed_kind, claimed_priority, nature,
    category, impact, urgency, priority, overridden, channel, reporter_id, requested_for, external_id, created_at,
    created_by, cycle_at, updated_at, due_at, first_response_at, resolved_at, closed_at, wait_reason, wake_at,
    verified, resolution_code, cause, restricted, about, major, breach, merged_into, status_before_merge,
    level_changes, occurred_at, description, symptoms, steps_before, place, service, software, software_version,
    browser, os, verification, solution, measures
"""
"""The columns of schema 1."""
ACCESS = """
CREATE TABLE access (
    id {number} NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    via TEXT,
    kind TEXT NOT NULL,
    ticket_id INTEGER,
    detail TEXT,
    rows INTEGER,
    CONSTRAINT pk_access PRIMARY KEY (id),
    CONSTRAINT ck_access_kind_code CHECK (kind IN ('login', 'restricted', 'search', 'export', 'refused',
        'failed_start')),
    CONSTRAINT ck_access_actor_length CHECK (length(actor) BETWEEN 1 AND 250),
    CONSTRAINT ck_access_detail_length CHECK (length(detail) BETWEEN 1 AND 250),
    CONSTRAINT ck_access_rows_range CHECK (rows >= 0),
    CONSTRAINT fk_access_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id)
)
"""
READING = """
CREATE TABLE reading (
    actor TEXT NOT NULL,
    hour INTEGER NOT NULL,
    n INTEGER NOT NULL,
    CONSTRAINT pk_reading PRIMARY KEY (actor, hour),
    CONSTRAINT ck_reading_actor_length CHECK (length(actor) BETWEEN 1 AND 250),
    CONSTRAINT ck_reading_n_range CHECK (n >= 1)
)
"""
ORIGIN = """
CREATE TABLE origin (
    source TEXT NOT NULL,
    "key" TEXT NOT NULL,
    ticket_id INTEGER NOT NULL,
    CONSTRAINT pk_origin PRIMARY KEY (source, "key"),
    CONSTRAINT ck_origin_source_length CHECK (length(source) BETWEEN 1 AND 250),
    CONSTRAINT ck_origin_key_length CHECK (length(key) BETWEEN 1 AND 250),
    CONSTRAINT fk_origin_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id)
)
"""
NEW_INDEXES = (
    "CREATE INDEX ix_access_actor ON access (actor, at)",
    "CREATE INDEX ix_access_at ON access (at)",
    "CREATE INDEX ix_origin_ticket_id ON origin (ticket_id)",
)
CHECKS = {
    "imported_flag": "imported IN (0, 1)",
    "worked_triaged": f"NOT (status IN ('open', 'in_progress', 'waiting', 'resolved', 'closed') AND {IMPORTED}) OR "
    "(kind IS NOT NULL AND category IS NOT NULL AND priority IS NOT NULL AND impact IS NOT NULL "
    "AND urgency IS NOT NULL AND (kind = 'request' OR nature IS NOT NULL))",
    "resolved_told": f"NOT (status IN ('resolved', 'closed') AND {IMPORTED}) OR "
    "(resolved_at IS NOT NULL AND resolution_code IS NOT NULL AND solution IS NOT NULL)",
    "closed_verified": f"NOT (status = 'closed' AND {IMPORTED}) OR (closed_at IS NOT NULL AND verified = 1)",
}
"""What a server's table is altered to hold; one that is rebuilt says the same above."""


def change(operations: Operations) -> None:
    """From schema 1 to 2."""
    file = operations.get_bind().dialect.name == "sqlite"
    for statement in (*(rebuilt() if file else altered()), *added(file)):
        operations.get_bind().exec_driver_sql(statement)


def rebuilt() -> list[str]:
    """A file's table of tickets, made anew: SQLite changes no conditions of a table that is there."""
    return [
        TICKET,
        f"INSERT INTO ticket_2 ({KEPT}, imported) SELECT {KEPT}, 0 FROM ticket ORDER BY id",
        "DROP TABLE ticket",
        "ALTER TABLE ticket_2 RENAME TO ticket",
        *INDEXES,
    ]


def altered() -> list[str]:
    """A server's table of tickets, changed where it stands."""
    return [
        "ALTER TABLE ticket ADD COLUMN imported INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE ticket ALTER COLUMN imported DROP DEFAULT",
        *(f"ALTER TABLE ticket DROP CONSTRAINT ck_ticket_{name}" for name in CHECKS if name != "imported_flag"),
        *(f"ALTER TABLE ticket ADD CONSTRAINT ck_ticket_{name} CHECK ({said})" for name, said in CHECKS.items()),
    ]


def added(file: bool) -> list[str]:
    """The new tables."""
    return [ACCESS.format(number="INTEGER" if file else "SERIAL"), READING, ORIGIN, *NEW_INDEXES]
