"""The record of a ticket, painted: notes and replies, what happened, files, links.

What is public is worded as public and what did not reach the requester says so; what was taken back is struck out and
says so as well, because colour and strokes alone do not reach everybody.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from rich.style import Style

from deskterm.texts import names, times
from deskterm.texts.called import actor
from deskterm.texts.language import _, n_
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe
from deskterm.widgets.facts import View
from deskterm.widgets.lines import (
    ALARM,
    EMPTY,
    GOOD,
    PLAIN,
    PUBLIC,
    QUIET,
    STRONG,
    STRUCK,
    WARNING,
    Block,
    Line,
    Piece,
    flow,
    heading,
    said,
)
from deskterm.workflow.permission import REMOTE
from deskterm.workflow.record import WITH_OUTCOME, settled
from deskterm.workflow.values import Delivery, LinkType, NoteKind, Status

NOTE, EVENT, FILE, LINK = "note:", "event:", "file:", "link:"
"""What keys of blocks begin with; the number follows."""


class Noted(Protocol):
    """A note as the thread shows it; `body` is None once it was erased."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> NoteKind: ...
    @property
    def author(self) -> str: ...
    @property
    def at(self) -> int: ...
    @property
    def body(self) -> str | None: ...
    @property
    def outcome(self) -> str | None: ...
    @property
    def delivery(self) -> Delivery | None: ...
    @property
    def withdrawn(self) -> bool: ...


class Happened(Protocol):
    """An event with the texts that were given for it."""

    @property
    def id(self) -> int: ...
    @property
    def at(self) -> int: ...
    @property
    def actor(self) -> str: ...
    @property
    def via(self) -> str | None: ...
    @property
    def texts(self) -> Mapping[str, str | None]: ...


class Filed(Protocol):
    """A file of the ticket; `size` in bytes."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def author(self) -> str: ...
    @property
    def at(self) -> int: ...


class Linked(Protocol):
    """Another ticket, and which end of the link this one is."""

    @property
    def other(self) -> int: ...
    @property
    def type(self) -> LinkType: ...
    @property
    def outgoing(self) -> bool: ...
    @property
    def subject(self) -> str: ...
    @property
    def status(self) -> Status: ...


HappenedT = TypeVar("HappenedT", bound=Happened)


def open_outcome(note: Noted) -> bool:
    """Is it a step or hypothesis of which nobody has said yet what came of it?"""
    return note.kind in WITH_OUTCOME and not note.withdrawn and not settled(note.outcome)


def thread(notes: Sequence[Noted], view: View) -> list[Block]:
    """Notes, replies and messages, oldest first."""
    count = n_("{count} entry", "{count} entries", len(notes)).format(count=len(notes))
    first = heading(_("Thread"), view.width, count)
    empty = () if notes else tuple(said(_("Nothing has been written yet."), view.width, QUIET))
    return [Block("thread", (first, *empty), section=True), *(entry(note, view) for note in notes), _gap("thread")]


def entry(note: Noted, view: View) -> Block:
    """One of them: when, who, what kind, what became of it, and its text."""
    style = PUBLIC if note.kind is NoteKind.REPLY else STRONG
    words: list[Piece] = [
        (times.moment(note.at, view.zone), QUIET),
        (f" {safe(note.author)} ", PLAIN),
        (_kind(note), style),
        *((f", {word}", look) for word, look in _remarks(note)),
    ]
    body = safe(note.body, multiline=True) if note.body is not None else _("(erased)")
    lines = [*flow(words, view.width, "", "  "), *said(body, view.width, STRUCK if note.withdrawn else PLAIN, "  ")]
    if note.outcome and settled(note.outcome):
        outcome: list[Piece] = [(_("Outcome:") + " ", STRONG), (safe(note.outcome, multiline=True), GOOD)]
        lines += flow(outcome, view.width, "  ", "  ")
    return Block(f"{NOTE}{note.id}", tuple(lines), stop=open_outcome(note))


def _kind(note: Noted) -> str:
    """The kind of an entry; what the requester reads says so."""
    if note.kind is NoteKind.REPLY:
        return _("PUBLIC REPLY to the requester")
    return names.note_kind(note.kind)


def _remarks(note: Noted) -> list[tuple[str, Style]]:
    found: list[tuple[str, Style]] = []
    if note.delivery is not None:
        looks = {Delivery.DELIVERED: GOOD, Delivery.NOT_DELIVERED: ALARM}
        found.append((names.delivery(note.delivery), looks.get(note.delivery, WARNING)))
    if open_outcome(note):
        found.append((_("outcome still open"), WARNING))
    if note.withdrawn:
        found.append((_("taken back"), WARNING))
    return found


def events(rows: Sequence[HappenedT], sentence: Callable[[HappenedT], str], view: View) -> list[Block]:
    """Who did what and when, oldest first, with the reasons and summaries that were given."""
    count = n_("{count} event", "{count} events", len(rows)).format(count=len(rows))
    found = [Block("events", (heading(_("History"), view.width, count),), section=True)]
    for row in rows:
        who = actor(row.actor, row.via)
        if row.via not in (None, REMOTE):
            who = _("{via} for {person}").format(via=safe(row.via), person=safe(row.actor))
        what = sentence(row)
        words: list[Piece] = [(times.moment(row.at, view.zone), QUIET), (f" {who} ", PLAIN), (what, PLAIN)]
        lines = flow(words, view.width, "", "  ")
        for body in row.texts.values():
            text = safe(body, multiline=True) if body is not None else _("(erased)")
            if text not in what:
                lines += said(text, view.width, QUIET, "    ")
        found.append(Block(f"{EVENT}{row.id}", tuple(lines)))
    return [*found, _gap("events")]


def attachments(files: Sequence[Filed], view: View) -> list[Block]:
    """The ticket's files; no section when there is none."""
    if not files:
        return []
    found = [Block("files", (heading(_("Attachments"), view.width),), section=True)]
    for file in files:
        words: list[Piece] = [
            (safe(file.name), STRONG),
            (f" {size(file.size)}, ", PLAIN),
            (f"{safe(file.author)}, {times.moment(file.at, view.zone)}", QUIET),
        ]
        found.append(Block(f"{FILE}{file.id}", tuple(flow(words, view.width, "", "  ")), stop=True))
    return [*found, _gap("files")]


def size(count: int) -> str:
    """A number of bytes in the unit that suits it."""
    if count < 1024:
        return _("{count} B").format(count=count)
    if count < 1024 * 1024:
        return _("{count:.1f} kB").format(count=count / 1024)
    return _("{count:.1f} MB").format(count=count / 1024 / 1024)


def links(rows: Sequence[Linked], view: View) -> list[Block]:
    """Other tickets that hang together with this one; no section when there is none."""
    if not rows:
        return []
    found = [Block("links", (heading(_("Links"), view.width),), section=True)]
    for row in rows:
        words: list[Piece] = [
            (f"{relation(row)}: ", PLAIN),
            (f"{number(row.other)} ", STRONG),
            (f"{names.status(row.status)} ", QUIET),
            (safe(row.subject), PLAIN),
        ]
        found.append(Block(f"{LINK}{row.other}", tuple(flow(words, view.width, "", "  ")), stop=True))
    return [*found, _gap("links")]


def relation(row: Linked) -> str:
    """What the other ticket is to this one."""
    if row.type is LinkType.CHILD:
        return _("Part of this one") if row.outgoing else _("This one is part of")
    if row.type is LinkType.DUPLICATE:
        return _("Its duplicate") if row.outgoing else _("Duplicate of")
    return names.link(row.type)


def _gap(key: str) -> Block:
    """The empty line after a section."""
    empty: Line = EMPTY
    return Block(f"{key}.", (empty,))
