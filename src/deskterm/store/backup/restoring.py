"""Put a copy under the desk's name in one step; what bore it before is kept beside it.

The copy is first brought beside the desk under a name of its own, and checked there: what was checked is what appears.
Until the last rename the old desk is the desk; from then on the new one is, with the event that tells of it.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from glob import escape
from pathlib import Path

from deskterm.store.backup import durable, names
from deskterm.store.backup.checking import Content, compare, examine, heads
from deskterm.store.backup.manifest import Manifest, read
from deskterm.store.backup.standing import Standing, held
from deskterm.store.errors import Flaw, StoreError, Unsound
from deskterm.store.location import Location
from deskterm.store.opening import Store, open_store
from deskterm.store.version import SCHEMA

END = ".restoring"
SIDES = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A checked copy beside the desk, not yet under its name. `manifest`: None when there was none."""

    source: Path
    part: Path
    content: Content
    sha256: str
    manifest: Manifest | None


@contextmanager
def brought(source: Path, target: Path, *, demand: bool) -> Iterator[Brought]:
    """The copy beside its later place, checked; gone when the block ends, unless it got the desk's name.

    Unsound: it is not what its manifest says, or no whole desk. FileNotFoundError: `demand`, and no manifest there.
    StoreError: `newer_schema`, `disk_full`, `cannot_write`.
    """
    check_readable(source)
    manifest = manifest_of(source, demand=demand)
    durable.make_folder(target.parent)
    with durable.os_errors(target), durable.turn(target.parent, 2.0) as alone:
        if alone:
            swept(target)
        part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{END}")
        durable.new_file(part)
        try:
            sha256, size = durable.copied(source, part)
            content = checked(source, part, manifest, sha256, size)
            yield Brought(source=source, part=part, content=content, sha256=sha256, manifest=manifest)
        finally:
            remove(part)


def manifest_of(source: Path, *, demand: bool) -> Manifest | None:
    """The manifest beside a copy. FileNotFoundError: `demand`, and there is none. Unsound: it was altered."""
    try:
        return read(names.manifest_of(source))
    except FileNotFoundError:
        if demand:
            raise
        return None
    except OSError as error:
        raise unreadable(source, error) from error


def unreadable(source: Path, error: OSError) -> StoreError:
    """A copy that can't be read, as a code."""
    return StoreError("cannot_open", where=str(source), reason=error.strerror or str(error))


def check_readable(source: Path) -> None:
    """StoreError `cannot_open` when this account may not read the copy."""
    try:
        source.open("rb").close()
    except OSError as error:
        raise unreadable(source, error) from error


def checked(source: Path, part: Path, manifest: Manifest | None, sha256: str, size: int) -> Content:
    """What the copy holds. Unsound: everything that is wrong with it. One in an older form is brought up to date."""
    content, flaws = examine(part, links_only=manifest is not None and manifest.sha256 == sha256)
    if manifest is not None:
        flaws = compare(manifest, content, sha256, size) + flaws
    if not flaws and content.schema > SCHEMA:
        raise StoreError("newer_schema", where=str(source), found=content.schema, known=SCHEMA)
    if not flaws and content.schema < SCHEMA:
        with opened(source, part):
            pass
        now, flaws = examine(part)
        content = replace(content, head=now.head)
        if manifest is not None:
            flaws += heads(manifest, content)
    if flaws:
        raise Unsound(source, flaws)
    return content


@contextmanager
def opened(source: Path, part: Path) -> Iterator[Store]:
    """The copy as a desk, brought up to date. Unsound: it can't be read or written as one."""
    try:
        with open_store(Location(file=part)) as store:
            yield store
    except UnicodeDecodeError as error:
        # the message about a damaged schema quotes it
        raise Unsound(source, [Flaw("pages", {"reason": str(error)})]) from error
    except StoreError as error:
        if error.code not in ("damaged", "foreign_file", "older_schema", "read_only"):
            raise
        raise Unsound(source, [Flaw("pages", {"reason": error.details.get("reason", error.code)})]) from error


def remove(part: Path) -> None:
    """Take a part away with everything that SQLite or a migration left beside it."""
    copies = [left for dot in ("", ".") for left in part.parent.glob(f"{dot}{escape(part.name)}.schema-*")]
    # the part itself goes last: by its name the others are found after a kill
    for left in (*copies, *(part.with_name(part.name + end) for end in SIDES), part):
        left.unlink(missing_ok=True)


def swept(target: Path) -> None:
    """Take away what killed restorings have left: parts, and a second name of the desk itself."""
    for part in target.parent.glob(f".{escape(target.name)}.*{END}"):
        remove(part)
    for kept in target.parent.glob(f"{escape(target.name)}.before-restore-*.db"):
        if target.exists() and kept.samefile(target):
            kept.unlink()


def installed(found: Brought, target: Path, now: int, tell: Callable[[Store], None]) -> Path | None:
    """Give the copy the desk's name; where the old desk is kept, None when there was none.

    `tell` writes the event into the copy before it appears. StoreError: `in_use`, and nothing has changed.
    """
    with opened(found.source, found.part) as store:
        tell(store)
    durable.sync(found.part)
    with held(target) as standing:
        keep = kept_name(target, now) if standing is not Standing.ABSENT else None
        if keep is not None:
            owned_alike(found.part, target)
            second_name(target, keep)
        aside(target, keep or kept_name(target, now))
        durable.sync(target.parent)
        if keep is None:
            appear(found.part, target)
        else:
            os.rename(found.part, target)
        durable.sync(target.parent)
    return keep


def kept_name(target: Path, now: int) -> Path:
    """What the old desk is called from now on."""
    stamp = names.file_name(now).removeprefix("deskterm-").removesuffix(".db")
    for nth in range(1, 1000):
        more = "" if nth == 1 else f"_{nth:02}"
        found = target.with_name(f"{target.name}.before-restore-{stamp}{more}.db")
        if not os.path.lexists(found):
            return found
    raise StoreError("exists", where=str(found))


def second_name(target: Path, keep: Path) -> None:
    """The old desk under the name it is kept by; its own name stays until the new desk takes it."""
    os.chmod(target, 0o600)
    try:
        os.link(target, keep)
    except OSError:
        # a file system without hard links
        os.rename(target, keep)


def owned_alike(part: Path, target: Path) -> None:
    """The desk keeps its owner when somebody mightier restores it."""
    if os.geteuid() == 0:
        before = target.stat()
        os.chown(part, before.st_uid, before.st_gid)


def aside(target: Path, keep: Path) -> None:
    """What belongs to the old file goes with it: a log left here would be taken for the new desk's."""
    for end in SIDES:
        side = target.with_name(target.name + end)
        if end == "-shm":
            side.unlink(missing_ok=True)
        elif side.exists():
            os.rename(side, keep.with_name(keep.name + end))


def appear(part: Path, target: Path) -> None:
    """Take a name that was free a moment ago. StoreError `in_use`: somebody made a desk there meanwhile."""
    try:
        durable.name_it(part, target)
    except FileExistsError as error:
        raise StoreError("in_use", where=str(target)) from error
