"""What a question may be answered with, where the answers are known: their codes, and each in words."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from deskterm.texts import levels, names, requests, topics
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.desk import Desk
from deskterm.usecases.people import agents
from deskterm.workflow.catalogue import catalogue
from deskterm.workflow.values import (
    Cause,
    Channel,
    EscalationReason,
    Kind,
    Line,
    LinkType,
    Nature,
    NoteKind,
    ResolutionCode,
    WaitReason,
)

Choices = list[tuple[str, str]]
"""Codes with their words, in the order in which they are offered."""
CODES: Mapping[str, tuple[Iterable[Any], Callable[[Any], str]]] = {
    "note kind": ((NoteKind.WORK, NoteKind.STEP, NoteKind.HYPOTHESIS, NoteKind.SESSION), names.note_kind),
    "wait reason": (WaitReason, names.wait_reason),
    "escalate reason": (EscalationReason, names.escalation_reason),
    "kind": (Kind, names.kind),
    "claimed_kind": (Kind, names.kind),
    "nature": (Nature, names.nature),
    "channel": (Channel, names.channel),
    "code": (ResolutionCode, names.resolution),
    "cause": (Cause, names.cause),
    "type": (LinkType, names.link),
}
"""Fields whose answers are codes; one that means something else in a command is named after that too."""


def choices(desk: Desk, command: str, field: str) -> Choices:
    """What the field of a command may hold; nothing: whatever is typed."""
    found = CODES.get(f"{command} {field}") or CODES.get(field)
    if found is not None:
        codes, word = found
        return [(code.value, word(code)) for code in codes]
    wanted = DESKS.get(field)
    return wanted(desk) if wanted is not None else []


def categories(desk: Desk) -> Choices:
    """The desk's tree."""
    return [(code, safe(topics.category(code))) for code in desk.policy.categories]


def items(desk: Desk) -> Choices:
    """What the catalogue offers."""
    return [(code, requests.title(code, item)) for code, item in catalogue(desk.policy.book).items() if item.offered]


def impacts(desk: Desk) -> Choices:
    """The levels that the desk's matrix knows."""
    return [(str(level), levels.impact(level)) for level in range(1, desk.policy.matrix.impacts + 1)]


def urgencies(desk: Desk) -> Choices:
    """The levels that the desk's matrix knows."""
    return [(str(level), levels.urgency(level)) for level in range(1, desk.policy.matrix.urgencies + 1)]


def people(desk: Desk) -> Choices:
    """Who works here, with their lines."""
    found = [each for each in agents(desk) if each.active]
    return [(each.name, ", ".join((each.name, *map(names.line, sorted(each.lines))))) for each in found]


def answers(desk: Desk) -> Choices:
    """A question with yes or no."""
    del desk
    return [("yes", _("yes")), ("no", _("no"))]


def lines(desk: Desk) -> Choices:
    """The lines of support."""
    del desk
    return [(str(line.value), names.line(line.value)) for line in Line]


DESKS: Mapping[str, Callable[[Desk], Choices]] = {
    "category": categories,
    "item": items,
    "impact": impacts,
    "urgency": urgencies,
    "assignee": people,
    "to": lines,
    "from_line": lines,
    "reached": answers,
}
"""Fields whose answers the desk itself has."""
