"""Never lose the desk: make a copy of it that is proven, and put one back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deskterm.store.backup import names
from deskterm.store.backup.copying import Copy, copy_into, copy_to, manifest_or_none
from deskterm.store.backup.present import Present, present
from deskterm.store.backup.restoring import Brought, brought, installed
from deskterm.store.errors import Flaw, StoreError, Unsound
from deskterm.store.location import Location
from deskterm.store.opening import Store
from deskterm.usecases.desk import Desk, NotFound, Refused, require
from deskterm.usecases.placing import Asker, entitled, entitled_by_copy
from deskterm.workflow.permission import ADMINISTER, may_desk
from deskterm.workflow.values import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy that was made. `unrecorded`: why the desk itself does not know of it; None: it does."""

    copy: Copy
    unrecorded: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A copy that bears the desk's name now. `kept`: where the old desk is; `passed_over`: newer copies with flaws."""

    desk: Path
    source: Path
    found: Brought
    kept: Path | None
    passed_over: tuple[Unsound, ...]


def backup(desk: Desk, asked: str | None, *, keep_all: bool = False) -> Backup:
    """Copy the desk into a folder (beside it unless said) or to a file, and let the desk know.

    Refused: the right, or the name is taken. Unsound: the desk itself is not whole; no older copy is taken away.
    StoreError: `server_backup` (a database), `disk_full`, `cannot_write`, `backup_running`.
    """
    require(may_desk(ADMINISTER, desk.by))
    file = on_file(desk.store.location)
    now = desk.now()
    if asked is None or names.is_folder(asked):
        folder = names.default_folder(file) if asked is None else Path(asked).absolute()
        copy = copy_into(file, folder, now, keep_all=keep_all)
    else:
        try:
            copy = copy_to(file, Path(asked).absolute(), now)
        except FileExistsError as error:
            raise Refused.because(Point(code="backup_exists", field="path", args={"name": str(error)})) from error
    return Backup(copy=copy, unrecorded=record(desk, copy))


def record(desk: Desk, copy: Copy) -> str | None:
    """Let the desk know of the copy; the code of why it can't, None when it does."""
    told = copy.manifest
    data = {"sha256": told.sha256, "size": told.size, "head": told.head, "tickets": told.tickets}
    try:
        with desk.writing() as writer:
            writer.desk_event("backed_up", data, by=desk.by.name, now=desk.now(), via=desk.via)
    except StoreError as error:
        return error.code
    return None


def on_file(location: Location) -> Path:
    """The desk's file. StoreError `server_backup`: a database is copied with the server's own tools."""
    if not location.is_file:
        raise StoreError("server_backup", where=str(location))
    return location.path.resolve()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be put back: a copy, or a folder of which the newest good one is taken.

    `bare`: also without a manifest, checked as far as that goes. `other`: also when it is another desk's.
    """

    source: Path
    bare: bool = False
    other: bool = False


def restore(location: Location, asker: Asker, wish: Wish, now: Callable[[], int]) -> Restored:
    """Put a copy under the desk's name; the old desk, if there is one, is kept beside it.

    Works where the desk is missing or damaged, too. Refused: the right; no manifest; another desk's copy.
    NotFound: no such copy. Unsound: what is wrong with it. StoreError: `in_use`, `newer_schema`, `disk_full` ...
    """
    target = on_file(location)
    before = present(target, asker.name)
    entitled(target, before, asker)
    passed_over: list[Unsound] = []
    candidates = chosen(wish.source, before)
    for source in candidates:
        try:
            return put_back(target, source, before, asker, wish, now, passed_over)
        except Unsound as error:
            passed_over.append(error)
    raise Unsound(wish.source, [flaw for each in passed_over for flaw in named(each, several=len(candidates) > 1)])


def named(error: Unsound, *, several: bool) -> list[Flaw]:
    """The flaws of a copy, with its name before them when there are others."""
    return [Flaw("of_file", {"name": Path(error.where).name}), *error.flaws] if several else list(error.flaws)


def put_back(
    target: Path,
    source: Path,
    before: Present,
    asker: Asker,
    wish: Wish,
    now: Callable[[], int],
    passed_over: list[Unsound],
) -> Restored:
    """One copy, checked and put in place."""
    try:
        with brought(source, target, demand=not wish.bare) as found:
            if not wish.other and before.uuid not in (None, found.content.desk):
                require(Point(code="other_desk", field="other_desk", args={"name": source.name}))
            entitled_by_copy(found.part, before, asker)
            kept = installed(found, target, now(), lambda store: told(store, found, asker, now()))
    except FileNotFoundError as error:
        require(Point(code="manifest_missing", field="without_manifest", args={"name": source.name}))
        raise NotFound("backup", source) from error
    return Restored(desk=target, source=source, found=found, kept=kept, passed_over=tuple(passed_over))


def told(store: Store, found: Brought, asker: Asker, now: int) -> None:
    """Write into the copy where it comes from, before it is the desk."""
    made_at = found.manifest.made_at if found.manifest is not None else None
    data = {"sha256": found.sha256, "head": str(found.content.head), "made_at": made_at}
    with store.writing() as writer:
        writer.desk_event("restored", data, by=asker.name, now=now, via=asker.via)


def chosen(source: Path, before: Present) -> list[Path]:
    """The copies to try, the newest first. NotFound: there is none. Refused: they are of several desks."""
    if not source.is_dir():
        if not source.is_file():
            raise NotFound("backup", source)
        return [source]
    found = {copy: told for copy in names.with_manifest(source) if (told := manifest_or_none(copy)) is not None}
    if before.uuid is not None and any(told.desk == before.uuid for told in found.values()):
        found = {copy: told for copy, told in found.items() if told.desk == before.uuid}
    if len({told.desk for told in found.values()}) > 1:
        require(Point(code="several_desks", field="path", args={"name": str(source)}))
    # what has a manifest that can't be trusted is tried last, so that its flaws are named when nothing else is good
    unsure = [copy for copy in reversed(names.with_manifest(source)) if manifest_or_none(copy) is None]
    copies = sorted(found, key=lambda copy: (found[copy].made_at, copy.name), reverse=True) + unsure
    if not copies:
        raise NotFound("backup", source)
    return copies
