"""Schema 5: what the desk arranges (calendars, agreements, catalogue, plans, duties), and what its clocks need.

Tickets get the terms of their targets, the next alarm, the catalogue's item, an agreed date and the moment of
awareness of a breach; a breach from before is taken as known since the ticket was registered. The list of acts no
longer stands in the table of events, so that an act can be added without making that table anew.
"""

from alembic.operations import Operations

from deskterm.store.migrations.steps import step_0002

COLUMNS = {
    "terms": "TEXT",
    "alarm_at": "BIGINT",
    "asked_at": "BIGINT",
    "item": "TEXT",
    "agreed_at": "BIGINT",
    "aware_at": "BIGINT",
}
CHECKS = {
    "item_length": "length(item) BETWEEN 1 AND 250",
    "terms_length": "length(terms) BETWEEN 1 AND 100000",
    "breach_known": "NOT (breach = 1) OR (aware_at IS NOT NULL)",
}
AFTER = {
    "item_length": "ck_ticket_external_id_length CHECK (length(external_id) BETWEEN 1 AND 250)",
    "terms_length": "ck_ticket_measures_length CHECK (length(measures) BETWEEN 1 AND 100000)",
    "breach_known": "ck_ticket_merged_from CHECK (NOT (status = 'merged') OR (status_before_merge IS NOT NULL))",
}
"""Behind which condition of schema 2 each of them stands in a file."""
ALARMS = (
    "UPDATE ticket SET alarm_at = created_at WHERE status IN ('new', 'open', 'in_progress', 'waiting')",
    "UPDATE ticket SET alarm_at = resolved_at WHERE status = 'resolved'",
)
"""The first sweep looks at what is live or resolved, and finds when somebody is to be told or it is to be closed."""
ALARM = "CREATE INDEX ix_ticket_alarm ON ticket (alarm_at, id) WHERE alarm_at IS NOT NULL"
EVENT = """
CREATE TABLE event_5 (
    id INTEGER NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    via TEXT,
    ticket_id INTEGER,
    version INTEGER,
    kind TEXT NOT NULL,
    act TEXT,
    canonical BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_event PRIMARY KEY (id),
    CONSTRAINT ck_event_act_length CHECK (length(act) BETWEEN 1 AND 40),
    CONSTRAINT ck_event_kind_length CHECK (length(kind) BETWEEN 1 AND 40),
    CONSTRAINT ck_event_actor_length CHECK (length(actor) BETWEEN 1 AND 250),
    CONSTRAINT ck_event_prev_hash_length CHECK (length(prev_hash) BETWEEN 32 AND 32),
    CONSTRAINT ck_event_hash_length CHECK (length(hash) BETWEEN 32 AND 32),
    CONSTRAINT ck_event_ticket_version CHECK (NOT (ticket_id IS NOT NULL) OR (version >= 1)),
    CONSTRAINT fk_event_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id)
)
"""
EVENT_INDEXES = (
    "CREATE INDEX ix_event_actor ON event (actor, id)",
    "CREATE INDEX ix_event_ticket_id ON event (ticket_id, id)",
)
GUARDS = (
    "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    "CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    "CREATE TRIGGER event_no_replace BEFORE INSERT ON event "
    "WHEN NEW.id <= (SELECT coalesce(max(id), 0) FROM event) "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
)
ARRANGEMENT = """
CREATE TABLE arrangement (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    event_id INTEGER NOT NULL,
    CONSTRAINT pk_arrangement PRIMARY KEY (kind, name),
    CONSTRAINT ck_arrangement_kind_code CHECK (kind IN ('calendar', 'agreement', 'item', 'plan', 'duty')),
    CONSTRAINT ck_arrangement_name_length CHECK (length(name) BETWEEN 1 AND 250),
    CONSTRAINT ck_arrangement_body_length CHECK (length(body) BETWEEN 2 AND 100000),
    CONSTRAINT fk_arrangement_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
"""
TICKET_STEP = """
CREATE TABLE ticket_step (
    id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL,
    event_id INTEGER NOT NULL,
    "plan" TEXT NOT NULL,
    code TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    responsible TEXT,
    state TEXT NOT NULL,
    settled_by TEXT,
    settled_at BIGINT,
    withdrawn INTEGER NOT NULL,
    CONSTRAINT pk_ticket_step PRIMARY KEY (id),
    CONSTRAINT ck_ticket_step_state_code CHECK (state IN ('open', 'done', 'waived')),
    CONSTRAINT ck_ticket_step_plan_length CHECK (length(plan) BETWEEN 1 AND 64),
    CONSTRAINT ck_ticket_step_code_length CHECK (length(code) BETWEEN 1 AND 64),
    CONSTRAINT ck_ticket_step_title_length CHECK (length(title) BETWEEN 1 AND 250),
    CONSTRAINT ck_ticket_step_responsible_length CHECK (length(responsible) BETWEEN 1 AND 250),
    CONSTRAINT ck_ticket_step_withdrawn_flag CHECK (withdrawn IN (0, 1)),
    CONSTRAINT fk_ticket_step_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
    CONSTRAINT fk_ticket_step_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
"""
LEASE = """
CREATE TABLE lease (
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    until BIGINT NOT NULL,
    CONSTRAINT pk_lease PRIMARY KEY (name),
    CONSTRAINT ck_lease_name_length CHECK (length(name) BETWEEN 1 AND 40),
    CONSTRAINT ck_lease_holder_length CHECK (length(holder) BETWEEN 1 AND 250)
)
"""
NEW = (
    ARRANGEMENT,
    TICKET_STEP,
    "CREATE INDEX ix_ticket_step_ticket_id ON ticket_step (ticket_id)",
    "CREATE INDEX ix_ticket_step_event_id ON ticket_step (event_id)",
    LEASE,
)


def change(operations: Operations) -> None:
    """From schema 4 to 5."""
    file = operations.get_bind().dialect.name == "sqlite"
    for statement in (*(rebuilt() if file else altered()), *ALARMS, ALARM, *NEW):
        operations.get_bind().exec_driver_sql(statement)


def ticket_table() -> str:
    """A file's table of tickets: that of schema 2 with what is new."""
    columns = ",\n    ".join(("measures TEXT", *(f"{name} {kind}" for name, kind in COLUMNS.items())))
    table = step_0002.TICKET.replace("ticket_2 (", "ticket_5 (").replace("measures TEXT", columns, 1)
    for name, place in AFTER.items():
        assert place in table, place
        table = table.replace(place, f"{place},\n    CONSTRAINT ck_ticket_{name} CHECK ({CHECKS[name]})")
    return table


def rebuilt() -> list[str]:
    """A file's tables of tickets and events, made anew; dropping a table drops its triggers and indexes with it."""
    kept = f"{step_0002.KEPT.rstrip()}, imported"
    return [
        ticket_table(),
        f"INSERT INTO ticket_5 ({kept}, aware_at) SELECT {kept}, CASE WHEN breach = 1 THEN created_at END "
        "FROM ticket ORDER BY id",
        "DROP TABLE ticket",
        "ALTER TABLE ticket_5 RENAME TO ticket",
        *step_0002.INDEXES,
        EVENT,
        "INSERT INTO event_5 SELECT id, at, actor, via, ticket_id, version, kind, act, canonical, prev_hash, hash "
        "FROM event ORDER BY id",
        "DROP TABLE event",
        "ALTER TABLE event_5 RENAME TO event",
        *EVENT_INDEXES,
        *GUARDS,
    ]


def altered() -> list[str]:
    """A server's tables, changed where they stand."""
    return [
        *(f"ALTER TABLE ticket ADD COLUMN {name} {kind}" for name, kind in COLUMNS.items()),
        "UPDATE ticket SET aware_at = created_at WHERE breach = 1",
        *(f"ALTER TABLE ticket ADD CONSTRAINT ck_ticket_{name} CHECK ({said})" for name, said in CHECKS.items()),
        "ALTER TABLE event DROP CONSTRAINT ck_event_act_code",
        "ALTER TABLE event ADD CONSTRAINT ck_event_act_length CHECK (length(act) BETWEEN 1 AND 40)",
    ]
