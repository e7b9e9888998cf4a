"""What is new in one sentence, for whoever can't be shown it while it happens."""

from collections.abc import Sequence

from deskterm.store.read.show import EventRow
from deskterm.texts.events import line
from deskterm.texts.language import _, n_
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe
from deskterm.workflow.alarms import DESK

MOST = 3
"""Tickets that are told by name."""


def sentence(came: int, mine: Sequence[EventRow], others: int) -> str:
    """Tickets that came in, the latest event on each of one's own, and how many others changed; empty: nothing."""
    parts = []
    if came:
        parts.append(n_("{count} ticket came in", "{count} tickets came in", came).format(count=came))
    for event in mine[-MOST:]:
        by = "" if event.actor == DESK.name else _(" by {name}").format(name=safe(event.actor))
        parts.append(f"{number(event.ticket_id or 0)}: {line(event)}{by}")
    if more := others + len(mine[:-MOST]):
        told = n_("{count} other ticket was changed", "{count} other tickets were changed", more)
        parts.append(told.format(count=more))
    return "; ".join(parts) + "." if parts else ""
