"""The clocks of the queue on the wire: time that passes costs what it changes on the screen."""

import sys
from pathlib import Path

from benchmarks.tui_bench import Term
from tests.doors.terminals import environment, run

QUICK = """
import os, sys
import deskterm.bootstrap as bootstrap
import deskterm.screens.queue as queue
import deskterm.screens.sweeping as sweeping
queue.TICK = sweeping.EVERY = 0.2
real = bootstrap.microseconds
bootstrap.microseconds = lambda: real() + (1_800_000_000 if os.path.exists(sys.argv[1]) else 0)
raise SystemExit(bootstrap.main([]))
"""
"""The app, looking at its clocks and for work five times a second; half an hour later when there is that file."""
TRIAGE = "triage 1 --kind incident --nature technical --category network/vpn --impact 1 --urgency 1"


def sent(term: Term, seconds: float) -> bytes:
    """What arrives in that time."""
    term.pump(1e9, limit=seconds)
    found = b"".join(data for _, data in term.raw)
    term.digest()
    return found


def test_ticks_send_no_byte_while_nothing_has_changed(tmp_path: Path) -> None:
    """Ten looks at a clock within its minute send nothing; half an hour later they send the figures that differ."""
    desk, later = tmp_path / "desk.db", tmp_path / "later"
    for line in ("init", "new --subject outage --reporter Ann --phone 12345", TRIAGE):
        assert run(desk, *line.split()).returncode == 0
    term = Term([sys.executable, "-c", QUICK, str(later)], env=environment(desk), size=(80, 24))
    try:
        assert term.wait(r"DT-1 .* ##-- 3h 59m", 0.5, 30.0)[0], term.show()
        sent(term, 1.0)
        assert sent(term, 2.0) == b""
        later.touch()
        first = sent(term, 2.0)
        assert "3h 29m" in term.show()
        assert 0 < len(first) < 150, first
        assert sent(term, 1.0) == b""
    finally:
        term.close()
