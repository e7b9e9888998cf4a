"""The app in a real terminal: the same picture as without the wire, few bytes, keys as typed, ends that end."""

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from benchmarks.same_screen import compare, type_keys
from benchmarks.slow_line import SlowTerm, held, settled
from benchmarks.tui_bench import Term, usage

HERE = Path(__file__).parent
READY = r"DT-20 "
KEYS = "jjjkkgG V*"


def command(script, *words):
    """The command that runs a script beside this file."""
    return [sys.executable, str(HERE / script), *words]


def start(*words, script="list_app.py", ready=READY, **more):
    """The app, painted and silent."""
    term = Term(command(script, *words), **more)
    assert term.wait(ready, 0.3, 30)[0], term.show()
    return term


def keyed(term, keys):
    """Types at once. -> bytes that came"""
    term.send(keys)
    term.pump(0.15, first=1.0)
    return sum(size for _, size, _ in term.digest()[0])


def ended(term, seconds):
    """Waits for the end. -> exit code, or None when it still runs"""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pid, status = os.waitpid(term.pid, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    return None


@pytest.fixture
def saved(tmp_path):
    """The file into which the app writes why it ends."""
    return tmp_path / "reason"


@pytest.mark.parametrize("theme", ["ansi", "rgb"])
def test_the_picture_is_the_one_without_the_wire(theme):
    """Random keys at random speeds leave the same cells, text and attributes, whether frames are compared or not."""
    a, b = command("list_app.py", theme), command("list_app.py", theme, "plain")
    assert [found for found in compare(a, b, READY, KEYS, 2, seed=11) if found] == []


@pytest.mark.soak
@pytest.mark.parametrize("profile", ["xterm", "modern"])
@pytest.mark.parametrize("theme", ["ansi", "rgb"])
def test_the_picture_stays_the_same_for_long(theme, profile):
    """The same with many plans, on a plain and on a modern terminal."""
    a, b = command("list_app.py", theme), command("list_app.py", theme, "plain")
    assert [found for found in compare(a, b, READY, KEYS, 60, seed=1, profile=profile) if found] == []


def test_a_redraw_changes_nothing():
    """What was sent in pieces is what a full repaint shows, doubtful emoji included."""
    term = start("emoji")
    type_keys(term, [*"jjjjj", "\x1b[6~", *"jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjkkkk", " ", " "], 0.004)
    before = list(term.cells)
    assert keyed(term, "\x0c") > 3000
    assert term.cells == before
    term.close()


def test_a_redraw_repairs_what_others_left_behind():
    """Line signs, margins, inserting, an origin, colours, a half sequence: the picture and the modes are as before."""
    term = start()
    keyed(term, "jj")
    before, modes = list(term.cells), set(term.screen.mode)
    term.stream.feed(b"\x1b[31;7m\x1b(0lqqk\x1b[5;10r\x1b[4h\x1b[?6h\x1b[?7h\x1b[?25h\x1b[?2004l\x0e noise \x1b[3")
    assert set(term.screen.mode) != modes
    assert keyed(term, "\x0c") > 3000
    assert term.cells == before
    assert set(term.screen.mode) == modes
    assert not term.screen.margins and term.screen.charset == 0
    keyed(term, "jk")
    assert term.cells == before
    term.close()


def test_bytes_of_a_cursor_move_and_of_a_scrolled_row():
    """At 120x40 a cursor move takes at most 330 bytes and a scrolled row 350, the line that follows included."""
    term = start()
    keyed(term, "j" * 6)
    moves = [keyed(term, "j") for _ in range(5)]
    keyed(term, "j" * 40)
    rows = [keyed(term, "j") for _ in range(5)]
    term.close()
    assert sum(moves) / 5 <= 330, moves
    assert sum(rows) / 5 <= 350, rows


def test_an_idle_app_sleeps():
    """Nothing is sent and nothing wakes up while nobody types; a focused text field does not blink."""
    term = start()
    keyed(term, "/")
    before = usage(term.pid)[1]
    term.pump(1e9, limit=2.0)
    assert term.digest()[0] == []
    assert usage(term.pid)[1] - before <= 4
    term.close()


def test_resize_repaints_whole():
    """A terminal of another size shows the whole picture in its size."""
    import fcntl
    import struct
    import termios

    term = start()
    term.screen.resize(30, 100)
    term.size, term.cells, term.text = (100, 30), [None] * 30, [""] * 30
    fcntl.ioctl(term.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    term.pump(0.4, first=1.0)
    term.digest()
    assert "READY" in term.text[0] and "DT-27 " in term.text[27] and "1 of 5000" in term.text[28]
    term.close()


@pytest.mark.parametrize("key", ["j", "о", "่", "\x1b[B", "\x1bOB"])
def test_any_layout_moves_the_cursor(key):
    """The key at the place of j goes down, whatever letter it types."""
    term = start()
    keyed(term, key * 3)
    assert "4 of 5000" in term.show()
    term.close()


def test_thai_text_is_typed():
    """Combining marks come one by one and reach the text field."""
    term = start()
    keyed(term, "/")
    for letter in "ที่ทำ":
        keyed(term, letter)
    keyed(term, " о")
    assert term.text[39].rstrip().startswith("ที่ทำ о"), term.text[39]
    term.close()


def test_a_torn_arrow_key_is_an_arrow_key():
    """ESC, 200 ms, then [B: no letter of it acts as a command."""
    term = start()
    term.send("\x1b")
    time.sleep(0.2)
    keyed(term, "[B")
    assert "2 of 5000" in term.show()
    term.close()


def test_a_torn_arrow_key_over_ssh_is_nothing_else():
    """In a text field ESC, 200 ms, [D goes left and does not leave the field, when the session comes over a network."""
    term = start(env={"SSH_CONNECTION": "192.0.2.1 40000 192.0.2.2 22"})
    keyed(term, "/x")
    term.send("\x1b")
    time.sleep(0.2)
    keyed(term, "[D")
    keyed(term, "y")
    assert term.text[39].rstrip() == "yx", term.text[39]
    term.close()


def test_escape_and_a_command_in_one_piece():
    """Esc leaves the text field, and the letter behind it is a command."""
    term = start()
    keyed(term, "/x")
    keyed(term, "\x1bj")
    assert "2 of 5000" in term.show()
    term.close()


@pytest.mark.parametrize(
    ("number", "code", "reason"),
    [(signal.SIGTERM, 143, "terminated"), (signal.SIGHUP, 129, "hangup"), (signal.SIGINT, 130, "interrupted")],
)
def test_a_signal_ends_cleanly(number, code, reason, saved):
    """Drafts are saved, the terminal is restored, the exit code is 128 + n, all within a second."""
    term = start(env={"LIST_APP_SAVED": str(saved)})
    os.kill(term.pid, number)
    assert ended(term, 1.5) == code
    assert saved.read_text() == f"{reason} unmounted"
    term.pump(0.1)
    assert re.search(rb"\x1b\[\?1049l\x1b\[\?25h", b"".join(data for _, data in term.raw))
    assert b"Traceback" not in b"".join(data for _, data in term.raw)
    term.alive = False
    os.close(term.fd)


def test_a_closed_terminal_ends_the_app(saved):
    """Without a terminal the app saves and ends; it does not spin."""
    term = start(env={"LIST_APP_SAVED": str(saved)})
    os.close(term.fd)
    assert ended(term, 1.5) == 129
    assert saved.read_text() == "hangup unmounted"


def test_a_closed_terminal_ends_an_app_that_ignores_the_signal(saved):
    """nohup and the like: the end of the terminal itself is noticed."""
    term = start("deaf", env={"LIST_APP_SAVED": str(saved)})
    os.close(term.fd)
    assert ended(term, 1.5) == 129
    assert saved.read_text() == "hangup unmounted"


def test_a_terminal_that_takes_nothing_does_not_hold_the_end(saved):
    """With output held and more to write than fits, the end comes and the terminal is offered its restoration."""
    term = start(env={"LIST_APP_SAVED": str(saved)})
    for _ in range(40):
        os.write(term.fd, b"\x0c")
        time.sleep(0.01)
    os.kill(term.pid, signal.SIGTERM)
    assert ended(term, 1.5) == 143
    term.pump(0.2)
    assert b"\x1b[?1049l" in b"".join(data for _, data in term.raw)[-200:]
    os.close(term.fd)


def test_a_slow_terminal_gets_the_last_state():
    """While nothing can be written frames are left out, and the last one is right."""
    term = start()
    for _ in range(200):
        term.send("j")
        time.sleep(0.003)
    term.send("\x1b[5~\x1b[6~")
    term.pump(0.3, first=1.0)
    term.digest()
    before = list(term.cells)
    keyed(term, "\x0c")
    assert term.cells == before
    term.close()


def test_stop_and_continue_repaints():
    """After SIGSTOP and SIGCONT the picture is sent again."""
    term = start()
    os.kill(term.pid, signal.SIGSTOP)
    os.kill(term.pid, signal.SIGCONT)
    term.pump(0.3, first=1.0)
    assert sum(size for _, size, _ in term.digest()[0]) > 3000
    assert keyed(term, "j") < 500
    assert "2 of 5000" in term.show()
    term.close()


def test_another_program_may_use_the_terminal():
    """After an editor ran in the terminal the whole picture is back, and keys are heard."""
    term = start()
    before = list(term.cells)
    assert keyed(term, "e") > 3000
    assert term.cells == before
    assert keyed(term, "j") < 500
    assert "2 of 5000" in term.show()
    term.close()


def test_suspending_the_process_gives_the_terminal_back():
    """SIGTSTP restores the terminal and stops; SIGCONT shows the whole picture again."""
    term = start()
    before = list(term.cells)
    os.kill(term.pid, signal.SIGTSTP)
    term.pump(0.2, first=1.0)
    assert b"\x1b[?1049l" in b"".join(data for _, data in term.raw)
    os.kill(term.pid, signal.SIGCONT)
    term.pump(0.3, first=1.0)
    term.digest()
    assert term.cells == before
    keyed(term, "j")
    assert "2 of 5000" in term.show()
    term.close()


def test_the_title_is_safe_and_given_back():
    """The title begins with deskterm, holds no control character, and the old one is popped at the end."""
    term = start()
    assert term.screen.title == "deskterm - list"
    term.send("q")
    term.pump(0.3, first=1.0)
    assert b"\x1b[23;2t" in b"".join(data for _, data in term.raw)


def test_a_key_held_on_a_slow_line_is_not_paid_for_later():
    """At 20 kB/s and 300 ms the line never has more to carry than a moment's worth, and the last picture is right."""
    term = SlowTerm(command("list_app.py"), rtt=0.3, rate=20_000, held_back=64_000)
    term.wait_for(READY)
    term.most_waiting = 0
    held(term, "\x1b[6~", 1.5, 30)
    assert 0 < term.most_waiting < 16_000
    before = list(term.cells)
    settled(term, "\x0c", "DT-")
    assert term.cells == before
    term.close()
