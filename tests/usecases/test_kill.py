"""A kill -9 in the middle of every act: before, between and after each statement it sends to the store."""

import io
import os
import shutil
import signal
import sqlite3
import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read import chain, health
from deskterm.usecases import look
from deskterm.usecases.act import perform
from deskterm.usecases.assign import assign, reopen
from deskterm.usecases.attach import File, attach
from deskterm.usecases.link import link, merge
from deskterm.usecases.people import add_agent, away, off
from deskterm.usecases.register import register
from deskterm.usecases.resolve import resolve
from deskterm.usecases.undo import undo
from deskterm.workflow.inputs import (
    Amend,
    Cancel,
    Close,
    Diagnose,
    Escalate,
    Handback,
    Note,
    Override,
    Pull,
    Register,
    Release,
    Reply,
    Resume,
    Settle,
    Take,
    Triage,
    Unmerge,
    Verify,
    Wait,
)
from deskterm.workflow.step_inputs import StepDone
from deskterm.workflow.values import EscalationReason, LinkType, NoteKind, WaitReason
from tests.usecases.desks import RHEA, house
from tests.usecases.test_together import RESOLVE, TRIAGE

UP = Escalate(to=2, reason=EscalationReason.VENDOR, summary="s")
SHEET = Diagnose(signs="s", extent="e", components="c")
REQUEST = Triage(item="request/password")
STEP = Note(text="reseated", kind=NoteKind.STEP)
CONTENT = b"x" * 3_000_000
FILE = File(name="log.txt", size=len(CONTENT), open=lambda: io.BytesIO(CONTENT))


def after(*acts):
    """Do these acts by the lead, so that the next one may be done."""

    def prepare(h, id):
        for act in acts:
            act(h, id) if callable(act) else perform(h.by("lea"), id, act)

    return prepare


def resolved(h, id):
    resolve(h.by("lea"), id, RESOLVE)


ACTS = {
    "register": (after(), lambda h, id: register(h.by("ann"), Register(subject="new", reporter=RHEA), (FILE,))),
    "triage": (after(), lambda h, id: perform(h.by("ann"), id, TRIAGE)),
    "amend": (after(), lambda h, id: perform(h.by("ann"), id, Amend(subject="other"))),
    "take": (after(TRIAGE), lambda h, id: perform(h.by("ann"), id, Take())),
    "assign": (after(TRIAGE), lambda h, id: assign(h.by("ann"), id, "amy")),
    "release": (after(TRIAGE, Take()), lambda h, id: perform(h.by("ann"), id, Release())),
    "wait": (
        after(TRIAGE),
        lambda h, id: perform(
            h.by("ann"), id, Wait(reason=WaitReason.REQUESTER, until=h.at + 10**10, message="which room?")
        ),
    ),
    "resume": (
        lambda h, id: after(TRIAGE, Wait(reason=WaitReason.VENDOR, until=h.at + 10**10))(h, id),
        lambda h, id: perform(h.by("ann"), id, Resume()),
    ),
    "diagnose": (after(TRIAGE), lambda h, id: perform(h.by("ann"), id, SHEET)),
    "note": (after(), lambda h, id: perform(h.by("ann"), id, STEP)),
    "step_done": (
        after(REQUEST),
        lambda h, id: perform(h.by("ann"), id, StepDone(plan_step="1")),
    ),
    "settle": (after(STEP), lambda h, id: perform(h.by("ann"), id, Settle(note=1, outcome="helped"))),
    "reply": (after(), lambda h, id: perform(h.by("ann"), id, Reply(text="hello"))),
    "attach": (after(), lambda h, id: attach(h.by("ann"), id, FILE)),
    "link": (after(), lambda h, id: link(h.by("ann"), id, 2, LinkType.CHILD)),
    "escalate": (
        lambda h, id: (
            after(TRIAGE, replace(STEP, outcome="no effect"))(h, id),
            perform(
                h.by("lea"), id, replace(SHEET, answers=dict.fromkeys(look.show(h.by("lea"), id).ticket.questions))
            ),
        ),
        lambda h, id: perform(h.by("ann"), id, UP),
    ),
    "handback": (
        lambda h, id: (ACTS["escalate"][0](h, id), perform(h.by("lea"), id, UP)),
        lambda h, id: perform(h.by("ben"), id, Handback(to=1, reason="r", summary="s")),
    ),
    "pull": (
        lambda h, id: (ACTS["escalate"][0](h, id), perform(h.by("lea"), id, UP)),
        lambda h, id: perform(h.by("cid"), id, Pull(reason="ours")),
    ),
    "resolve": (after(TRIAGE), lambda h, id: resolve(h.by("ann"), id, RESOLVE)),
    "verify": (after(TRIAGE, resolved), lambda h, id: perform(h.by("ann"), id, Verify(how="tried"))),
    "close": (after(TRIAGE, resolved, Verify(how="tried")), lambda h, id: perform(h.by("ann"), id, Close())),
    "reopen": (after(TRIAGE, resolved), lambda h, id: reopen(h.by("ann"), id, "again")),
    "cancel": (after(), lambda h, id: perform(h.by("ann"), id, Cancel(reason="spam"))),
    "merge": (after(), lambda h, id: merge(h.by("ann"), id, 2)),
    "unmerge": (
        after(lambda h, id: merge(h.by("ann"), id, 2)),
        lambda h, id: perform(h.by("ann"), id, Unmerge()),
    ),
    "override": (after(TRIAGE), lambda h, id: perform(h.by("lea"), id, Override(priority=1, reason="board"))),
    "undo": (lambda h, id: perform(h.by("ann"), id, TRIAGE), lambda h, id: undo(h.by("ann"), id)),
    "agent add": (after(), lambda h, id: add_agent(h.by("boss"), "zoe", {1}, set(), {"network"})),
    "agent away": (after(), lambda h, id: away(h.by("ann"), "ann", h.at + 10**10)),
    "agent off": (
        lambda h, id: (after(TRIAGE)(h, id), perform(h.by("ann"), id, Take())),
        lambda h, id: off(h.by("boss"), "ann"),
    ),
}


def child(path: Path, h, deed, statement: int) -> None:
    """Run the act on a copy of the desk and die at this statement; 0: die of nothing, and tell how many there were."""
    seen = 0
    real = sqlite3.connect

    def watched(*args, **named):
        connection = real(*args, **named)

        def count(_sql: str) -> None:
            nonlocal seen
            seen += 1
            if seen == statement:
                os.kill(os.getpid(), signal.SIGKILL)

        connection.set_trace_callback(count)
        return connection

    sqlite3.connect = watched
    sqlite3.dbapi2.connect = watched
    h.store = open_store(Location(file=path))
    deed(h, 1)
    h.store.close()
    (path.parent / "statements").write_text(str(seen))


def run(path: Path, h, deed, statement: int) -> int:
    """The wait status of a process that acts on the desk at `path`."""
    pid = os.fork()
    if pid == 0:
        try:
            child(path, h, deed, statement)
        except BaseException:  # noqa: BLE001 - the forked child must not return into the test runner
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitpid(pid, 0)[1]


def whole(path: Path) -> tuple[int, int]:
    """The desk is whole; how many events and notes it has."""
    with open_store(Location(file=path)) as store:
        assert health.integrity(store.db) == []
        assert health.counters_off(store.db) == 0
        verdict = chain.verify(store.db)
        assert verdict.broken is None
        stray = store.db.one(
            "SELECT count(*) FROM ticket t WHERE t.version <> (SELECT max(version) FROM event WHERE ticket_id = t.id)"
        )
        assert stray == (0,)
        files = store.db.all(
            "SELECT a.size, coalesce((SELECT sum(length(data)) FROM attachment_chunk WHERE attachment_id = a.id), 0)"
            " FROM attachment a"
        )
        assert all(size == stored for size, stored in files)
        return verdict.checked, len(files)


@pytest.mark.parametrize("moments", [6, pytest.param(60, marks=pytest.mark.soak)])
@pytest.mark.parametrize("name", ACTS)
def test_kill_at_every_statement(tmp_path, name, moments):
    """Whatever the moment, the act is done or it is not: chain, counters, versions and files agree."""
    h = house(tmp_path)
    h.ticket("one"), h.ticket("two")
    prepare, deed = ACTS[name]
    prepare(h, 1)
    h.store.close()
    original = tmp_path / "desk.db"
    before = whole(original)
    copies = tmp_path / "copies"
    copies.mkdir()
    copy = copies / "desk.db"

    def fresh() -> Path:
        for old in copies.iterdir():
            old.unlink()
        shutil.copy2(original, copy)
        return copy

    assert run(fresh(), h, deed, 0) == 0
    statements = int((copies / "statements").read_text())
    after_it = whole(copy)
    assert after_it > before and statements > 5
    seen = set()
    step = max(1, statements // moments)
    for statement in [*range(1, statements, step), statements]:
        assert run(fresh(), h, deed, statement) == signal.SIGKILL
        seen.add(whole(copy))
    assert seen <= {before, after_it} and before in seen
