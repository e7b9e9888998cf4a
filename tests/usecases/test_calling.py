"""Contacts outside the desk are called by people: what waits is shown, taken down, taken back, and moves along."""

from pathlib import Path

import pytest

from deskterm.texts.events import line
from deskterm.texts.tellings import call
from deskterm.usecases.act import perform
from deskterm.usecases.calling import call_made
from deskterm.usecases.desk import Refused
from deskterm.usecases.notices import notice
from deskterm.usecases.sweep import sweep
from deskterm.usecases.undo import undo
from deskterm.usecases.whole import whole
from deskterm.workflow.inputs import Take
from deskterm.workflow.step_inputs import CallMade
from tests.doors.test_export import empty, exported, imported, seen
from tests.usecases.desks import MINUTE, House, held, whole_record
from tests.usecases.test_plans import FLOOD, MENDED, put, triaged

ADA = {"name": "Ada Example", "phone": "+1 202 555 0101"}
EVA = {"name": "Eva Example", "email": "eva@example.org"}
CALL_ADA = "Call Ada Example +1 202 555 0101 now (flood/1): 50 % of the target is used: First response"
WRITE_EVA = "Write to Eva Example eva@example.org now (flood/2): 50 % of the target is used: First response"


def told(house: House) -> int:
    """A ticket of which half of the first response is used, with a contact to be called."""
    put(house, "flood", {**FLOOD, "contacts": [ADA, EVA, {"account": "ben"}]})
    number = triaged(house)
    perform(house.by("ann"), number, Take())
    while not held(house, number).calls:
        house.at += MINUTE
        sweep(house.by("amy"))
    return number


def waits(house: House, number: int) -> list[str]:
    """The calls as the ticket says them."""
    return [call(each) for each in whole(house.by("ann"), number).calls]


def test_a_chain_outside_the_desk_is_walked_by_people(house: House) -> None:
    """Not reached, the next one is to be called, then an account is told in its terminal; each is an event."""
    number = told(house)
    assert waits(house, number) == [CALL_ADA]
    put(house, "flood", {**FLOOD, "contacts": [{"account": "cid"}, EVA, {"account": "ben"}]})
    assert waits(house, number) == [CALL_ADA], "it is who was told then"
    call_made(house.by("ann"), number, CallMade(reached=False, text="voice mail"))
    assert waits(house, number) == [WRITE_EVA]
    shown = whole(house.by("ann"), number)
    said = "called and not reached: Ada Example +1 202 555 0101. To be told: Eva Example eva@example.org"
    assert line(shown.events[-1]) == said and shown.thread[-1].body == "voice mail"
    assert "Ada" not in str([event.data for event in held_events(house, number)])
    since = shown.events[-1].id
    call_made(house.by("ann"), number, CallMade(contact="flood/2", reached=False))
    assert waits(house, number) == []
    heard = {who: notice(house.by(who), since) for who in ("ben", "cid", "ann")}
    assert [who for who, one in heard.items() if one is not None] == ["ben"]
    with pytest.raises(Refused, match="no_call_waits"):
        call_made(house.by("ann"), number, CallMade(reached=True))
    whole_record(house)


def held_events(house: House, number: int):  # type: ignore[no-untyped-def]
    """The events as they are stored."""
    from deskterm.store.read.show import events

    return events(house.store.db, number)


def test_a_call_is_taken_back(house: House) -> None:
    """It waits again, and whom it told next does not."""
    number = told(house)
    call_made(house.by("ann"), number, CallMade(reached=False, text="engaged"))
    undo(house.by("ann"), number)
    assert waits(house, number) == [CALL_ADA]
    call_made(house.by("ann"), number, CallMade(reached=True))
    assert waits(house, number) == []
    assert line(whole(house.by("ann"), number).events[-1]) == "called and reached: Ada Example +1 202 555 0101"
    whole_record(house)


def test_a_call_goes_with_its_target(house: House) -> None:
    """Once the target has ended nobody is to be called for it any more."""
    from deskterm.usecases.resolve import resolve

    number = told(house)
    resolve(house.by("ann"), number, MENDED)
    assert held(house, number).calls and waits(house, number) == []


def test_calls_move_to_another_desk(house: House, tmp_path: Path) -> None:
    """What waits there waits here, and what was made is told the same."""
    number = told(house)
    call_made(house.by("ann"), number, CallMade(reached=False))
    lines = exported(seen(house.store, "lea"))
    with empty(tmp_path) as other:
        tally, left = imported(seen(other, "boss"), lines)
        assert (tally.tickets, left) == (1, [])
        assert exported(seen(other, "boss"))[1:] == lines[1:]
        (there,) = whole(seen(other, "boss"), number).calls
        assert there.call.mark == "flood/2"
