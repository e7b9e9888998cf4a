"""What comes in from files of other systems, as values: rows that can be taken, rows that can't and why, the tally.

Whoever reads a file makes these, whoever writes the desk takes them; neither knows the other.
Values are checked one by one by the time they are here; what they come to together is `settled`.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from deskterm.workflow.codes import LIVE, Kind, NoteKind, Status
from deskterm.workflow.priority import Matrix, priority
from deskterm.workflow.values import Reporter


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands in a file."""

    line: int
    """The line on which the row begins, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldNote:
    """An entry of a thread that was written in another system."""

    body: str
    kind: NoteKind = NoteKind.WORK
    at: int | None = None
    """When; None when the file does not say."""
    author: str | None = None
    """As the file names them: kept as data, no account of this desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One row of a history: what held from an instant on."""

    at: int
    who: str | None = None
    """As the file names them: kept as data."""
    fields: Mapping[str, object] = dataclasses.field(default_factory=dict)
    """New values of the ticket's own fields: status, line, impact, urgency, priority, assignee ..."""
    line: int = 0
    """The line of the file on which this row begins; every row of a history counts in the tally."""
    given: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """The row as the file has it, for the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A ticket of a file, or more of the history of one.

    `history` is empty for a file that has one row per ticket. Otherwise each row of the file is one `Moment`, the
    first of them included, and `fields` holds what the first row says: a ticket whose key is known already is only
    given the moments. A history file may come back to a key later: then there is another Incoming of that key.
    """

    place: Place
    key: str | None = None
    """The other system's name for it (`external_id`); what is taken once has a key."""
    number: int | None = None
    """The number it had at a desk, in files that a desk has written."""
    fields: Mapping[str, object] = dataclasses.field(default_factory=dict)
    """Columns of a ticket by name, with checked values: stored codes, microseconds, whole numbers, texts.

    `status` is what the file says, whether or not the desk's conditions for it are met. `assignee` and `category` may
    be unknown here, and a name that is no column (`kind_there`) is what the file calls something that the desk has no
    word for: all three are kept as the event's own data."""
    reporter: Reporter | None = None
    notes: tuple[OldNote, ...] = ()
    history: tuple[Moment, ...] = ()
    given: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """The row as the file has it, for the report."""

    @property
    def rows(self) -> int:
        """Rows of the file that this stands for."""
        return len(self.history) or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One row of a file that was not taken, with its reason: a code that has a sentence in `texts.intake`."""

    line: int
    column: int | None = None
    """From 1: the column of a table, the character of a line that is not one."""
    field: str | None = None
    code: str
    args: Mapping[str, object] = dataclasses.field(default_factory=dict)
    given: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """The row as the file has it, as far as it could be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the rows of a file. `read` is the sum of the four others, always."""

    read: int = 0
    tickets: int = 0
    """Rows that made a ticket; the first row of a history is the one that makes it."""
    events: int = 0
    """Rows that added to the history of a ticket."""
    known: int = 0
    """Rows that were here already."""
    left_out: int = 0


class Unreadable(Exception):
    """A whole file can't be read: a code that has a sentence in `texts.intake`, and the place where it shows."""

    def __init__(self, code: str, /, *, line: int | None = None, column: int | None = None, **args: object) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.details = code, line, column, args


def settled(fields: Mapping[str, object], matrix: Matrix) -> dict[str, object]:
    """What the checked values of one ticket come to together, so that they may stand in the desk.

    Priority comes from impact and urgency; one that the file says beside them and that differs is `claimed_priority`.
    A live ticket that lacks a fact of triage is `new`: its kind and priority are claims, and nobody has it yet.
    A waiting one that does not say for what and until when is being worked on; one being worked on by nobody is open.
    One that does not wait, or not any more, says neither.
    Ended tickets keep what the file says of them.
    """
    new = dict(fields)
    worked = matrix_priority(new.get("impact"), new.get("urgency"), matrix)
    if worked is not None:
        if new.get("priority") not in (None, worked):
            new.setdefault("claimed_priority", new["priority"])
        new["priority"] = worked
    status = new.setdefault("status", Status.NEW.value)
    if status not in LIVE:
        return new
    if status == Status.NEW or not _triaged(new, worked):
        new["status"] = Status.NEW.value
        for name in ("kind", "priority"):
            if (said := new.pop(name, None)) is not None and not (name == "priority" and worked is not None):
                new.setdefault(f"claimed_{name}", said)
        new.pop("assignee", None)
    elif status == Status.WAITING and (new.get("wait_reason") is None or new.get("wake_at") is None):
        new["status"] = Status.IN_PROGRESS.value
    if new["status"] == Status.IN_PROGRESS and new.get("assignee") is None:
        new["status"] = Status.OPEN.value
    if new["status"] != Status.WAITING:
        new.pop("wait_reason", None)
        new.pop("wake_at", None)
    return new


def matrix_priority(impact: object, urgency: object, matrix: Matrix) -> int | None:
    """The priority of an impact and an urgency; None when one is missing or unknown to the desk's matrix."""
    if not isinstance(impact, int) or not isinstance(urgency, int):
        return None
    if impact > matrix.impacts or urgency > matrix.urgencies:
        return None
    return priority(impact, urgency, matrix)


def _triaged(fields: Mapping[str, object], worked: int | None) -> bool:
    """Does it hold every fact that triage asks for?"""
    kind = fields.get("kind")
    if kind is None or fields.get("category") is None or worked is None:
        return False
    return kind == Kind.REQUEST or fields.get("nature") is not None
