"""Work that one process does for all: taken for a while, and taken over from one that no longer answers."""

from sqlalchemy import Connection, delete, insert, select, update

from deskterm.store.write.tables import LEASE, TICKET


def take(connection: Connection, name: str, holder: str, now: int, until: int) -> bool:
    """Hold the lease until this instant; no while another one holds it."""
    row = connection.execute(select(LEASE.c.holder, LEASE.c.until).where(LEASE.c.name == name)).first()
    if row is not None and row.holder != holder and row.until > now:
        return False
    drop(connection, name)
    connection.execute(insert(LEASE), {"name": name, "holder": holder, "until": until})
    return True


def drop(connection: Connection, name: str) -> None:
    """Let go of it."""
    connection.execute(delete(LEASE).where(LEASE.c.name == name))


def set_alarm(connection: Connection, ticket: int, moment: int | None) -> None:
    """When the desk looks at a ticket again; derived, so no event tells of it."""
    connection.execute(update(TICKET).where(TICKET.c.id == ticket).values(alarm_at=moment))
