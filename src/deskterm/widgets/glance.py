"""A ticket in as few lines as tell what it is about, for the pane below the list."""

from collections.abc import Mapping, Sequence
from itertools import chain

from deskterm.texts import levels, names, times
from deskterm.texts.language import _
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe
from deskterm.texts.topics import category
from deskterm.widgets.facts import TEXTS, View, holder, reporter
from deskterm.widgets.lines import PLAIN, QUIET, STRONG, Line, flow, heading, said
from deskterm.widgets.thread import Noted, entry
from deskterm.workflow.values import Ticket

ENTRIES = 6
"""Entries of the thread that are painted, newest first."""


def glance(ticket: Ticket, texts: Mapping[str, object], thread: Sequence[Noted], view: View) -> list[Line]:
    """Subject, facts in a row, texts in full, the latest entries."""
    title = [(f"{number(ticket.id)} ", QUIET), (safe(ticket.subject), STRONG)]
    came = f" · {names.channel(ticket.channel)} · {times.near(ticket.created_at, view.zone, view.now)}"
    lines = [
        *flow(title, view.width, "", "  "),
        *said(" · ".join(headline(ticket)), view.width),
        *flow([*reporter(ticket.reporter), (came, QUIET)], view.width),
    ]
    for name in TEXTS:
        if texts.get(name):
            lines += said(safe(str(texts[name]), multiline=True), view.width, PLAIN)
    latest = [note for note in thread if not note.withdrawn][::-1][:ENTRIES]
    first = [heading(_("Latest"), view.width)] if latest else []
    return [*lines, *first, *chain.from_iterable(entry(note, view).lines for note in latest)]


def headline(ticket: Ticket) -> list[str]:
    """What the ticket is, in words."""
    state = f"{names.status_sign(ticket.status)} {names.status(ticket.status)}"
    judged = [names.kind(ticket.kind), names.nature(ticket.nature), category(ticket.category)]
    place = f"{names.line(ticket.line)} {holder(ticket)}"
    return [part for part in (state, levels.priority(ticket.priority), *judged, place) if part]
