"""What is around a desk and can fail it: the disk, the modes of files, copies, the programs it stands on."""

from collections.abc import Iterator

from deskterm.store.keyfile import look
from deskterm.store.read import health
from deskterm.store.read.backups import last_backup
from deskterm.store.read.keys import recorded
from deskterm.usecases.examine import Check, Examined, Finding
from deskterm.usecases.keys import both
from deskterm.workflow.authorized import read
from deskterm.workflow.checks import Invalid

MEGABYTE = 1 << 20
LARGE_LOG = 256 * MEGABYTE
SMALL_LOG = 16 * MEGABYTE
"""A log up to this size is what a busy desk has."""
ROOM = 1.1
"""Times its own size that a desk needs free, for a copy or for being written anew."""
DAY = 86_400_000_000
"""Microseconds."""
THROWN_AWAY = "deskterm-demo-"
"""How the folder of a throw-away desk begins."""


def found_log(examined: Examined) -> Iterator[Finding]:
    """The log that is brought into the file from time to time; a long reader keeps it growing."""
    size, log = health.sizes(examined.store)
    large = log > LARGE_LOG or log > max(size, SMALL_LOG)
    if examined.store.location.is_file:
        yield Finding(code="log", severity="warning" if large else "ok", args={"log": megabytes(log)})


def found_space(examined: Examined) -> Iterator[Finding]:
    """Free space, for a copy of the desk."""
    if not examined.store.location.is_file:
        return
    size, log = health.sizes(examined.store)
    free = health.free_bytes(examined.store)
    needed = int((size + log) * ROOM)
    args = {"free": megabytes(free), "needed": megabytes(needed)}
    yield Finding(code="space", severity="warning" if free < needed else "ok", args=args)


def megabytes(count: int) -> str:
    """Bytes as megabytes."""
    return f"{count / MEGABYTE:.1f}" if count < 100 * MEGABYTE else f"{count // MEGABYTE}"


def found_modes(examined: Examined) -> Iterator[Finding]:
    """Who else may read or write the desk."""
    store = examined.store
    if not store.location.is_file:
        return
    loose = health.loose_modes(store)
    for _code, args in loose:
        yield Finding(code="loose_mode", severity="warning", args=args)
    folder = health.loose_folder(store)
    if folder is not None:
        args = {"path": str(folder), "mode": f"{health.mode_of(folder):04o}"}
        yield Finding(code="loose_folder", severity="warning", args=args)
    for path in health.other_owners(store):
        yield Finding(code="other_owner", severity="warning", args={"path": str(path)})
    if not loose and folder is None:
        yield Finding(code="modes", severity="ok", args={"path": str(store.location)})


def found_backup(examined: Examined) -> Iterator[Finding]:
    """When the last good copy was made; throw-away desks and those of a day need none."""
    store = examined.store
    if not store.location.is_file or store.location.path.parent.name.startswith(THROWN_AWAY):
        return
    last = last_backup(store.db)
    if last is not None:
        hours = max(0, examined.now - last[0]) * 24 // DAY
        yield Finding(code="backup", severity="warning" if hours > 24 else "ok", args={"hours": hours})
        return
    if examined.now - health.founded_at(store.db) > DAY:
        yield Finding(code="no_backup", severity="warning")


def found_programs(examined: Examined) -> Iterator[Finding]:
    """The database's program."""
    if examined.store.location.is_file:
        version, new = health.sqlite_version()
        yield Finding(code="sqlite", severity="ok" if new else "warning", args={"version": version})


def found_keys(examined: Examined) -> Iterator[Finding]:
    """The keys that sshd knows, against those on record."""
    if examined.keys is None or not examined.store.is_owner:
        return
    on_record = recorded(examined.store.db)
    try:
        found = both(read(look(examined.keys), examined.store.uuid, str(examined.keys)), on_record)
    except Invalid as error:
        if on_record:
            yield Finding(code="keys_file", severity="warning", args={"where": error.field})
        return
    apart = sorted({each.name for each in found if not each.agrees})
    if apart:
        yield Finding(code="keys_apart", severity="warning", args={"names": ", ".join(apart)})
    elif found:
        yield Finding(code="ssh_keys", severity="ok", args={"count": len(found)})


AROUND: tuple[Check, ...] = (found_log, found_space, found_modes, found_backup, found_programs, found_keys)
