"""What is handed out: all and only what the caller may see, safe in a spreadsheet, and a desk that comes back whole."""

import csv
import io
import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskterm.demo.desk import make
from deskterm.formats import own
from deskterm.formats.own_table import COLUMNS
from deskterm.store.fields import is_text
from deskterm.store.location import Location
from deskterm.store.opening import Store, open_store
from deskterm.store.read import chain, health
from deskterm.store.read.categories import categories
from deskterm.store.read.facts import facts
from deskterm.store.read.people import person
from deskterm.store.read.queue import Filter
from deskterm.store.read.show import EventRow
from deskterm.usecases import look
from deskterm.usecases.act import perform
from deskterm.usecases.assign import hear
from deskterm.usecases.desk import Desk, NotFound, Refused
from deskterm.usecases.exporting import Export
from deskterm.usecases.found import found
from deskterm.usecases.importing_own import take_over
from deskterm.usecases.register import register
from deskterm.usecases.sweep import Swept, sweep
from deskterm.usecases.undo import undo
from deskterm.usecases.whole import Shown
from deskterm.workflow.inputs import Amend, Details, Register, Triage
from deskterm.workflow.intake import LeftOut, Tally
from deskterm.workflow.policy import Policy
from deskterm.workflow.step_inputs import StepDone, StepWaive
from deskterm.workflow.values import Reporter
from tests.doors.conftest import ME, Shell
from tests.usecases.desks import START, house

NOW = START
TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip)
ODD = ("=1+1", "+373 22", "@SUM(A1)", "-", "'", '"quoted", twice', "ไฟล์หาย", "Не печатает", "two\nlines", "tab\there")


def seen(store: Store, name: str) -> Desk:
    """The desk, seen by one of its people, at one moment."""
    who = person(store.db, name)
    assert who is not None
    return Desk(store=store, by=who, rules=Policy(categories=categories(store.db)), now=lambda: NOW)


def exported(desk: Desk, view: str = "all") -> list[bytes]:
    """The lines of an export."""
    return [own.written(record) for record in Export(desk, Filter(view)).records()]


def imported(desk: Desk, lines: list[bytes], *, dry_run: bool = False) -> tuple[Tally, list[LeftOut]]:
    """Take the lines over."""
    left: list[LeftOut] = []
    uuid = own.read_header(lines[0])["uuid"]
    told = {"progress": lambda _: None, "stop": lambda: False, "on_left": left.append}
    return take_over(desk, uuid, own.records(lines[1:]), dry_run=dry_run, **told), left  # type: ignore[arg-type]


def whole(store: Store) -> None:
    """Chain, counters, pages and versions agree."""
    verdict = chain.verify(store.db)
    assert verdict.broken is None, verdict
    assert (health.counters_off(store.db), health.integrity(store.db)) == (0, [])


def empty(folder: Path, founder: str = "boss") -> Store:
    """A desk with nobody but its founder."""
    return found(Location(file=folder / "empty.db"), founder, NOW, fast=True)


def plain(shown: Shown) -> dict[str, Any]:
    """A ticket as the doors show it, without the inner numbers of this desk."""
    return {
        "ticket": replace(shown.ticket, open_outcomes=(), reporter=None, steps=()),
        "steps": [replace(step, id=0) for step in shown.ticket.steps],
        "texts": dict(shown.texts),
        "thread": [replace(entry, id=0, event_id=0) for entry in shown.thread],
        "events": [(e.at, e.actor, e.via, e.version, e.act, e.kind, e.texts, moved(e)) for e in shown.events],
        "attachments": [replace(file, id=0) for file in shown.attachments],
        "links": sorted((link.other, link.type, link.outgoing) for link in shown.links),
        "clocks": shown.clocks,
        "prospects": {act: [p.code for p in points] for act, points in shown.prospects.items()},
    }


def moved(event: EventRow) -> list[tuple[str, object]]:
    """What the event set: codes with their values, texts and people by name alone."""
    told = [(n.partition(":")[0] if n.startswith(("outcome:", "step:")) else n, p) for n, p in event.fields.items()]
    return sorted(((n, None if is_text(n) or n in ("reporter", "outcome") else p) for n, p in told), key=str)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The demonstration desk: every story, with files, links, merges, undone acts, restricted tickets."""
    place = tmp_path_factory.mktemp("demo") / "demo.db"
    with make(Location(file=place), "boss", NOW, 220) as store:
        with_steps(seen(store, "boss"))
        yield store


def with_steps(desk: Desk) -> None:
    """Requests whose steps are done, waived, withdrawn with their item, taken back with the triage, and begun again."""
    who = Reporter(name="Rhea Example", email="rhea@example.org")
    tickets = [register(desk, Register(subject="A badge", reporter=who)).id for _ in range(2)]
    for number in tickets:
        perform(desk, number, Triage(item="request/equipment"))
        undo(desk, number)
        perform(desk, number, Triage(item="request/equipment"))
        perform(desk, number, StepDone(plan_step="1"))
        perform(desk, number, StepWaive(plan_step="2", reason="не нужно"))
        perform(desk, number, StepDone(plan_step="3"))
        undo(desk, number)
    perform(desk, tickets[1], Amend(item="request/account"))
    perform(desk, tickets[1], Amend(item="request/equipment"))
    kinds = desk.store.db.all("SELECT DISTINCT state, withdrawn FROM ticket_step ORDER BY 1, 2")
    assert kinds == [("done", 0), ("open", 0), ("open", 1), ("waived", 0)]


def test_a_desk_comes_back_as_it_was(demo: Store, tmp_path: Path) -> None:
    """Export, import into an empty desk, export: the same bytes; every ticket shows the same and can do the same."""
    lines = exported(seen(demo, "boss"))
    with empty(tmp_path) as other:
        tally, left = imported(seen(other, "boss"), lines)
        count = demo.db.all("SELECT count(*) FROM ticket")[0][0]
        assert (tally, left) == (Tally(read=count, tickets=count), [])
        whole(other)
        assert exported(seen(other, "boss"))[1:] == lines[1:]
        for who in ("boss", "anna", "boris", "felix"):
            here, there = seen(demo, who), seen(other, who)
            assert look.page(here, Filter("all"), limit=1000) == look.page(there, Filter("all"), limit=1000)
            assert look.view_counts(here) == look.view_counts(there)
        for (number,) in demo.db.all("SELECT id FROM ticket ORDER BY id"):
            assert plain(look.show(seen(demo, "boss"), number)) == plain(look.show(seen(other, "boss"), number))
        assert imported(seen(other, "boss"), lines)[0] == Tally(read=count, known=count)
        undone_alike(demo, other)
        whole(other)


def undone_alike(one: Store, other: Store) -> None:
    """Everybody's last act is the same one, and can be taken back at both desks or at neither."""
    done = 0
    for agent in look_people(one):
        results = []
        for store in (one, other):
            try:
                told = undo(seen(store, agent))
                results.append((told.id, told.version, told.data["act"]))
            except Refused as refused:
                results.append(refused.refusal.codes)
            except NotFound as hidden:
                results.append((str(hidden),))
        assert results[0] == results[1], agent
        done += isinstance(results[0][0], int)
    assert done > 3


def steps_by_key(store: Store, keys: dict[int, str] | None = None) -> list[tuple[Any, ...]]:
    """The steps of the desk's tickets, of those with a key alone where keys are given."""
    columns = "plan, code, position, title, state, settled_by, settled_at, withdrawn"
    rows = store.db.all(f"SELECT ticket_id, {columns} FROM ticket_step ORDER BY id")
    named = {number: f"DT-{number}" for number, *_ in rows} if keys is None else keys
    return sorted(((named[number], *rest) for number, *rest in rows if number in named), key=str)


def look_people(store: Store) -> list[str]:
    """Everybody who works there, by name."""
    return [name for (name,) in store.db.all("SELECT name FROM agent WHERE active = 1 ORDER BY name")]


def test_joining_another_desk(demo: Store, tmp_path: Path) -> None:
    """Where numbers are taken new ones are given, links follow, and a second time nothing happens."""
    lines = exported(seen(demo, "boss"))
    with make(Location(file=tmp_path / "b.db"), "boss", NOW, 30) as other:
        before = other.db.all("SELECT id, version FROM ticket ORDER BY id")
        tally, left = imported(seen(other, "boss"), lines)
        assert left == [] and tally.tickets == tally.read
        assert other.db.all("SELECT id, version FROM ticket ORDER BY id LIMIT 30") == before
        whole(other)
        assert steps_by_key(other, dict(other.db.all("SELECT ticket_id, key FROM origin"))) == steps_by_key(demo)
        new = {int(key[3:]): ticket for key, ticket in other.db.all("SELECT key, ticket_id FROM origin")}
        links = demo.db.all("SELECT ticket_id, other_id, type FROM link ORDER BY 1, 2")
        assert links
        for ticket, there, kind in links:
            found = other.db.all(
                "SELECT 1 FROM link WHERE ticket_id = :a AND other_id = :b AND type = :type",
                a=new[ticket],
                b=new[there],
                type=kind,
            )
            assert found == [(1,)]
        for ticket, into in demo.db.all("SELECT id, merged_into FROM ticket WHERE merged_into IS NOT NULL"):
            assert other.db.all("SELECT merged_into FROM ticket WHERE id = :id", id=new[ticket]) == [(new[into],)]
        assert imported(seen(other, "boss"), lines)[0] == Tally(read=tally.read, known=tally.read)
        assert imported(seen(demo, "boss"), lines)[0].tickets == 0


def test_a_dry_run_writes_nothing(demo: Store, tmp_path: Path) -> None:
    """The same tally, an untouched desk."""
    lines = exported(seen(demo, "boss"))
    with empty(tmp_path) as other:
        tally, left = imported(seen(other, "boss"), lines, dry_run=True)
        assert (tally.tickets, left) == (tally.read, [])
        assert other.db.all("SELECT count(*) FROM ticket") == [(0,)]
        assert other.db.all("SELECT count(*) FROM agent") == [(1,)]


def test_a_lead_brings_no_people(demo: Store, tmp_path: Path) -> None:
    """Only an admin may say who works at a desk: to a lead's import tickets come, unassigned, and people are told."""
    h = house(tmp_path)
    tally, left = imported(h.by("lea"), exported(seen(demo, "boss")))
    assert {each.code for each in left} == {"admin_only"} and tally.tickets > 0
    assert person(h.store.db, "anna") is None
    whole(h.store)


@pytest.mark.parametrize("name", ["boss", "marina", "thomas", "felix", "grace"])
def test_all_and_only_what_one_may_see(demo: Store, tmp_path: Path, name: str) -> None:
    """The tickets of an export are those of the list, and no other ticket is named in it; what came is a whole desk."""
    desk = seen(demo, name)
    shown = {row.id for row in look.page(desk, Filter("all"), limit=1000)}
    tickets = [json.loads(line) for line in exported(desk) if line.startswith(b'{"type":"ticket"')]
    assert {ticket["number"] for ticket in tickets} == shown
    for ticket in tickets:
        others = {link["other"] for link in ticket.get("links", ())} | {ticket["facts"].get("merged_into")}
        for event in ticket["history"]:
            data = event.get("data", {})
            if event["kind"] in ("linked", "merged", "absorbed", "unmerged"):
                others |= {data.get("other"), data.get("into"), data.get("from")}
        assert others - {None, 0} <= shown
    assert {values["number"] for values in Export(desk, Filter("all")).table()} == shown
    with empty(tmp_path) as other:
        _, left = imported(seen(other, "boss"), exported(desk))
        assert left == []
        whole(other)


def test_nobody_else_may(demo: Store) -> None:
    """Agents hand nothing out."""
    with pytest.raises(Refused):
        Export(seen(demo, "anna"), Filter("all"))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.builds(
            lambda subject, text, name, place: Register(
                subject=subject.strip(), reporter=Reporter(name=name), details=Details(description=text, place=place)
            ),
            st.sampled_from(ODD).map(lambda t: t.replace("\n", " ").replace("\t", " ")) | TEXT,
            st.sampled_from(ODD) | TEXT,
            TEXT,
            TEXT,
        ),
        max_size=6,
    )
)
def test_every_text_survives(tmp_path_factory: pytest.TempPathFactory, contacts: list[Register]) -> None:
    """Any script, quotes, line ends and formulas come back as they were, in records and in tables."""
    folder = tmp_path_factory.mktemp("texts")
    with found(Location(file=folder / "a.db"), "boss", NOW, fast=True) as one, empty(folder) as other:
        for contact in contacts:
            register(seen(one, "boss"), contact)
        lines = exported(seen(one, "boss"))
        assert imported(seen(other, "boss"), lines)[1] == []
        assert exported(seen(other, "boss"))[1:] == lines[1:]
        whole(other)
        rows = list(Export(seen(one, "boss"), Filter("all")).table())
        assert [row["subject"] for row in rows] == [contact.subject for contact in contacts]


def test_messages_and_notices_come_along(tmp_path: Path) -> None:
    """What waits for an answer waits there too, and what has been told of a target is not told again."""
    with found(Location(file=tmp_path / "a.db"), "boss", NOW, fast=True) as one, empty(tmp_path) as other:
        here = seen(one, "boss")
        number = register(here, Register(subject="slow", reporter=Reporter(name="Rhea Example"))).id
        hear(here, number, "still slow")
        late = NOW + 40 * 86_400_000_000
        assert sweep(replace(here, now=lambda: late)).told == (number,)
        lines = exported(here)
        assert imported(seen(other, "boss"), lines)[1] == []
        there = replace(seen(other, "boss"), now=lambda: late)
        mine, theirs = facts(one.db, number), facts(other.db, number)
        assert mine and theirs and (theirs.asked_at, theirs.told, theirs.alarm_at) == (NOW, mine.told, mine.alarm_at)
        assert [told.percent for told in mine.told] == [100]
        assert sweep(there) == Swept()
        assert exported(seen(other, "boss"))[1:] == lines[1:]
        whole(other)


def test_what_was_cut_or_changed_is_left_out(demo: Store, tmp_path: Path) -> None:
    """A ticket's file that is not what its digest says, a piece of nothing, half a line: told, and the rest comes."""
    lines = exported(seen(demo, "boss"))
    place = next(n for n, line in enumerate(lines) if line.startswith(b'{"type":"piece"'))
    owner = json.loads(lines[place])["ticket"]
    lines[place] = own.written({**json.loads(lines[place]), "data": b"other"})
    lines[-1] = lines[-1][:50]
    lines.append(own.written({"type": "piece", "ticket": 9999, "file": 1, "data": b""}))
    with empty(tmp_path) as other:
        tally, left = imported(seen(other, "boss"), lines)
        assert sorted(each.code for each in left) == ["bad_json", "bad_record", "bad_record"]
        assert tally.left_out == 3
        assert other.db.all("SELECT 1 FROM ticket WHERE id = :id", id=owner) == []
        whole(other)


def test_the_command(shell: Shell, tmp_path: Path) -> None:
    """To standard output or into a file that only its owner reads; an export of a desk is imported as one."""
    out = shell.done("export")
    lines = out.out.splitlines()
    assert json.loads(lines[0])["deskterm"] == 1 and sum('"type":"ticket"' in line for line in lines) == 8
    place = tmp_path / "all.jsonl"
    assert "8 tickets" in shell.done("export", "--output", str(place)).err
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert place.read_text(encoding="utf-8").splitlines()[1:] == lines[1:]
    assert shell.run("export", "--output", str(place)).code == 2
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".all")] == []
    assert shell.done("export", "--json", "--output", str(tmp_path / "b"), "--view", "closed").json["tickets"] == 2
    again = Shell(tmp_path / "again.db", shell.capture)
    again.done("init", "--db", str(again.db))
    assert again.run("import", str(place), "--db", str(again.db)).code == 0
    assert again.done("export", "--db", str(again.db)).out.splitlines()[1:] == lines[1:]
    assert "whole" in again.done("doctor", "--db", str(again.db)).out


def test_the_table(shell: Shell, tmp_path: Path) -> None:
    """One row a ticket under names that an import knows; a formula comes back as it was."""
    shell.done("new", "--subject", "=cmd|' /C calc'!A0", "--reporter", "Eve<eve@example.org>", "--place", "'quoted")
    text = shell.done("export", "--format", "csv").out
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == COLUMNS and len(rows) == 10
    last = dict(zip(COLUMNS, rows[-1], strict=True))
    assert last["subject"].startswith("'=cmd") and last["place"] == "''quoted"
    place = tmp_path / "table.csv"
    shell.done("export", "--format", "csv", "--output", str(place), "--query", "number:9")
    again = Shell(tmp_path / "again.db", shell.capture)
    again.done("init", "--db", str(again.db))
    assert again.run("import", str(place), "--db", str(again.db)).code == 0
    shown = again.done("show", "1", "--json", "--db", str(again.db)).json
    assert (shown["subject"], shown["place"]) == ("=cmd|' /C calc'!A0", "'quoted")


@pytest.mark.parametrize("line", ["--format xml", "--view none", "--query a:b", "--json", "--output /nowhere/at/all"])
def test_what_can_not_be_done(shell: Shell, line: str) -> None:
    """A format, a view, a query or a place that is none: said, with the option."""
    result = shell.run("export", *line.split())
    assert result.code == 2 and line.split()[0] in result.err


def test_an_export_is_recorded(shell: Shell) -> None:
    """Who handed out how much is kept beside the record."""
    shell.done("export", "--format", "csv")
    with open_store(Location(file=shell.db)) as store:
        told = store.db.all("SELECT actor, detail, rows FROM access WHERE kind = 'export'")
    assert told == [(ME, "csv", 8)]


def test_report_lines(shell: Shell) -> None:
    """How tickets moved between the lines, as sentences and as a document."""
    found = shell.done("report", "lines", "--json").json
    assert found["tickets"] == 8 and found["reached"] == {"L2": 0, "L3": 0}
    shell.done("take", "8", "--from-line", "1", "--reason", "urgent")
    found = shell.done("report", "lines", "--json").json
    assert (found["reached"], found["skipped"], found["never"]) == ({"L2": 0, "L3": 1}, 1, 1)
    assert found["impacts"] == {"1": 1}
    shell.done("undo")
    assert shell.done("report", "lines", "--json").json["reached"] == {"L2": 0, "L3": 0}
    assert "reached L3" in shell.done("report", "lines").out
