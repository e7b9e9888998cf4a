"""What a desk's clocks carry over, on a real desk."""

from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.usecases.act import perform
from deskterm.usecases.examine import Examined, found_deadlines
from deskterm.usecases.undo import undo
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.inputs import Override, Register, Triage
from deskterm.workflow.sla import ClockName
from deskterm.workflow.terms import read
from deskterm.workflow.values import Channel, Kind, Nature
from tests.usecases.desks import RHEA, House, held, house


@pytest.fixture
def made(tmp_path: Path) -> House:
    """A desk."""
    return house(tmp_path)


def triaged(made: House, **more: object) -> int:
    """A P3 of the first line."""
    number = made.ticket(**more)
    entered = Triage(kind=Kind.INCIDENT, category="hardware/printer", nature=Nature.TECHNICAL, impact=2, urgency=2)
    perform(made.by("lea"), number, entered)
    return number


def whole(made: House) -> bool:
    """Does the doctor compute the same deadlines?"""
    return {f.severity for f in found_deadlines(Examined(store=made.store, now=made.at))} == {"ok"}


def test_undo_restores_the_clocks(made: House) -> None:
    """An overridden priority carries over; taken back, deadline and terms are as if it had never happened."""
    number = triaged(made)
    before = held(made, number)
    perform(made.by("lea"), number, Override(priority=1, reason="board"))
    raised = held(made, number)
    assert raised.terms is not None
    assert ClockName.RESOLUTION in read(raised.terms).shares
    assert raised.due_at != before.due_at
    assert whole(made)
    undo(made.by("lea"), number)
    after = held(made, number)
    assert (after.due_at, after.terms, after.priority) == (before.due_at, None, 3)
    assert whole(made)


def test_an_organisation_s_agreement_holds_from_its_first_deadline_on(made: House) -> None:
    """A contact of the organisation is answered by its own targets; the doctor reckons with them too."""
    body = {"organisations": ["Nord"], "first_response": [60], "round_the_clock": [1, 2, 3]}
    with made.store.writing() as writer:
        writer.arrange(ArrangementKind.AGREEMENT, "gold", body, by="boss", now=made.tick())
    entered = Register(subject="Mail", reporter=replace(RHEA, organisation="Nord"), channel=Channel.WEB)
    number = triaged(made, reporter=entered.reporter, channel=entered.channel)
    ticket = held(made, number)
    assert ticket.due_at == ticket.created_at + 60_000_000
    assert whole(made)
