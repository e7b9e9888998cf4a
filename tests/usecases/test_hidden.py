"""What a person may not see: other tickets and their own undo give nothing of it away, not even a number."""

import json
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from deskterm.cli.shapes_shown import shown
from deskterm.texts.events import line
from deskterm.texts.refusals import sentence
from deskterm.usecases import look
from deskterm.usecases.act import perform
from deskterm.usecases.assign import assign, restrict
from deskterm.usecases.desk import Conflict, NotFound, Refused
from deskterm.usecases.link import link, merge
from deskterm.usecases.resolve import resolve
from deskterm.usecases.undo import undo
from deskterm.workflow.checks import Invalid
from deskterm.workflow.inputs import Amend, Note, Restrict, Take, Triage, Unmerge
from deskterm.workflow.values import Kind, LinkType, Nature
from tests.usecases.desks import House, house
from tests.usecases.test_together import RESOLVE, TRIAGE

SECURITY = Triage(kind=Kind.INCIDENT, nature=Nature.SECURITY, category="security/physical", impact=2, urgency=2)


@pytest.fixture
def h(tmp_path: Path) -> Iterator[House]:
    """A desk with its people."""
    made = house(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def secret(h: House) -> int:
    """A ticket that its lead has restricted."""
    id = h.ticket("A laptop was stolen")
    restrict(h.by("lea"), id, Restrict(on=True))
    return id


def told(h: House, name: str, id: int) -> str:
    """Everything that a person is told of a ticket."""
    found = look.show(h.by(name), id)
    points = [sentence(point) for points in found.prospects.values() for point in points]
    return " ".join([json.dumps(shown(found, UTC), default=str), *points, *map(line, found.events)])


def speaking_of(h: House, secret: int) -> dict[str, int]:
    """Tickets that everybody sees, each with something to do with the hidden one."""
    lea = h.by("lea")
    tickets = {name: h.ticket("Nothing works") for name in ("related", "child", "merged", "unmerged", "absorbed")}
    link(lea, tickets["related"], secret, LinkType.RELATED)
    link(lea, tickets["child"], secret, LinkType.CHILD)
    merge(lea, tickets["merged"], secret)
    merge(lea, tickets["unmerged"], secret)
    perform(lea, tickets["unmerged"], Unmerge())
    merge(lea, secret, tickets["absorbed"])
    return tickets


def test_no_other_ticket_names_a_hidden_one(h, secret):
    """Links, merges, parts: who may see it is told its number, who may not is told that there is something."""
    for name, id in speaking_of(h, secret).items():
        number, veil = re.compile(rf"DT-{secret}\b"), "a ticket that you may not see"
        assert number.search(told(h, "lea", id)) and veil not in told(h, "lea", id), name
        assert not number.search(told(h, "ann", id)) and veil in told(h, "ann", id), name


def test_a_refusal_names_no_hidden_ticket(h, secret):
    """A hidden part blocks as any other does, and a merged ticket stays merged."""
    parent, gone = h.ticket(), h.ticket()
    perform(h.by("ann"), parent, TRIAGE)
    link(h.by("lea"), parent, secret, LinkType.CHILD)
    merge(h.by("lea"), gone, secret)
    for act in (lambda: resolve(h.by("ann"), parent, RESOLVE), lambda: perform(h.by("ann"), gone, Note(text="n"))):
        with pytest.raises(Refused) as caught:
            act()
        assert [sentence(p).count("a ticket that you may not see") for p in caught.value.refusal.points] == [1]
    with pytest.raises(Refused) as caught:
        merge(h.by("ann"), h.ticket(), gone)
    assert "merged into a ticket that you may not see" in sentence(caught.value.refusal.points[0])


def test_the_record_itself_keeps_the_number(h, secret):
    """What one person is not told is there for those who may see it."""
    id = h.ticket()
    merge(h.by("lea"), id, secret)
    assert look.show(h.by("ann"), id).ticket.merged_into == 0
    assert look.show(h.by("aud"), id).ticket.merged_into == secret


def test_undo_says_nothing_of_a_hidden_ticket(h, secret):
    """No act of mine on it: not found. My act on it, built on by others: not found either."""
    with pytest.raises(NotFound):
        undo(h.by("ben"), secret)
    with pytest.raises(NotFound):
        undo(h.by("ben"), 10**6)
    mine = h.ticket()
    perform(h.by("amy"), mine, SECURITY)
    assign(h.by("lea"), mine, "ann")
    for id in (mine, None):
        with pytest.raises(NotFound):
            undo(h.by("amy"), id)


def test_undo_takes_back_what_was_seen(h):
    """An act that came after the version seen is shown instead; a version that never was is malformed."""
    id = h.ticket()
    perform(h.by("ann"), id, TRIAGE)
    perform(h.by("ann"), id, Amend(subject="Printer jams"))
    with pytest.raises(Conflict) as caught:
        undo(h.by("ann"), id, seen=2)
    clashes = [(c.field, c.theirs, c.yours, c.by) for c in caught.value.clashes]
    assert clashes == [("subject", "Printer jams", "VPN does not connect", "ann")]
    with pytest.raises(Invalid):
        undo(h.by("ann"), id, seen=4)
    perform(h.by("amy"), id, Take())
    assert undo(h.by("ann"), id, seen=3).data["act"] == "amend"
