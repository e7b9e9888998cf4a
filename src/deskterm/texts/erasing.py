"""What stays of a person who was erased, and why: sentences for whoever has to answer for it."""

from collections.abc import Callable, Iterator
from typing import Protocol

from deskterm.texts.language import N_, _
from deskterm.texts.safe import safe

REMAINS = {
    "events": N_(
        "The record of events stays: which agent did what with which ticket and when, and codes. "
        "Of texts it holds digests whose salts are erased; nobody can guess a text from them."
    ),
    "facts": N_(
        "The tickets stay, without the person: number, state, line, category, priority, times, "
        "and the technical texts with a bar in place of what names the person."
    ),
    "number": N_("The reporter's number stays ({reporters}), so that tickets of one person still count as such."),
    "agents": N_("Accounts of agents are not erased: the record says who is answerable for what was done."),
    "arranged": N_(
        "What is arranged now still names the person: {arranged}. Set it without them, then run "
        "deskterm person erase with the address or number that stood there, for its text until then."
    ),
    "chained": N_("{count} events name the person in what is hashed; the record can't be changed without breaking it."),
    "copies": N_(
        "Copies made before still hold the person until they are rotated out; whoever restores one erases again. "
        "Last ones: {moments}."
    ),
    "no_copies": N_("The desk knows of no copy made before. If there are any, they still hold the person."),
    "beside": N_("These files beside the desk may hold the person; remove them when they are not needed: {files}."),
    "exports": N_("What was exported, printed or mailed before is out of the desk's reach."),
    "uncompacted": N_(
        "Bytes of what was erased may still lie in the desk's file: {reason} "
        "Mend that, then run: deskterm person erase reporter:{reporter}"
    ),
    "uncompacted_contact": N_(
        "Bytes of what was erased may still lie in the desk's file until the next erasure writes it anew: {reason}"
    ),
    "server": N_(
        "The server keeps erased rows in its files until they are written anew (VACUUM FULL), "
        "and in its own logs and copies."
    ),
}
"""In the order they are told."""
REASONS = {
    "busy": N_("somebody else was reading or writing."),
    "disk_full": N_("there is too little free space to write the file anew."),
    "other": N_("the file could not be written anew."),
}
"""Why the file was not written anew."""
SHOWN = 3
"""Copies that are named by their time."""


class Report(Protocol):
    """What is told of an erasure; `uncompacted` is a code, None when the file was written anew."""

    @property
    def reporters(self) -> tuple[int, ...]: ...
    @property
    def copies(self) -> tuple[int, ...]: ...
    @property
    def beside(self) -> tuple[str, ...]: ...
    @property
    def named_by(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def chained(self) -> int: ...
    @property
    def uncompacted(self) -> str | None: ...


def remains(report: Report, moment: Callable[[int], str]) -> Iterator[tuple[str, str]]:
    """What stays, as codes with their sentences; `moment` tells an instant."""
    numbers = ", ".join(map(str, report.reporters))
    yield "events", _(REMAINS["events"])
    yield "facts", _(REMAINS["facts"])
    if report.reporters:
        yield "number", _(REMAINS["number"]).format(reporters=numbers)
    yield "agents", _(REMAINS["agents"])
    if report.named_by:
        named = ", ".join(f"{kind} {safe(name)}" for kind, name in report.named_by)
        yield "arranged", _(REMAINS["arranged"]).format(arranged=named)
    if report.chained:
        yield "chained", _(REMAINS["chained"]).format(count=report.chained)
    if report.copies:
        last = ", ".join(map(moment, report.copies[-SHOWN:]))
        yield "copies", _(REMAINS["copies"]).format(moments=last)
    else:
        yield "no_copies", _(REMAINS["no_copies"])
    if report.beside:
        yield "beside", _(REMAINS["beside"]).format(files=safe(", ".join(report.beside)))
    yield "exports", _(REMAINS["exports"])
    if report.uncompacted == "server":
        yield "server", _(REMAINS["server"])
    elif report.uncompacted is not None:
        why = _(REASONS.get(report.uncompacted, REASONS["other"]))
        if report.reporters:
            yield "uncompacted", _(REMAINS["uncompacted"]).format(reason=why, reporter=report.reporters[0])
        else:
            yield "uncompacted", _(REMAINS["uncompacted_contact"]).format(reason=why)
