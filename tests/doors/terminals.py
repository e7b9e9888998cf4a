"""The installed app in a terminal of its own, and a shell beside it: two doors to one file, each in its process."""

import fcntl
import json
import os
import pty
import shutil
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from benchmarks.tui_bench import Term
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read import chain, health
from tests.doors.nursery import Nursery, at_hand, start

COMMAND = [sys.executable, "-m", "deskterm"]
UNPRIVILEGED = [
    sys.executable,
    "-c",
    "import ctypes, os, sys\n"
    "libc = ctypes.CDLL(None)\n"
    "[libc.prctl(24, right, 0, 0, 0) for right in (1, 2)]\n"  # PR_CAPBSET_DROP: CAP_DAC_OVERRIDE, _READ_SEARCH
    "os.execv(sys.argv[1], sys.argv[1:])",
]
"""Before a command: modes of files hold for it, also when the tests are run by root."""


def limited(size: int) -> list[str]:
    """Before a command: no file that it writes may grow beyond this many bytes, as if the disk ended there."""
    code = f"import os, resource as r, sys; r.setrlimit(r.RLIMIT_FSIZE, ({size}, {size}))"
    return [sys.executable, "-c", f"{code}; os.execv(sys.argv[1], sys.argv[1:])"]


def environment(desk: Path, **more: str) -> dict[str, str]:
    """Nothing of the machine's own but the way to the program."""
    folder = str(desk.parent)
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        **dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), folder),
        "DESKTERM_DB": str(desk),
        "DESKTERM_AUTHORIZED_KEYS": str(desk.parent / "ssh" / "authorized_keys"),
        "DESKTERM_LANG": "en",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        **more,
    }


def run(
    desk: Path, *args: str | bytes, stdin: bytes = b"", before: Sequence[str] = (), cold: bool = False, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end; `cold`: from nothing, not from the nursery."""
    words = [each for each in args if isinstance(each, str)]
    found = None if cold or len(words) < len(args) else warm(before, more)
    if found is not None:
        return ended(found, words, environment(desk, **more), stdin)
    return subprocess.run(
        [*before, *COMMAND, *args], env=environment(desk, **more), input=stdin, capture_output=True, check=False
    )


def warm(before: Sequence[str], more: Mapping[str, str]) -> Nursery | None:
    """The nursery for processes like these; None: an interpreter or a library reads what differs when it starts."""
    like = not before or before == UNPRIVILEGED
    return at_hand(before) if like and all(name.startswith("DESKTERM_") for name in more) else None


def begun(desk: Path, *words: str, code: str = "", out: int | None = None) -> int:
    """Begin a command, or `code` in its place, that writes there or to nobody; its process id."""
    nobody = os.open(os.devnull, os.O_RDWR)
    try:
        return start(words, environment(desk), (nobody, nobody if out is None else out, nobody), code)
    finally:
        os.close(nobody)


def ended(found: Nursery, words: list[str], env: dict[str, str], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    """A command from the nursery, at its end."""
    (come, give), (hear, say), (heed, warn) = os.pipe(), os.pipe(), os.pipe()
    pid = found.start(words, env, (come, say, warn))
    for each in (come, say, warn):
        os.close(each)
    told: dict[int, bytes] = {}
    ears = [threading.Thread(target=lambda fd=fd: told.update({fd: heard(fd)})) for fd in (hear, heed)]
    for ear in ears:
        ear.start()
    with suppress(BrokenPipeError), open(give, "wb") as mouth:
        mouth.write(stdin)
    for ear in ears:
        ear.join()
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return subprocess.CompletedProcess([*COMMAND, *words], code, told[hear], told[heed])


def heard(fd: int) -> bytes:
    """Everything that comes from there."""
    with open(fd, "rb") as stream:
        return stream.read()


def show(desk: Path, number: int | str) -> Any:
    """A ticket as the shell's document."""
    done = run(desk, "show", str(number), "--json")
    assert done.returncode == 0, done
    return json.loads(done.stdout)


def whole(desk: Path) -> int:
    """The desk is whole: pages, references, counters, chain and versions agree. How many events it has."""
    with open_store(Location(file=desk), read_only=True) as store:
        assert health.integrity(store.db) == []
        assert health.counters_off(store.db) == 0
        verdict = chain.verify(store.db)
        assert verdict.broken is None
        stray = store.db.one(
            "SELECT count(*) FROM ticket t WHERE t.version <> (SELECT max(version) FROM event WHERE ticket_id = t.id)"
        )
        assert stray == (0,)
        return verdict.checked


class Kept(Term):
    """A terminal that keeps every byte it gets; what runs in it comes from the nursery when there is one to ask."""

    said = b""

    def __init__(self, *args: Any, nursery: Nursery | None = None, **named: Any) -> None:
        self.nursery = nursery
        super().__init__(*args, **named)

    def _begin(self, cmd: list[str], env: dict[str, str], cwd: str | None) -> tuple[int, int]:
        if self.nursery is None:
            begun: tuple[int, int] = super()._begin(cmd, env, cwd)
            return begun
        here, there = pty.openpty()
        fcntl.ioctl(there, termios.TIOCSWINSZ, self._winsize())
        pid = self.nursery.start(cmd[cmd.index(COMMAND[-1]) + 1 :], env, (there, there, there), tty=True)
        os.close(there)
        return pid, here

    def _arrived(self, t: float, data: bytes) -> None:
        self.said += data
        super()._arrived(t, data)


class Seat:
    """Somebody at a terminal with the app open; `cold`: started from nothing, not from the nursery."""

    def __init__(
        self,
        desk: Path,
        *words: str,
        size: tuple[int, int] = (80, 24),
        before: Sequence[str] = (),
        ready: str | None = r"DT-\d|There is nothing here",
        cold: bool = False,
        **more: str,
    ) -> None:
        found = None if cold else warm(before, more)
        self.term = Kept([*before, *COMMAND, *words], env=environment(desk, **more), size=size, nursery=found)
        os.set_inheritable(self.term.fd, False)  # a terminal that another app holds too can't be taken away
        self.heard = b""
        self.code: int | None = None
        if ready is not None:
            self.sees(ready)

    def __enter__(self) -> "Seat":
        return self

    def __exit__(self, *_: object) -> None:
        if self.code is None:
            self.term.close()
        else:
            os.close(self.term.fd)

    @property
    def picture(self) -> str:
        """What is on the screen."""
        return str(self.term.show())

    def sees(self, pattern: str, seconds: float = 30.0, quiet: float = 0.15) -> "Seat":
        """Wait until the pattern is on the screen and the line is silent."""
        assert self.term.wait(pattern, quiet, seconds)[0], f"{pattern} is not there:\n{self.picture}"
        return self

    def types(self, keys: str | bytes) -> "Seat":
        """Send keys in one write."""
        self.term.send(keys)
        return self

    def end(self, seconds: float = 10.0) -> int | None:
        """Wait until the app has ended by itself, reading what it says; its exit code, None when it still runs."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            self.listen(0.02)
            pid, status = os.waitpid(self.term.pid, os.WNOHANG)
            if pid:
                self.listen(0.05)
                self.code = os.waitstatus_to_exitcode(status)
                return self.code
            time.sleep(0.01)
        return None

    def listen(self, seconds: float) -> None:
        """Keep what the app sends."""
        if self.term.alive:
            self.term.pump(seconds, limit=seconds)
        self.heard += b"".join(data for _, data in self.term.raw)
        self.term.digest()


def copied(prepared: Path, folder: Path) -> Path:
    """A copy of a desk that is at rest."""
    desk = folder / "desk.db"
    shutil.copy(prepared, desk)
    desk.chmod(0o600)
    return desk
