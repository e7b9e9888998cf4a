"""A draft: what somebody is writing and has not sent, with everything that brings it back. Pure values."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One writing of one form. No two writings share an `id`, so that none can overwrite another."""

    id: str
    act: str
    """The act whose form it is, by its code."""
    tickets: tuple[int, ...]
    """What it is about; nothing for a new ticket."""
    values: Mapping[str, object]
    """What stands in the fields: texts, codes, numbers."""
    texts: tuple[str, ...]
    """The fields that hold what was typed."""
    at: int
    turn: int = 0
    """Which writing of it this is: a later one is never replaced by an earlier one."""
    host: str = ""
    process: str | None = None
    """The process in which its form is open; None when it was put aside."""
    called: str | None = None
    """The act that it was handed over for; None while it is being written."""
    after: int | None = None
    """The desk's last event when it was handed over."""

    @property
    def words(self) -> str:
        """What was typed."""
        return "\n\n".join(str(self.values[name]).strip() for name in self.texts)


KINDS: Mapping[str, tuple[type, ...]] = {
    "id": (str,),
    "act": (str,),
    "tickets": (list,),
    "values": (dict,),
    "texts": (list,),
    "at": (int,),
    "turn": (int,),
    "host": (str,),
    "process": (str, type(None)),
    "called": (str, type(None)),
    "after": (int, type(None)),
}


def document(draft: Draft) -> dict[str, object]:
    """The draft as plain data."""
    return {**asdict(draft), "values": {name: plain(value) for name, value in draft.values.items()}}


def plain(value: object) -> object:
    """A field's value as plain data; what has no such form is chosen again."""
    bare = value.value if isinstance(value, Enum) else value
    return bare if isinstance(bare, str | int | float) else None


def understood(found: object) -> Draft:
    """A draft from plain data. ValueError: it is none."""
    known = {field.name for field in fields(Draft)}
    if not isinstance(found, dict) or set(found) != known:
        raise ValueError("not the parts of a draft")
    if wrong := [name for name, kinds in KINDS.items() if not isinstance(found[name], kinds)]:
        raise ValueError(f"{wrong[0]}: not what it should be")
    if not all(isinstance(number, int) for number in found["tickets"]):
        raise ValueError("tickets: not numbers")
    if any(name not in found["values"] for name in found["texts"]):
        raise ValueError("texts: without a value")
    return Draft(**{**found, "tickets": tuple(found["tickets"]), "texts": tuple(found["texts"])})


def remaining(draft: Draft, done: Iterable[tuple[int, str | None]]) -> tuple[int, ...] | None:
    """The tickets for which it was not sent yet; None when it was sent for all.

    `done`: tickets of events of that act by its author since it was handed over, each with a text that was kept with
    the event. A text is the same when it says the same; an event that keeps no text counts by itself.
    """
    if draft.called is None:
        return draft.tickets
    typed = {str(draft.values[name]).strip() for name in draft.texts}
    sent = {ticket for ticket, text in done if text is None or text.strip() in typed}
    if not draft.tickets:
        return None if sent else ()
    return tuple(ticket for ticket in draft.tickets if ticket not in sent) or None
