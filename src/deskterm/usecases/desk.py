"""Who asks, of which store, under which rules: the value every use-case gets, and how use-cases say no."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from deskterm.store.opening import Store
from deskterm.store.read.people import left
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Person, Point, Refusal

if TYPE_CHECKING:
    from deskterm.store.read.meanwhile import Said
    from deskterm.store.write.writer import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A store seen by one person."""

    store: Store
    by: Person
    rules: Policy
    """The rules as they were when the desk was opened; `policy` has what is arranged now."""
    now: Callable[[], int]
    """The clock: microseconds since 1970 UTC."""
    via: str | None = None
    """The account that acts in the name of `by`, when it is another one."""
    remote: bool = False
    """Did the person come over SSH, so that the machine is none of theirs?"""
    learns: bool = True
    """May what the desk has learnt from its tickets stand beside the rules of the classifier?"""

    @property
    def policy(self) -> Policy:
        """The rules with everything that the desk has arranged by now, whoever did it."""
        return replace(self.rules, book=self.store.book())

    @contextmanager
    def writing(self) -> "Iterator[Writer]":
        """One transaction of this person's, as the store has it. Refused: meanwhile they no longer work here."""
        with self.store.writing() as writer:
            if left(writer.db, self.by.name):
                raise Refused.because(Point(code="agent_off", args={"name": self.by.name}))
            yield writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an act has done: the ticket's id and new version, the event that records it, and points worth showing."""

    id: int
    version: int
    event: int
    warnings: tuple[Point, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The number people use."""
        return f"DT-{self.id}"


class Refused(Exception):
    """A rule or a right forbids the act. Doors catch it in one place each."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(", ".join(refusal.codes))
        self.refusal = refusal

    @classmethod
    def because(cls, point: Point) -> "Refused":
        """One point only."""
        return cls(Refusal((point,)))


class NotFound(Exception):
    """There is no such thing, or the person may not know of it. `what` is its kind, `name` what was asked for."""

    def __init__(self, what: str, name: object) -> None:
        super().__init__(f"{what} {name}")
        self.what, self.name = what, name


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that somebody else has set since the person looked."""

    field: str
    theirs: object
    yours: object
    by: str
    at: int


class Conflict(Exception):
    """Somebody has changed the same fields meanwhile: both values are there to be shown."""

    def __init__(self, id: int, version: int, clashes: tuple[Clash, ...]) -> None:
        super().__init__(f"DT-{id}: {', '.join(c.field for c in clashes)}")
        self.id, self.version, self.clashes = id, version, clashes


class Crossed(Exception):
    """The requester has written, or a colleague has replied, since the person looked."""

    def __init__(self, id: int, version: int, said: "tuple[Said, ...]") -> None:
        super().__init__(f"DT-{id}: {', '.join(each.kind for each in said)}")
        self.id, self.version, self.said = id, version, said


def require(point: Point | None) -> None:
    """Refuse when there is a point against it."""
    if point is not None:
        raise Refused.because(point)
