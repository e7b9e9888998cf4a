"""Processes that begin where the program's imports end: forked from one that has imported it and done nothing else.

A start from nothing takes most of what a test of a whole life would cost. A process from here is as real: its own
memory, descriptors, terminal, signals and end. What a test says of a start itself is said of one from nothing.
"""

import atexit
import ctypes
import fcntl
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import termios
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import NoReturn

SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER."""
NEEDED = ("app", "cli", "screens", "store", "texts", "usecases", "widgets", "wire")


class Nursery:
    """One process from which others are forked; they are children of the caller's, who waits for them."""

    def __init__(self, env: Mapping[str, str], before: Sequence[str] = ()) -> None:
        self.line, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with far:
            code = f"from tests.doors.nursery import serve; serve({far.fileno()})"
            self.process = subprocess.Popen(
                [*before, sys.executable, "-c", code], env=env, pass_fds=[far.fileno()], stdin=subprocess.DEVNULL
            )

    def start(
        self,
        args: Sequence[str],
        env: Mapping[str, str],
        fds: tuple[int, int, int],
        *,
        code: str = "",
        tty: bool = False,
    ) -> int:
        """A process with this command line, environment and standard descriptors; its process id.

        `code`: what runs in the program's place.
        `tty`: it leads a session of its own, whose terminal is its standard input."""
        asked = {"args": list(args), "env": dict(env), "code": code, "tty": tty}
        sent = json.dumps({**asked, "cwd": os.getcwd(), "parent": os.getpid()}).encode()
        adopts(True)
        try:
            socket.send_fds(self.line, [len(sent).to_bytes(4, "big")], fds)
            self.line.sendall(sent)
            told = self.line.recv(4, socket.MSG_WAITALL)
        finally:
            adopts(False)
        assert len(told) == 4, "the nursery has ended"
        return int.from_bytes(told, "big")


def adopts(yes: bool) -> None:
    """Whether this process gets the children of its children that end before them."""
    assert ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, int(yes), 0, 0, 0) == 0


@cache
def nursery(owner: int, path: str, before: tuple[str, ...]) -> Nursery:
    """The one of this process (`owner`), which finds modules there."""
    return Nursery({"PATH": os.environ["PATH"], "PYTHONPATH": path, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}, before)


def paths() -> str:
    """Where this process finds modules."""
    return os.pathsep.join(path for path in sys.path if path)


def at_hand(before: Sequence[str] = ()) -> Nursery | None:
    """The nursery of this process, itself started with `before`; None where the system has no way to adopt."""
    if not sys.platform.startswith("linux"):
        return None
    return nursery(os.getpid(), paths(), tuple(before))


def start(args: Sequence[str], env: Mapping[str, str], fds: tuple[int, int, int], code: str = "") -> int:
    """A process from the nursery, or from nothing where there is none; its process id."""
    found = at_hand()
    if found is not None:
        return found.start(args, env, fds, code=code)
    begin = ["-c", code] if code else ["-m", "deskterm"]
    same = [(os.POSIX_SPAWN_DUP2, fd, number) for number, fd in enumerate(fds)]
    return os.posix_spawn(sys.executable, [sys.executable, *begin, *args], env, file_actions=same)


class Script:
    """Code in a process of its own, with its standard input and output at hand: of `Popen`, what tests need."""

    def __init__(self, code: str, *args: object) -> None:
        (come, give), (hear, say) = os.pipe(), os.pipe()
        self.pid = start([str(each) for each in args], dict(os.environ, PYTHONPATH=paths()), (come, say, 2), code)
        os.close(come), os.close(say)
        self.stdin, self.stdout = open(give, "w"), open(hear)  # noqa: SIM115 - open until it has ended
        self.returncode: int | None = None

    def says(self, text: str) -> None:
        """Give it a text to read."""
        self.stdin.write(text)
        self.stdin.flush()

    def kill(self) -> None:
        """End it at once."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait()

    def wait(self, timeout: float = 120) -> int:
        """Its exit code, when it has ended."""
        limit = time.monotonic() + timeout
        while self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
                self.stdin.close()
                self.stdout.close()
            else:
                assert time.monotonic() < limit, "it still runs"
                time.sleep(0.005)
        return self.returncode

    def rest(self) -> str:
        """What it has still to say; its exit code is known then."""
        self.stdin.close()
        told = self.stdout.read()
        self.wait()
        return told


def serve(number: int) -> None:
    """Fork on request until nobody asks any more; returns in the forked process too, whose work then is to be done."""
    load()
    line = socket.socket(fileno=number)
    while True:
        begun, fds, _, _ = socket.recv_fds(line, 4, 3)
        if not begun:
            return
        asked = json.loads(line.recv(int.from_bytes(begun, "big"), socket.MSG_WAITALL))
        come, go = os.pipe()
        between = os.fork()
        if between == 0:
            child = os.fork()
            if child:
                os.write(go, child.to_bytes(4, "big"))
                os._exit(0)
            while os.getppid() != asked["parent"]:
                time.sleep(0.0005)
            line.close()
            os.close(come), os.close(go)
            lived(born(asked, fds))
        os.waitpid(between, 0)
        line.sendall(os.read(come, 4))
        for each in (come, go, *fds):
            os.close(each)


def lived(work: Callable[[], object]) -> NoReturn:
    """Do the work and end as the interpreter does, but for taking apart what every forked process has of its parent."""
    try:
        code = work()
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001 - what an interpreter does with what nobody has caught
        traceback.print_exc()
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in {sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__} - {None}:
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code if isinstance(code, int) else 0)


def load() -> None:
    """Import the program, and let no later collection touch what all forked processes share."""
    import deskterm

    for module in pkgutil.walk_packages(deskterm.__path__, "deskterm."):
        if module.name.split(".")[1] in NEEDED and ".migrations" not in module.name:
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()


def born(asked: dict[str, object], fds: Sequence[int]) -> Callable[[], object]:
    """Settle into a process of its own; what is to be done in it."""
    if asked["tty"]:
        os.setsid()
        fcntl.ioctl(fds[0], termios.TIOCSCTTY, 0)
    for number, fd in enumerate(fds):
        os.dup2(fd, number)
    for fd in fds:
        os.close(fd)
    os.chdir(str(asked["cwd"]))
    os.environ.clear()
    os.environ.update(asked["env"])  # type: ignore[arg-type]
    time.tzset()
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        old = getattr(sys, name)
        new = open(  # noqa: SIM115 - standard streams stay open as long as the process
            number,
            "w" if number else "r",
            buffering=1 if number == 2 or os.isatty(number) else -1,
            encoding=old.encoding,
            errors=old.errors,
            closefd=False,
        )
        setattr(sys, name, new)
        setattr(sys, f"__{name}__", new)
    sys.argv = ["deskterm" if not asked["code"] else "-c", *asked["args"]]  # type: ignore[misc]
    if asked["code"]:
        return lambda: exec(str(asked["code"]), {"__name__": "__main__"})
    from deskterm.bootstrap import main

    return main
