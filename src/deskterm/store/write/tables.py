"""The tables as writers use them, and the making of all of them with the triggers that guard the event table."""

from sqlalchemy import Connection, Table

from deskterm.models import metadata
from deskterm.models.schema import WHERE
from deskterm.store.db import Db
from deskterm.store.search import index
from deskterm.store.version import COMMENT, SCHEMA


def table(name: str) -> Table:
    """The table of this name."""
    return metadata.tables[name]


DESK = table("desk")
ORGANISATION = table("organisation")
REPORTER = table("reporter")
AGENT = table("agent")
AGENT_LINE = table("agent_line")
AGENT_ROLE = table("agent_role")
AGENT_SKILL = table("agent_skill")
CATEGORY = table("category")
CATEGORY_QUESTION = table("category_question")
TICKET = table("ticket")
TICKET_PERSON = table("ticket_person")
SHEET = table("sheet")
ANSWER = table("answer")
NOTE = table("note")
ATTACHMENT = table("attachment")
ATTACHMENT_CHUNK = table("attachment_chunk")
LINK = table("link")
EVENT = table("event")
EVENT_TEXT = table("event_text")
COUNTER = table("counter")
ACCESS = table("access")
READING = table("reading")
ORIGIN = table("origin")
ARRANGEMENT = table("arrangement")
TICKET_STEP = table("ticket_step")
LEASE = table("lease")

SQLITE_TRIGGERS = (
    "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    "CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    # INSERT OR REPLACE would delete a row without asking the trigger above
    "CREATE TRIGGER event_no_replace BEFORE INSERT ON event "
    "WHEN NEW.id <= (SELECT coalesce(max(id), 0) FROM event) "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
)
POSTGRESQL_TRIGGERS = (
    "CREATE FUNCTION event_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$",
    "CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_append_only()",
    "CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION event_append_only()",
    f"COMMENT ON TABLE desk IS '{COMMENT}{SCHEMA}'",
)


def db_of(connection: Connection, where: object = "") -> Db:
    """The same transaction for readers' SQL."""
    dialect = "sqlite" if connection.dialect.name == "sqlite" else "postgresql"
    return Db(connection.connection.dbapi_connection, dialect, where, in_transaction=True)


def make_tables(connection: Connection) -> None:
    """The current schema, in the connection's transaction."""
    for made in (each for table in metadata.tables.values() for each in table.indexes if WHERE in each.info):
        made.dialect_options[connection.dialect.name]["where"] = made.info[WHERE]
    metadata.create_all(connection, checkfirst=False)
    sqlite = connection.dialect.name == "sqlite"
    for statement in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(index.TABLE)
    index.create(db_of(connection))
