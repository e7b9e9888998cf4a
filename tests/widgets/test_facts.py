"""What is known of a ticket is shown in words, fits the terminal, and holds nothing that a terminal would obey."""

from dataclasses import replace
from datetime import UTC

import pytest

from deskterm.texts.widths import cells
from deskterm.widgets.facts import View, diagnosis, facts, head, stories
from deskterm.widgets.lines import Block, plain
from deskterm.workflow.catalogue import Item
from deskterm.workflow.values import (
    Channel,
    Kind,
    Nature,
    Reporter,
    Sheet,
    Status,
    Ticket,
    WaitReason,
)

NOW = 1_900_000_000_000_000
DAY = 86_400_000_000
TICKET = Ticket(
    id=12,
    version=3,
    status=Status.IN_PROGRESS,
    line=2,
    assignee="boris",
    subject="VPN drops every twenty minutes",
    kind=Kind.INCIDENT,
    nature=Nature.TECHNICAL,
    category="network/vpn",
    impact=2,
    urgency=1,
    priority=2,
    claimed_kind=Kind.REQUEST,
    claimed_priority=1,
    channel=Channel.MAIL,
    reporter=Reporter(name="Margaret Oakes", email="m@example.com", phone="+1 202 555 0100"),
    created_at=NOW - DAY,
    created_by="anna",
)
TEXTS = {
    "description": "It falls over.\nAgain and again.",
    "place": "Home office",
    "software": "VPN client",
    "software_version": "5.4",
    "os": "Windows 11",
    "occurred_at": NOW - 2 * DAY,
}
HOSTILE = "\x1b]0;owned\x07\x1b[2J[bold]a\u202eb[/bold]\x9b31m"


def view(width: int = 80) -> View:
    """A look at a width."""
    return View(width=width, zone=UTC, now=NOW)


def text(blocks: list[Block]) -> str:
    """Blocks as text."""
    return "\n".join(plain(line) for block in blocks for line in block.lines)


def told(ticket: Ticket = TICKET, width: int = 200) -> str:
    """The short facts as text."""
    return text(facts(ticket, TEXTS, view(width)))


@pytest.mark.parametrize("width", [80, 109, 110, 120, 200])
def test_no_line_is_wider_than_the_terminal(width):
    """In one column and in two."""
    blocks = [*facts(TICKET, TEXTS, view(width)), *stories(TICKET, TEXTS, view(width))]
    assert all(cells(plain(line)) <= width for block in blocks for line in block.lines)


def test_facts_stand_in_two_columns_where_there_is_room():
    """From 110 cells the reporter stands beside the kind; below that under everything that was judged."""
    assert any("Incident" in line and "Margaret" in line for line in told(width=110).splitlines())
    assert not any("Incident" in line and "Margaret" in line for line in told(width=109).splitlines())


def test_the_priority_says_why_and_what_the_requester_is_told():
    """P2 is no number of its own: impact and urgency, each with the answer that was given."""
    found = told(width=80)
    assert "P2 High = impact 2 and urgency 1; the requester is told: high" in found
    assert "Who is affected? Medium: a department or a service" in found
    assert "How much is the work held up? High: work has stopped" in found


def test_an_overridden_priority_says_so():
    """A lead's word against the matrix is not passed off as arithmetic."""
    assert "set by a lead" in told(replace(TICKET, overridden=True, priority=1))


def test_what_the_requester_proposed_is_shown_as_no_more_than_that():
    """It decides nothing, and says so."""
    assert "Request, P1 Critical (by the requester; decides nothing)" in told()


def test_a_reporter_without_any_way_to_reach_them_stands_out():
    """Triage will be refused for it."""
    assert "no way to reach them" in told(replace(TICKET, reporter=Reporter(name="Ana")))
    assert "nobody is named yet" in told(replace(TICKET, reporter=None))


def test_a_waiting_ticket_says_for_what_and_until_when():
    """The state alone would not tell."""
    waiting = replace(TICKET, status=Status.WAITING, wait_reason=WaitReason.VENDOR, wake_at=NOW + DAY)
    assert "Waiting for a vendor, until" in told(waiting)


def test_a_merged_ticket_names_the_one_that_lives_on():
    """Work goes on there."""
    assert "Merged into DT-7" in told(replace(TICKET, status=Status.MERGED, merged_into=7))


def test_flags_are_words():
    """Restricted, major, back and forth: each in a sentence, and in capitals in the head."""
    ticket = replace(TICKET, restricted=True, named=frozenset({"ion"}), major=True, about="vlad", level_changes=4)
    found = told(ticket)
    assert "Restricted: only its assignee" in found
    assert "Named: ion." in found
    assert "It is about vlad, who never sees it." in found
    assert "Major incident" in found
    assert "It has changed lines 4 times: a lead should look at it." in found
    assert "RESTRICTED" in plain(head(ticket, 120)[0])


def test_the_head_names_who_is_responsible():
    """Number, priority, state, line and person, then the subject."""
    first, second = (plain(line) for line in head(TICKET, 80))
    assert first == "DT-12  P2 High  > In progress  L2 boris"
    assert second == "VPN drops every twenty minutes"
    assert "(nobody)" in plain(head(replace(TICKET, assignee=None), 80)[0])


def test_texts_are_sections_of_their_own():
    """Only those that were written; lines stay lines."""
    blocks = stories(TICKET, TEXTS, view())
    assert [block.key for block in blocks] == ["description"]
    assert [plain(line) for line in blocks[0].lines[1:3]] == ["It falls over.", "Again and again."]


def test_a_resolved_ticket_shows_how_it_ended():
    """The solution is a text of the ticket once it has ended."""
    ended = replace(TICKET, status=Status.RESOLVED)
    assert "solution" in [block.key for block in stories(ended, {"solution": "Restarted."}, view())]
    assert "Resolved, not verified yet" in told(ended)


def test_the_sheet_shows_what_is_still_to_be_asked():
    """Answered, not applicable and open questions differ in words."""
    sheet = Sheet(signs="drops", answers={"vpn_client": "5.4", "vpn_since": None})
    found = text(diagnosis(sheet, ("vpn_client", "vpn_since", "vpn_others"), view()))
    assert "Which VPN program and version? 5.4" in found
    assert "not applicable" in found
    assert "not answered yet" in found
    assert "not recorded yet" in found


def test_an_item_is_shown_by_its_title():
    """The desk's own, or the one that ships; what the desk has written is made safe."""
    own = replace(TICKET, item="request/badge")
    assert "Door badge‹U+202E›" in text(facts(own, TEXTS, view(200), Item(title="Door badge\u202e")))
    assert "Planned change" in text(facts(replace(TICKET, item="request/change"), TEXTS, view(200), Item()))


def test_nothing_that_a_terminal_obeys_is_shown():
    """Every foreign text of the facts passes one gate, and brackets are brackets."""
    person = Reporter(name=HOSTILE, email=HOSTILE, phone=HOSTILE, organisation=HOSTILE)
    ticket = replace(
        TICKET,
        subject=HOSTILE,
        assignee=HOSTILE,
        created_by=HOSTILE,
        about=HOSTILE,
        restricted=True,
        named=frozenset({HOSTILE}),
        category=HOSTILE,
        reporter=person,
    )
    texts = dict.fromkeys(("description", "place", "service", "software", "os", "browser", "requested_for"), HOSTILE)
    sheet = Sheet(signs=HOSTILE, extent=HOSTILE, components=HOSTILE, answers={"vpn_client": HOSTILE})
    blocks = [*facts(ticket, texts, view(200)), *stories(ticket, texts, view(200)), *diagnosis(sheet, (), view(200))]
    shown = text(blocks) + "".join(plain(line) for line in head(ticket, 300))
    assert not any(ord(char) < 32 and char != "\n" for char in shown)
    assert not any(char in shown for char in "\x9b\u202e\x7f")
    assert "[bold]a‹U+202E›b[/bold]" in shown


@pytest.mark.parametrize(
    "subject",
    [
        "ไม่สามารถเข้าใช้งานระบบอีเมลได้ตั้งแต่เช้านี้ครับ",
        "Не открывается общий диск, отдел продаж стоит",
        "Nu se mai încarcă pagina, urgență!",
    ],
)
def test_subjects_of_every_language_fit(subject):
    """The head never breaks the terminal's line."""
    assert all(cells(plain(line)) <= 30 for line in head(replace(TICKET, subject=subject * 2), 30)[1:])
