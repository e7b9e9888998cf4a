"""What the files of a backup are called. Names made here sort by time."""

import re
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MANIFEST = ".manifest.json"
PART = ".part"
FOLDER = ".backups"
OURS = re.compile(r"deskterm-[0-9]{8}-[0-9]{6}Z(?:_[0-9]{2,})?\.db", re.ASCII)


def default_folder(desk: Path) -> Path:
    """Where backups go when no place is named: beside the desk."""
    return desk.with_name(desk.name + FOLDER)


def is_folder(asked: str) -> bool:
    """Does a place that was named mean a folder? Anything that has no ending does, and whatever is one already."""
    path = Path(asked)
    if path.is_dir() or asked.endswith("/"):
        return True
    return not path.exists() and (not path.suffix or path.suffix == FOLDER)


def file_name(at: int, nth: int = 1) -> str:
    """The name of a copy made at an instant: the first, or the nth of the same second."""
    stamp = f"{EPOCH + timedelta(microseconds=at):%Y%m%d-%H%M%SZ}"
    # the underscore sorts behind the dot, so that the second of a second follows the first
    return f"deskterm-{stamp}.db" if nth == 1 else f"deskterm-{stamp}_{nth:02}.db"


def free_name(folder: Path, at: int) -> Path:
    """The first name for this instant that nothing bears."""
    for nth in count(1):
        copy = folder / file_name(at, nth)
        if not any(place.exists() for place in (copy, manifest_of(copy), part_of(copy))):
            return copy
    raise AssertionError("numbers do not end")


def manifest_of(copy: Path) -> Path:
    """The manifest that belongs to a copy."""
    return copy.with_name(copy.name + MANIFEST)


def part_of(copy: Path) -> Path:
    """What a copy is called until it is whole, and again while it is taken away."""
    return copy.with_name(f".{copy.name}{PART}")


def damaged_of(copy: Path) -> Path:
    """What a copy of a desk that is not whole is called: no backup, but better than nothing. One is kept."""
    stem = "deskterm" if OURS.fullmatch(copy.name) else copy.name
    return copy.with_name(f"{stem}.damaged")


def whole_of(part: Path) -> Path:
    """The copy that a part was meant to become."""
    return part.with_name(part.name.removeprefix(".").removesuffix(PART))


def with_manifest(folder: Path) -> list[Path]:
    """The copies of a folder that have a manifest, by name."""
    found = (path.with_name(path.name.removesuffix(MANIFEST)) for path in folder.glob(f"[!.]*{MANIFEST}"))
    return sorted(copy for copy in found if copy.is_file())
