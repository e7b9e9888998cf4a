"""Run one command: its module is imported here, and only a session that may write gets to an act."""

from importlib import import_module

from deskterm.cli.asked import Asked
from deskterm.cli.call import Call, Open


def perform(asked: Asked, call: Call, *, read_only: bool) -> int | Open:
    """The command's exit code, or what it wants opened."""
    assert asked.command is not None and asked.entry is not None
    if read_only and asked.entry.writes:
        from deskterm.usecases.desk import Refused
        from deskterm.workflow.values import Point

        raise Refused.because(Point(code="read_only_session"))
    module = import_module(f"deskterm.cli.{asked.entry.module}")
    result: int | Open | None = getattr(module, "run_" + asked.command.replace(" ", "_"))(call)
    return 0 if result is None else result
