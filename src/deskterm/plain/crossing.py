"""Before a text for the requester is sent: what others have said to them, or they to us, since it was begun."""

from typing import TYPE_CHECKING

from deskterm.plain.lines import numbered
from deskterm.plain.questions import Cancelled
from deskterm.plain.reading import read_part
from deskterm.texts import names, times
from deskterm.texts.language import _
from deskterm.texts.numbers import parse_number
from deskterm.texts.safe import safe
from deskterm.usecases import look
from deskterm.usecases.desk import Crossed
from deskterm.usecases.meanwhile import Said, meanwhile
from deskterm.workflow.draft import Draft
from deskterm.workflow.values import NoteKind

if TYPE_CHECKING:
    from deskterm.plain.doing import Doing

LATEST = 2**62
"""A version that no ticket has."""
LOOK, ON, LATER = "look", "go on", "later"


def public(doing: "Doing") -> int | None:
    """The ticket whose requester will read it; None: they will not."""
    args, number = doing.args, doing.place[1]
    read = doing.command == "reply" or (doing.command == "wait" and args.message)
    return parse_number(number) if read and numbered(number) else None


def unheard(doing: "Doing") -> None:
    """Ask when something was said since the ticket was read. Cancelled: it is not sent now."""
    ticket = public(doing)
    if ticket is None or ticket not in doing.around.heard:
        return
    decide(doing, ticket, meanwhile(doing.site.desk(), ticket, doing.around.heard[ticket]))
    seen = str(doing.args.seen)
    if seen.isdecimal():
        doing.args.seen = str(max(int(seen), doing.around.heard[ticket]))


def since(doing: "Doing", draft: Draft) -> None:
    """Ask when something was said since a text was left that is gone on with."""
    ticket = public(doing)
    if ticket is not None:
        decide(doing, ticket, meanwhile(doing.site.desk(), ticket, LATEST, draft.at))


def crossing(doing: "Doing", error: Crossed) -> None:
    """It was said in the very moment of sending. It is sent on what is known now, if that is wanted."""
    if not doing.ear.asks:
        raise error
    decide(doing, error.id, list(error.said))


def decide(doing: "Doing", ticket: int, said: list[Said]) -> None:
    """Say what was said, and let the author decide."""
    if not said:
        return
    desk, zone = doing.site.desk(), doing.site.zone
    for each in said:
        told = _("{kind} by {author}, {at}, while you were writing.")
        kind, at = names.note_kind(NoteKind(each.kind)), times.near(each.at, zone, desk.now())
        doing.out.data(told.format(kind=kind, author=safe(each.author), at=at))
    answer = word(doing)
    doing.around.heard[ticket] = said[-1].version
    if answer == LOOK:
        read_part("thread", look.show(desk, ticket), doing.out, zone)
    if answer != ON:
        raise Cancelled


def word(doing: "Doing") -> str:
    """What becomes of the text; leaving the question leaves it for later."""
    words = {LOOK: _("look"), ON: _("go on"), LATER: _("later")}
    doing.out.data(_("look reads it, and your text waits; go on sends it all the same; later leaves it."))
    while True:
        answer = doing.questions.line(f"{', '.join(words.values())}> ").strip().casefold()
        found = [code for code, own in words.items() if answer and (code.startswith(answer) or own.startswith(answer))]
        if len(found) == 1 or not answer:
            return found[0] if found else LATER
