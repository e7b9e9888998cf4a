"""How the columns of one header become the values of a ticket: made once for a header, then run for every row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from deskterm.formats.checking import KEPT, Check, category_of
from deskterm.formats.columns import FIELDS, automatic
from deskterm.formats.people import Reporters
from deskterm.formats.thread import note, subject_of
from deskterm.formats.wish import Wish
from deskterm.workflow.checks import Invalid
from deskterm.workflow.intake import Incoming, LeftOut, Moment, OldNote, Place, Unreadable

PARTS = frozenset(field for field in FIELDS if field.startswith("reporter"))
CHANGING = (
    "status",
    "line",
    "impact",
    "urgency",
    "priority",
    "assignee",
    "kind",
    "nature",
    "category",
    "resolution_code",
    "cause",
    "wait_reason",
)
"""What a row of a history may change."""
ENDS = ("first_response_at", "resolved_at", "closed_at")

THERE = frozenset({"assignee"})
"""Fields that hold what the file says even where the desk knows no such thing."""
SHOWN = 20
NOTHING: Mapping[str, object] = {}


class Strangers:
    """Values that the desk has no word for and that no row is left out for: how often, by field, and a few of them."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.some: dict[str, dict[str, None]] = {}

    def add(self, field: str, value: str) -> None:
        """One more."""
        self.counts[field] = self.counts.get(field, 0) + 1
        some = self.some.setdefault(field, {})
        if len(some) < SHOWN:
            some[value.strip()[:40]] = None


def columns_of(header: Sequence[str], wish: Wish) -> dict[str, str]:
    """Field to column: by what is said, and beside that by the preset or by the columns' names.

    A field that is said to have no column gets none. Unreadable: a column that is said is not there.
    """
    for column in filter(None, wish.maps.values()):
        if column not in header:
            raise Unreadable("no_such_column", name=column, known=", ".join(filter(None, header)))
    found = dict(wish.maps)
    if wish.preset is None:
        found = automatic([name for name in header if name], found)
    else:
        for field, names in wish.preset.columns.items():
            for name in names.split("|"):
                if name in header:
                    found.setdefault(field, name)
    return {field: column for field, column in found.items() if column and field not in wish.sets}


class Plan:
    """The checks of one header's columns, in their order."""

    def __init__(
        self,
        header: Sequence[str],
        wish: Wish,
        columns: Mapping[str, str],
        checks: dict[str, Check],
        strangers: Strangers,
    ) -> None:
        self.strangers = strangers
        self.header, self.columns, self.wish = tuple(header), columns, wish
        self.places = {name: at for at, name in reversed(list(enumerate(header)))}
        self.steps = [
            (self.places[column], field, check := checks[field], getattr(check, "answers", NOTHING))
            for field, column in columns.items()
            if column in self.places and field != "comments"
        ]
        said = columns.get("comments")
        self.comments = [at for at, name in enumerate(header) if said and name == said]
        self.fixed = {field: checks[field](field, text) for field, text in wish.sets.items()}
        taken = {*columns, *wish.sets}
        self.history = {"at", "external_id"} <= taken
        self.people = Reporters(taken & PARTS) if taken & PARTS else None
        self.categories = bool(taken & {"category", "subcategory"})
        self.ordered = "created_at" in taken and bool(taken & set(ENDS))
        self.strict_category = "category" in wish.maps or "category" in wish.sets

    def row(self, line: int, cells: list[str]) -> Incoming | LeftOut:
        """What a row of the file says; in a history, a ticket with this one moment."""
        fields = self.fixed.copy()
        try:
            for at, name, check, answers in self.steps:
                cell = cells[at]
                if cell:
                    value = answers[cell] if cell in answers else check(name, cell)
                    if value is KEPT:
                        self.strangers.add(name, cell)
                        fields[name if name in THERE else f"{name}_there"] = cell.strip()
                    elif value is not None:
                        fields[name] = value
            return self.finished(line, cells, fields)
        except Invalid as error:
            return self.left(line, cells, error)

    def finished(self, line: int, cells: list[str], fields: dict[str, object]) -> Incoming:
        """What the values of a row come to together. Invalid: nothing."""
        given = dict(zip(self.header, cells, strict=False))
        key = fields.pop("external_id", None)
        if self.categories:
            self.categorise(fields)
        reporter = self.people.of(fields) if self.people else None
        if "subject" not in fields or "text" in fields:
            subject_of(fields, key)
        if self.ordered:
            in_order(fields)
        notes = self.notes(cells) if self.comments else ()
        history: tuple[Moment, ...] = ()
        if self.history:
            history = (moment(line, fields, given),)
            if key is None:
                raise Invalid("external_id", "key_missing")
        if fields.get("subject") is None:
            raise Invalid("subject", "subject_missing")
        return Incoming(
            place=Place(line=line),
            key=key,  # type: ignore[arg-type]  # a text: the check of external_id is that of a line
            fields=fields,
            reporter=reporter,
            notes=notes,
            history=history,
            given=given,
        )

    def categorise(self, fields: dict[str, object]) -> None:
        """The desk's category, if it has one of the name."""
        name, below = fields.pop("category", None), fields.pop("subcategory", None)
        texts = [text if isinstance(text, str) else None for text in (name, below)]
        found = category_of(self.wish.categories, *texts)
        if found is not None:
            fields["category"] = found
        elif name is not None and self.strict_category:
            known = ", ".join(sorted(self.wish.categories))
            raise Invalid("category", "unknown_code", value=str(name)[:40], known=known)
        elif said := " / ".join(filter(None, texts)):
            self.strangers.add("category", said)
            fields["category"] = said

    def notes(self, cells: list[str]) -> tuple[OldNote, ...]:
        """The comments of a row."""
        found = (note(cells[at], self.wish) for at in self.comments if at < len(cells) and cells[at])
        return tuple(each for each in found if each is not None)

    def left(self, line: int, cells: Sequence[str], error: Invalid) -> LeftOut:
        """The row that was not taken, and why."""
        column = self.columns.get(error.field)
        at = self.places.get(column) if column is not None else None
        given = dict(zip(self.header, cells, strict=False))
        column_number = at + 1 if at is not None else None
        field, code, args = error.field, error.code, error.details
        return LeftOut(line=line, column=column_number, field=field, code=code, args=args, given=given)


def moment(line: int, fields: dict[str, object], given: Mapping[str, str]) -> Moment:
    """One row of a history; its instant is when the ticket was registered, should it be the first.

    Invalid: it does not say when."""
    at, who = fields.pop("at", None), fields.pop("who", None)
    if not isinstance(at, int):
        raise Invalid("at", "time_missing")
    changed = {name: fields[name] for name in CHANGING if name in fields}
    fields.setdefault("created_at", at)
    return Moment(at=at, who=None if who is None else str(who), fields=changed, line=line, given=given)


def in_order(fields: Mapping[str, object]) -> None:
    """Invalid: it ended before it began."""
    created = fields.get("created_at")
    for name in ENDS:
        ended = fields.get(name)
        if isinstance(created, int) and isinstance(ended, int) and ended < created:
            raise Invalid(name, "before_it_began")


def together(rows: Iterable[Incoming | LeftOut], most: int) -> Iterable[Incoming | LeftOut]:
    """Rows of a history, those that follow one another under one key as one ticket, at most so many of them."""
    first: Incoming | None = None
    moments: list[Moment] = []
    for row in rows:
        if isinstance(row, LeftOut):
            yield row
            continue
        if first is not None and row.key == first.key and len(moments) < most:
            moments.append(row.history[0])
            continue
        if first is not None:
            yield replace(first, history=tuple(moments))
        first, moments = row, [row.history[0]]
    if first is not None:
        yield replace(first, history=tuple(moments))
