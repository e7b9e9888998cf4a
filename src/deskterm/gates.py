"""The composer's answer to `agent key`: which file sshd reads, which program it is to run, and on which desk."""

import os
import sys
from pathlib import Path

from deskterm.identity import home
from deskterm.store.location import Location
from deskterm.usecases.keys import Gate
from deskterm.workflow.checks import CONTROL, Invalid

PROGRAM = "deskterm"


def keys_file(asked: str | None, owner: int | None) -> Path:
    """Where sshd looks for keys: what the settings say, else where it looks for those of the desk's owner."""
    return Path(asked) if asked is not None else Path(home(owner)) / ".ssh" / "authorized_keys"


def gate(path: Path, location: Location) -> Gate:
    """What a key opens. Invalid: a password would be seen, or a place can't stand in a line of a file."""
    db = str(location)
    if not location.is_file and (location.url != db or "password=" in db):
        raise Invalid("db", "key_db_secret")
    program = installed()
    for field, value in (("db", db), ("db", program)):
        if CONTROL.search(value) or not value.isprintable():
            raise Invalid(field, "key_bad_place", value=value[:80])
    return Gate(path=path, program=program, db=db)


def installed() -> str:
    """The whole path of the command: as it was called, else beside this Python. Invalid: it is nowhere."""
    called = os.path.abspath(sys.argv[0])
    beside = os.path.join(os.path.dirname(sys.executable), PROGRAM)
    for place in (called, beside):
        if os.path.basename(place) == PROGRAM and os.access(place, os.X_OK) and os.path.isfile(place):
            return place
    raise Invalid("db", "key_no_program")
