"""The filter language: `field:value` terms joined by `and` or blanks; a comma means or; quotes keep blanks."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from deskterm.workflow.shipped_items import SHIPPED
from deskterm.workflow.values import Channel, Kind, Nature, Person, Status

FIELDS = (
    "status",
    "line",
    "priority",
    "kind",
    "nature",
    "category",
    "item",
    "plan",
    "assignee",
    "reporter",
    "channel",
    "restricted",
    "major",
    "breach",
    "number",
    "view",
    "text",
)
TERM = re.compile(r"""\s*([^\s:"]*):((?:"[^"]*"|[^\s"])*)|\s*(\S+)""")
PART = re.compile(r'"([^"]*)"|([^,"]+)')
YES = {"yes": 1, "true": 1, "1": 1, "no": 0, "false": 0, "0": 0}
LISTS = {
    "status": tuple(s.value for s in Status),
    "kind": (*(k.value for k in Kind), "none"),
    "nature": (*(n.value for n in Nature), "none"),
    "channel": tuple(c.value for c in Channel),
    "view": (
        *("mine", "line", "unassigned", "untriaged", "waiting", "resolved", "open", "closed", "all"),
        *("due", "breached"),
    ),
}
NUMBER = re.compile(r"(?:dt-)?([1-9][0-9]{0,17})", re.IGNORECASE)


class BadTerm(ValueError):
    """A term that means nothing: the term as typed, and what would be known in its place."""

    def __init__(self, term: str, known: tuple[str, ...]) -> None:
        super().__init__(f"{term}: known are {', '.join(known)}")
        self.term, self.known = term, known


class Term(NamedTuple):
    """A field and the values of which one must hold."""

    field: str
    values: tuple[str | int, ...]


def parse(text: str) -> tuple[Term, ...]:
    """The terms of a query. BadTerm (a ValueError): an unknown field or value."""
    terms = []
    for match in TERM.finditer(text):
        name, value, word = match[1], match[2], match[3]
        if word is not None:
            if word.casefold() == "and":
                continue
            raise BadTerm(word, FIELDS)
        if name.lower() not in FIELDS:
            raise BadTerm(match[0].strip(), FIELDS)
        parts = [a or b for a, b in PART.findall(value)]
        parts = [part.strip() for part in parts if part.strip()]
        if not parts:
            raise BadTerm(match[0].strip(), LISTS.get(name.lower(), (f"{name.lower()}:...",)))
        terms.append(Term(name.lower(), tuple(_value(name.lower(), part) for part in parts)))
    return tuple(terms)


def split_view(terms: tuple[Term, ...], view: str) -> tuple[str, tuple[Term, ...]]:
    """The view that a query names (else the one given), and the other terms."""
    named = [str(term.values[0]) for term in terms if term.field == "view"]
    return (named[-1] if named else view), tuple(term for term in terms if term.field != "view")


def _value(name: str, part: str) -> str | int:
    low = part.lower()
    if name in LISTS:
        return _known(name, part, low, LISTS[name])
    if name in ("restricted", "major", "breach"):
        return YES[_known(name, part, low, tuple(YES))]
    if name == "line":
        return int(_known(name, part, low.removeprefix("l"), ("1", "2", "3")))
    if name == "priority":
        low = low.removeprefix("p")
        return 0 if low == "none" else int(_known(name, part, low, (*"123456789", "none")))
    if name == "number":
        if not (match := NUMBER.fullmatch(part)):
            raise BadTerm(f"{name}:{part}", ("DT-1", "1"))
        return int(match[1])
    return part


def _known(name: str, part: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise BadTerm(f"{name}:{part}", known)
    return value


def condition(terms: tuple[Term, ...], person: Person | None, dialect: str) -> tuple[str, dict[str, Any]]:
    """The terms as SQL that follows other conditions on `t` (and `r`, the reporter), with parameters."""
    sql: list[str] = []
    named: dict[str, Any] = {}
    fold = "fold" if dialect == "sqlite" else "lower"
    find = "instr" if dialect == "sqlite" else "strpos"
    for number, term in enumerate(terms):
        ways = []
        for place, value in enumerate(term.values):
            name = f"term_{number}_{place}"
            way, parameter = WAYS[term.field](value, name, person)
            ways.append(way.format(fold=fold, find=find))
            named |= {name: parameter} if f":{name}" in way else {}
        sql.append(f" AND ({' OR '.join(ways)})")
    return "".join(sql), named


Way = Callable[[str | int, str, Person | None], tuple[str, Any]]


def _equal(column: str) -> Way:
    def way(value: str | int, name: str, person: Person | None) -> tuple[str, Any]:
        return (f"t.{column} IS NULL" if value == "none" else f"t.{column} = :{name}"), value

    return way


def _assignee(value: str | int, name: str, person: Person | None) -> tuple[str, Any]:
    if value == "none":
        return "t.assignee IS NULL", value
    if value == "me" and person is not None:
        return f"t.assignee = :{name}", person.name
    return f"t.assignee = :{name}", value


def _category(value: str | int, name: str, person: Person | None) -> tuple[str, Any]:
    if value == "none":
        return "t.category IS NULL", value
    # a node and everything below it; comparing by order would depend on the database's collation
    return f"(t.category = :{name} OR {{find}}(t.category, :{name} || '/') = 1)", value


STEP = "EXISTS (SELECT 1 FROM ticket_step s WHERE s.ticket_id = t.id AND s.withdrawn = 0 AND {which})"
"""Steps are looked up for a ticket, in their index by tickets: the list stays in the order of its own."""
ITEMS = ", ".join(f"'{code}'" for code in SHIPPED)
PLANNED = (
    f"s.plan <> coalesce(t.item, '') AND s.plan NOT IN ({ITEMS}) AND "
    "NOT EXISTS (SELECT 1 FROM arrangement a WHERE a.kind = 'item' AND a.name = s.plan)"
)
"""What tells a step of a plan from one of an item: no item has the name of a plan."""


def _plan(value: str | int, name: str, person: Person | None) -> tuple[str, Any]:
    if value in ("any", "none"):
        has = STEP.format(which=PLANNED)
        return (has if value == "any" else f"NOT {has}"), value
    return STEP.format(which=f"s.plan = :{name}"), value


def _reporter(value: str | int, name: str, person: Person | None) -> tuple[str, Any]:
    folded = str(value).casefold()
    return f"({{find}}({{fold}}(r.name), :{name}) > 0 OR {{fold}}(r.email) = :{name})", folded


def _text(value: str | int, name: str, person: Person | None) -> tuple[str, Any]:
    return f"{{find}}({{fold}}(t.subject), :{name}) > 0", str(value).casefold()


WAYS: dict[str, Way] = {
    **{
        name: _equal(name)
        for name in ("status", "line", "kind", "nature", "item", "channel", "restricted", "major", "breach")
    },
    "priority": _equal("rank"),
    "number": _equal("id"),
    "category": _category,
    "plan": _plan,
    "assignee": _assignee,
    "reporter": _reporter,
    "text": _text,
}
