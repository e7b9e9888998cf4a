"""Ticket numbers as people write them."""

import re

from deskterm.texts.language import _

_NUMBER = re.compile(r"(?:dt-)?([0-9]{1,18})", re.IGNORECASE | re.ASCII)


def parse_number(text: str) -> int:
    """The ticket id in `DT-12`, `dt-12` or `12`.

    ValueError, with a sentence that names what is accepted, for anything else: other digits, zero, negative or
    absurdly long numbers.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or int(found[1]) == 0:
        raise ValueError(_("A ticket number looks like DT-12 or 12."))
    return int(found[1])


def number(ticket: int) -> str:
    """The number that people use for a ticket id; 0 stands for a ticket that the person may not see."""
    return f"DT-{ticket}" if ticket else _("a ticket that you may not see")


def number_in(text: str | None) -> int | None:
    """The number that a text says; None for anything else."""
    try:
        return parse_number(text or "")
    except ValueError:
        return None
