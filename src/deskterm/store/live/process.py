"""Which process this is, and whether another one of this machine still runs."""

import os
import socket
from pathlib import Path


def host() -> str:
    """The name of this machine."""
    return socket.gethostname()


def here() -> str:
    """This process: its number, and when it began, because numbers are given again."""
    return f"{os.getpid()}.{begun(os.getpid())}"


def begun(pid: int) -> str:
    """When a process began, as its system counts it; nothing where that can't be told."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]


def runs(process: str) -> bool:
    """Does this process of this machine still run?"""
    number, _, since = process.partition(".")
    if not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except PermissionError:
        return begun(int(number)) == since
    except (ProcessLookupError, OverflowError):
        return False
    return begun(int(number)) == since
