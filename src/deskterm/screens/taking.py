"""The ticket to do next, from the palette: taken, opened, and the reason said."""

from functools import partial
from typing import TYPE_CHECKING

from deskterm.screens.ticket import TicketScreen
from deskterm.screens.wording import warnings_sentence
from deskterm.texts.language import _
from deskterm.texts.suggesting import reasons
from deskterm.usecases.desk import Done
from deskterm.usecases.taking import Given, take

if TYPE_CHECKING:
    from deskterm.app import Deskterm


def take_next(app: "Deskterm") -> None:
    """Have the desk choose and take it; what stands in the way is said like any refusal."""
    app.perform(take, undo_hint=False, then=partial(opened, app))


def opened(app: "Deskterm", done: Done) -> None:
    """Show the ticket and say why it is this one."""
    assert isinstance(done, Given)
    if not isinstance(app.screen, TicketScreen) or app.screen.ticket != done.id:
        app.open_ticket(done.id)
    app.screen.call_after_refresh(app.say, told(app, done), "warning" if done.warnings else "information")


def told(app: "Deskterm", done: Given) -> str:
    """Taken now or had already, the reasons, and what to mind."""
    said = reasons(done.reasons, app.zone, app.desk.now())
    text = _("{number} is yours now: {reasons}.") if done.taken else _("{number} comes next: {reasons}.")
    return f"{text.format(number=done.number, reasons=said)} {warnings_sentence(done.warnings)}".strip()
