"""Hostile texts in every field of a desk, seen through both doors: nothing but printing comes of them.

The desk is poisoned in its tables, behind every check of what may be entered: whatever gets in by whichever way, what
is shown is harmless.
"""

import io
import os
import random
import re
import sqlite3
import sys
import threading
import tty
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from benchmarks.tui_bench import usage
from deskterm.bootstrap import main
from deskterm.texts.safe import safe
from deskterm.wire.driver import REPAIR
from tests.doors.conftest import settle_in
from tests.doors.terminals import Seat, copied, run
from tests.texts.hostile import HOSTILE

FIELDS = {
    "ticket": "subject description symptoms steps_before place service software software_version browser os "
    "requested_for verification solution measures external_id",
    "reporter": "name email phone language external_id",
    "note": "body outcome author",
    "sheet": "signs extent components",
    "answer": "answer",
    "organisation": "name",
    "attachment": "name media_type author",
    "event_text": "body",
    "event": "via",
    "origin": "source key",
    "access": "detail via",
    "lesson": "",
}
"""What people, mails and other systems write; what a CHECK refuses stays as it is."""
OURS = re.compile(
    r"\x1b\](?:2;deskterm[^\x00-\x1f\x7f-\x9f]*\x07)"
    r"|\x1b\[[0-9]{0,3}(?:[;:][0-9]{0,3})*[ABCDGHJKXmdr]|\x1b\[[0-9]{0,3}[ST]"
    r"|\x08|\x1b\[\?(?:25|7|1004|1049|2004|2026|2048)[hl]|\x1b\[\?20(?:26|48)\$p|\x1b\[>\d+u|\x1b\[<u|\x1b\[5n|\x1b\[2[23];2t"
)
"""Every sequence that deskterm itself sends."""
WHOLE = "".join(HOSTILE.values()).encode()
STEERS = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]"
)
READS = (
    *(f"show {number}" for number in range(1, 9)),
    *(f"show {number} --json" for number in range(1, 9)),
    *(f"list --view {view}" for view in ("all", "open", "mine")),
    "list --json",
    "search red",
    "search 4242 --json",
    "similar 2",
    "attachment list 2",
    "attachment get 2 --to -",
    "audit show",
    "audit show --json",
    "audit show --access",
    "audit unusual",
    "agent list",
    "calendar list",
    "duty show",
    "catalogue list",
    "report lines",
    "report targets",
    "doctor --quick",
    "export",
    "export --json",
)
KEYS = (
    *("j" * 8),
    *"9]0b3",
    *("\r", "\t", "\t", "\t", "J", "J", "J", "J", "S", "\x1b[27u", "f", "\x1b[27u", "q"),
    *(
        "9",
        "g",
        "p",
        "\t",
        "\t",
        "\t",
        "\x1b[27u",
        "d",
        "i",
        "\x1b[27u",
        "d",
        "s",
        "\x1b[27u",
        "d",
        "d",
        "\x1b[27u",
        "d",
    ),
    *("?", "\x1b[27u", "y", "Y", "/", "e", "\r", "\x1b[27u", "\x1b[27u", "t", "\t", "\t", "q", "z", "z", "\x0c"),
)


PASTED = "\x1b[200~" + "".join(HOSTILE.values()).replace("\x1b[201~", "")[:6000] + "\x1b[201~"
WRITTEN = ("+", PASTED, "\t", PASTED, "\t", "\t", PASTED, "\x1b[27u", "d", "g", "i", PASTED, "\x0c", "\x1b[27u", "d")


def composed(seed: int) -> list[str]:
    """Texts of random pieces of the collection: what is cut off, doubled and put together anew."""
    chance = random.Random(seed)
    whole = "".join(HOSTILE.values())

    def piece() -> str:
        at = chance.randrange(len(whole) - 3000)
        return whole[at : at + chance.randint(1, 12)]

    return ["".join(piece() for _ in range(chance.randint(2, 20))) for _ in range(200)]


def poisoned(desk: Path, offset: int, texts: Sequence[str] = tuple(HOSTILE.values())) -> int:
    """Put one of the texts into every field that takes it, each into several. -> how many were put"""
    at = offset
    with sqlite3.connect(desk) as db:
        db.execute("PRAGMA trusted_schema = ON")
        for table, columns in FIELDS.items():
            rows = [row[0] for row in db.execute(f"SELECT rowid FROM {table}")]
            for column in columns.split():
                for row in rows:
                    text = texts[at % len(texts)]
                    before = db.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)).fetchone()[0] or ""
                    try:
                        db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (f"{text} {before}", row))
                    except sqlite3.IntegrityError:
                        continue
                    at += 1
    return at - offset


def multiplied(desk: Path) -> None:
    """A ticket, and a note on the last one, for every text of the collection."""
    with sqlite3.connect(desk) as db:
        for table, columns in (("ticket", ("subject", "description")), ("note", ("body",))):
            names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            first = db.execute(f"SELECT * FROM {table} ORDER BY id DESC LIMIT 1").fetchone()
            row = dict(zip(names, first, strict=True))
            for number, text in enumerate(HOSTILE.values(), 100):
                new = {**row, "id": number, **dict.fromkeys(columns, f"{number} {text}"[:200])}
                marks = ", ".join(f":{name}" for name in names)
                db.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", new)


def violations(said: bytes) -> list[str]:
    """What was sent that is neither printed nor one of our own sequences."""
    rest = OURS.sub("", said.decode("utf-8").replace(REPAIR, ""))
    return [ascii(rest[max(0, found.start() - 20) : found.end() + 20]) for found in STEERS.finditer(rest)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Path:
    """A desk in which nobody's words are harmless."""
    desk = copied(prepared, tmp_path_factory.mktemp("hostile"))
    log = desk.parent / "log"
    log.write_bytes(WHOLE)
    assert run(desk, "attachment", "add", "2", str(log)).returncode == 0
    assert poisoned(desk, 0) > 50
    multiplied(desk)
    return desk


class Tty(io.TextIOWrapper):
    """A terminal in this process, that keeps what it gets."""

    def __init__(self) -> None:
        self.master, slave = os.openpty()
        tty.setraw(slave)
        super().__init__(os.fdopen(slave, "wb", closefd=True), encoding="utf-8", errors="surrogateescape")
        self.said = bytearray()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        try:
            while piece := os.read(self.master, 65536):
                self.said += piece
        except OSError:
            return

    def end(self) -> bytes:
        """Everything that was said."""
        self.close()
        self._reader.join(5)
        os.close(self.master)
        return bytes(self.said)


@pytest.fixture
def there(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """This process is at the poisoned desk."""
    settle_in(desk.parent, monkeypatch)
    monkeypatch.chdir(desk.parent)
    yield desk


def test_the_shell_says_nothing_to_a_terminal_that_steers_it(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command that reads, to a terminal, in sentences and as documents."""
    for line in READS:
        terminal = Tty()
        with monkeypatch.context() as at:
            at.setattr(sys, "stdout", terminal)
            at.setattr(sys, "stderr", terminal)
            code = main(line.split())
        said = terminal.end()
        assert code in (0, 2, 4, 8) and said, line
        assert violations(said) == [], line


def test_a_pipe_gets_every_byte(desk: Path) -> None:
    """What is no terminal gets texts and files exactly as they are kept."""
    assert run(desk, "attachment", "get", "2").stdout == WHOLE
    with sqlite3.connect(desk) as db:
        bodies = [row[0] for row in db.execute("SELECT body FROM note")]
        subject = db.execute("SELECT subject FROM ticket WHERE id = 2").fetchone()[0]
    exported = run(desk, "export").stdout.decode()
    shown = run(desk, "show", "8").stdout.decode()
    assert any(body in shown for body in bodies)
    assert subject in run(desk, "show", "2").stdout.decode() and exported


IDLE = 0.03
"""Seconds of processor time: an app that takes no more in 0.7 seconds does nothing that was asked of it."""


def settle(seat: Seat) -> None:
    """Wait until everything that was typed has been shown: the picture stays, and the app has nothing to do."""
    seen: tuple[str, bool] | None = None
    while seen != (seat.picture, True):
        before = usage(seat.term.pid)[0]
        seat.term.pump(0.7, first=1.5)
        seat.term.digest()
        seen = seat.picture, usage(seat.term.pid)[0] - before < IDLE
        seat.term.pump(0.1)
        seat.term.digest()


def walked(desk: Path, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    """Go through the app; whatever is shown on the way is printed, and in the end the picture is what it should be."""
    with Seat(desk, size=size) as seat:
        for key in keys:
            seat.types(key)
            seat.term.pump(0.06, first=0.15, limit=2.0)
            seat.term.digest()
            title = seat.term.screen.title
            assert title.startswith("deskterm"), (key, title)
        settle(seat)
        words, before, modes = seat.picture, list(seat.term.cells), set(seat.term.screen.mode)
        settle(seat.types("\x0c"))
        assert seat.picture == words
        assert [y for y, row in enumerate(seat.term.cells) if row != before[y]] == []
        assert set(seat.term.screen.mode) == modes
        said = seat.term.said
        copies = len(re.findall(rb"\x1b\]52;c;", said))
        assert copies == sum(key in "yY" for key in keys)
        assert violations(re.sub(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07", b"", said)) == []


def test_the_app_says_nothing_that_steers_a_terminal(desk: Path) -> None:
    """The queue, tickets, forms, lists, help and deck over poisoned texts; and such texts pasted into fields."""
    walked(desk, (*KEYS, *WRITTEN), (120, 40))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_only_printed(text: str) -> None:
    """Each text of the collection, as one line and as several, made safe."""
    for shown in (safe(text), safe(text, multiline=True).replace("\n", "")):
        assert not STEERS.search(shown)
        assert safe(shown) == shown


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(6))
def test_texts_of_random_pieces(seed: int, tmp_path: Path, prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No order of pieces of sequences gets through where whole ones do not."""
    desk = copied(prepared, tmp_path)
    assert poisoned(desk, 0, composed(seed)) > 50
    settle_in(tmp_path, monkeypatch)
    test_the_shell_says_nothing_to_a_terminal_that_steers_it(desk, monkeypatch)
    walked(desk, KEYS, (120, 40))


@pytest.mark.soak
@pytest.mark.parametrize("offset", range(1, len(HOSTILE), 7))
def test_every_field_has_had_every_text(
    offset: int, tmp_path: Path, prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole collection wanders through all fields, past both doors, on a small and on a large terminal."""
    desk = copied(prepared, tmp_path)
    assert poisoned(desk, offset) > 50
    settle_in(tmp_path, monkeypatch)
    test_the_shell_says_nothing_to_a_terminal_that_steers_it(desk, monkeypatch)
    for size in ((80, 24), (160, 50)):
        walked(desk, (*KEYS, *WRITTEN), size)
