"""The record of a ticket: kinds and outcomes in words, public as public, what was taken back as taken back."""

from dataclasses import dataclass, field, replace
from datetime import UTC

import pytest

from deskterm.widgets.clocks import clocks
from deskterm.widgets.facts import View
from deskterm.widgets.lines import Block, plain
from deskterm.widgets.prospects import prospects
from deskterm.widgets.thread import attachments, events, links, size, thread
from deskterm.workflow.calendar.account import Part, PartKind
from deskterm.workflow.sla import Clock, ClockName, ClockState
from deskterm.workflow.values import Act, Delivery, LinkType, NoteKind, Point, Status

NOW = 1_900_000_000_000_000
HOUR = 3_600_000_000
VIEW = View(width=80, zone=UTC, now=NOW)
HOSTILE = "\x1b[2J\x1b]52;c;aGk=\x07[red]x\u2066"


@dataclass(frozen=True)
class Note:
    """A note as the store gives it."""

    id: int = 1
    kind: NoteKind = NoteKind.WORK
    author: str = "anna"
    at: int = NOW
    body: str | None = "text"
    outcome: str | None = None
    delivery: Delivery | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Event:
    """An event as the store gives it."""

    id: int = 1
    at: int = NOW
    actor: str = "anna"
    via: str | None = None
    texts: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class File:
    """A file as the store gives it."""

    id: int = 3
    name: str = "log.txt"
    size: int = 2048
    author: str = "anna"
    at: int = NOW


@dataclass(frozen=True)
class Linked:
    """A link as the store gives it."""

    other: int = 7
    type: LinkType = LinkType.CHILD
    outgoing: bool = True
    subject: str = "Same gateway"
    status: Status = Status.OPEN


def text(blocks: list[Block]) -> str:
    """Blocks as text."""
    return "\n".join(plain(line) for block in blocks for line in block.lines)


def test_a_public_reply_says_that_it_is_public_and_whether_it_arrived():
    """The words say it, not the colour."""
    found = text(thread([Note(kind=NoteKind.REPLY, delivery=Delivery.NOT_DELIVERED)], VIEW))
    assert "anna PUBLIC REPLY to the requester, NOT DELIVERED" in found


def test_what_was_taken_back_is_struck_out_and_says_so():
    """A stroke through letters does not reach everybody."""
    block = thread([Note(withdrawn=True)], VIEW)[1]
    assert "taken back" in plain(block.lines[0])
    assert any(style.strike for _, style in block.lines[1])


@pytest.mark.parametrize("kind", [NoteKind.STEP, NoteKind.HYPOTHESIS])
@pytest.mark.parametrize(("outcome", "is_open"), [(None, True), ("open", True), ("Open ", True), ("no change", False)])
def test_an_open_outcome_is_a_stop(kind, outcome, is_open):
    """Tab halts at what is still to be settled; a settled one shows its outcome."""
    block = thread([Note(kind=kind, outcome=outcome)], VIEW)[1]
    assert block.stop is is_open
    assert ("outcome still open" in text([block])) is is_open
    assert ("Outcome: no change" in text([block])) is not is_open


def test_a_withdrawn_step_is_no_stop():
    """There is nothing to settle on what never happened."""
    assert not thread([Note(kind=NoteKind.STEP, withdrawn=True)], VIEW)[1].stop


def test_an_erased_text_says_so():
    """Its place in the record stays."""
    assert "(erased)" in text(thread([Note(body=None)], VIEW))
    assert "(erased)" in text(events([Event(texts={"reason": None})], lambda event: "cancelled", VIEW))


def test_an_event_names_who_acted_for_whom():
    """The account that acted, and the person it acted for."""
    found = text(events([Event(via="root")], lambda event: "taken", VIEW))
    assert "root for anna taken" in found


def test_texts_of_an_event_follow_it_unless_its_sentence_holds_them():
    """A reason is not told twice."""
    rows = [Event(id=1, texts={"reason": "spam"}), Event(id=2, texts={"summary": "all tried"})]
    found = text(events(rows, lambda event: {1: "cancelled: spam", 2: "escalated to L2"}[event.id], VIEW))
    assert found.count("spam") == 1
    assert "    all tried" in found


def test_links_say_which_way_they_go():
    """A part and a whole are not the same thing."""
    assert "Part of this one: DT-7 Open Same gateway" in text(links([Linked()], VIEW))
    assert "This one is part of: DT-7" in text(links([Linked(outgoing=False)], VIEW))
    assert links([], VIEW) == []


def test_files_show_their_size_in_words():
    """Bytes, kB, MB."""
    assert "log.txt 2.0 kB, anna" in text(attachments([File()], VIEW))
    assert [size(count) for count in (5, 2048, 3 * 1024 * 1024)] == ["5 B", "2.0 kB", "3.0 MB"]


def test_what_may_be_done_stands_before_what_may_not():
    """Each act with its key; every reason of a refused one, and the key that mends it."""
    found = {
        Act.ESCALATE: (
            Point(code="signs_missing", field="signs", act=Act.DIAGNOSE),
            Point(code="step_missing", field="text", act=Act.NOTE),
        ),
        Act.TAKE: (),
    }
    told = text(prospects(found, {Act.TAKE: "a", Act.ESCALATE: "e", Act.DIAGNOSE: "d", Act.NOTE: "i"}, VIEW))
    assert told.index("a  Take") < told.index("e Escalate")
    assert "The diagnosis lacks the first signs. [d Diagnose]" in told
    assert "Nothing has been tried. Note a step with its outcome. [i Add a" in told


def test_acts_that_are_refused_for_one_reason_stand_together():
    """What nobody has triaged yet is told once, not for each of ten acts."""
    reason = (Point(code="not_triaged", field="kind", act=Act.TRIAGE),)
    told = text(prospects({Act.ESCALATE: reason, Act.RESOLVE: reason}, {Act.TRIAGE: "t", Act.ESCALATE: "e"}, VIEW))
    assert told.count("Nobody has triaged") == 1
    assert "e Escalate, Resolve" in told


def test_a_clock_shows_its_arithmetic():
    """How it stands, and every part of the account."""
    clock = Clock(
        name=ClockName.RESOLUTION,
        state=ClockState.RUNNING,
        started_at=NOW,
        due_at=NOW + 30 * HOUR,
        used_seconds=1800,
        target_seconds=4 * 3600,
        left_seconds=4 * 3600 - 1800,
        steps=(
            Part(PartKind.WORKED, NOW, NOW + HOUR // 2, HOUR // 2),
            Part(PartKind.HOLIDAY, NOW + HOUR, NOW + 20 * HOUR),
        ),
    )
    found = text(clocks([clock], VIEW))
    assert "Resolution: due" in found
    assert "3h 30m left" in found
    assert "0h 30m; holiday" in found.replace("\n  ", " ")
    late = replace(clock, state=ClockState.BREACHED, left_seconds=-600)
    assert "OVERDUE by 0h 10m" in text(clocks([late], VIEW))


def test_nothing_that_a_terminal_obeys_is_shown():
    """Bodies, outcomes, names and subjects come from others."""
    blocks = [
        *thread([Note(author=HOSTILE, body=HOSTILE, kind=NoteKind.STEP, outcome=HOSTILE)], VIEW),
        *events([Event(actor=HOSTILE, via=HOSTILE, texts={"reason": HOSTILE})], lambda event: "x", VIEW),
        *attachments([File(name=HOSTILE, author=HOSTILE)], VIEW),
        *links([Linked(subject=HOSTILE)], VIEW),
    ]
    shown = text(blocks)
    assert not any((ord(char) < 32 and char != "\n") or char == "\u2066" for char in shown)
    assert "[red]x" in shown
