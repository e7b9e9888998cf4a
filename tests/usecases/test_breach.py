"""A breach of personal data on a real desk: who sees it, what comes back, what is kept, and its record."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deskterm.store.read import chain
from deskterm.store.read.show import events
from deskterm.usecases import look
from deskterm.usecases.act import perform
from deskterm.usecases.assign import restrict
from deskterm.usecases.breach import TOLD, hand_out, record
from deskterm.usecases.desk import NotFound, Refused
from deskterm.usecases.erase import erase
from deskterm.usecases.examine import Examined, doctor
from deskterm.usecases.resolve import resolve
from deskterm.usecases.sweep import sweep
from deskterm.usecases.undo import undo
from deskterm.workflow.breach_inputs import Breach, BreachDecide, BreachFacts, BreachReport
from deskterm.workflow.codes import AccessKind
from deskterm.workflow.inputs import Close, Details, Inputs, Restrict, Take, Verify
from deskterm.workflow.sla import BREACH_LENGTH, ClockName, ClockState
from deskterm.workflow.step_inputs import StepWaive
from deskterm.workflow.values import Decision, Informed, Nature
from tests.doors.test_export import empty, exported, imported, plain, seen, whole
from tests.usecases.desks import MINUTE, House, held
from tests.usecases.test_together import RESOLVE, TRIAGE

DAY = 24 * 60 * MINUTE
STORY: tuple[Inputs, ...] = (
    Breach(reason="the list of Rhea Example was sent"),
    BreachFacts(breach_nature="disclosed by mail", data_concerned="customers", people_concerned=1200),
    BreachFacts(consequences="spam for Rhea Example", remedies="recipient deleted it", records_concerned=0),
    BreachDecide(decision=Decision.CONTAIN, text="recipient was asked to delete it"),
    BreachDecide(decision=Decision.NOTIFY_SUBJECTS, text="Rhea Example asked us to"),
    BreachReport(reference="AZ-1 Rhea Example", text="by form"),
    BreachReport(informed=Informed.SUBJECTS, text="by mail"),
    BreachReport(reference="AZ-2", text="the annex"),
)
CORRECTED = BreachReport(correction="Rhea Example says so", reference="AZ-3")


def marked(house: House, *acts: Inputs, by: str = "ann") -> int:
    """A triaged ticket that its agent has, after these acts."""
    number = house.ticket("List sent", details=Details(description="Rhea Example is on it"))
    for entered in (TRIAGE, Take(), *(acts or STORY)):
        perform(house.by(by), number, entered)
    return number


def off(house: House) -> set[str]:
    """What the doctor finds wrong."""
    examined = Examined(store=house.store, now=house.at, by=house.by("boss").by)
    return {each.code for each in doctor(examined) if each.severity not in ("ok",)} - {"loose_mode", "loose_folder"}


def test_a_breach_from_mark_to_close(house: House) -> None:
    """It is restricted and of security at once, its clock ends with the report, and it is closed after that."""
    number = marked(house, *STORY[:5])
    ticket = held(house, number)
    assert (ticket.restricted, ticket.nature, ticket.due_at) == (True, Nature.SECURITY, ticket.due_at)
    for other in ("amy", "ben", "boss"):
        if other != "boss":
            with pytest.raises(NotFound):
                look.show(house.by(other), number)
    resolve(house.by("ann"), number, RESOLVE)
    perform(house.by("ann"), number, Verify(how="asked"))
    with pytest.raises(Refused) as caught:
        perform(house.by("ann"), number, Close())
    assert caught.value.refusal.codes[-2:] == ("breach_unreported", "subjects_untold")
    assert set(caught.value.refusal.codes[:-2]) == {"plan_step_open"}
    assert held(house, number).plans == {"data-breach", "security-incident"}
    for entered in STORY[5:]:
        perform(house.by("ann"), number, entered)
    perform(house.by("ann"), number, StepWaive(plan_step="all", reason="an exercise"))
    perform(house.by("ann"), number, Close())
    found = record(house.by("lea"), number)
    assert found.clock is not None and (found.clock.name, found.clock.state) == (ClockName.BREACH, ClockState.MET)
    assert [event.data["decided"] for event in found.events("breach_decided")] == ["contain", "notify_subjects"]
    assert (held(house, number).report_reference, held(house, number).reported_at is not None) == ("AZ-2", True)
    assert chain.verify(house.store.db).broken is None


def test_the_person_it_is_about_never_sees_it(house: House) -> None:
    """Not even as a lead of its line; what the record says is not handed out to who does not see it."""
    number = marked(house, STORY[0])
    restrict(house.by("boss"), number, Restrict(about="lea"))
    for verb in (look.show, record, hand_out):
        with pytest.raises(NotFound):
            verb(house.by("lea"), number)
    assert record(house.by("aud"), number).shown.ticket.breach


def test_handing_the_record_out_is_recorded(house: House) -> None:
    """Whoever is named on the ticket reads it and may not hand it out; the assignee and an auditor do, on record."""
    number = marked(house, STORY[0])
    restrict(house.by("lea"), number, Restrict(name=("amy",)))
    assert record(house.by("amy"), number).desk == ""
    with pytest.raises(Refused):
        hand_out(house.by("amy"), number)
    for who in ("ann", "aud"):
        hand_out(house.by(who), number)
    house.store.access.flush()
    rows = house.store.db.all(
        "SELECT actor, detail FROM access WHERE kind = :kind AND ticket_id = :id ORDER BY id",
        kind=AccessKind.EXPORT.value,
        id=number,
    )
    assert rows == [("ann", "breach"), ("aud", "breach")]


def test_there_is_no_record_of_what_never_was_one(house: House) -> None:
    """A ticket without the mark is refused; one that lost it still has its record."""
    other = house.ticket()
    with pytest.raises(Refused):
        record(house.by("lea"), other)
    number = marked(house, *STORY[:4])
    perform(house.by("lea"), number, Breach(on=False, reason="the list was public"))
    found = record(house.by("lea"), number)
    assert (found.clock, len(found.events("breach_decided"))) == (None, 1)
    assert (held(house, number).restricted, held(house, number).breach_nature) == (True, "disclosed by mail")


def snapshot(house: House, number: int) -> dict[str, Any]:
    """The facts, but for when they last changed."""
    ticket = held(house, number)
    names = set(ticket.__dataclass_fields__) - {"version", "updated_at"}
    return {name: getattr(ticket, name) for name in names}


def test_every_act_on_a_breach_is_taken_back(house: House) -> None:
    """Facts, texts and deadlines are as before, and a decision that was taken back is none in the record."""
    number = house.ticket()
    perform(house.by("lea"), number, TRIAGE)
    for entered in (*STORY, CORRECTED, Breach(on=False, reason="none")):
        before = snapshot(house, number)
        perform(house.by("lea"), number, entered)
        undo(house.by("lea"), number)
        assert snapshot(house, number) == before
        perform(house.by("lea"), number, entered)
    found = record(house.by("lea"), number)
    assert [event.data["decided"] for event in found.events("breach_decided")] == ["contain", "notify_subjects"]
    assert (chain.verify(house.store.db).broken, off(house)) == (None, set())


def test_the_mark_is_not_taken_back_under_a_report(house: House) -> None:
    """Who marked it cannot undo that once another has told the authority."""
    number = marked(house, STORY[0])
    perform(house.by("lea"), number, STORY[5])
    with pytest.raises(Refused) as caught:
        undo(house.by("ann"), number)
    assert caught.value.refusal.codes == ("built_on",)


def test_somebody_is_told_while_nobody_has_reported_it(house: House) -> None:
    """The steps of its clock are told of a resolved ticket too, and no more once it is reported."""
    number = marked(house, STORY[0])
    resolve(house.by("ann"), number, RESOLVE)
    house.at += BREACH_LENGTH
    sweep(house.by("lea"))
    told = [e.data for e in events(house.store.db, number) if e.kind == "target_passed"]
    assert [(d["target"], d["percent"], d["to"]) for d in told] == [("breach", 100, ["ann", "boss", "lea"])]
    assert held(house, number).alarm_at is None
    with pytest.raises(Refused) as caught:
        perform(house.by("ann"), number, BreachReport())
    assert caught.value.refusal.codes == ("delay_reason_missing",)
    perform(house.by("ann"), number, BreachReport(reason="nobody was there"))
    clock = record(house.by("ann"), number).clock
    assert clock is not None and clock.state is ClockState.BREACHED


def test_a_corrected_report_moves_the_clock(house: House) -> None:
    """What was late is in time and back again; the record holds each moment with who, when and why."""
    begun = house.at
    number = marked(house, STORY[0])
    house.at = begun + 5 * DAY
    perform(house.by("ann"), number, BreachReport(reason="nobody was there", reference="AZ-1"))
    reported = held(house, number).reported_at
    early = BreachReport(correction="the fax went out on Monday", at=begun + DAY)
    with pytest.raises(Refused) as caught:
        perform(house.by("ann"), number, early)
    assert caught.value.refusal.codes == ("correction_by_lead",)
    perform(house.by("lea"), number, early)
    found = record(house.by("lea"), number)
    assert found.clock is not None and (found.clock.state, found.clock.ended_at) == (ClockState.MET, begun + DAY)
    with pytest.raises(Refused) as caught:
        undo(house.by("ann"), number)
    told = found.events(*TOLD)
    assert [(e.actor, e.data["at"], e.texts.get("correction")) for e in told] == [
        ("ann", reported, None), ("lea", begun + DAY, "the fax went out on Monday")
    ]  # fmt: skip
    undo(house.by("lea"), number)
    found = record(house.by("lea"), number)
    assert found.clock is not None and (found.clock.state, found.clock.ended_at) == (ClockState.BREACHED, reported)
    assert (len(found.events(*TOLD)), chain.verify(house.store.db).broken, off(house)) == (1, None, {"no_backup"})


def test_erasing_a_person_keeps_the_record(house: House) -> None:
    """Names go from the facts; decisions and reports stay on the person's own ticket, unless they name them."""
    number = marked(house)
    perform(house.by("lea"), number, replace(CORRECTED, correction="a wrong number"))
    perform(house.by("lea"), number, replace(CORRECTED, reference="AZ-4"))
    erase(house.by("boss"), "rhea@example.org")
    found = record(house.by("lea"), number)
    assert found.shown.ticket.consequences == "spam for █████"
    assert "Rhea" not in (found.shown.ticket.report_reference or "")
    texts = [event.texts.get("decision") for event in found.events("breach_decided")]
    assert texts == ["recipient was asked to delete it", None]
    said = [event.texts.get("said") for event in found.events("breach_reported", "breach_reported_more")]
    assert said == ["by form", "the annex"]
    put_right = [event.texts["correction"] for event in found.events("breach_reported_corrected")]
    assert put_right == ["a wrong number", None]
    assert events(house.store.db, number)[3].texts == {"reason": None}
    assert (chain.verify(house.store.db).broken, off(house)) == (None, set())


def test_a_breach_moves_to_another_desk(house: House, tmp_path: Path) -> None:
    """Export and import bring facts, decisions, reports and the clock; what is exported again is the same."""
    number = marked(house)
    perform(house.by("lea"), number, CORRECTED)
    lines = exported(seen(house.store, "lea"))
    with empty(tmp_path) as other:
        tally, left = imported(seen(other, "boss"), lines)
        assert (tally.tickets, left) == (1, [])
        whole(other)
        assert exported(seen(other, "boss"))[1:] == lines[1:]
        there = plain(look.show(seen(other, "boss"), number))
        assert there == plain(look.show(seen(house.store, "boss"), number))


def test_two_who_describe_it_are_shown_both(house: House) -> None:
    """Disjoint facts merge; the same fact said twice is a conflict."""
    from deskterm.usecases.desk import Conflict

    number = marked(house, STORY[0])
    version = held(house, number).version
    perform(house.by("ann"), number, BreachFacts(people_concerned=5))
    perform(house.by("lea"), number, BreachFacts(remedies="m"), version)
    with pytest.raises(Conflict) as caught:
        perform(house.by("lea"), number, BreachFacts(people_concerned=6), version)
    assert [(c.field, c.theirs, c.yours) for c in caught.value.clashes] == [("people_concerned", 5, 6)]


def test_an_earlier_awareness_is_kept(house: House) -> None:
    """The moment that was entered is the clock's beginning, and the ticket's next deadline when it comes first."""
    number = marked(house, Breach(aware_at=house.at - 2 * DAY, reason="r"))
    ticket = replace(held(house, number))
    assert ticket.aware_at is not None
    clock = record(house.by("ann"), number).clock
    assert clock is not None and clock.due_at == ticket.aware_at + BREACH_LENGTH
