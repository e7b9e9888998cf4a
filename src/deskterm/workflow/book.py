"""What the desk has arranged, as data: read once as text, understood when first asked for.

A list needs none of it, so nothing here is parsed before a rule asks. Every kind has a module that reads its format
and names the field that is wrong; texts that were stored have passed it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")


class ArrangementKind(StrEnum):
    """What can be arranged."""

    CALENDAR = "calendar"
    """Service hours (`workflow.calendar`)."""
    AGREEMENT = "agreement"
    """Targets and calendar of an organisation, or of everybody (`workflow.agreement`)."""
    ITEM = "item"
    """An item of the request catalogue (`workflow.catalogue`)."""
    PLAN = "plan"
    """A response plan with its contacts (`workflow.response`)."""
    DUTY = "duty"
    """Somebody's shifts, absences and capacity (`workflow.duty`)."""


class BadArrangement(ValueError):
    """Something to be arranged that cannot be read. `field` names the place; the message holds both in English."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


@lru_cache(maxsize=4096)
def understood(read: Callable[[Mapping[str, Any]], T], text: str) -> T:
    """The value that a text of data stands for, made once."""
    return read(json.loads(text))


@dataclass(frozen=True, slots=True)
class Book:
    """All arrangements by kind and name, as text. `version` differs between any two states of the same desk."""

    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    version: tuple[int, int] = (0, 0)

    def __contains__(self, key: tuple[str, str]) -> bool:
        return key in self.texts

    def names(self, kind: ArrangementKind) -> Iterator[str]:
        """The names of this kind, in their order."""
        return (name for of, name in sorted(self.texts) if of == kind)

    def get(self, kind: ArrangementKind, name: str, read: Callable[[Mapping[str, Any]], T]) -> T | None:
        """One arrangement, understood by `read`; None when there is none of that name."""
        text = self.texts.get((kind.value, name))
        return None if text is None else understood(read, text)

    def all(self, kind: ArrangementKind, read: Callable[[Mapping[str, Any]], T]) -> dict[str, T]:
        """All of a kind by name."""
        return {name: understood(read, self.texts[kind.value, name]) for name in self.names(kind)}
