"""What the desk has learnt, at the doors: shown beside the rules, apart from them, and switched off where one wants."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.write.bulk import fill
from deskterm.texts.language import use
from deskterm.usecases.suggest import suggest
from deskterm.widgets.deck import panel
from deskterm.widgets.facts import View
from deskterm.widgets.judging import Judging
from deskterm.widgets.lines import plain
from deskterm.workflow.priority import DEFAULT
from tests.doors.conftest import Shell
from tests.usecases.desks import House, house

ASKED = "gizmo"
SURE = "the printer is broken, gizmo, nothing works"


def rows(count: int) -> Iterator[dict[str, Any]]:
    """Judged tickets: gizmos are incidents, parcels requests."""
    common = {"status": "open", "category": "hardware/printer", "impact": 3, "urgency": 2, "priority": 4}
    for number in range(count):
        kinds: dict[str, Any] = {"kind": "request"} if number % 2 else {"kind": "incident", "nature": "technical"}
        word = "parcel" if number % 2 else "gizmo"
        yield {"subject": word, "created_at": 1_800_000_000_000_000, **common, **kinds}


@pytest.fixture
def taught(shell: Shell) -> Shell:
    """A shell on a desk that has judged 120 tickets more."""
    with open_store(Location(file=shell.db)) as store:
        fill(store, rows(120), by="anna")
    return shell


def settings(shell: Shell, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with settings that commands of this shell read."""
    place = shell.db.parent / "settings" / "deskterm" / "config.toml"
    place.parent.mkdir(parents=True)
    place.write_text(text)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place.parent.parent))


def test_few_tickets_teach_nothing(shell: Shell) -> None:
    """The desk says how many it has judged of how many it takes."""
    assert "Nothing learned yet: 6 of 100 judged tickets" in shell.done("classify", "--explain", ASKED).out
    weighing = shell.done("classify", "--json", "--explain", ASKED).json["weighing"]
    assert (weighing["learned"]["judged"], weighing["learned"]["speaks"]) == (6, False)


def test_learned_words_stand_apart_from_the_rules(taught: Shell) -> None:
    """The verdict, what the rules say, and what the desk adds."""
    said = taught.done("classify", "--explain", ASKED).out
    assert said.startswith("Incident, Technical (not sure")
    assert "No rule finds anything." in said
    assert "Learned from 126 judged tickets of this desk:" in said
    assert "  gizmo" in said.partition("Learned from")[2]
    found = taught.done("classify", "--json", "--explain", ASKED).json
    assert [(each["why"], each["phrase"]) for each in found["evidence"]] == [("learned", "gizmo")]
    learned = found["weighing"]["learned"]
    assert (learned["judged"], learned["speaks"], learned["counts"]) == (126, True, True)
    assert learned["adds"] > 0
    assert "learned from this desk's tickets" in taught.done("classify", ASKED).out


def test_sure_rules_stay(taught: Shell) -> None:
    """The desk's words are told, and that they do not count."""
    said = taught.done("classify", "--explain", SURE.replace("gizmo", "parcel")).out
    assert "it does not count, for the rules are sure" in said
    with_it, without = (
        taught.done("classify", "--json", SURE.replace("gizmo", "parcel"), *more).json
        for more in ((), ("--no-learned",))
    )
    assert {k: with_it[k] for k in ("kind", "sure", "score")} == {k: without[k] for k in ("kind", "sure", "score")}


def test_it_can_be_left_out(taught: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """By an option for one text, by a setting for good; lines of a stream are judged the same way."""
    line = json.dumps({"id": 1, "text": ASKED}).encode() + b"\n"
    assert json.loads(taught.done("classify", "--jsonl", stdin=line).out)["kind"] == "incident"
    assert json.loads(taught.done("classify", "--jsonl", "--no-learned", stdin=line).out)["kind"] == "request"
    assert "earned" not in taught.done("classify", "--explain", "--no-learned", ASKED).out
    settings(taught, "[classify]\nlearn = false\n", monkeypatch)
    assert "earned" not in taught.done("classify", "--explain", ASKED).out
    assert taught.done("classify", "--json", ASKED).json["kind"] == "request"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[classify]\nlearn = 1\n", "classify.learn"),
        ("[classify]\nlearns = true\n", "classify.learns"),
        ("classify = true\n", "classify"),
    ],
)
def test_a_malformed_setting_is_named(shell: Shell, monkeypatch: pytest.MonkeyPatch, text: str, where: str) -> None:
    """The file and the key, and exit code 2."""
    settings(shell, text, monkeypatch)
    result = shell.run("list")
    assert (result.code, where in result.err) == (2, True), result


def test_any_desk_or_none_will_do(taught: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a desk, with an older, foreign or damaged one, or unknown to it: the rules alone, nothing is changed."""
    raw = sqlite3.connect(taught.db)
    raw.execute("PRAGMA user_version = 3")
    raw.close()
    older, foreign, cut = taught.db.read_bytes(), b"no desk at all", taught.db.read_bytes()[:9000]
    for number, content in enumerate((older, foreign, cut, b"")):
        place = tmp_path / f"desk{number}.db"
        place.write_bytes(content)
        monkeypatch.setenv("DESKTERM_DB", str(place))
        assert taught.done("classify", "--json", ASKED).json["kind"] == "request"
        assert place.read_bytes() == content
    for nowhere in (str(tmp_path / "none" / "desk.db"), "postgresql://[", str(tmp_path)):
        monkeypatch.setenv("DESKTERM_DB", nowhere)
        assert taught.done("classify", "--json", ASKED).json["kind"] == "request"


def test_a_stranger_is_told_nothing_of_the_desk(taught: Shell) -> None:
    """Whom the desk does not know gets what the rules say."""
    raw = sqlite3.connect(taught.db)
    raw.execute("UPDATE agent SET active = 0")
    raw.commit()
    raw.close()
    assert taught.done("classify", "--json", ASKED).json["evidence"] == []


def test_the_doctor_finds_and_mends_a_spoiled_table(taught: Shell) -> None:
    """A table that does not follow from the tickets is damage, one that lacks tickets a warning; --fix counts anew."""
    raw = sqlite3.connect(taught.db, isolation_level=None)
    raw.execute("UPDATE lesson SET words = zeroblob(65536)")
    found = {each["code"]: each["severity"] for each in taught.run("doctor", "--json").json["findings"]}
    assert found["lessons"] == "damage"
    assert taught.run("doctor", "--fix").code == 0
    assert taught.done("classify", "--json", ASKED).json["kind"] == "incident"
    raw.execute("DELETE FROM lesson")
    told = taught.run("doctor", "--json")
    left = next(each for each in told.json["findings"] if each["code"] == "lessons_left")
    assert left["message"] == "The desk has not learned from 126 of its older tickets."
    mended = taught.run("doctor", "--fix", "--json").json["mended"]
    assert [(each["code"], each["n"]) for each in mended] == [("lessons_left", 126)]
    assert taught.done("classify", "--json", ASKED).json["kind"] == "incident"
    raw.close()


def deck(h: House, learns: bool, **more: Any) -> str:
    """The questions of the triage deck for a new ticket, as they are painted."""
    desk = replace(h.by("ann"), learns=learns)
    found = suggest(desk, h.ticket(**more))
    judging = Judging(ticket=found.ticket, tree=h.policy.categories, seen=found.classification)
    return "\n".join(plain(line) for line in panel(judging, DEFAULT, View(width=80, zone=UTC, now=h.at)))


def test_the_deck_shows_what_was_learned(tmp_path: Path) -> None:
    """A sentence of its own below the rules' reason; nothing of it where the settings say so."""
    use("en")
    h = house(tmp_path)
    fill(h.store, rows(120), by="ann")
    shown = deck(h, True, subject=ASKED)
    assert "Perhaps: Incident. Not sure, please judge." in shown
    assert "Learned at this desk: “gizmo”." in shown
    assert "earned" not in deck(h, False, subject=ASKED)
    assert "May touch personal data: “" in deck(h, True, subject="passports of guests were shown to others")
    h.store.close()
