"""Who reports: found again by name and address, or added."""

from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from deskterm.store.search.index import following, tickets_of
from deskterm.store.write.tables import ORGANISATION, REPORTER, db_of
from deskterm.workflow.values import Reporter

FILLED = ("email", "phone", "language", "organisation_id")


def organisation_id(connection: Connection, name: str | None) -> int | None:
    """The organisation of this name, added when it is new."""
    if not name:
        return None
    found = connection.execute(select(ORGANISATION.c.id).where(ORGANISATION.c.name == name)).scalar()
    if found is not None:
        return int(found)
    new = connection.execute(select(func.coalesce(func.max(ORGANISATION.c.id), 0) + 1)).scalar_one()
    connection.execute(insert(ORGANISATION), {"id": new, "name": name})
    return int(new)


def reporter_id(connection: Connection, reporter: Reporter | None) -> int | None:
    """The row of this person: one that agrees in every given way to reach them, else a new one.

    A known person's missing details are filled in; details that differ make a row of their own, because tickets
    that name the old ones must keep them.
    """
    if reporter is None:
        return None
    given = {
        "name": reporter.name,
        "email": reporter.email,
        "phone": reporter.phone,
        "language": reporter.language,
        "organisation_id": organisation_id(connection, reporter.organisation),
    }
    for row in _candidates(connection, reporter):
        known = row._mapping
        if all(given[n] is None or known[n] is None or given[n] == known[n] for n in FILLED):
            missing = {n: given[n] for n in FILLED if known[n] is None and given[n] is not None}
            if missing:
                db = db_of(connection)
                with following(db, tickets_of(db, [known["id"]] if "email" in missing else [])):
                    connection.execute(update(REPORTER).where(REPORTER.c.id == known["id"]).values(**missing))
            return int(known["id"])
    new = connection.execute(select(func.coalesce(func.max(REPORTER.c.id), 0) + 1)).scalar_one()
    connection.execute(insert(REPORTER), {"id": new, **given})
    return int(new)


def _candidates(connection: Connection, reporter: Reporter) -> list[Row[Any]]:
    if reporter.id is not None:
        same = REPORTER.c.id == reporter.id
    elif reporter.email:
        same = REPORTER.c.email == reporter.email
    elif reporter.phone:
        same = REPORTER.c.phone == reporter.phone
    else:
        return []  # a name alone does not tell people apart
    rows = select(REPORTER).where(same, REPORTER.c.name == reporter.name).order_by(REPORTER.c.id)
    return list(connection.execute(rows))
