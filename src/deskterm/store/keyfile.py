"""The file in which sshd looks for keys: read, and written whole, under a lock. Invalid, named by its path, says what
stands in the way: a link, somebody else's file, a file or folder that others may write.
"""

import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deskterm.store.backup.durable import make_folder, new_file, os_errors, sync, turn
from deskterm.workflow.checks import Invalid

LARGEST = 1 << 20
"""Bytes of a file that is read; thirty people have a hundredth of it."""
LOOSE = 0o022
"""Others may write: sshd refuses such a file, and rightly."""
PATIENCE = 10.0
"""Seconds to wait for another change of the file."""
PART = ".new"


class KeyFile:
    """The file while nobody else of us changes it. `content`: what it holds; nothing where there is none."""

    def __init__(self, path: Path) -> None:
        self.path, self.content = path, look(path)

    def write(self, content: bytes) -> None:
        """All of it, for its owner alone, on disk when this returns. StoreError: disk_full, cannot_write."""
        if content == self.content:
            return
        part = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}{PART}")
        with os_errors(self.path):
            try:
                new_file(part, content)
                os.rename(part, self.path)
            finally:
                with suppress(FileNotFoundError):
                    part.unlink()
            sync(self.path.parent)
        self.content = content


@contextmanager
def held(path: Path) -> Iterator[KeyFile]:
    """The file, locked; its folder is made where there is none. What a killed change has left beside it is removed."""
    make_folder(path.parent)
    checked(path.parent, stat.S_ISDIR)
    with turn(path.parent, PATIENCE) as alone:
        if not alone:
            raise Invalid(str(path), "keys_busy")
        for part in path.parent.glob(f".{path.name}.*{PART}"):
            part.unlink(missing_ok=True)
        yield KeyFile(path)


def look(path: Path) -> bytes:
    """What the file holds; nothing where there is none."""
    try:
        checked(path, stat.S_ISREG)
        number = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise Invalid(str(path), "unreadable", value=path.name, reason=error.strerror or str(error)) from error
    with os.fdopen(number, "rb") as file:
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise Invalid(str(path), "too_large", limit=LARGEST)
    return found


def checked(place: Path, is_right: Callable[[int], bool]) -> None:
    """Invalid unless it is what it should be, this account's own, and nobody else's to write."""
    told = place.lstat()
    if stat.S_ISLNK(told.st_mode):
        raise Invalid(str(place), "keys_link")
    if not is_right(told.st_mode):
        raise Invalid(str(place), "keys_no_file")
    if told.st_uid != os.geteuid():
        raise Invalid(str(place), "keys_owner", uid=told.st_uid)
    if told.st_mode & LOOSE:
        raise Invalid(str(place), "keys_mode", mode=f"{stat.S_IMODE(told.st_mode):04o}")
