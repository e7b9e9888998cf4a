"""What the commands about calendars and agreements share: data from a file, and what a change has moved."""

import argparse
import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deskterm.cli import values
from deskterm.cli.call import Call
from deskterm.cli.places import place_or_stream
from deskterm.cli.shapes import instant
from deskterm.texts import times
from deskterm.texts.language import _
from deskterm.usecases.arrange import Move
from deskterm.workflow import checks
from deskterm.workflow.checks import Invalid

FEW = 10
"""Moved tickets that are named."""


def add_name(parser: argparse.ArgumentParser) -> None:
    """What is meant, by its place."""
    parser.add_argument("arrangement", metavar="NAME", nargs="?", help=_("its name"))


def add_dry_run(parser: argparse.ArgumentParser, what: str | None = None) -> None:
    """Look first. `what` is told then; unless said the deadlines."""
    parser.add_argument("--dry-run", action="store_true", help=what or _("only tell which deadlines would move"))


def add_written(parser: argparse.ArgumentParser, said: str) -> None:
    """The whole of it as data."""
    parser.add_argument("--from", dest="written", metavar="FILE|-", type=place_or_stream, help=said)


def named(call: Call) -> str:
    """The name that was given."""
    found = checks.line("arrangement", call.args.arrangement)
    if found is None:
        raise Invalid("arrangement", "arrangement_unnamed")
    return found


def data(call: Call) -> Mapping[str, Any]:
    """What `--from` holds: JSON, or TOML by the file's ending; nothing when it was not given. Invalid: unreadable."""
    given = call.args.written
    if given is None:
        return {}
    try:
        text = values.piped(call, "written") if given == values.STDIN else Path(given).read_text(encoding="utf-8")
        found = tomllib.loads(text) if given.endswith(".toml") else json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise Invalid("written", "bad_arrangement", reason=getattr(error, "strerror", None) or str(error)) from error
    if not isinstance(found, dict):
        raise Invalid("written", "bad_arrangement", reason="a table of fields is expected")
    return found


def told(call: Call, found: Sequence[Move], sentence: str) -> int:
    """What has been done and which deadlines have moved, or would move."""
    if call.out.json:
        moved = [
            {"number": f"DT-{move.ticket}", "due_at": instant(move.due_at), "becomes": instant(move.becomes)}
            for move in found
        ]
        call.out.document({"dry_run": call.args.dry_run, "moved": moved})
        return 0
    call.out.talk(_("Nothing was changed.") if call.args.dry_run else sentence)
    call.out.talk(_("Deadlines that move: {count}").format(count=len(found)))
    for move in found[:FEW]:
        old, new = (when(call, at) for at in (move.due_at, move.becomes))
        call.out.data(f"DT-{move.ticket}  {old} -> {new}")
    return 0


def when(call: Call, at: int | None) -> str:
    """An instant on the caller's clock."""
    return "-" if at is None else times.moment(at, call.site.zone)
