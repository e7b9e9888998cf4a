"""What a desk has learnt, for whoever asks before any desk is opened: it is read if it can be, and never waited for."""

from deskterm.identity import entitled, known
from deskterm.store.errors import StoreError
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read.lessons import lessons
from deskterm.usecases.desk import Refused
from deskterm.workflow.learning import Lessons


def learnt(location: Location, as_name: str | None, *, remote: bool) -> Lessons | None:
    """The lessons of the desk there, for a caller whom it knows; None where they can't be read, whatever the reason.

    The desk is neither made nor migrated for it, and nothing is written to it.
    """
    try:
        with open_store(location, read_only=True) as store:
            known(store, entitled(store, as_name, remote))
            return lessons(store)
    except (StoreError, Refused, OSError, ValueError, LookupError):
        return None
