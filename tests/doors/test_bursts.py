"""Keys that arrive all at once, as they do from a bad line: every one acts in its place, no text becomes a command."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from deskterm.wire.layouts import moved_characters, physical
from tests.doors.terminals import UNPRIVILEGED, Seat, copied, run, show, whole

EMPTY = "There is nothing here"
SEND = "\x13"
REQUEST = "a93v"
"""In the deck: a request, request/change, one person and it can wait."""
ENGLISH = (
    "Access to share qwe 123 tjq x",
    "Please give j k x q rights [a] +1?",
    "asked q: s v x",
    "granted :x",
    "Dan a/q",
)
RUSSIAN = ("Доступ к папке ё", "Дайте, пожалуйста, права: йцукен", "спросил владельца", "выдано, ячс", "Дан подтвердил")
THAI = ("ขอสิทธิ์ไดรฟ์", "ช่วยเปิดสิทธิ์ให้ด้วย ที่ทำงาน", "ถามเจ้าของแล้ว", "เปิดสิทธิ์แล้ว", "แดนยืนยัน")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk without tickets."""
    assert run(tmp_path / "desk.db", "init").returncode == 0
    return tmp_path / "desk.db"


def letters(first: str, last: str) -> dict[str, str]:
    """What a layout types where the Latin one types its sign: the letters of one script."""
    found = {physical(letter): letter for letter in sorted(moved_characters()) if first <= letter <= last}
    return {latin: letter for latin, letter in found.items() if latin is not None}


SAME: dict[str, str] = {}
CYRILLIC = {**letters("А", "я"), "+": "+"}
KEDMANEE = {**letters("ก", "๛"), "3": "-"}


def life(keys: dict[str, str], words: tuple[str, ...], paste: bool = False) -> str:
    """Everything that is typed from the new contact to the closed ticket."""
    subject, body, note, solution, how = (f"\x1b[200~{text}\x1b[201~" if paste else text for text in words)

    def press(commands: str) -> str:
        return "".join(keys.get(command, command) for command in commands)

    return (
        f"{press('+')}{subject}\tDan <dan@example.org>\t+15550100\t{body}{SEND}{press('t')}{press(REQUEST)}{press('q')}"
        f"{press('a')}{press('i')}{note}{SEND}{press('s')}{solution}{SEND}{press('v')}{how}{SEND}{press('x')}"
    )


def told(desk: Path, number: int = 1) -> dict[str, Any]:
    """What has become of the ticket: its state and every text."""
    found = show(desk, number)
    return {
        "status": found["status"],
        "texts": (
            found["subject"],
            found["description"],
            *(entry["body"] for entry in found["thread"]),
            found["solution"],
            found["verification"],
        ),
        "judged": (found["kind"], found["category"], found["impact"], found["urgency"]),
        "reporter": (found["reporter"]["name"], found["reporter"]["mail"], found["reporter"]["phone"]),
    }


def expected(words: tuple[str, ...]) -> dict[str, Any]:
    """What should have become of it."""
    return {
        "status": "closed",
        "texts": words,
        "judged": ("request", "request/change", 3, 3),
        "reporter": ("Dan", "dan@example.org", "+15550100"),
    }


LIVES = {
    "latin": (SAME, ENGLISH, False),
    "pasted": (SAME, ("x: q", "First\rsecond\ta\r\rj k", *ENGLISH[2:]), True),
    "йцукен": (CYRILLIC, RUSSIAN, False),
    "kedmanee": (KEDMANEE, THAI, False),
    "kedmanee, pasted": (KEDMANEE, THAI, True),
}
MORE = ("pasted", "kedmanee")
"""Lives that only the long runs try: what is new in them the others have between them."""


@pytest.mark.parametrize("name", [pytest.param(n, marks=[pytest.mark.soak] if n in MORE else []) for n in LIVES])
def test_a_whole_life_in_one_write(desk: Path, name: str) -> None:
    """From the contact to the closed ticket in one burst, on the smallest terminal, in any layout."""
    keys, words, paste = LIVES[name]
    with Seat(desk, ready=EMPTY, cold=keys is SAME) as seat:
        seat.types(life(keys, words, paste)).sees("DT-1: closed", seconds=20)
        seat.types("q")
        assert seat.end() == 0
    found = told(desk)
    wanted = expected(tuple(text.replace("\r", "\n") for text in words))
    assert found == wanted
    whole(desk)


@contextmanager
def another_writer(desk: Path) -> Iterator[None]:
    """Somebody else holds the writers' lock meanwhile."""
    connection = sqlite3.connect(desk, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def test_keys_while_an_act_is_being_written(tmp_path: Path, prepared: Path) -> None:
    """However long an act waits for another writer, the keys after it wait too, and go where they were meant to go."""
    desk = copied(prepared, tmp_path)
    version = show(desk, 2)["version"]
    with Seat(desk) as seat:
        with another_writer(desk):
            seat.types("/2\ra").listen(0.4)
            for part in ("ifirst note q", SEND, "cpublic: s x", SEND, "/4\ri", "second note", SEND, "/2\r"):
                seat.types(part).listen(0.1)
            assert show(desk, 2)["version"] == version
        seat.sees("DT-4: noted").types("q")
        assert seat.end() == 0
    two, four = show(desk, 2), show(desk, 4)
    assert (two["status"], [entry["body"] for entry in two["thread"]]) == (
        "in_progress",
        ["first note q", "public: s x"],
    )
    assert [entry["body"] for entry in four["thread"]] == ["second note"]
    whole(desk)


def test_keys_after_an_act_that_fails(tmp_path: Path, prepared: Path) -> None:
    """What was typed ahead for after an act is dropped when the act ends at a question: no text becomes its answer."""
    desk = copied(prepared, tmp_path)
    with Seat(desk) as seat:
        seat.types("/2\rp").sees("Amend").types("\t\t\t\t\t\t\x15mine").sees("mine")
        assert run(desk, "amend", "2", "--subject", "theirs").returncode == 0
        seat.types(f"{SEND}istolen text q{SEND}xq").sees("Take theirs").listen(0.5)
        assert re.search(r": theirs\s(.|\n)*: mine\s(.|\n)*Take theirs", seat.picture), seat.picture
        assert (show(desk, 2)["subject"], show(desk, 2)["thread"]) == ("theirs", [])
        seat.types("s").sees("DT-2: amended").types("q")
        assert seat.end() == 0
    assert show(desk, 2)["subject"] == "mine"


def test_keys_after_a_text_that_is_not_taken(tmp_path: Path, prepared: Path) -> None:
    """When the store refuses a text it stays as it was typed; what was typed ahead is not added to it."""
    desk = copied(prepared, tmp_path)
    with Seat(desk, before=UNPRIVILEGED) as seat:
        seat.types("/2\r").listen(0.3)
        desk.chmod(0o400)
        seat.types(f"ithe text{SEND}sgranted{SEND}").sees("can't\\s+be\\s+written").listen(0.5)
        desk.chmod(0o600)
        seat.types(SEND).sees("DT-2: noted").types("q")
        assert seat.end() == 0
    assert [entry["body"] for entry in show(desk, 2)["thread"]] == ["the text"]


def test_keys_after_a_field_that_is_not_taken(tmp_path: Path, prepared: Path) -> None:
    """A form whose field is malformed stays open and says so; what was typed ahead is not added to its fields."""
    desk = copied(prepared, tmp_path)
    with Seat(desk) as seat:
        seat.types(f"+Printer\tDan <no address>\t\t{SEND}tjq text{SEND}").sees("Dan <no address>").listen(0.5)
        assert "tjq" not in seat.picture, seat.picture
        assert "text" not in seat.picture.replace("context", ""), seat.picture


def test_keys_after_a_key_that_is_dimmed(tmp_path: Path, prepared: Path) -> None:
    """A key that may not be pressed says why; the text typed for its form does not become commands."""
    desk = copied(prepared, tmp_path)
    with Seat(desk) as seat:
        seat.types("/2\r").listen(0.4)
        before = show(desk, 2)["version"]
        seat.types(f"vtaken care of xa{SEND}").listen(0.6)
        seat.sees("resolved")
        assert show(desk, 2)["version"] == before
        assert "Triage" not in seat.picture
