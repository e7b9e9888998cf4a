"""Before a public text is sent: has somebody said something meanwhile that it should answer?"""

from typing import TYPE_CHECKING

from deskterm.screens.dialogs.ask import Answer, Ask
from deskterm.texts import names, times
from deskterm.texts.language import _, n_
from deskterm.texts.safe import safe
from deskterm.usecases.meanwhile import NEVER, Said, meanwhile
from deskterm.workflow.values import NoteKind

if TYPE_CHECKING:
    from deskterm.screens.forms.form import Form

SEND, LOOK = "send", "look"


def heard(form: "Form") -> list[Said]:
    """What was said on the form's one ticket since it was shown, or since its text was put aside; told once."""
    if len(form.ids) != 1 or not public(form):
        return []
    (ticket,) = form.ids
    since = form.going_on.at if form.going_on else NEVER
    with form.door.reading():
        found = meanwhile(form.door.desk, ticket, form.seen.get(ticket, 0), since)
        return [said for said in found if said.version > form.answered]
    return []


def public(form: "Form") -> bool:
    """Will the requester read what is sent?"""
    return form.spec.public or bool(form.fields.values().get("message"))


def ask(form: "Form", found: list[Said]) -> None:
    """Say what it is, and let the author decide."""
    last, door = found[-1], form.door
    told = _("{kind} by {author}, {at}, while you were writing.").format(
        kind=names.note_kind(NoteKind(last.kind)),
        author=safe(last.author),
        at=times.near(last.at, door.zone, door.desk.now()),
    )
    if (more := len(found) - 1) > 0:
        told += " " + n_("And {count} more.", "And {count} more.", more).format(count=more)
    answers = [
        Answer("l", LOOK, _("Look first; the text is kept as a draft")),
        Answer("s", SEND, _("Send it all the same")),
        Answer("g", "go", _("Go on writing")),
    ]

    def answered(answer: str | None) -> None:
        if answer == SEND:
            form.answered = last.version
            form.call_later(form.action_send)
        elif answer == LOOK:
            look_first(form)

    door.push_screen(Ask(told, answers), answered)


def look_first(form: "Form") -> None:
    """Put the text aside and show what was said, the thread alone."""
    from deskterm.screens.ticket import TicketScreen

    door, (ticket,) = form.door, form.ids
    form.left("keep")
    open_ones = [screen for screen in door.screen_stack if isinstance(screen, TicketScreen) and screen.ticket == ticket]
    if not open_ones:
        door.open_ticket(ticket)
    for screen in open_ones or [screen for screen in door.screen_stack if isinstance(screen, TicketScreen)][-1:]:
        screen.zoomed = True
        screen.paint(afresh=True)
