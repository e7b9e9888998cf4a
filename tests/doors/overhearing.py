"""What the interpreter is about to do: files that it opens, programs that it runs, heard by an audit hook."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SPAWN = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.", "os.startfile", "socket.connect")
WRITES = ("os.rename", "os.remove", "os.link", "os.symlink", "os.mkdir", "os.chmod", "os.chown", "os.truncate")
heard: list[tuple[str, tuple[Any, ...]]] | None = None


def listen(event: str, args: tuple[Any, ...]) -> None:
    """Keep what the interpreter is about to do, while somebody wants to know."""
    if heard is not None and (event in ("open", "sqlite3.connect") or event.startswith((*SPAWN, *WRITES))):
        heard.append((event, args))


sys.addaudithook(listen)


@contextmanager
def overheard() -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
    """What the interpreter does meanwhile."""
    global heard
    heard = found = []
    try:
        yield found
    finally:
        heard = None


def escapes(found: list[tuple[str, tuple[Any, ...]]], desk: Path, canary: Path) -> list[str]:
    """What touched the machine: the file that was named, another file written, another program."""
    told, ours = [], ("/dev/", str(desk), str(desk.with_name(f"{desk.stem}-live{desk.suffix}")))
    for event, args in found:
        path = str(args[0]) if args else ""
        writes = event.startswith(WRITES) or (
            event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        own = path.startswith(ours) or path == tempfile.gettempdir() or "__pycache__" in path
        if event.startswith(SPAWN) or canary.name in path or (writes and not own and args and isinstance(args[0], str)):
            told.append(f"{event} {path}")
    return told
