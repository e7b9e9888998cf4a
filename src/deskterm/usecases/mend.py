"""Set right what is derived: caches, counters, modes of files, the log. Events and texts are never touched."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from deskterm.store.read import health, line_changes
from deskterm.usecases.desk import Desk, require
from deskterm.usecases.examine import Examined, Finding, deadlines_of, deadlines_off
from deskterm.workflow.permission import ADMINISTER, may_desk

BATCH = 100
"""Tickets in one transaction: others wait a few milliseconds."""
EVIDENCE = frozenset({"integrity", "chain", "unreadable"})
"""Damage that nothing may be written over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """Something that was set right: the finding's code, and in how many places."""

    code: str
    n: int


def may_mend(desk: Desk) -> None:
    """Refused: the person is no admin."""
    require(may_desk(ADMINISTER, desk.by))


def mend(desk: Desk, findings: Iterable[Finding]) -> list[Mended]:
    """Mend what can be mended safely. Nothing is written to a desk whose pages or record are damaged."""
    may_mend(desk)
    bad = {finding.code for finding in findings if finding.severity != "ok"}
    examined = Examined(store=desk.store, now=desk.now(), by=desk.by)
    done = list(closed(examined, bad))
    if not bad & EVIDENCE:
        for code, repair in REPAIRS.items():
            if code in bad and (n := repair(desk, examined)):
                done.append(Mended(code=code, n=n))
    return done


def closed(examined: Examined, bad: set[str]) -> Iterator[Mended]:
    """Files, and the folder where it is the desk's own, for their owner alone."""
    from deskterm.store.write.mending import close_modes

    store = examined.store
    mine = store.location.is_file and store.owner_uid == os.geteuid()
    if "loose_mode" in bad and mine:
        yield Mended(code="loose_mode", n=close_modes(health.loose_files(store)))
    folder = health.loose_folder(store)
    if folder is not None and folder.stat().st_uid == os.geteuid() and health.own_folder(store):
        yield Mended(code="loose_folder", n=close_modes([folder]))


def counters(desk: Desk, examined: Examined) -> int:
    """Count everything anew."""
    with desk.writing() as writer:
        off = health.counters_off(writer.db)
        if off:
            writer.recount()
            writer.desk_event("mended", {"what": "counters", "n": off}, by=desk.by.name, now=desk.now(), via=desk.via)
    return off


def sort(desk: Desk, examined: Examined) -> int:
    """The queue's sort keys."""
    from deskterm.store.write.mending import sort_again

    with desk.writing() as writer:
        off = sort_again(writer.connection)
        if off:
            writer.desk_event("mended", {"what": "sort", "n": off}, by=desk.by.name, now=desk.now(), via=desk.via)
    return off


def due(desk: Desk, examined: Examined) -> int:
    """Deadlines and alarms, computed anew in the transaction that sets them."""
    from deskterm.store.write.mending import set_deadlines

    total = 0
    off = [found.ticket for found in deadlines_off(examined)]
    for batch in batches(off):
        with desk.writing() as writer:
            found = list(deadlines_of(writer.db, examined.policy, examined.now, batch))
            set_deadlines(writer.connection, {off.ticket: (off.due_at, off.alarm_at) for off in found})
            if found:
                data = {"what": "deadlines", "n": len(found)}
                writer.desk_event("mended", data, by=desk.by.name, now=desk.now(), via=desk.via)
            total += len(found)
    return total


def level_changes(desk: Desk, examined: Examined) -> int:
    """How often tickets have changed lines, from their record."""
    from deskterm.store.write.mending import set_level_changes

    total = 0
    off = [ticket for ticket, _ in line_changes.counts_off(examined.store.db)]
    for batch in batches(off):
        with desk.writing() as writer:
            set_level_changes(writer.connection, {ticket: line_changes.count_of(writer.db, ticket) for ticket in batch})
            data = {"what": "level_changes", "n": len(batch)}
            writer.desk_event("mended", data, by=desk.by.name, now=desk.now(), via=desk.via)
            total += len(batch)
    return total


def learned(desk: Desk, examined: Examined) -> int:
    """What the desk has learnt, counted anew from the newest ticket to the oldest."""
    from deskterm.store.write import lessons

    with desk.writing() as writer:
        lessons.begin(writer.connection)
        writer.desk_event("mended", {"what": "lessons"}, by=desk.by.name, now=desk.now(), via=desk.via)
    return further(desk, examined)


def further(desk: Desk, examined: Examined) -> int:
    """Learn from the tickets that the table has not reached, newest first; how many tickets it holds then."""
    from deskterm.store.read.lessons import table
    from deskterm.store.write import lessons

    with desk.writing() as writer:
        left = lessons.ready(writer.connection)
    while left:
        with desk.writing() as writer:
            left = lessons.further(writer.connection, BATCH)
    return table(desk.store.db).judged


def search_index(desk: Desk, examined: Examined) -> int:
    """Bring the tickets that are missing into the index of search."""
    from deskterm.store.search.rebuilding import rebuild

    return rebuild(desk.store)


def log(desk: Desk, examined: Examined) -> int:
    """Bring the log into the file, if nobody reads just now."""
    from deskterm.store.write.mending import checkpoint

    return 1 if checkpoint(desk.store.location) is None else 0


def batches(tickets: list[int]) -> Iterator[list[int]]:
    """A few tickets at a time."""
    source = iter(tickets)
    while part := list(islice(source, BATCH)):
        yield part


REPAIRS = {
    "counters": counters,
    "level_changes": level_changes,
    "deadlines": due,
    "alarms": due,
    "sort": sort,
    "log": log,
}
REPAIRS |= {"lessons": learned, "lessons_left": further, "search_index": search_index}
"""In this order: sort keys follow deadlines, and a table that is right is filled up."""
