"""Who may replace the desk, when the desk itself may be gone or unable to tell."""

import os
from dataclasses import dataclass
from pathlib import Path

from deskterm.store.backup.present import Present, in_copy
from deskterm.usecases.desk import require
from deskterm.workflow.permission import ADMINISTER, may_desk
from deskterm.workflow.values import Person, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: the account that acts; `via`: the account that acts in its name, None when it is the same."""

    name: str
    via: str | None = None


def entitled(target: Path, present: Present, asker: Asker) -> None:
    """Refused unless the caller owns the place, or is an admin of the desk that is there.

    Who acts for another must own the place, and the other must be an admin, as far as the desk can still tell.
    """
    owner = owns(target)
    if asker.via is not None:
        require(None if owner else Point(code="not_owner"))
        if present.readable:
            admin(present.person, asker.name)
    elif not owner:
        require(Point(code="not_place_owner", args={"name": str(target)}) if not present.readable else None)
        admin(present.person, asker.name)


def entitled_by_copy(part: Path, present: Present, asker: Asker) -> None:
    """Where there is no desk to ask, the copy must know the person who is acted for as an admin."""
    if asker.via is not None and not present.readable:
        admin(in_copy(part, asker.name), asker.name)


def admin(known: Person | None, name: str) -> None:
    """Refused unless this is an admin."""
    if known is None:
        require(Point(code="unknown_caller", args={"name": name}))
    else:
        require(may_desk(ADMINISTER, known))


def owns(target: Path) -> bool:
    """Is the file the caller's own, or the folder in which it would be one that the caller may write in?"""
    try:
        return os.stat(target).st_uid == os.geteuid() or os.geteuid() == 0
    except OSError:
        folder = next(place for place in target.parents if place.exists())
        return os.access(folder, os.W_OK)
