"""What is said of unsent texts."""

from datetime import tzinfo

from deskterm.texts import names, times
from deskterm.texts.language import _, n_
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe
from deskterm.workflow.draft import Draft
from deskterm.workflow.values import Act

SHOWN = 3
"""Tickets that are named of several."""


def unsent_sentence(count: int) -> str:
    """How many texts there are."""
    return n_("{count} text is not sent.", "{count} texts are not sent.", count).format(count=count)


def kind(draft: Draft) -> str:
    """What it was to become."""
    return names.act(Act(draft.act)) if draft.act in set(Act) else safe(draft.act)


def about(draft: Draft) -> str:
    """The tickets by their numbers alone: one may no longer see more of them."""
    shown = ", ".join(number(ticket) for ticket in draft.tickets[:SHOWN])
    more = len(draft.tickets) - SHOWN
    return _("{tickets} and {count} more").format(tickets=shown, count=more) if more > 0 else shown


def first_words(draft: Draft) -> str:
    """How it begins, in one line."""
    return " ".join(safe(draft.words, multiline=True).split())


def title(draft: Draft) -> str:
    """Ticket, kind and first words."""
    head = f"{about(draft)} {kind(draft)}".strip()
    return f"{head}: {first_words(draft)}"


def note(draft: Draft, zone: tzinfo, now: int) -> str:
    """When it was written."""
    return times.near(draft.at, zone, now)
