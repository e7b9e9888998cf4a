"""Make a copy of a desk beside its writers: one moment of it, proven whole before it has its name.

A copy is called .NAME.part until it is on disk, checked and described; then its manifest appears, then the copy gets
its name. Whatever moment the process is killed at, a copy under its name has its manifest, and the next backup into
the folder takes away what was left.
"""

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from deskterm import __version__
from deskterm.store import sqlite
from deskterm.store.backup import durable, names
from deskterm.store.backup.checking import examine, interruptible
from deskterm.store.backup.manifest import Manifest, read, written
from deskterm.store.backup.rotation import kept as staying
from deskterm.store.db import Db
from deskterm.store.errors import Flaw, StoreError, Unsound, translated
from deskterm.store.version import SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy under its name, and what its manifest says. `removed`: older ones that gave way to it."""

    path: Path
    manifest: Manifest
    removed: tuple[Path, ...] = ()


def copy_into(desk: Path, folder: Path, now: int, *, keep_all: bool) -> Copy:
    """A copy in a folder, under a name made of the instant; older copies of this desk give way by the rotation.

    StoreError: `backup_running` (somebody else's copy is being made there), `disk_full`, `cannot_write` ...
    Unsound: the desk itself is not whole; the copy is no backup, and none is taken away.
    """
    durable.make_folder(folder)
    with durable.os_errors(folder), durable.turn(folder) as alone:
        if not alone:
            raise StoreError("backup_running", where=str(folder))
        sweep(folder.glob(f".deskterm-*{names.PART}"))
        while True:
            final = names.free_name(folder, now)
            try:
                manifest = make(desk, final, now)
            except FileExistsError:
                continue
            break
        return Copy(path=final, manifest=manifest, removed=() if keep_all else rotate(folder, final, manifest.desk))


def copy_to(desk: Path, final: Path, now: int) -> Copy:
    """A copy under a name that was asked for. FileExistsError: something bears it, or its manifest's, already."""
    for place in (final, names.manifest_of(final)):
        if os.path.lexists(place):
            raise FileExistsError(str(place))
    durable.make_folder(final.parent)
    with durable.os_errors(final), durable.turn(final.parent, 0.0) as alone:
        if alone:
            sweep([names.part_of(final)])
        try:
            return Copy(path=final, manifest=make(desk, final, now))
        except FileExistsError as error:
            raise StoreError("backup_running", where=str(final)) from error


def make(desk: Path, final: Path, now: int) -> Manifest:
    """Copy, check, describe, name. FileExistsError: a name was taken meanwhile."""
    part, manifest_path = names.part_of(final), names.manifest_of(final)
    durable.new_file(part)
    named = False
    try:
        vacuum(desk, part)
        durable.sync(part)
        manifest = described(desk, part, final, now)
        # first under a name that is swept, so that half a manifest is never read as one
        draft = names.part_of(manifest_path)
        draft.unlink(missing_ok=True)
        durable.new_file(draft, written(manifest))
        durable.name_it(draft, manifest_path)
        named = True
        durable.name_it(part, final)
    except BaseException:
        if named and not final.exists():
            manifest_path.unlink(missing_ok=True)
        for left in (part, names.part_of(manifest_path), part.with_name(part.name + "-journal")):
            left.unlink(missing_ok=True)
        raise
    return manifest


def vacuum(desk: Path, part: Path) -> None:
    """One moment of the desk, as a file of its own. Readers and writers go on. Unsound: its pages are damaged."""
    try:
        with translated(desk):
            connection = sqlite3.connect(
                sqlite.reading_uri(desk),
                uri=True,
                timeout=sqlite.READ_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                sqlite.settle(connection)
                db = Db(connection, "sqlite", desk)
                interruptible(db, lambda: db.run("VACUUM INTO :part", {"part": str(part)}))
            finally:
                connection.close()
    except UnicodeDecodeError as error:
        # the message about a damaged schema quotes it
        raise Unsound(desk, [Flaw("pages", {"reason": str(error)})]) from error
    except StoreError as error:
        if error.code != "damaged":
            raise
        raise Unsound(desk, [Flaw("pages", {"reason": error.details.get("reason", "")})]) from error


def described(desk: Path, part: Path, final: Path, now: int) -> Manifest:
    """What the copy holds, read from it. Unsound: what was copied is no whole desk; it is kept by another name."""
    content, flaws = examine(part, links_only=True)
    if not flaws and content.schema != SCHEMA:
        code = "newer_schema" if content.schema > SCHEMA else "older_schema"
        raise StoreError(code, where=str(desk), found=content.schema, known=SCHEMA)
    if flaws or content.desk is None or content.head is None:
        kept = names.damaged_of(final)
        os.replace(part, kept)
        raise Unsound(desk, flaws, kept)
    return Manifest(
        desk=content.desk,
        name=content.name,
        made_at=now,
        program=__version__,
        schema=content.schema,
        sha256=durable.sha256_of(part),
        size=part.stat().st_size,
        rows=content.rows,
        head=str(content.head),
    )


def sweep(parts: Iterable[Path]) -> None:
    """Take away what a killed process has left; nobody else is at work in the folder."""
    for part in sorted(parts):
        copy = names.whole_of(part)
        if not copy.exists() and not copy.name.endswith(names.MANIFEST):
            names.manifest_of(copy).unlink(missing_ok=True)
            names.part_of(names.manifest_of(copy)).unlink(missing_ok=True)
        part.with_name(part.name + "-journal").unlink(missing_ok=True)
        part.unlink(missing_ok=True)


def rotate(folder: Path, newest: Path, desk: str) -> tuple[Path, ...]:
    """Take away the copies of this desk that need not be kept; which those were. The newest always stays."""
    made: dict[Path, int] = {}
    for copy in names.with_manifest(folder):
        if names.OURS.fullmatch(copy.name) and (told := manifest_or_none(copy)) is not None and told.desk == desk:
            made[copy] = told.made_at
    stay = staying(made.values())
    removed = tuple(copy for copy, at in made.items() if at not in stay and copy != newest)
    for copy in removed:
        # a copy under its name has its manifest to the end
        os.rename(copy, names.part_of(copy))
        names.manifest_of(copy).unlink(missing_ok=True)
        names.part_of(copy).unlink()
    return removed


def manifest_or_none(copy: Path) -> Manifest | None:
    """The copy's manifest; None when it can't be trusted."""
    try:
        return read(names.manifest_of(copy))
    except (Unsound, OSError):
        return None
