"""What carries over when the targets of a ticket change."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from deskterm.workflow.agreement import Agreement
from deskterm.workflow.calendar import Calendar, local_to_utc
from deskterm.workflow.calendar.wall import to_us
from deskterm.workflow.derived import derived, next_deadline, same, terms_after
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import Clock, ClockName, ClockState, Targets, clocks
from deskterm.workflow.terms import Share, Terms, read
from deskterm.workflow.values import Channel, Status, Ticket

POLICY = Policy()
HOUR = 3600


def us(text: str) -> int:
    """A day of June 2026, UTC; the first of the month is a Monday. The desk is open 9 to 17."""
    return to_us(local_to_utc(datetime.fromisoformat(f"2026-06-{text}"), POLICY.calendar.zone))


def ticket(**facts: Any) -> Ticket:
    """A P3 ticket that came by phone on Monday at nine."""
    given: dict[str, Any] = {"id": 1, "version": 1, "status": Status.OPEN, "priority": 3, "channel": Channel.PHONE}
    return Ticket(**{**given, "created_at": us("01 09:00"), "cycle_at": us("01 09:00"), **facts})


def changed(before: Ticket, at: str, **facts: Any) -> Ticket:
    """The ticket after a change."""
    after = replace(before, **facts)
    return replace(after, **derived(before, after, POLICY, us(at)))  # type: ignore[arg-type]


def clock(of: Ticket, name: ClockName, now: str) -> Clock:
    """One clock of it."""
    held = POLICY.agreement_for(of)
    found = clocks(of, held.targets, held.calendar, held.always, us(now))
    return next(clock for clock in found if clock.name is name)


def test_the_used_fraction_carries_over() -> None:
    """9 h 36 of 24 h are 40 %: of a P1's 4 h, 2 h 24 are left, round the clock."""
    raised = changed(ticket(), "02 10:36", priority=1)
    assert raised.due_at == us("02 13:00")
    last = clock(raised, ClockName.RESOLUTION, "02 10:36")
    assert (last.carried, last.carried_at, last.left_seconds) == (400_000, us("02 10:36"), 2.4 * HOUR)


def test_fractions_carry_over_again() -> None:
    """Half of what is left used, then P2: 70 % of 8 h are used, 2 h 24 of service hours left."""
    twice = changed(changed(ticket(), "02 10:36", priority=1), "02 11:48", priority=2)
    assert clock(twice, ClockName.RESOLUTION, "02 11:48").carried == 700_000
    assert twice.due_at == us("02 14:12")


def test_triage_is_measured_from_creation() -> None:
    """The first priority is no change of one."""
    judged = changed(ticket(status=Status.NEW, priority=None), "02 10:36", status=Status.OPEN, priority=3)
    assert (judged.terms, judged.due_at) == (None, us("03 17:00"))


def test_a_missed_target_stays_missed_at_its_instant() -> None:
    """A P2 that was due on Monday at five does not become punctual by becoming a P4."""
    late = changed(ticket(priority=2), "02 10:00", priority=4)
    last = clock(late, ClockName.RESOLUTION, "02 10:00")
    assert (late.due_at, last.state) == (us("01 17:00"), ClockState.BREACHED)


def test_an_answer_in_time_stays_in_time() -> None:
    """Answered after 90 minutes of a P3's two hours: raising it to P1 does not make that late, in whichever hours."""
    asked = ticket(channel=Channel.WEB, first_response_at=us("01 10:30"))
    raised = changed(asked, "01 12:00", priority=1)
    first = clock(raised, ClockName.FIRST_RESPONSE, "05 12:00")
    assert (first.state, first.due_at, first.used_seconds) == (ClockState.MET, us("01 11:00"), 1.5 * HOUR)
    assert first.target_seconds == 2 * HOUR


def test_pauses_after_the_change_move_the_deadline() -> None:
    """An hour of waiting after the change is an hour more."""
    raised = changed(ticket(), "02 10:36", priority=1)
    waited = replace(raised, pauses=((us("02 11:00"), us("02 12:00")),))
    assert clock(waited, ClockName.RESOLUTION, "02 12:00").due_at == us("02 14:00")


def test_a_new_cycle_brings_nothing_along() -> None:
    """Reopened: the whole target, from then on."""
    raised = changed(ticket(), "02 10:36", priority=1)
    done = changed(raised, "02 11:00", status=Status.RESOLVED, resolved_at=us("02 11:00"))
    assert (done.due_at, done.terms) == (None, raised.terms)
    again = changed(done, "03 10:00", status=Status.OPEN, resolved_at=None, cycle_at=us("03 10:00"))
    assert (again.terms, again.due_at) == (None, us("03 14:00"))


def test_the_update_clock_runs_while_a_message_is_unanswered() -> None:
    """Eight hours for a P3 from the message on; nothing once it is answered."""
    asked = changed(ticket(), "01 10:00", asked_at=us("01 10:00"))
    assert asked.due_at == us("02 10:00")
    assert changed(asked, "01 11:00", asked_at=None).due_at == us("03 17:00")


def test_a_breach_has_72_hours_by_the_wall() -> None:
    """Aware on Friday at four: Monday at four, whatever the service hours."""
    found = clock(ticket(breach=True, aware_at=us("05 16:00")), ClockName.BREACH, "06 16:00")
    assert (found.due_at, found.left_seconds) == (us("08 16:00"), 48 * HOUR)


def test_an_agreed_date_is_the_deadline() -> None:
    """A planned change is due when it was agreed."""
    assert changed(ticket(), "01 10:00", agreed_at=us("20 12:00")).due_at == us("20 12:00")


def test_terms_are_text_and_back() -> None:
    """What is stored is what was meant."""
    terms = Terms(at=5, agreement="Аур", shares={"resolution": Share(used=4, due=7), "update": Share(used=1)})
    assert read(terms.text()) == terms
    assert terms.text() == '{"agreement":"Аур","at":5,"clocks":{"resolution":{"due":7,"used":4},"update":{"used":1}}}'
    assert replace(terms, shares=dict(reversed(terms.shares.items()))).text() == terms.text()
    for wrong in ("", "[]", '{"at":1}', '{"at":1,"agreement":"x","clocks":{"a":{"b":1}}}'):
        with pytest.raises(ValueError, match="terms"):
            read(wrong)


FLAT = Targets(first_response=(HOUR,), resolution=(HOUR,), update=(HOUR,))
DAYS, NIGHTS = POLICY.calendar, Calendar.from_dict({"time_zone": "UTC", "week": {"mon": [["18:00", "23:00"]]}})
HELD = Agreement(calendar=DAYS, always=POLICY.always)


@pytest.mark.parametrize(
    ("old", "new", "before", "after", "alike"),
    [
        (HELD, HELD, 3, 3, True),
        (HELD, HELD, 3, 2, False),
        (HELD, replace(HELD, name="gold", retroactive=True), 2, 2, True),
        (HELD, replace(HELD, calendar=NIGHTS), 2, 2, False),
        (HELD, replace(HELD, calendar=NIGHTS), 1, 1, True),
        (HELD, replace(HELD, targets=Targets(round_the_clock=frozenset())), 1, 1, False),
        (HELD, replace(HELD, targets=Targets(round_the_clock=frozenset({1, 2}))), 2, 2, False),
        (HELD, replace(HELD, targets=Targets(round_the_clock=frozenset({1, 2}))), 3, 3, True),
        (replace(HELD, targets=FLAT), replace(HELD, targets=FLAT), 3, 2, True),
        (replace(HELD, targets=FLAT), replace(HELD, targets=FLAT), 2, 1, False),
        (HELD, replace(HELD, targets=replace(HELD.targets, days=2)), 3, 3, False),
        *(
            (HELD, replace(HELD, targets=replace(HELD.targets, **{row: (HOUR,) * 3 + (5,)})), 4, 4, False)
            for row in ("first_response", "resolution", "update")
        ),
    ],
)
def test_two_agreements_promise_the_same(old: Agreement, new: Agreement, before: int, after: int, alike: bool) -> None:
    """When neither the hours nor the lengths that count for the priority differ; whose they are does not matter."""
    assert same(old, new, before, after) is alike


def test_the_next_deadline_of_a_waiting_ticket_is_its_waking_up() -> None:
    """Unless a message waits for an answer, whose clock runs; a ticket without a clock has none."""
    held = {"status": Status.WAITING, "wait_reason": "vendor", "wake_at": us("10 09:00"), "first_response_at": 1}
    paused = ticket(**held, pauses=((us("01 10:00"), None),))
    assert next_deadline(paused, POLICY) == us("10 09:00")
    assert next_deadline(replace(paused, asked_at=us("01 12:00")), POLICY) == us("02 12:00")
    assert next_deadline(ticket(status=Status.CANCELLED, wake_at=us("10 09:00")), POLICY) is None


def test_what_carries_over_names_the_agreement_that_holds_since() -> None:
    """A later change goes by it."""
    came = ticket()
    raised = terms_after(came, replace(came, priority=1), POLICY, POLICY, us("02 10:00"))
    assert raised is not None
    assert (read(raised).agreement, read(raised).at) == ("default", us("02 10:00"))
