"""What goes to the clipboard of the terminal, and what is said of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from deskterm.texts.language import _
from deskterm.workflow.values import Ticket

if TYPE_CHECKING:
    from deskterm.app import Deskterm


def line(ids: Iterable[int], ticket: Ticket | None) -> str:
    """A line for each ticket, with the subject where one is known; wherever it is pasted, it steers nothing."""
    from deskterm.texts.safe import safe

    subject = f" {safe(ticket.subject)}" if ticket else ""
    return "\n".join(f"DT-{id}{subject} (deskterm show DT-{id})" for id in ids)


def copy(door: "Deskterm", text: str) -> None:
    """Send to the terminal's clipboard, and say what: whether it was taken nobody can know."""
    from deskterm.texts.safe import safe
    from deskterm.wire.clipboard import MOST, fits

    if text and not fits(text):
        door.say(_("Too much to copy: terminals take {most} bytes.").format(most=MOST), "warning")
    elif text:
        door.copy_to_clipboard(text)
        door.say(_("Sent to the terminal: {text}").format(text=safe(text)))
