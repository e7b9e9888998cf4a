"""What a form is made from: the desk, the tickets, and what is known of the one ticket when it is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from deskterm.screens.forms.fields import Malformed
from deskterm.texts import levels, names
from deskterm.texts.language import _, n_
from deskterm.texts.safe import safe
from deskterm.texts.times import parse_moment
from deskterm.texts.topics import category
from deskterm.usecases.desk import Desk
from deskterm.usecases.whole import Shown
from deskterm.widgets.choice import Option
from deskterm.workflow.checks import line, text
from deskterm.workflow.values import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An act that a person wants to fill in. `shown` is None for several tickets, and for a new one."""

    desk: Desk
    zone: tzinfo
    ids: tuple[int, ...] = ()
    shown: Shown | None = None
    focus: str | None = None

    @property
    def ticket(self) -> Ticket | None:
        """The one ticket."""
        return self.shown.ticket if self.shown else None

    def title(self, act: str) -> str:
        """The act, and what it is done to."""
        if self.ticket is not None:
            return f"DT-{self.ticket.id}: {act} · {safe(self.ticket.subject)}"
        if not self.ids:
            return act
        return f"{act} · " + n_("{count} ticket", "{count} tickets", len(self.ids)).format(count=len(self.ids))

    def held(self, name: str) -> Any:
        """What a field of the one ticket holds now."""
        return getattr(self.ticket, name, None) if self.ticket else None


Values = Mapping[str, Any]
words = text
"""Several lines: None when they are blank; Invalid when they can't be kept."""
one_line = line
"""One line, the same."""


def moment(asked: Asked, name: str, value: str | None, *, past: bool = False) -> int | None:
    """A moment as people type it. Malformed when it is none."""
    if not value or not value.strip():
        return None
    try:
        return parse_moment(value, asked.desk.now(), asked.zone, past=past)
    except ValueError as error:
        raise Malformed(name, str(error)) from error


def ticket_number(name: str, value: str | None) -> int | None:
    """Another ticket's number. Malformed when it is none."""
    from deskterm.texts.numbers import parse_number

    if not value or not value.strip():
        return None
    try:
        return parse_number(value)
    except ValueError as error:
        raise Malformed(name, str(error)) from error


def code_options(codes: type[Any] | tuple[Any, ...], word: Callable[[str], str]) -> tuple[Option, ...]:
    """Every member of a list of codes with its word."""
    return tuple(Option(code, word(code)) for code in codes)


def line_options(lines: tuple[int, ...], here: int | None) -> tuple[Option, ...]:
    """Lines, with the direction from here in words."""
    told = {True: _("{line} (up)"), False: _("{line} (back)")}
    return tuple(Option(n, told[n > (here or 0)].format(line=names.line(n))) for n in lines)


def level_options(asked: Asked, name: str) -> tuple[Option, ...]:
    """The levels of impact or urgency that the desk's matrix knows."""
    matrix = asked.desk.policy.matrix
    word, highest = (levels.impact, matrix.impacts) if name == "impact" else (levels.urgency, matrix.urgencies)
    return tuple(Option(level, word(level)) for level in range(1, highest + 1))


def category_options(asked: Asked) -> tuple[Option, ...]:
    """The desk's category tree."""
    return tuple(Option(code, category(code)) for code in asked.desk.policy.categories)
