"""A real sshd on a loopback port with keys of its own, and people who come to a desk through it."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.tui_bench import Term
from tests.doors.terminals import environment, run

SSHD = shutil.which("sshd", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin")))
HERE = SSHD is not None and shutil.which("ssh") is not None and shutil.which("ssh-keygen") is not None
MISSING = "no sshd, ssh or ssh-keygen on this machine (apt-get install openssh-server)"
HOSTILE = "EDITOR VISUAL PAGER TEXTUAL_* LD_DEBUG PYTHONINSPECT DESKTERM_*"
"""Variables that this sshd lets in, as no other should."""
LIMIT = 20.0
"""Seconds to wait for anything."""


class Host:
    """A desk and the sshd in front of it, run by whoever runs the tests."""

    def __init__(self, desk: Path, folder: Path, idle: float = 60) -> None:
        self.desk, self.folder = desk, folder
        self.keys = desk.parent / "ssh" / "authorized_keys"
        self.account = pwd.getpwuid(os.getuid()).pw_name
        (folder / "deskterm").mkdir()
        (folder / "deskterm" / "config.toml").write_text(f'idle_minutes = {idle}\nlang = "en"\ntimezone = "UTC"\n')
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        keygen(folder / "host")
        config = folder / "sshd_config"
        config.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\nPidFile none\nUsePAM no\n"
            f"AuthorizedKeysFile {self.keys}\nStrictModes no\nPasswordAuthentication no\nUseDNS no\n"
            f"KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nAcceptEnv LANG LC_* {HOSTILE}\n"
            f"SetEnv XDG_CONFIG_HOME={folder}\nSubsystem sftp internal-sftp\nMaxStartups 100\n"
        )
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        assert SSHD is not None
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen([SSHD, "-f", str(config), "-D", "-e"], stderr=log, stdin=subprocess.DEVNULL)
        wait_for(self.answers, "sshd answers")

    def answers(self) -> bool:
        """Does it listen?"""
        assert self.process.poll() is None, (self.folder / "log").read_text()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def close(self) -> None:
        """Nothing of it is left."""
        self.process.terminate()
        self.process.wait(10)

    def knows(self, name: str) -> "Guest":
        """A key for this person, and who comes with it."""
        key = self.folder / f"{name}-{time.monotonic_ns()}"
        keygen(key)
        done = run(self.desk, "agent", "key", "add", name, key.with_suffix(".pub").read_text())
        assert done.returncode == 0, done
        return Guest(self, name, key)

    def processes(self, name: str) -> list[int]:
        """Every deskterm that runs for this person on this desk."""
        end = f"--db\0{self.desk}\0--remote\0{name}\0".encode()
        found = []
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if place.read_bytes().endswith(end):
                    found.append(int(place.parent.name))
            except OSError:
                continue
        return found


class Guest:
    """Somebody with a key at another machine, as far as the host can tell."""

    def __init__(self, host: Host, name: str, key: Path) -> None:
        self.host, self.name, self.key = host, name, key

    def line(self, *options: str) -> list[str]:
        """The ssh command, up to what is asked for there."""
        fixed = {"UserKnownHostsFile": "/dev/null", "StrictHostKeyChecking": "no", "IdentitiesOnly": "yes"}
        fixed |= {"BatchMode": "yes", "LogLevel": "ERROR"}
        said = [word for name, value in fixed.items() for word in ("-o", f"{name}={value}")]
        at = f"{self.host.account}@127.0.0.1"
        return ["ssh", "-F", "none", *said, "-i", str(self.key), "-p", str(self.host.port), *options, at]

    def asks(self, words: str, *options: str, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
        """What comes of a command."""
        line = [*self.line(*options), *([words] if words else [])]
        env = {**environment(self.host.desk), **more}
        return subprocess.run(line, input=stdin, capture_output=True, env=env, timeout=60, check=False)

    def begins(self, words: str, **pipes: Any) -> subprocess.Popen[bytes]:
        """A command that is left to itself."""
        return subprocess.Popen([*self.line(), words], env=environment(self.host.desk), **pipes)

    def sits(self, *options: str, **more: str) -> Term:
        """The app on a terminal of theirs."""
        term = Term(self.line("-t", *options), env={**environment(self.host.desk), **more}, size=(80, 24))
        assert term.wait(r"DT-\d|There is nothing here", 0.15, LIMIT)[0], term.show()
        return term


def keygen(path: Path) -> None:
    """A pair of keys."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "somebody's laptop", "-f", path], check=True)


def ended(term: Term, seconds: float = LIMIT) -> tuple[int, bytes]:
    """The exit code of a program that ends by itself, and what it has said until then."""
    limit = time.monotonic() + seconds
    heard = b""
    while time.monotonic() < limit:
        if term.alive:
            term.pump(0.02, limit=0.02)
        heard += b"".join(data for _, data in term.raw)
        term.raw.clear()
        pid, status = os.waitpid(term.pid, os.WNOHANG)
        if pid:
            if term.alive:
                term.pump(0.05, limit=0.05)
            os.close(term.fd)
            return os.waitstatus_to_exitcode(status), heard + b"".join(data for _, data in term.raw)
    raise AssertionError(f"it still runs:\n{term.show()}")


def wait_for(happened: Callable[[], bool], what: str, seconds: float = LIMIT) -> float:
    """Wait until it has happened; how long that took."""
    begun = time.monotonic()
    while not happened():
        assert time.monotonic() < begun + seconds, what
        time.sleep(0.02)
    return time.monotonic() - begun
