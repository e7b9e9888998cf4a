"""Backup and restore: what was made or put back, and the end of the record that proves it."""

import argparse
from pathlib import Path

from deskterm.cli import places
from deskterm.cli.call import Call
from deskterm.cli.shapes import instant
from deskterm.store.backup.names import manifest_of
from deskterm.texts import backups
from deskterm.texts.language import _, n_
from deskterm.texts.safe import safe
from deskterm.texts.times import moment
from deskterm.usecases.backing import Backup, Restored, Wish, backup, on_file, restore
from deskterm.usecases.placing import Asker
from deskterm.workflow.checks import UNSTORABLE, Invalid


def arguments_backup(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        type=places.place,
        help=_("a folder, or the name of a file; a folder beside the desk unless said"),
    )
    parser.add_argument("--keep-all", action="store_true", help=_("take no older backup away"))


def run_backup(call: Call) -> int:
    """Print where the copy is."""
    on_file(call.site.location)
    made = backup(call.desk, place(call.args.path), keep_all=call.args.keep_all)
    if call.out.json:
        call.out.document(backup_shape(made))
        return 0
    told = made.copy.manifest
    call.out.data(call.out.foreign(str(made.copy.path)))
    call.out.talk(
        _("Backed up: {tickets} tickets, {size} bytes, proven whole. The record ends at {head}").format(
            tickets=told.tickets, size=told.size, head=told.head
        )
    )
    if made.unrecorded is not None:
        call.out.talk(backups.unrecorded(made.unrecorded))
    if many := len(made.copy.removed):
        call.out.talk(n_("{n} older backup gave way.", "{n} older backups gave way.", many).format(n=many))
    return 0


def backup_shape(made: Backup) -> dict[str, object]:
    """A backup as a document."""
    told = made.copy.manifest
    return {
        "backup": str(made.copy.path),
        "manifest": str(manifest_of(made.copy.path)),
        "made_at": instant(told.made_at),
        "sha256": told.sha256,
        "size": told.size,
        "head": told.head,
        "tickets": told.tickets,
        "recorded": made.unrecorded is None,
        "removed": [str(path) for path in made.copy.removed],
    }


def arguments_restore(parser: argparse.ArgumentParser) -> None:
    """What to put back."""
    parser.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        type=places.place,
        help=_("a backup, or a folder of them: its newest good one"),
    )
    parser.add_argument("--without-manifest", action="store_true", help=_("also a copy that nothing proves"))
    parser.add_argument("--other-desk", action="store_true", help=_("also a copy of another desk"))


def run_restore(call: Call) -> int:
    """Print what was put back, where the old desk is, and the end of the record."""
    source = place(call.args.path)
    if source is None:
        raise Invalid("path", "unreadable", value="", reason=_("a path is missing"))
    wish = Wish(source=Path(source).absolute(), bare=call.args.without_manifest, other=call.args.other_desk)
    asker = Asker(name=call.site.caller, via=call.site.via)
    done = restore(call.site.location, asker, wish, call.site.now)
    if call.out.json:
        call.out.document(restored_shape(done))
    else:
        say_restored(call, done)
    return 0


def say_restored(call: Call, done: Restored) -> None:
    """What was done, in sentences."""
    for flawed in done.passed_over:
        call.out.talk(_("Passed over, because it is not whole: {where}").format(where=safe(flawed.where)))
        for flaw in flawed.flaws:
            call.out.talk(f"- {backups.flaw(flaw)}")
    told = done.found.manifest
    call.out.data(
        _("{desk} is what {source} holds.").format(
            desk=call.out.foreign(str(done.desk)), source=call.out.foreign(str(done.source))
        )
    )
    if told is not None:
        call.out.data(_("It was backed up on {moment}.").format(moment=moment(told.made_at, call.site.zone)))
    else:
        call.out.data(_("It had no manifest: the copy is whole in itself, and nothing proves that it is the last one."))
    if done.kept is not None:
        call.out.data(_("The desk that was here is kept as {kept}").format(kept=call.out.foreign(str(done.kept))))
    call.out.data(_("Its record ended at {head}").format(head=done.found.content.head))
    call.out.talk(_("Whether its tickets agree with its record says: deskterm audit verify"))


def restored_shape(done: Restored) -> dict[str, object]:
    """A restored desk as a document."""
    told = done.found.manifest
    return {
        "desk": str(done.desk),
        "backup": str(done.source),
        "made_at": instant(told.made_at) if told is not None else None,
        "sha256": done.found.sha256,
        "head": str(done.found.content.head),
        "tickets": done.found.content.rows.get("ticket", 0),
        "kept": str(done.kept) if done.kept is not None else None,
        "proven": told is not None,
        "passed_over": [flawed.where for flawed in done.passed_over],
    }


def place(given: str | None) -> str | None:
    """A path that was given. Invalid: no file can be called so, or nobody can look there."""
    if given is None:
        return None
    if not given.strip() or UNSTORABLE.search(given):
        raise Invalid("path", "unreadable", value=given[:40], reason=_("no file is called so"))
    try:
        Path(given).exists()
    except OSError as error:  # a name that is too long, a folder that is closed to this account
        raise Invalid("path", "unreadable", value=given[:80], reason=error.strerror or str(error)) from error
    return given
