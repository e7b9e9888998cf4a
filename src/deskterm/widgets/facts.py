"""What is known of a ticket, painted: its head line, its facts in one or two columns, its texts and its diagnosis.

Everything here is a function from values to lines; nothing is looked up and nothing is decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from rich.style import Style

from deskterm.texts import levels, names, requests, times
from deskterm.texts.addresses import address, named
from deskterm.texts.fields import field
from deskterm.texts.language import _, n_
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe
from deskterm.texts.topics import category, question
from deskterm.texts.widths import cells, pad
from deskterm.widgets.cells import priority_style
from deskterm.widgets.lines import (
    ALARM,
    EMPTY,
    GOOD,
    PLAIN,
    QUIET,
    STRONG,
    WARNING,
    Block,
    Line,
    Piece,
    beside,
    flow,
    heading,
    said,
)
from deskterm.workflow.catalogue import Item
from deskterm.workflow.values import LIVE, Reporter, Sheet, Status, Ticket

WIDE = 110
"""Cells from which facts stand in two columns."""
LABELS = 16
"""Cells of the labels' column; a longer label pushes its own value."""
TEXTS = ("description", "symptoms", "steps_before")
OUTCOME = ("solution", "measures", "verification")

Fact = tuple[str, Sequence[Piece]]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How somebody looks: cells across, the clock on their wall, the present moment, the limit of ping-pong."""

    width: int
    zone: tzinfo
    now: int
    ping_pong: int = 3


def head(ticket: Ticket, width: int) -> list[Line]:
    """The two lines that stay on the screen: number, priority, state, line, who has it; and the subject."""
    words: list[Piece] = [
        (f"{ticket.number}  ", STRONG),
        (f"{levels.priority(ticket.priority)}  ", priority_style(ticket.priority)),
        (f"{names.status_sign(ticket.status)} {names.status(ticket.status)}  ", PLAIN),
        (f"{names.line(ticket.line)} {holder(ticket)}", PLAIN),
        *(((f"  {flag}", ALARM)) for flag in flags(ticket)),
    ]
    subject = said(safe(ticket.subject) or _("(no subject)"), width, STRONG)
    return [*flow(words, width)[:1], *subject[:2]]


def holder(ticket: Ticket) -> str:
    """Who has the ticket, in words."""
    return safe(ticket.assignee) if ticket.assignee else _("(nobody)")


def flags(ticket: Ticket) -> list[str]:
    """What must never be overlooked, in capitals."""
    known = (
        (ticket.major, _("MAJOR INCIDENT")),
        (ticket.breach, _("PERSONAL DATA")),
        (ticket.restricted, _("RESTRICTED")),
    )
    return [word for on, word in known if on]


def facts(ticket: Ticket, texts: Mapping[str, object], view: View, item: Item | None = None) -> list[Block]:
    """The section of short facts, in two columns where there is room. `item`: what the ticket's item says."""
    left = _judged(ticket, view, item)
    right = _reported(ticket, texts, view)
    lines: list[Line] = []
    if view.width >= WIDE:
        half = (view.width - 2) // 2
        lines += beside(listed(left, half), listed(right, view.width - half - 2), half)
    else:
        lines += [*listed(left, view.width), *listed(right, view.width)]
    return [Block("facts", (heading(_("Facts"), view.width), *lines, *warned(ticket, view), EMPTY), section=True)]


def _judged(ticket: Ticket, view: View, item: Item | None) -> list[Fact]:
    nature = names.nature(ticket.nature)
    kind = names.kind(ticket.kind)
    found: list[Fact] = [
        (field("kind"), [(f"{kind}, {nature.lower()}" if nature else kind, PLAIN)]),
        (field("category"), [(category(ticket.category) or _("not chosen yet"), PLAIN)]),
        (field("priority"), _priority(ticket)),
        (field("status"), [(_status(ticket, view), PLAIN)]),
        (field("assignee"), [(f"{names.line(ticket.line)} {holder(ticket)}", PLAIN)]),
    ]
    if ticket.item:
        found.append((field("item"), [(requests.title(ticket.item, item), PLAIN)]))
    if ticket.steps:
        left = _("{left} of {all} open").format(left=len(ticket.open_plan_steps), all=len(ticket.steps))
        found.append((field("steps"), [(left, WARNING if ticket.open_plan_steps else PLAIN)]))
    if ticket.agreed_at is not None:
        found.append((field("agreed_at"), [(times.moment(ticket.agreed_at, view.zone), PLAIN)]))
    if ticket.resolution_code:
        found.append((field("resolution_code"), [(names.resolution(ticket.resolution_code), PLAIN)]))
    if ticket.cause:
        found.append((field("cause"), [(names.cause(ticket.cause), PLAIN)]))
    return found


def _priority(ticket: Ticket) -> list[Piece]:
    """The priority and why it is that one."""
    words: list[Piece] = [(levels.priority(ticket.priority), priority_style(ticket.priority))]
    if ticket.impact and ticket.urgency:
        why = _("impact {impact} and urgency {urgency}").format(impact=ticket.impact, urgency=ticket.urgency)
        if ticket.overridden:
            why = _("set by a lead, instead of what {why} give").format(why=why)
        told = _("the requester is told: {level}").format(level=levels.requester_level(ticket.priority))
        words.append((f" = {why}; {told}" if not ticket.overridden else f", {why}; {told}", QUIET))
        for question_, answer in (
            (levels.impact_question(), levels.impact(ticket.impact)),
            (levels.urgency_question(), levels.urgency(ticket.urgency)),
        ):
            words.append((f"\n{question_} ", QUIET))
            words.append((answer, PLAIN))
    return words


def _status(ticket: Ticket, view: View) -> str:
    """The state with what belongs to it: what is waited for, how it was confirmed, where it went."""
    status = names.status(ticket.status)
    if ticket.status is Status.WAITING and ticket.wait_reason:
        reason = names.wait_reason(ticket.wait_reason).lower()
        until = times.near(ticket.wake_at, view.zone, view.now) if ticket.wake_at else "-"
        return _("{status} {reason}, until {until}").format(status=status, reason=reason, until=until)
    if ticket.status is Status.MERGED and ticket.merged_into:
        return _("{status} into {other}").format(status=status, other=number(ticket.merged_into))
    if ticket.status in (Status.RESOLVED, Status.CLOSED):
        word = _("verified") if ticket.verified else _("not verified yet")
        return _("{status}, {verified}").format(status=status, verified=word)
    return status


def _reported(ticket: Ticket, texts: Mapping[str, object], view: View) -> list[Fact]:
    created = _("{moment} by {person}, {channel}").format(
        moment=times.moment(ticket.created_at, view.zone),
        person=safe(ticket.created_by),
        channel=names.channel(ticket.channel).lower(),
    )
    occurred = texts.get("occurred_at")
    shown: list[tuple[str, str]] = [
        ("requested_for", _text(texts, "requested_for")),
        ("created_at", created),
        ("occurred_at", times.moment(occurred, view.zone) if isinstance(occurred, int) else ""),
        ("place", _text(texts, "place")),
        ("service", _text(texts, "service")),
    ]
    found: list[Fact] = [(field("reporter"), reporter(ticket.reporter))]
    named = [(field(name), value) for name, value in shown]
    proposed = claimed(ticket) and _("{values} (by the requester; decides nothing)").format(values=claimed(ticket))
    more = [(_("Environment"), environment(texts)), (_("Proposed"), proposed)]
    return found + [(label, [(value, PLAIN)]) for label, value in (*named, *more) if value]


def _text(texts: Mapping[str, object], name: str) -> str:
    value = texts.get(name)
    return safe(str(value)) if value else ""


def environment(texts: Mapping[str, object]) -> str:
    """Software with its version, browser and operating system in a row."""
    software = " ".join(part for part in (_text(texts, "software"), _text(texts, "software_version")) if part)
    return ", ".join(part for part in (software, _text(texts, "browser"), _text(texts, "os")) if part)


def reporter(person: Reporter | None) -> list[Piece]:
    """Who reports and how to reach them, or that there is no way."""
    if person is None:
        return [(_("nobody is named yet"), WARNING)]
    words: list[Piece] = [(named(person.name), STRONG)]
    ways = [address(way) for way in (person.organisation, person.email, person.phone) if way]
    words += [(f" · {way}", PLAIN) for way in ways]
    if not person.reachable:
        words.append((" · " + _("no way to reach them"), ALARM))
    return words


def claimed(ticket: Ticket) -> str:
    """What the requester proposed; empty when they proposed nothing."""
    parts = [names.kind(ticket.claimed_kind)] if ticket.claimed_kind else []
    if ticket.claimed_priority:
        parts.append(levels.priority(ticket.claimed_priority))
    return ", ".join(parts)


def warned(ticket: Ticket, view: View) -> list[Line]:
    """Flags in words: who may see it, a major incident, back and forth between the lines."""
    notes: list[tuple[str, Style]] = []
    if ticket.major:
        notes.append((_("Major incident: other tickets hang on it and are resolved with it."), ALARM))
    if ticket.breach:
        notes.append((_("Personal data is touched: the data-breach plan applies."), ALARM))
    if ticket.restricted:
        seen = _("Restricted: only its assignee, leads of its line, auditors and the people named on it see it.")
        named = ", ".join(sorted(safe(name) for name in ticket.named))
        notes.append((_("{sentence} Named: {people}.").format(sentence=seen, people=named) if named else seen, WARNING))
    if ticket.about:
        notes.append((_("It is about {person}, who never sees it.").format(person=safe(ticket.about)), WARNING))
    if ticket.level_changes >= view.ping_pong:
        changed = n_(
            "It has changed lines {count} time: a lead should look at it.",
            "It has changed lines {count} times: a lead should look at it.",
            ticket.level_changes,
        )
        notes.append((changed.format(count=ticket.level_changes), WARNING))
    return [line for text, style in notes for line in said(text, view.width, style)]


def listed(found: Iterable[Fact], width: int) -> list[Line]:
    """Facts as label and value, the value's further lines under its first."""
    lines: list[Line] = []
    for label, value in found:
        first = pad(label, LABELS) if cells(label) < LABELS else f"{label} "
        rows = flow(value, width, first, " " * LABELS)
        lines.append(((first, QUIET), *rows[0][1:]))
        lines += rows[1:]
    return lines


def stories(ticket: Ticket, texts: Mapping[str, object], view: View) -> list[Block]:
    """The long texts: what was reported, and how it ended."""
    told = [(name, texts.get(name)) for name in TEXTS]
    ended = (
        [] if ticket.status in LIVE else [(name, texts.get(name) or getattr(ticket, name, None)) for name in OUTCOME]
    )
    return [
        Block(name, (heading(field(name), view.width), *said(safe(str(body), multiline=True), view.width), EMPTY), True)
        for name, body in [*told, *ended]
        if body
    ]


def diagnosis(sheet: Sheet | None, questions: Sequence[str], view: View) -> list[Block]:
    """The diagnosis sheet: what is filled in, and which questions of the category are still open."""
    sheet = sheet or Sheet()
    found: list[Fact] = [
        (field(name), [(safe(value, multiline=True), PLAIN)] if value else [(_("not recorded yet"), QUIET)])
        for name, value in (("signs", sheet.signs), ("extent", sheet.extent), ("components", sheet.components))
    ]
    lines = listed(found, view.width)
    for code in dict.fromkeys((*questions, *sheet.answers)):
        lines += flow(_answer(code, sheet), view.width, "  ", "    ")
    filled = bool(sheet.signs or sheet.extent or sheet.components or sheet.answers)
    if not filled and not questions:
        lines = said(_("Nothing is recorded yet."), view.width, QUIET)
    return [Block("diagnosis", (heading(_("Diagnosis"), view.width), *lines, EMPTY), section=True)]


def _answer(code: str, sheet: Sheet) -> list[Piece]:
    """A question with its answer, in words when there is none."""
    asked: Piece = (f"{question(code)} ", QUIET)
    if code not in sheet.answers:
        return [asked, (_("not answered yet"), WARNING)]
    answer = sheet.answers[code]
    return [asked, (_("not applicable"), QUIET) if answer is None else (safe(answer), GOOD)]
