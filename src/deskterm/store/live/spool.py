"""Unsent texts on this machine: a file each, readable by their author alone, whole at every moment.

A text is here before anything else is tried with it, and until something better holds it.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from deskterm.workflow.draft import Draft, document, understood

ENDING = ".draft"
BUILDING = ".building"
STALE = 3600
"""Seconds after which a file that was never finished is removed."""


def folder_of(state: Path, desk: str, person: str) -> Path:
    """Where a person's texts for one desk are kept; the names of people may be anything, those of folders not."""
    return state / f"{desk}-{hashlib.sha256(person.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


class Spool:
    """The files of one person for one desk. Raises OSError when the place can't be used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, draft: Draft, latest: Callable[[], bool] = lambda: True) -> None:
        """Write a draft; afterwards the file holds it whole, before that what it held before.

        `latest`: asked when it is on the disk; one that is no longer the latest then takes no newer one's place.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{draft.id}{ENDING}"
        building = path.with_suffix(f".{os.getpid()}.{draft.turn}{BUILDING}")
        handle = os.open(building, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(document(draft), ensure_ascii=True).encode())
                file.flush()
                os.fsync(file.fileno())
            if not latest():
                building.unlink(missing_ok=True)
                return
            building.replace(path)
        except BaseException:
            building.unlink(missing_ok=True)
            raise
        self._settle()

    def drop(self, id: str) -> None:
        """Remove a draft, if it is here."""
        (self.folder / f"{id}{ENDING}").unlink(missing_ok=True)

    def all(self) -> Iterator[Draft]:
        """Every draft that is here. What is no draft any more is left alone."""
        for path in sorted(self.folder.glob(f"*{ENDING}")):
            with suppress(FileNotFoundError, ValueError):
                yield understood(json.loads(path.read_bytes()))

    def unreadable(self) -> list[Path]:
        """Files that should be drafts and are not."""
        return [path for path in sorted(self.folder.glob(f"*{ENDING}")) if not readable(path)]

    def tidy(self) -> None:
        """Remove what a process that was killed has left half written, and the folder when nothing is in it."""
        for path in self.folder.glob(f"*{BUILDING}"):
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > STALE:
                    path.unlink()
        with suppress(OSError):
            self.folder.rmdir()

    def _settle(self) -> None:
        """The name is on the disk too."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def readable(path: Path) -> bool:
    """Does the file hold a draft?"""
    try:
        understood(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return True
