"""What others and the desk itself have written: screens are told, and what concerns me is said, rung and counted.

A notice stands in the message line. It takes no key, and no line from the list.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from deskterm.widgets.bars import MessageBar

if TYPE_CHECKING:
    from deskterm.app import Deskterm

MANY = 20
"""Tickets changed by others from which screens are told once for all."""
LATER = 5.0
"""Seconds after which a notice tries again while an error is shown."""


def follow(door: "Deskterm", ids: Sequence[int], since: int) -> None:
    """Tell the screens of these tickets, and whoever looks of what the desk has done since. Raises StoreError."""
    from deskterm.screens.hands import Heard
    from deskterm.usecases.look import Filter, count

    for id in ids if len(ids) <= MANY else [0]:
        door.ticket_changed.publish(Heard(id))
    tell(door, since)
    if door.ready:
        door.set_title(count=count(door.desk, Filter("mine")))


def tell(door: "Deskterm", since: int) -> None:
    """Tell the latest of what the desk has done since that event, if it concerns who looks. Raises StoreError."""
    from deskterm.texts.events import line
    from deskterm.texts.language import n_
    from deskterm.texts.numbers import number
    from deskterm.usecases.notices import notice

    found = notice(door.desk, since)
    if found is None or found.event.ticket_id is None:
        return
    text = f"{number(found.event.ticket_id)}: {line(found.event)}"
    if found.others:
        more = n_("{text} (and {count} more)", "{text} (and {count} more)", found.others)
        text = more.format(text=text, count=found.others)
    put(door, text)
    if found.missed and door.ringing != "none":
        door.ring(text if door.ringing == "notify" else None)


def upper_bar(door: "Deskterm") -> MessageBar | None:
    """The message line of the screen that is in use."""
    return next((bar for screen in reversed(door.screen_stack) for bar in screen.query(MessageBar)), None)


def put(door: "Deskterm", text: str) -> None:
    """In one line, so that nothing moves; an error that is shown is not overwritten, nor a message of several lines."""
    from deskterm.texts.widths import cells, fit

    bar = upper_bar(door)
    if bar is None or bar.message[1] == "error" or bar.height > 1:
        door.set_timer(LATER, partial(put, door, text))
    else:
        door.say(fit(text, door.size.width - cells(bar.place) - 2))
