"""Who came over SSH and does nothing is logged out; what waits in vain leaves no process, frozen terminal or not."""

import os
import signal
import subprocess
import time
from pathlib import Path

from benchmarks.tui_bench import Term
from tests.doors.sshd import ended, wait_for
from tests.doors.terminals import COMMAND, copied, environment, run

SECONDS = 3.0
"""The least idle time that can be set."""


def test_idle_sessions_end(prepared: Path, tmp_path: Path) -> None:
    """The app after that time without a key, a command after that time without progress; keys put it off."""
    desk = copied(prepared, tmp_path)
    config = tmp_path / "deskterm"
    config.mkdir()
    (config / "config.toml").write_text(f"idle_minutes = {SECONDS / 60}\n")
    env, line = environment(desk, TERM="xterm-256color"), [*COMMAND, "--db", str(desk), "--remote", "anna"]
    big = tmp_path / "big"
    big.write_bytes(os.urandom(1 << 20))
    assert run(desk, "attachment", "add", "2", str(big)).returncode == 0
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    waiting = [
        subprocess.Popen(line, env={**env, "SSH_ORIGINAL_COMMAND": words}, **pipes)  # type: ignore[call-overload]
        for words in ("note 2 -m -", "attachment get 2")
    ]
    awake, busy, frozen = (Term(line, env=env, size=(80, 24)) for _ in range(3))
    for term in (awake, busy, frozen):
        assert term.wait(r"DT-\d", 0.1, 20)[0], term.show()
    begun = time.monotonic()
    stop = begun + SECONDS + 1.5
    while time.monotonic() < stop:
        busy.send("j")
        busy.pump(0.05, limit=0.05)
        awake.pump(0.05, limit=0.05)
    assert os.waitpid(busy.pid, os.WNOHANG) == (0, 0), "keys put it off"
    code, heard = ended(awake)
    assert (code, b"Logged out: no key was touched for 0.05 min." in heard) == (0, True), heard
    # nobody has read a byte of this one's terminal since its first picture
    wait_for(lambda: os.waitid(os.P_PID, frozen.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None, "it ends")
    assert ended(frozen)[0] == 0
    for process in waiting:
        assert process.wait(20) == 128 + signal.SIGTERM
        process.communicate()
    busy.close()
