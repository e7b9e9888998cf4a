"""The whole life of one ticket: by keyboard alone in a real terminal, and as commands; equal facts and events."""

import json
import re
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from benchmarks.tui_bench import Term
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read import chain, show
from deskterm.store.read.facts import facts
from deskterm.workflow.values import Status, Ticket
from tests.doors.terminals import Seat, run

TIMES = {
    *("created_at", "updated_at", "due_at", "first_response_at", "resolved_at", "closed_at", "cycle_at", "wake_at"),
    "alarm_at",
}
PEOPLE = ("ann --line 1", "ben --line 2", "cid --line 3")
ANSWERS = {"vpn_client": "5.1", "vpn_since": "this morning"}
CTRL_S, ESC, TAB, ENTER = "\x13", "\x1b", "\t", "\r"


class Desk:
    """A desk on a file, and its people at the shell and at terminals of one size."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "desk.db"
        self.terms: dict[str, Term] = {}
        self.shell("boss", "init --lead boss")
        for one in PEOPLE:
            self.shell("boss", f"agent add {one} --role agent")

    def shell(self, who: str, line: str, **options: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command as somebody; options carry texts with blanks."""
        named = [part for key, value in options.items() for part in ("-m" if key == "m" else f"--{key}", value)]
        as_whom = [] if line.startswith("init") else ["--as", who]
        return run(self.path, *as_whom, *line.split(), *named)

    def sit(self, who: str, size: tuple[int, int]) -> None:
        """Somebody opens the app."""
        self.terms[who] = Seat(self.path, "--as", who, size=size, ready=None, cold=who == "ann").term
        self.see(who, r"help")

    def see(self, who: str, regex: str) -> None:
        """Wait until somebody's screen shows this."""
        term = self.terms[who]
        if not re.search(regex, term.show(), re.M):
            assert term.wait(regex, 0.2, 10)[0], f"{who} does not see {regex}:\n{term.show()}"

    def type(self, who: str, *keys: str, then: str) -> None:
        """Somebody types, all at once, and sees what came of it."""
        self.terms[who].send("".join(keys))
        self.see(who, then)

    def leave(self) -> None:
        """Everybody goes home."""
        for term in self.terms.values():
            term.close("q")

    def record(self) -> tuple[dict[str, object], list[object], list[object]]:
        """Facts, events and thread of the ticket, without moments and salted digests."""
        with open_store(Location(file=self.path)) as store:
            ticket = facts(store.db, 1)
            assert ticket is not None
            assert chain.verify(store.db).broken is None
            held = {f.name: getattr(ticket, f.name) for f in fields(Ticket) if f.name not in TIMES | {"pauses"}}
            texts = {k: v for k, v in show.texts(store.db, 1).items() if k != "occurred_at"}
            events = [
                (e.actor, e.act, e.kind, e.version, coded(e.fields), e.data, dict(e.texts))
                for e in show.events(store.db, 1)
            ]
            thread = [(n.author, n.kind, n.body, n.outcome, n.delivery) for n in show.thread(store.db, 1)]
            return {**held, **texts}, events, thread


def coded(values: object) -> dict[str, object]:
    """The fields of an event; of texts only that they were set, of moments nothing."""
    assert isinstance(values, dict)
    digest = re.compile(r"[0-9a-f]{64}")
    return {
        name: ["text" if isinstance(v, str) and digest.fullmatch(v) else v for v in pair]
        for name, pair in values.items()
        if name not in TIMES
    }


def by_commands(desk: Desk) -> None:
    """The story at the shell."""

    def done(who: str, line: str, **options: str) -> None:
        result = desk.shell(who, line, **options)
        assert result.returncode == 0, (line, result.stderr)

    def refused(who: str, line: str, *codes: str, **options: str) -> None:
        result = desk.shell(who, f"{line} --json", **options)
        assert result.returncode == 3, (line, result)
        assert [point["code"] for point in json.loads(result.stdout)["refused"]] == list(codes)

    done(
        "ann",
        "new",
        subject="VPN does not connect",
        reporter="Rhea Example <rhea@example.org>",
        body="Error 809 since nine.",
    )
    done("ann", "triage 1 --kind incident --nature technical --category network/vpn --impact 2 --urgency 2")
    up = {"summary": "the gateway refuses us"}
    gates = ("signs_missing", "extent_missing", "components_missing", *["question_unanswered"] * 3, "step_missing")
    refused("ann", "escalate 1 --to 2 --reason needs_skill", *gates, **up)
    answers = [f"--answer {key}={value.replace(' ', '_')}" for key, value in ANSWERS.items()]
    done(
        "ann",
        f"diagnose 1 --na vpn_others {' '.join(answers)}",
        signs="error 809",
        extent="one person",
        components="gateway",
    )
    done("ann", "note 1 --kind step", m="restarted the client", outcome="no change")
    done("ann", "escalate 1 --to 2 --reason needs_skill", **up)
    done("ben", "take 1")
    done("ben", "note 1 --kind hypothesis", m="certificate has run out", outcome="confirmed")
    refused("ben", "escalate 1 --to 3 --reason needs_access", "l3_needs_high_priority", summary="needs the root")
    done("cid", "take 1 --from-line 2", reason="we own the root")
    done(
        "cid",
        "resolve 1 --code fixed --cause human",
        solution="certificate renewed",
        measures="a reminder in the calendar",
    )
    refused("cid", "close 1", "not_verified")
    done("cid", "verify 1", how="Rhea is connected")
    done("cid", "close 1")


def by_keys(desk: Desk, size: tuple[int, int]) -> None:
    """The story at three terminals."""
    for who in ("ann", "ben", "cid"):
        desk.sit(who, size)
    new = ("VPN does not connect", TAB, "Rhea Example <rhea@example.org>", TAB, TAB, "Error 809 since nine.", CTRL_S)
    desk.type("ann", "+", *new, then="DT-1 is registered")
    desk.type("ann", "t", then="1 of 1 untriaged")
    desk.type("ann", "d", then="No ticket waits for triage")
    desk.type("ann", "q", then=r"DT-1 .*P3 .*Open")
    desk.type("ann", "e", TAB, "1", TAB, "the gateway refuses us", CTRL_S, then="Nothing has been tried")
    desk.see("ann", "lacks the first signs")
    desk.type("ann", ENTER, then="Diagnosis")
    sheet = ("error 809", TAB, "one person", TAB, "gateway", TAB, "5.1", TAB, "this_morning", TAB, "-")
    desk.type("ann", *sheet, CTRL_S, then=r"\[x\] The diagnosis lacks the first signs")
    desk.type("ann", ENTER, then="Internal note")
    desk.type("ann", "restarted the client", TAB, "no change", CTRL_S, then=r"\[x\] Nothing has been tried")
    desk.type("ann", ENTER, then="DT-1: escalated")

    desk.see("ben", r"DT-1 .*P3 .*Open")
    desk.type("ben", "a", then="DT-1: taken")
    desk.type("ben", "i", TAB, TAB, "certificate has run out", TAB, "confirmed", CTRL_S, then="DT-1: .*note")
    desk.type("ben", "e", TAB, "2", TAB, "needs the root", CTRL_S, then="Line 3 takes P1 and P2 only")
    desk.type("ben", "q", then="ctrl\\+s send")
    desk.type("ben", ESC, then="not sent yet")
    desk.type("ben", "d", then="DT-1 .*In progress")

    desk.type("cid", "7", then=r"DT-1 .*P3 .*In progress")
    desk.type("cid", "a", then="Pull up")
    desk.type("cid", "we own the root", CTRL_S, then="DT-1: pulled")
    desk.type("cid", "s", then="Resolve")
    desk.type("cid", *RESOLUTION, then="DT-1: resolved")
    desk.type("cid", "x", then="Nobody has verified")
    desk.type("cid", ENTER, then="Verify")
    desk.type("cid", "Rhea is connected", CTRL_S, then=r"\[x\] Nobody has verified")
    desk.type("cid", ENTER, then="DT-1: closed")


RESOLUTION = ("certificate renewed", TAB, "1", TAB, "a reminder in the calendar", CTRL_S)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the story leaves behind when it is told by commands."""
    desk = Desk(tmp_path_factory.mktemp("commands"))
    by_commands(desk)
    return desk.record()


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 40), marks=pytest.mark.soak)], ids=["80x24", "120x40"])
def test_one_life_through_both_doors(tmp_path, told, size):
    """Triage, a refusal with its reasons, diagnosis, L2, hypothesis, the wall, the pull, resolution, closing."""
    desk = Desk(tmp_path)
    try:
        by_keys(desk, size)
    finally:
        desk.leave()
    typed = desk.record()
    assert told[0]["status"] is Status.CLOSED
    assert typed[0] == told[0]
    assert typed[1] == told[1]
    assert typed[2] == told[2]
