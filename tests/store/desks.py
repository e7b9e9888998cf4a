"""Desks for the tests of the store: real files, people, and tickets in every state, written through the writer."""

import itertools
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from deskterm.store.location import Location
from deskterm.store.opening import Store, create_store, open_store
from deskterm.store.read.facts import facts
from deskterm.store.write.writer import Writer
from deskterm.workflow.inputs import Register
from deskterm.workflow.values import (
    SECOND,
    Act,
    Change,
    Channel,
    Kind,
    Nature,
    NewStep,
    Person,
    Reporter,
    ResolutionCode,
    Role,
    Status,
    StepState,
    Ticket,
    WaitReason,
)

START = 1_767_225_600 * SECOND
ANA = Person(name="ana", lines=frozenset({1}), roles=frozenset({Role.AGENT}))
BOB = Person(name="bob", lines=frozenset({2, 3}), roles=frozenset({Role.AGENT}), skills=frozenset({"linux"}))
LEA = Person(name="lea", lines=frozenset({1, 2}), roles=frozenset({Role.AGENT, Role.LEAD}))
AUD = Person(name="aud", roles=frozenset({Role.AUDITOR}))
ADM = Person(name="adm", roles=frozenset({Role.ADMIN}))
PEOPLE = (ANA, BOB, LEA, AUD, ADM)
MARIA = Reporter(name="Мария Ionescu", email="maria@example.org", phone="+373 22 000000", language="ro")


def clock(start: int = START) -> Iterator[int]:
    """Instants a second apart."""
    return itertools.count(start + SECOND, SECOND)


@cache
def cast(make: Callable[[Path], tuple[Store, Any]]) -> tuple[bytes, Any]:
    """A desk as it is made: its file's content, and what else its maker tells. Made once by a process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        store, told = make(path)
        store.close()
        return path.read_bytes(), told


def copy(make: Callable[[Path], tuple[Store, Any]], path: Path, *, fast: bool = True) -> tuple[Store, Any]:
    """A copy of a desk that is always made alike; its identity is that of every other copy."""
    content, told = cast(make)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(0o600)
    path.write_bytes(content)
    return open_store(Location(file=path), fast=fast), told


def founded(path: Path, *, fast: bool = True, own: bool = False) -> Store:
    """A desk with five people; `own`: with an identity of its own."""
    if not own:
        return copy(lone, path, fast=fast)[0]
    store = create_store(Location(file=path), now=START, founder="adm", name="Test desk", fast=fast)
    with store.writing() as writer:
        for person in PEOPLE:
            writer.add_person(person, by="adm", now=START)
    return store


def lone(path: Path) -> tuple[Store, None]:
    """The same, made."""
    return founded(path, own=True), None


def contact(subject: str = "Printer is on fire", **more: Any) -> Register:
    """What somebody reports."""
    return Register(**{"subject": subject, "reporter": MARIA, "channel": Channel.PHONE, **more})


def get(store: Store, ticket_id: int) -> Ticket:
    """The ticket's facts, which must exist."""
    ticket = facts(store.db, ticket_id)
    assert ticket is not None
    return ticket


def fresh(writer: Writer, ticket_id: int) -> Ticket:
    """The ticket's facts inside a transaction."""
    ticket = facts(writer.db, ticket_id)
    assert ticket is not None
    return ticket


TRIAGED: dict[str, object] = {
    "status": Status.OPEN,
    "kind": Kind.INCIDENT,
    "nature": Nature.TECHNICAL,
    "category": "hardware/printer",
    "impact": 3,
    "urgency": 2,
    "priority": 4,
}


def change(act: Act, event: str, **fields: object) -> Change:
    """A change of fields alone."""
    return Change(act=act, event=event, fields=fields)


TRIAGE = change(Act.TRIAGE, "triaged", **TRIAGED)
TAKE = change(Act.TAKE, "taken", status=Status.IN_PROGRESS, assignee="ana")
WAIT = change(Act.WAIT, "waiting", status=Status.WAITING, wait_reason=WaitReason.VENDOR, wake_at=START + 10**6 * SECOND)
RESUME = change(Act.RESUME, "resumed", status=Status.OPEN, wait_reason=None, wake_at=None)


def resolution(now: int) -> Change:
    """A resolution at this instant."""
    return change(
        Act.RESOLVE,
        "resolved",
        status=Status.RESOLVED,
        resolution_code=ResolutionCode.FIXED,
        solution="Put it out.",
        resolved_at=now,
    )


def closure(now: int) -> Change:
    """A closure at this instant."""
    return change(
        Act.CLOSE, "closed", status=Status.CLOSED, closed_at=now, verified=True, verification="Maria printed a page."
    )


def begun(*steps: tuple[str, str], plan: str = "request/badge", responsible: str | None = "L1") -> Change:
    """Steps of a plan begin: their codes and titles."""
    new = (NewStep(plan=plan, code=code, title=title, responsible=responsible) for code, title in steps)
    return Change(act=Act.AMEND, event="amended", steps=tuple(new))


def ticked(step: int, state: StepState | None) -> Change:
    """A step gets another state."""
    return Change(act=Act.AMEND, event="amended", step_states={step: state})


def do(store: Store, ticket_id: int, *changes: Change, by: str = "ana", now: int = START + SECOND) -> Ticket:
    """Apply changes one after the other, a second apart; the ticket afterwards."""
    with store.writing() as writer:
        for step, item in enumerate(changes):
            writer.apply(fresh(writer, ticket_id), item, by=by, now=now + step * SECOND)
    return get(store, ticket_id)


def reported(store: Store, *changes: Change, now: int = START, extra: dict[str, object] | None = None) -> int:
    """A new ticket after these changes; its id."""
    with store.writing() as writer:
        ticket_id = writer.register(contact(), by="ana", now=now, extra=extra or {})
    do(store, ticket_id, *changes, now=now + SECOND)
    return ticket_id
