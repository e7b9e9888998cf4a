"""How a run ends: one place catches everything, and every end has its exit code.

Signals end a run like an exception does, so that transactions are taken back and files closed. A reader that goes
away ends it without a word. What nobody expected is a defect of ours: a short message, and a file that tells where.
"""

import atexit
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from types import FrameType

from deskterm.cli.output import Output, Unwritable

DEFECT, UNWRITABLE = 1, 2
SIGNALLED = 128
"""Exit codes above it say by which signal a run was ended."""
INTERRUPT, PIPE = 128 + signal.SIGINT, 128 + signal.SIGPIPE
NUMBER = "NUMBER"
"""Stands for the ticket where none was named."""
CAUGHT = (signal.SIGTERM, signal.SIGHUP)
# What the process holds goes with it. To look through all of it for rings first takes a quarter of a second of the
# app's end, in which whoever was sent away would still be there.
atexit.register(gc.freeze)


class Interrupted(BaseException):
    """A signal asks the process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def guarded(given: list[str], body: Callable[[Output], int]) -> int:
    """The exit code of a run, whatever happens in it."""
    out = Output(as_json="--json" in given)
    prepare_streams()
    try:
        with caught():
            code = ended(given, body, out)
            if code > SIGNALLED:
                return silenced(code)  # the terminal may be gone: what is still on its way there is nobody's
            out.flush()
            return code
    except Interrupted as signalled:
        return silenced(128 + signalled.number)
    except KeyboardInterrupt:
        return silenced(INTERRUPT)
    except BrokenPipeError:
        return silenced(PIPE)
    except Unwritable as error:
        return silenced(unwritable(error))


def prepare_streams() -> None:
    """Streams that were closed lead nowhere, so that no file of ours takes their place; letters never stop the rest."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - lives as long as the process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def ended(given: list[str], body: Callable[[Output], int], out: Output) -> int:
    """The exit code of what the doors know how to say; anything else is a defect."""
    try:
        return body(out)
    except (BrokenPipeError, Unwritable):
        raise
    except Exception as error:  # noqa: BLE001 - the one place that may: it tells every error apart and hides none
        from deskterm.cli.failures import told

        code = told(error, out, meant(given))
        return defect(error) if code is None else code


def meant(given: list[str]) -> tuple[str | None, str]:
    """The command and the ticket as typed, for the sentences that speak of them."""
    from deskterm.cli.asked import Usage, ask
    from deskterm.texts.numbers import number, parse_number

    try:
        asked = ask(given)
        return asked.command, number(parse_number(getattr(asked.args, "number", None) or ""))
    except Usage:
        return None, NUMBER
    except ValueError:
        return asked.command, NUMBER


@contextmanager
def caught() -> Iterator[None]:
    """Let the usual signals end the run like an exception; as before afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, raising(Interrupted(number))) for number in CAUGHT}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def silenced(code: int) -> int:
    """The exit code, with the streams closed to anything that is still to be written, by whatever thread."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream, own in ((sys.stdout, sys.__stdout__), (sys.stderr, sys.__stderr__)):
        with suppress(OSError, ValueError):
            stream.flush()
            if stream is not own:
                continue  # somebody who runs us within their own process goes on with it
        point_away(stream, nowhere)
    os.close(nowhere)
    return code


def point_away(stream: object, nowhere: int) -> None:
    """Make the stream's descriptor lead nowhere, so that the interpreter's last flush finds no error."""
    number = getattr(stream, "fileno", lambda: -1)()
    if number >= 0:
        os.dup2(nowhere, number)


def unwritable(error: Unwritable) -> int:
    """The result could not be written to where it should go; that is said where it can be."""
    from deskterm.texts.safe import safe

    with suppress(OSError, ValueError):
        sys.stderr.write(f"deskterm: {safe(str(error))}\n")
    return UNWRITABLE


def defect(error: Exception) -> int:
    """Say in a line that this is our fault, and keep what happened in a file."""
    import tempfile
    import traceback

    from deskterm.texts.language import _

    told = "".join(traceback.format_exception(error))
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix=f"deskterm-{int(time.time())}-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(told)
        where = file.name
    except OSError:
        where = told
    sentence = _("deskterm: this is a defect of deskterm ({kind}). What happened is told in {where}")
    sys.stderr.write(sentence.format(kind=type(error).__name__, where=where) + "\n")
    return DEFECT


def raising(error: Interrupted) -> Callable[[int, FrameType | None], None]:
    """What a signal does here. It calls nothing: of two signals that come together the second one is heard while the
    exception of the first is on its way out of the system's editor of lines, where every call would fail.
    """

    def handler(number: int, frame: FrameType | None) -> None:
        raise error

    return handler
