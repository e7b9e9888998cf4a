"""The short words of a session, beside the commands: to walk through lists and tickets, and to find one's way."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from deskterm.cli.asked import Usage, nearest
from deskterm.cli.commands import COMMANDS, GROUPS, NOUNS
from deskterm.cli.helping import print_help
from deskterm.cli.queue import query, usual
from deskterm.plain.offering import kinds
from deskterm.plain.reading import PARTS, read_part, read_rows, read_views
from deskterm.store.read.queue import VIEWS, Filter, Row
from deskterm.texts.language import N_, _
from deskterm.usecases.look import searched, show, split_view
from deskterm.workflow.checks import Invalid

if TYPE_CHECKING:
    from deskterm.plain.session import Session


class Word(NamedTuple):
    """What a word does, and what it is for."""

    do: Callable[["Session", list[str]], int]
    purpose: str


def open_ticket(session: "Session", ticket: int) -> int:
    """Open a ticket and read its facts, and whether something on it was not sent."""
    code = read_on(session, ticket, "facts")
    session.out.data(kinds(session.unsent.about(ticket)))
    return code


def read_on(session: "Session", ticket: int, part: str) -> int:
    """Read a part of a ticket. NotFound: there is none."""
    found = show(session.desk, ticket)
    session.place.enter(ticket, found.ticket.version)
    session.place.part = list(PARTS).index(part) + 1
    read_part(part, found, session.out, session.zone)
    return 0


def queue(session: "Session", words: list[str]) -> int:
    """A list from its beginning: a view, or what a query finds, or both."""
    named = bool(words) and ":" not in words[0]
    view, terms = split_view(query(" ".join(words[named:])), "")
    view = words[0].lower() if named else view or usual(terms, searching=bool(terms))
    if view not in VIEWS:
        raise Invalid("view", "unknown_code", value=words[0][:40], known=", ".join(VIEWS))
    if terms:
        searched(session.desk, " ".join(words))
    return tickets(session, session.place.begin(Filter(view, terms)))


def tickets(session: "Session", rows: list[Row]) -> int:
    """Read tickets of the list, and whether there are more."""
    read_rows(rows, session.desk, session.out)
    if not session.place.rows:
        session.out.data(_("No tickets here."))
    else:
        session.out.data(_("That is all.") if session.place.ended else _("There is more: more."))
    return 0


def more(session: "Session", words: list[str]) -> int:
    """What comes after what was read: of the open ticket, or of the list."""
    place = session.place
    if place.ticket is None:
        return tickets(session, [] if place.ended else place.more())
    parts = list(PARTS)
    part = words[0].lower() if words else parts[place.part] if place.part < len(parts) else None
    if part is None:
        session.out.data(_("That is all."))
        return 0
    if part not in PARTS:
        raise Invalid("part", "unknown_code", value=words[0][:40], known=", ".join(PARTS))
    return read_on(session, place.ticket, part)


def following(session: "Session", words: list[str]) -> int:
    """The ticket after this one."""
    return beside(session, 1)


def preceding(session: "Session", words: list[str]) -> int:
    """The ticket before this one."""
    return beside(session, -1)


def beside(session: "Session", step: int) -> int:
    """Open the ticket after or before the open one in its list."""
    ticket = session.place.beside(step)
    if ticket is None:
        session.out.data(_("There is no other ticket in this direction."))
        return 0
    return open_ticket(session, ticket)


def back(session: "Session", words: list[str]) -> int:
    """Back to the list."""
    session.place.leave()
    return where(session, words)


def where(session: "Session", words: list[str]) -> int:
    """Say where one is."""
    session.out.data(f"{session.place.name()}.")
    return 0


def views(session: "Session", words: list[str]) -> int:
    """Every view with the number of its tickets."""
    read_views(session.desk, session.out)
    return 0


def repeat(session: "Session", words: list[str]) -> int:
    """Say the last answer again."""
    session.out.again(session.last)
    return 0


def unsent(session: "Session", words: list[str]) -> int:
    """Read what was not sent, and go on with it, or throw it away."""
    return session.offer(always=True)


def leave(session: "Session", words: list[str]) -> int:
    """End the session."""
    return session.quit()


def help_of(session: "Session", words: list[str]) -> int:
    """What can be typed; of a word or a command what it does."""
    name, out = " ".join(words).lower(), session.out
    if name in WORDS:
        out.data(f"{name}: {_(WORDS[name].purpose)}")
        return 0
    if name in COMMANDS or name in NOUNS:
        if name in NOUNS:
            for each in (each for each in COMMANDS if each.split()[0] == name):
                out.data(f"{each}: {_(COMMANDS[each].purpose)}")
            return 0
        return print_help(name, out)
    if name:
        raise Usage(_("There is no such command. Type help.") + nearest(name), name)
    out.data(_("A ticket's number, such as 12 or DT-12: open it."))
    for word, entry in WORDS.items():
        out.data(f"{word}: {_(entry.purpose)}")
    for heading, group in GROUPS.items():
        out.data(f"{_(heading)}: {', '.join(group)}")
    out.data(_("help COMMAND tells what a command does. What a command needs and was not said is asked for."))
    return 0


WORDS: Mapping[str, Word] = {
    "queue": Word(queue, N_("read the queue; another view: queue mine; what a query finds: queue priority:1")),
    "next": Word(following, N_("open the next ticket of the list")),
    "previous": Word(preceding, N_("open the ticket before it")),
    "more": Word(more, N_("read on; in a ticket also a part by its name: more events")),
    "back": Word(back, N_("leave the ticket")),
    "views": Word(views, N_("the views, and how many tickets each holds")),
    "unsent": Word(unsent, N_("texts that you have not sent: go on with one, read it, throw it away")),
    "where": Word(where, N_("where you are")),
    "repeat": Word(repeat, N_("the last answer again")),
    "help": Word(help_of, N_("what can be typed; help COMMAND: what a command does")),
    "quit": Word(leave, N_("leave deskterm, as ctrl+d does")),
}
"""The words in the order in which they are told."""
