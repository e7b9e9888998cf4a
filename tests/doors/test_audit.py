"""The record and the looks beside it, through the real shell and the real app."""

import re
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deskterm.store.read.access import HOUR
from deskterm.usecases.act import perform
from deskterm.workflow.inputs import Override, Restrict
from tests.doors.conftest import ME, Shell
from tests.doors.terminals import Seat, copied
from tests.screens.desks import MONDAY, House, terminal


def looks(path: Path) -> list[tuple[Any, ...]]:
    """What the access table holds, oldest first."""
    raw = sqlite3.connect(path)
    try:
        return raw.execute("SELECT kind, actor, via, ticket_id, detail, rows FROM access ORDER BY id").fetchall()
    finally:
        raw.close()


def readings(path: Path) -> dict[str, int]:
    """How many tickets everybody has opened."""
    raw = sqlite3.connect(path)
    try:
        return dict(raw.execute("SELECT actor, sum(n) FROM reading GROUP BY actor").fetchall())
    finally:
        raw.close()


def tamper(path: Path, *statements: str) -> None:
    """What somebody does who has the file in their hands."""
    raw = sqlite3.connect(path, isolation_level=None)
    for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    raw.close()


# ---------------------------------------------------------------------- what a command leaves behind
def test_looking_at_the_shell_is_recorded(shell: Shell) -> None:
    """Opened tickets are counted, restricted ones named, searches kept with what they gave; a plain list is not."""
    via = None if ME == "boris" else ME
    shell.done(*["restrict", "2", "--on", "--name", "boris", "--reason", "private"])
    for line in ("list", "list --view open", "show 1", "show 1", "show 2 --as boris"):
        shell.done(*line.split())
    shell.done("list", "--query", "status:closed")
    shell.done("list", "--query", 'text:"никого"')
    assert shell.run("show", "2", "--as", "viktor").code == 4
    assert readings(shell.db) == {ME: 2, "boris": 1}
    assert looks(shell.db) == [
        ("restricted", "boris", via, 2, None, None),
        ("search", ME, None, None, "status:closed", 1),
        ("search", ME, None, None, 'text:"никого"', 0),
    ]


def test_refusals_at_the_shell_are_recorded(shell: Shell) -> None:
    """Whatever a rule or a right forbids is a row with its act, its reasons and its ticket."""
    assert shell.run("override", "2", "--priority", "1", "--reason", "x", "--as", "anna").code == 3
    assert shell.run("audit", "head", "--as", "anna").code == 3
    assert shell.run("close", "2").code == 3
    via = None if ME == "anna" else ME
    assert [row[:5] for row in looks(shell.db)] == [
        ("refused", "anna", via, 2, "override: lead_only"),
        ("refused", "anna", via, None, "audit head: role_needed"),
        ("refused", ME, None, 2, "close: not_resolved, not_verified"),
    ]


def test_failed_starts_are_recorded(shell: Shell) -> None:
    """An account that does not belong to the desk, or no longer, leaves its name."""
    shell.done("agent", "off", "anna")
    assert shell.run("list", "--as", "mallory").code == 3
    assert shell.run("list", "--as", "anna").code == 3
    assert [(kind, actor, detail) for kind, actor, _, _, detail, _ in looks(shell.db)] == [
        ("failed_start", ME, "unknown_caller, as mallory"),
        ("failed_start", ME, "agent_off, as anna"),
    ]


def test_a_session_that_only_reads_leaves_nothing(shell: Shell) -> None:
    """With --read-only nothing is written, and everything is shown."""
    before = shell.db.read_bytes()
    shell.done("show", "2", "--read-only")
    shell.done("list", "--query", "status:closed", "--read-only")
    assert shell.run("take", "2", "--read-only").code == 3
    assert shell.db.read_bytes() == before


def test_a_full_desk_is_read_all_the_same(shell: Shell) -> None:
    """While another writer holds the desk a ticket is shown, if a moment later."""
    raw = sqlite3.connect(shell.db, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    assert "DT-2" in shell.done("show", "2").out
    raw.execute("ROLLBACK")
    raw.close()
    assert readings(shell.db) == {}


# ---------------------------------------------------------------------- asking
def test_the_record_is_asked_page_by_page(shell: Shell) -> None:
    """In JSON a page holds `events` and, when there is more, `next`; pages follow each other down to the founding."""
    seen: list[int] = []
    after: tuple[str, ...] = ()
    while True:
        page = shell.done("audit", "show", "--limit", "7", "--json", *after).json
        seen += [event["id"] for event in page["events"]]
        if "next" not in page:
            break
        after = ("--after", str(page["next"]))
    assert seen == list(range(seen[0], 0, -1))
    first = shell.done("audit", "show", "--limit", "1", "--json").json["events"][0]
    assert (first["number"], first["act"], first["actor"]) == ("DT-8", "diagnose", ME)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("--ticket DT-8 --act note", "DT-8"),
        ("--act founded", None),
        (f"--by {ME} --act merged", "DT-7"),
        ("--since 1h --act close", "DT-6"),
    ],
)
def test_filters_of_the_record(shell: Shell, line: str, number: str | None) -> None:
    """Person, ticket, act and time narrow what is shown."""
    (event,) = shell.done("audit", "show", *line.split(), "--json").json["events"]
    assert event["number"] == number
    shown = shell.done("audit", "show", *line.split()).out.splitlines()
    assert len(shown) == 2, "a heading and one line"
    assert event["message"] in shown[1]


def test_nothing_of_the_kind(shell: Shell) -> None:
    """A time before the desk was, and a person who did nothing, give an empty page."""
    assert shell.done("audit", "show", "--until", "2001-01-01", "--json").json == {"events": []}
    assert shell.done("audit", "show", "--by", "boris", "--json").json == {"events": []}


@pytest.mark.parametrize(
    "line", ["--ticket x", "--since never", "--limit 0", "--after x", "--act x", "--access --act triage", "--by a/b"]
)
def test_malformed_filters_name_their_option(shell: Shell, line: str) -> None:
    """What can't be understood is named (2)."""
    result = shell.run("audit", "show", *line.split())
    assert (result.code, line.split()[-2] in result.err) == (2, True), result


def test_an_agent_gets_what_is_theirs(shell: Shell) -> None:
    """An agent's page holds their own acts and what happened to tickets they have, and no looks."""
    shell.done("assign", "2", "anna")
    shell.done("note", "8", "-m", "text", "--as", "anna")
    events = shell.done("audit", "show", "--json", "--as", "anna").json["events"]
    assert {(event["number"], event["actor"]) for event in events} == {("DT-8", "anna"), ("DT-2", ME)}
    assert {event["kind"] for event in events if event["number"] == "DT-8"} == {"noted"}
    assert shell.run("audit", "show", "--access", "--as", "anna").code == 3


def test_looks_are_shown(shell: Shell) -> None:
    """Who looked at what, for people and for scripts; what somebody typed is made safe on its way to a person."""
    shell.done("list", "--query", "status:closed")
    shell.run("close", "2")
    document = shell.done("audit", "show", "--access", "--json").json
    assert [(row["kind"], row["number"], row["rows"]) for row in document["access"]] == [
        ("refused", "DT-2", None),
        ("search", None, 1),
    ]
    shown = shell.done("audit", "show", "--access", "--act", "search").out
    assert re.search(rf"{ME} +- +looked for status:closed \(1 ticket given\)", shown)
    assert shell.done("audit", "show", "--access", "--limit", "1", "--json").json["next"] == 2


def test_what_is_unusual_is_said_with_its_figures(shell: Shell) -> None:
    """Sentences name the person, the hour on the desk's clock, and what is usual."""
    raw = sqlite3.connect(shell.db)
    (founded,) = raw.execute("SELECT founded_at FROM desk").fetchone()
    night = (founded // (24 * HOUR)) * 24 - 22
    rows = [("boris", night - 24 * day + 12, 12) for day in range(1, 20)]
    raw.executemany("INSERT INTO reading VALUES (?, ?, ?)", [*rows, ("boris", night, 340)])
    raw.execute("INSERT INTO access (at, actor, kind, rows) VALUES (?, 'felix', 'export', 5000)", ((night + 9) * HOUR,))
    raw.commit()
    raw.close()
    out = shell.done("audit", "unusual").out.splitlines()
    assert any(re.search(r"felix exported 5000 rows between .* 11:00 and 12:00\.", line) for line in out)
    assert any(re.search(r"boris opened 340 tickets .* 02:00 and 03:00; 12 an hour is usual\.", line) for line in out)
    found = shell.done("audit", "unusual", "--json").json["unusual"]
    assert {each["code"] for each in found} >= {"large_export", "far_above_own", "night_burst"}
    assert shell.done("audit", "unusual", "--since", "1m", "--json").json["unusual"] == [
        each for each in found if each["at"] >= "9"
    ]


# ---------------------------------------------------------------------- verifying
def test_what_was_touched_is_said(shell: Shell) -> None:
    """The first broken link is named with its event, ticket and act, and with what is no longer what was written."""
    head = shell.done("audit", "head").out.strip()
    assert shell.done("audit", "verify", "--expect", head).out.splitlines()[1] == head
    tamper(shell.db, "UPDATE event SET actor = 'boris' WHERE act = 'close'")
    result = shell.run("audit", "verify")
    assert result.code == 8
    assert re.search(
        r"broken at event \d+: the event was altered\.\nEvent \d+: DT-6, closed\.\nCol.* actor", result.out
    )
    document = shell.run("audit", "verify", "--json").json
    assert document["touched"] | {"names": ["actor"], "ticket": "DT-6", "how": "columns"} == document["touched"]


def test_a_touched_ticket_is_said(shell: Shell) -> None:
    """A row that was changed behind the record's back is named with its fields, as is a role."""
    tamper(shell.db, "UPDATE ticket SET line = 3 WHERE id = 2")
    result = shell.run("audit", "verify")
    assert (result.code, "The row of DT-2 was changed without an event: Line." in result.out) == (8, True), result
    tamper(shell.db, "UPDATE ticket SET line = 1 WHERE id = 2", "INSERT INTO agent_role VALUES ('boris', 'admin')")
    result = shell.run("audit", "verify")
    assert (result.code, "What is known of boris was changed" in result.out) == (8, True), result


def test_pages_that_cannot_be_read_are_damage(shell: Shell) -> None:
    """A record on broken pages ends with 8, not with what a desk that can't be opened ends with."""
    shell.done("note", "2", "-m", "x")
    raw = sqlite3.connect(shell.db)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (page,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'event'").fetchone()
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    raw.close()
    with shell.db.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 64)
    result = shell.run("audit", "verify")
    assert (result.code, "damaged" in result.out) == (8, True), result
    document = shell.run("audit", "verify", "--json")
    assert (document.code, document.json["ok"], document.json["reason"]) == (8, False, "damaged")


def test_letters_that_are_none_are_damage(shell: Shell) -> None:
    """Bytes that are no text, put where a text belongs, are found like any other change."""
    tamper(shell.db, "UPDATE ticket SET subject = CAST(x'ff00fe' AS TEXT) WHERE id = 2")
    result = shell.run("audit", "verify")
    assert (result.code, "DT-2" in result.out) == (8, True), result


# ---------------------------------------------------------------------- the app
async def test_the_app_is_watched(house: House, tmp_path: Path) -> None:
    """Starting the app, opening tickets, searching and being refused are recorded, in the background."""
    number = house.triaged("VPN is down")
    hidden = house.triaged("About somebody")
    perform(house.desk, hidden, Restrict(on=True, name=("boris",), reason="private"))
    desk = house.seen_by("boris")
    async with terminal(desk) as at:
        at.app.open_ticket(hidden)
        await at.settle()
        await at.press("r", "r", "q")
        await at.press("slash")
        await at.type("vpn down")
        await at.press("enter")
        at.app.perform(perform, number, Override(priority=1, reason="x"))
        await at.settle()
        for _ in range(60):
            if len(looks(tmp_path / "desk.db")) >= 4:
                break
            await at.pilot.pause(0.1)
    kinds = [(kind, actor, ticket, detail) for kind, actor, _, ticket, detail, _ in looks(tmp_path / "desk.db")]
    assert kinds == [
        ("login", "boris", None, "app"),
        ("restricted", "boris", hidden, None),
        ("search", "boris", None, "vpn down"),
        ("refused", "boris", number, "override: lead_only"),
    ]
    assert readings(tmp_path / "desk.db")["boris"] >= 1


async def test_keys_cost_no_write_each(house: House, tmp_path: Path) -> None:
    """Walking through tickets writes now and then, not with every key; what is shown again is not counted again."""
    for number in range(8):
        house.triaged(f"ticket {number}")
    async with terminal(house.desk, size=(120, 40)) as at:
        for _ in range(3):
            await at.press(*"jjjjjjjkkkkkkk")
            await at.rest()
        assert at.app.desk.store.access.flush()
    count = readings(tmp_path / "desk.db")["anna"]
    assert 1 <= count <= 8


def test_a_real_start_is_recorded(prepared: Path, tmp_path: Path) -> None:
    """The installed app writes its login, and what was opened, before it ends."""
    path = copied(prepared, tmp_path)
    with Seat(path) as seat:
        seat.types("\r").sees("What may be done|DT-")
        seat.types("q").sees("DT-")
        seat.types("q")
        assert seat.end() == 0
    assert [row[:2] for row in looks(path)] == [("login", ME)]
    assert readings(path)[ME] >= 1


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A desk with the app's people."""
    from tests.screens.desks import house as make

    made = make(tmp_path)
    return replace(made, desk=replace(made.desk, now=lambda: MONDAY))
