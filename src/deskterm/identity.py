"""Who calls, by the system; who acts, by the desk: an account by its uid, another only for the desk's owner."""

import os

TYPE_CHECKING = False  # `typing` alone takes longer to import than the rest of this module
if TYPE_CHECKING:
    from typing import NoReturn

    from deskterm.store.location import Location
    from deskterm.store.opening import Store
    from deskterm.workflow.learning import Lessons
    from deskterm.workflow.values import Person


def account() -> str:
    """The name of the account that runs this process, by its uid; a uid without a name is called after its number."""
    import pwd

    uid = os.getuid()
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid{uid}"


def home(uid: int | None) -> str:
    """The home folder in which sshd looks for this account's keys.

    The caller's own is what HOME says; but not where that is somebody else's folder, as sudo may leave it.
    """
    import pwd

    own, said = os.geteuid(), os.environ.get("HOME", "")
    if uid in (None, own) and os.path.isdir(said) and os.stat(said).st_uid == own:
        return said
    try:
        return pwd.getpwuid(own if uid is None else uid).pw_dir
    except KeyError:
        return os.path.expanduser("~")


def entitled(store: "Store", as_name: str | None, remote: bool = False) -> str:
    """The account that acts: the caller's own, or another's when the caller owns the desk. Refused: not the owner."""
    if as_name is None or (as_name == account() and not remote):
        return account()
    owns = store.owner_uid == os.getuid() if store.location.is_file else store.is_owner
    if not owns:
        refuse("remote_not_owner" if remote else "not_owner")
    return as_name


def known(store: "Store", name: str) -> "Person":
    """The person of the desk with this name. Refused: nobody is called so, or they no longer work here."""
    from deskterm.store.read.people import person

    found = person(store.db, name)
    if found is None:
        refuse("unknown_caller", name=name)
    if not found.active:
        refuse("agent_off", name=name)
    return found


def lessons(location: "Location", as_name: str | None, remote: bool) -> "Lessons | None":
    """What a desk has learnt, for a caller whom it knows; None where it can't be read by them."""
    from deskterm.store.errors import StoreError
    from deskterm.store.opening import open_store
    from deskterm.store.read import lessons
    from deskterm.usecases.desk import Refused

    try:
        with open_store(location, read_only=True) as store:
            known(store, entitled(store, as_name, remote))
            return lessons.lessons(store)
    except (StoreError, Refused, LookupError):
        return None


def refuse(code: str, **args: object) -> "NoReturn":
    """Say no by one point."""
    from deskterm.usecases.desk import Refused
    from deskterm.workflow.values import Point

    raise Refused.because(Point(code=code, args=args))
