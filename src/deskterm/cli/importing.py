"""Take in tickets of other systems, and of other desks: the options, the file, what became of its rows."""

import argparse
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

from deskterm.cli.asked import Usage
from deskterm.cli.call import Call
from deskterm.cli.feed import Feed, Halt, Halted
from deskterm.cli.leftout import LeftOuts
from deskterm.cli.places import place, place_or_stream
from deskterm.cli.progress import Progress
from deskterm.formats import presets
from deskterm.formats.columns import FIELDS
from deskterm.formats.lines import TooLong, lines
from deskterm.formats.moments import ORDERS
from deskterm.formats.reading import Reading
from deskterm.formats.wish import Wish
from deskterm.texts import intake as texts
from deskterm.texts.fields import field as label
from deskterm.texts.language import _, n_
from deskterm.texts.safe import safe
from deskterm.usecases.desk import require
from deskterm.workflow import checks
from deskterm.workflow.checks import Invalid
from deskterm.workflow.intake import Tally, Unreadable
from deskterm.workflow.permission import IMPORT_EXPORT, may_desk

if TYPE_CHECKING:
    from deskterm.usecases.desk import Desk

USAGE, ROWS_LEFT_OUT = 2, 7
FORMATS = ("csv", "jsonl")
OWN_LIMIT = 256 << 20
"""Bytes in a line of a desk's own export: a ticket with its whole thread is one. A longer one is cut, and left out."""
SOURCE = "file"
"""Where keys are from when nobody says: two files without a --source are taken for parts of one system."""
Taking = Callable[..., Tally]


def arguments_import(parser: argparse.ArgumentParser) -> None:
    """The file, and how it is to be read."""
    add = parser.add_argument
    add(
        "file",
        metavar="FILE",
        nargs="?",
        type=place_or_stream,
        help=_("CSV or JSON lines, also packed by gzip; - is standard input"),
    )
    add("--format", metavar="|".join(FORMATS), help=_("found out from the file unless said"))
    add("--map", metavar="FIELD=COLUMN", action="append", default=[], help=_("may be repeated; no COLUMN: leave it"))
    add("--set", metavar="FIELD=VALUE", action="append", default=[], help=_("the same in every row; may be repeated"))
    add(
        "--value",
        metavar="FIELD:THEIRS=OURS",
        action="append",
        default=[],
        help=_("what a value of theirs is here; may be repeated"),
    )
    add("--preset", metavar="|".join(presets.NAMES), help=_("an export of this system"))
    add("--source", metavar="NAME", help=_("the system that the keys are of; the preset unless said"))
    add("--encoding", metavar="NAME", help=_("utf-8 unless said"))
    add("--dates", metavar="|".join(ORDERS), help=_("how 01/02/2026 is meant"))
    add("--dry-run", action="store_true", help=_("read and check everything, write nothing"))
    add("--report", metavar="FILE", type=place, help=_("the rows left out, as JSON lines, or as CSV if so named"))


def run_import(call: Call) -> int:
    """Print what became of the rows; 7 when some were left out."""
    args = call.args
    desk = call.desk
    require(may_desk(IMPORT_EXPORT, desk.by))
    wish = wish_of(call, desk)
    source = checks.line("source", args.source, 60) or args.preset or SOURCE
    with ExitStack() as stack:
        feed = stack.enter_context(Feed(args.file))
        left = stack.enter_context(LeftOuts(call.out, args.report, feed, dry_run=args.dry_run, afar=call.site.remote))
        halt = stack.enter_context(Halt())
        progress = stack.enter_context(Progress(feed.share, call.site.now, plain=call.out.plain))
        run = Run(call, desk, source, feed, left, progress)
        try:
            return run.ended(halt, wish)
        except Unreadable as error:
            progress.clear()
            return run.unreadable(error)


class Run:
    """One import, and what is said about it."""

    def __init__(self, call: Call, desk: "Desk", source: str, feed: Feed, left: LeftOuts, progress: Progress) -> None:
        self.call, self.desk, self.source, self.feed, self.left, self.progress = (
            call,
            desk,
            source,
            feed,
            left,
            progress,
        )
        self.tally = Tally()
        self.reading: Reading | None = None

    def ended(self, halt: Halt, wish: Wish) -> int:
        """The exit code. Unreadable; what a signal raises once everything is said."""
        try:
            self.reading = self.begun(halt, wish)
            self.columns()
            take, source, rows = self.taker(self.reading)
            self.tally = take(
                self.desk,
                source,
                rows,
                dry_run=self.call.args.dry_run,
                progress=self.seen,
                stop=halt.asked,
                on_left=self.left.add,
            )
        except Halted:
            halt.number = halt.number or 0
        self.progress.clear()
        interrupted = halt.number is not None
        self.done(interrupted=interrupted)
        if interrupted:
            halt.end()
        return ROWS_LEFT_OUT if self.tally.left_out else 0

    def begun(self, halt: Halt, wish: Wish) -> Reading:
        """The file with its beginning read. Unreadable; Invalid: a value that was set can't be."""
        try:
            return Reading(self.feed.chunks(halt), wish, self.feed.name)
        except Invalid as error:
            raise Invalid("set", error.code, **error.details) from error

    def taker(self, reading: Reading) -> tuple[Taking, str, Iterable[object]]:
        """Who takes the rows, where their keys are from, and the rows: of another system, or of another desk.

        Unreadable: it begins like a desk's export and is none."""
        if not reading.own:
            from deskterm.usecases.importing import take_in

            return take_in, self.source, reading
        from deskterm.usecases.importing_own import take_over

        uuid, records = records_of(reading)
        return take_over, uuid, records

    def seen(self, tally: Tally) -> None:
        """So far."""
        self.tally = tally
        self.progress.show(tally)

    def columns(self) -> None:
        """Say which column goes where."""
        reading = self.reading
        assert reading is not None
        if self.call.out.json or reading.own:
            return
        pairs = ", ".join(f"{field}={safe(column)}" for field, column in reading.columns.items())
        self.call.out.talk(_("Taken: {pairs}").format(pairs=pairs))
        if reading.untaken:
            names = ", ".join(map(safe, reading.untaken))
            self.call.out.talk(_("Not taken: {names}").format(names=names))

    def done(self, *, interrupted: bool = False) -> None:
        """Say what became of the rows."""
        tally, out = self.tally, self.call.out
        if out.json:
            out.document(self.document(interrupted=interrupted))
            return
        for field, some in (self.reading.strangers.some if self.reading else {}).items():
            count = self.reading.strangers.counts[field] if self.reading else 0
            out.talk(
                n_(
                    "{field}: {n} row says what is not known here; it is kept beside the ticket: {values}",
                    "{field}: {n} rows say what is not known here; it is kept beside the tickets: {values}",
                    count,
                ).format(field=label(field), n=count, values=", ".join(map(safe, some)))
            )
        self.left.told()
        if interrupted:
            out.talk(_("Interrupted. What was taken is whole; run it again for the rest."))
        if self.call.args.dry_run:
            out.talk(_("A dry run: nothing was written. It would have been:"))
        out.data(
            _("Rows {read}: tickets {tickets}, events {events}, known already {known}, left out {left_out}").format(
                read=tally.read,
                tickets=tally.tickets,
                events=tally.events,
                known=tally.known,
                left_out=tally.left_out,
            )
        )

    def document(self, *, interrupted: bool) -> dict[str, object]:
        """The tally as a document."""
        tally, reading = self.tally, self.reading
        return {
            **{name: getattr(tally, name) for name in ("read", "tickets", "events", "known", "left_out")},
            "dry_run": self.call.args.dry_run,
            "interrupted": interrupted,
            "report": self.left.path,
            "columns": dict(reading.columns) if reading else {},
            "not_taken": list(reading.untaken) if reading else [],
        }

    def unreadable(self, error: Unreadable) -> int:
        """The file as a whole can't be read, or not to its end."""
        out = self.call.out
        sentence = texts.unreadable(error)
        out.talk(f"deskterm: {safe(self.feed.called)}: {sentence}")
        place = {"line": error.line, "column": error.column}
        if self.tally.read and not out.json:
            self.done()
        if out.json:
            told = {"code": error.code, "field": "file", "message": sentence, **place}
            out.document({"error": told, **self.document(interrupted=False)})
        return USAGE


def records_of(reading: Reading) -> tuple[str, Iterable[object]]:
    """The identity of the desk that has written a file, and what it has written. Unreadable: it is none of its kind."""
    from deskterm.formats.own import NotOurs, read_header, records

    source = lines(reading.bytes, OWN_LIMIT)
    first = next(source, b"")
    try:
        told = read_header(first.start if isinstance(first, TooLong) else first)
    except NotOurs as error:
        raise Unreadable("not_ours", line=1) from error
    return str(told["uuid"]), records(line if isinstance(line, bytes) else line.start for line in source)


def wish_of(call: Call, desk: "Desk") -> Wish:
    """The options, understood. Usage: one of them can't be."""
    from deskterm.usecases.people import agents

    args = call.args
    values: dict[str, dict[str, str]] = {}
    for text in args.value:
        field, colon, rest = text.partition(":")
        theirs, equals, ours = rest.rpartition("=")
        if not colon or not equals:
            raise Usage(_("{value}: write FIELD:THEIRS=OURS.").format(value=safe(text[:60])), "--value")
        values.setdefault(known_field(field, "--value"), {})[theirs] = ours
    return Wish(
        maps=dict(pairs(args.map, "--map", "FIELD=COLUMN")),
        sets=dict(pairs(args.set, "--set", "FIELD=VALUE")),
        values=values,
        preset=presets.preset(chosen(args.preset, presets.NAMES, "--preset")) if args.preset is not None else None,
        encoding=args.encoding,
        format=chosen(args.format, FORMATS, "--format") if args.format is not None else None,
        dates=chosen(args.dates, ORDERS, "--dates") if args.dates is not None else None,
        zone=call.site.zone,
        now=desk.now(),
        agents=frozenset(person.name for person in agents(desk)),
        categories=frozenset(desk.policy.categories),
        matrix=desk.policy.matrix,
    )


def pairs(given: list[str], option: str, form: str) -> Iterator[tuple[str, str]]:
    """Fields with what was said of them."""
    for text in given:
        field, equals, said = text.partition("=")
        if not equals:
            raise Usage(_("{value}: write {form}.").format(value=safe(text[:60]), form=form), option)
        yield known_field(field, option), said.strip()


def known_field(field: str, option: str) -> str:
    """The name of a field."""
    return chosen(field.strip().lower(), sorted(FIELDS), option)


def chosen(value: str, known: Iterable[str], option: str) -> str:
    """One of a few words."""
    if value not in known:
        sentence = _("{value} is not known. Known: {known}.")
        raise Usage(sentence.format(value=safe(value[:40]), known=", ".join(known)), option)
    return value
