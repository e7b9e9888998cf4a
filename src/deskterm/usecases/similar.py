"""What is like a ticket: earlier ones with what helped there, and open ones that are likely the same again."""

from dataclasses import replace

from deskterm.store.search import rebuilding
from deskterm.store.search import similar as stored
from deskterm.usecases.act import ticket_for
from deskterm.usecases.desk import Desk
from deskterm.workflow.likeness import Likeness, nearest

LIMIT = 5


def similar(desk: Desk, id: int, limit: int = LIMIT) -> Likeness:
    """What is like the ticket, so many of each kind. NotFound when there is none that the person may see.

    What the person may not see is neither named nor counted. StoreError: the desk can't be read.
    """
    db = desk.store.db
    with db.snapshot():
        ticket_for(db, desk, id)
        missing = rebuilding.incomplete(db)
        found = stored.similar(db, desk.by, id)
    twice = [replace(alike, score=score) for alike, score in found if score]
    once = [alike for alike, score in found if not score]
    return Likeness(id=id, similar=nearest(once, limit), duplicates=nearest(twice, limit), missing=missing)
