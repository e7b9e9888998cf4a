"""Who else is at a ticket, in words."""

from collections.abc import Sequence
from typing import Protocol

from deskterm.texts.language import _, n_
from deskterm.texts.safe import safe

NAMED = 3
"""People that are named of many."""


class Somebody(Protocol):
    """A person at a ticket."""

    @property
    def person(self) -> str: ...
    @property
    def writing(self) -> bool: ...


def there(people: Sequence[Somebody]) -> str:
    """`anna writes. boris looks.`: those who write first."""
    ordered = sorted(people, key=lambda each: (not each.writing, each.person))
    words = [(_("{name} writes.") if each.writing else _("{name} looks.")) for each in ordered[:NAMED]]
    told = [text.format(name=safe(each.person)) for text, each in zip(words, ordered, strict=False)]
    if (more := len(ordered) - NAMED) > 0:
        told.append(n_("{count} more.", "{count} more.", more).format(count=more))
    return " ".join(told)
