"""What was said in public on a ticket since somebody looked, by anybody but them."""

from dataclasses import dataclass

from deskterm.store.db import Db

SAID = (
    "SELECT n.kind, n.author, n.at, e.version FROM note n JOIN event e ON e.id = n.event_id "
    "WHERE n.ticket_id = :ticket AND n.kind IN ('message', 'reply') AND n.withdrawn = 0 "
    "AND (n.kind = 'message' OR e.actor <> :person) AND (e.version > :version OR e.at > :since) ORDER BY n.id"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the requester's, or a reply of somebody else's, with the version that it made of the ticket."""

    kind: str
    author: str
    at: int
    version: int


def said_since(db: Db, ticket: int, person: str, version: int, since: int) -> list[Said]:
    """Everything of that kind after a version of the ticket, or after a moment; in its order."""
    rows = db.all(SAID, ticket=ticket, person=person, version=version, since=since)
    return [Said(str(kind), str(author), int(at), int(number)) for kind, author, at, number in rows]
