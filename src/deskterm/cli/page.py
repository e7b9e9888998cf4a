"""A whole ticket as a page for people: what is so, what happened, what may be done next and what not, and why."""

from datetime import tzinfo

from deskterm.cli.breach_page import print_breach
from deskterm.cli.hints import command, mend
from deskterm.cli.layout import Page
from deskterm.cli.output import Output
from deskterm.cli.shapes_shown import direction, undone
from deskterm.store.read.show import Entry, LinkRow
from deskterm.texts import clocks, events, levels, names, plans, refusals, requests, tellings, times
from deskterm.texts.called import actor
from deskterm.texts.fields import field
from deskterm.texts.fieldvalues import exact, reporter, value
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.texts.topics import question
from deskterm.usecases.whole import Shown
from deskterm.workflow.catalogue import steps_of
from deskterm.workflow.values import Act, Sheet, Ticket

LINES = ("place", "service", "software", "software_version", "browser", "os", "requested_for")
TEXTS = ("description", "symptoms", "steps_before")
MARKS = ("overridden", "restricted", "major", "breach", "verified")
OUTCOME = ("resolution_code", "cause")
OUTCOME_TEXTS = ("solution", "measures", "verification")


def print_page(found: Shown, out: Output, zone: tzinfo) -> None:
    """Section by section."""
    page = Page(out)
    print_head(page, found, out)
    print_calls(page, found)
    print_facts(page, found, out, zone)
    print_breach(page, found.ticket, out, zone)
    print_item(page, found)
    print_steps(page, found, zone)
    print_texts(page, found)
    print_clocks(page, found, zone)
    print_sheet(page, found.ticket.sheet, found.ticket.questions)
    print_thread(page, found, out, zone)
    print_beside(page, found, out)
    print_events(page, found, zone)
    print_next(page, found)


def print_head(page: Page, found: Shown, out: Output) -> None:
    """The number and the subject, and how it stands."""
    ticket = found.ticket
    page.row(ticket.number, out.foreign(ticket.subject), indent=0, hang=len(ticket.number) + 2)
    marks = [
        levels.priority(ticket.priority),
        names.status(ticket.status),
        names.line(ticket.line),
        safe(ticket.assignee) if ticket.assignee else _("unassigned"),
    ]
    marks += [field(mark) for mark in MARKS if getattr(ticket, mark)]
    page.paragraph(", ".join(marks), indent=0)


def print_calls(page: Page, found: Shown) -> None:
    """Who is to be called now, and the command that takes it down."""
    for each in found.calls:
        page.paragraph(f"!! {tellings.call(each)}", indent=0, hang=3)
        told = f"deskterm plan called {found.ticket.number} --contact {safe(each.call.mark)}"
        page.paragraph(f"{told} --reached yes|no", indent=3)


def print_facts(page: Page, found: Shown, out: Output, zone: tzinfo) -> None:
    """What is known in a line each."""
    ticket = found.ticket
    page.heading(_("Facts"))
    page.fact(field("kind"), ", ".join(filter(None, (names.kind(ticket.kind), names.nature(ticket.nature)))))
    for name in ("claimed_kind", "claimed_priority", "category", "item", "merged_into"):
        if (held := getattr(ticket, name)) is not None:
            page.fact(field(name), value(name, held))
    if ticket.agreed_at is not None:
        page.fact(field("agreed_at"), times.moment(ticket.agreed_at, zone))
    if ticket.impact:
        page.fact(field("impact"), f"{ticket.impact}{page.gap}{levels.impact(ticket.impact)}")
    if ticket.urgency:
        page.fact(field("urgency"), f"{ticket.urgency}{page.gap}{levels.urgency(ticket.urgency)}")
    page.fact(field("reporter"), (reporter if out.terminal else exact)(ticket.reporter) if ticket.reporter else "")
    page.fact(field("channel"), names.channel(ticket.channel))
    for name in LINES:
        page.fact(field(name), out.foreign(str(found.texts.get(name) or "")))
    if isinstance(occurred := found.texts.get("occurred_at"), int):
        page.fact(field("occurred_at"), times.moment(occurred, zone))
    by = _("{moment} by {name}").format(moment=times.moment(ticket.created_at, zone), name=safe(ticket.created_by))
    page.fact(field("created_at"), by)
    page.fact(field("updated_at"), f"{times.moment(ticket.updated_at, zone)} ({field('version')} {ticket.version})")
    if ticket.wait_reason and ticket.wake_at:
        page.fact(field("wait_reason"), names.wait_reason(ticket.wait_reason))
        page.fact(field("wake_at"), times.moment(ticket.wake_at, zone))
    print_people(page, ticket)
    for name in OUTCOME:
        if (held := getattr(ticket, name)) is not None:
            page.fact(field(name), value(name, held))


def print_people(page: Page, ticket: Ticket) -> None:
    """Who may see a restricted ticket, and who never does."""
    page.fact(field("about"), safe(ticket.about or ""))
    page.fact(field("named"), safe(", ".join(sorted(ticket.named))))


def print_item(page: Page, found: Shown) -> None:
    """What the item of a request asks and does; for a request without one, what it may be."""
    if found.item is not None:
        page.heading(_("Request"))
        page.fact(_("Item"), f"{requests.title(found.ticket.item or '', found.item)} ({safe(found.ticket.item or '')})")
        for text in found.item.questions:
            page.paragraph(f"? {requests.asked(text)}", indent=2, hang=2)
        begun = found.ticket.item in found.ticket.plans
        for place, text in enumerate(() if begun else steps_of(found.item), start=1):
            page.paragraph(f"{place}. {requests.step(text)}", indent=2, hang=3)
    elif found.suggested:
        page.heading(_("Request"))
        page.paragraph(_("It may be: {items}.").format(items=", ".join(map(safe, found.suggested))))


def print_steps(page: Page, found: Shown, zone: tzinfo) -> None:
    """The steps of its plans: what is done and what is left, by whom and when."""
    if found.ticket.steps:
        page.heading(_("Steps"))
    for step in found.ticket.steps:
        who = [
            names.step_state(step.state),
            *filter(None, (safe(step.by or "") or plans.responsible(step.responsible),)),
        ]
        when = [] if step.at is None else [times.moment(step.at, zone)]
        page.row(safe(step.mark), f"{requests.step(step.title)} ({', '.join(who + when)})", indent=2, hang=2)


def print_texts(page: Page, found: Shown) -> None:
    """What was told at length."""
    for name in (*TEXTS, *OUTCOME_TEXTS):
        if text := found.texts.get(name):
            page.heading(field(name))
            page.told(str(text), indent=2)


def print_clocks(page: Page, found: Shown, zone: tzinfo) -> None:
    """Each clock and how it was counted."""
    page.heading(_("Clocks"))
    if not found.clocks:
        page.paragraph(_("No clock runs on this ticket."))
    for clock in found.clocks:
        page.paragraph(f"{clocks.name(clock.name)}: {clocks.standing(clock, zone, found.now)}", hang=2)
        if counted := clocks.counted(clock, zone, found.ticket.agreed_at):
            page.paragraph(counted, indent=4)
    if found.told_next is not None:
        page.paragraph(tellings.ahead(found.told_next, zone, found.now), hang=2)


def print_sheet(page: Page, sheet: Sheet | None, questions: tuple[str, ...]) -> None:
    """The diagnosis, with the questions that are still open."""
    if sheet is None and not questions:
        return
    page.heading(field("sheet"))
    held = sheet or Sheet()
    for name in ("signs", "extent", "components"):
        page.fact(field(name), safe(getattr(held, name) or _("not said yet")))
    for code in dict.fromkeys((*questions, *held.answers)):
        answer = held.answers[code] if code in held.answers else _("not answered yet")
        page.paragraph(f"{question(code)} ({safe(code)})", hang=2)
        page.told(_("does not apply") if answer is None else answer, indent=6)


def print_thread(page: Page, found: Shown, out: Output, zone: tzinfo) -> None:
    """Everything that was written, oldest first."""
    if not found.thread:
        return
    page.heading(_("Thread"))
    for each in found.thread:
        page.row(*entry_head(each, zone), hang=2)
        page.told(_("erased") if each.body is None else each.body)
        if each.outcome is not None:
            page.paragraph(f"{field('outcome')}: {out.foreign(each.outcome)}", indent=4, hang=2)


def entry_head(entry: Entry, zone: tzinfo) -> tuple[str, ...]:
    """Which entry, when, by whom, of what kind."""
    marks = [names.delivery(entry.delivery)] if entry.delivery else []
    marks += [_("taken back")] if entry.withdrawn else []
    state = f" ({', '.join(marks)})" if marks else ""
    return str(entry.id), times.moment(entry.at, zone), safe(entry.author), f"{names.note_kind(entry.kind)}{state}"


def print_beside(page: Page, found: Shown, out: Output) -> None:
    """Files and other tickets."""
    if found.attachments:
        page.heading(_("Files"))
    for file in found.attachments:
        size = _("{size} bytes").format(size=file.size)
        page.row(str(file.id), out.foreign(file.name), size, hang=4)
    if found.links:
        page.heading(_("Links"))
    for link in found.links:
        subject = out.foreign(link.subject)
        page.row(f"{relation(link)} DT-{link.other}", names.status(link.status), subject, hang=4)


def relation(link: LinkRow) -> str:
    """How the other ticket relates to this one."""
    way = direction(link)
    if link.type.value == "child":
        return _("part:") if way == "down" else _("part of:")
    return _("related:") if way == "both" else _("duplicate:")


def print_events(page: Page, found: Shown, zone: tzinfo) -> None:
    """Who did what, when."""
    page.heading(_("Events"))
    taken_back = undone(found.events)
    for event in found.events:
        who = actor(event.actor, event.via)
        mark = _(" (taken back)") if event.id in taken_back else ""
        page.row(times.moment(event.at, zone), f"{who}: {events.line(event)}{mark}", hang=4)
        for name, text in event.texts.items():
            if name == "summary" and text:
                page.paragraph(f"{field(name)}:", indent=6)
                page.told(text, indent=8)


def print_next(page: Page, found: Shown) -> None:
    """What may be done next, and what not, and why; each with its command."""
    page.heading(_("May be done next"))
    may = [command(act) for act, points in found.prospects.items() if not points]
    page.paragraph(", ".join(may) or _("nothing, in this state and with your rights"))
    barred = {act: points for act, points in found.prospects.items() if points}
    reasons: dict[tuple[str, ...], list[Act]] = {}
    for act, points in barred.items():
        reasons.setdefault(tuple(refusals.sentence(point) for point in points), []).append(act)
    if barred:
        page.heading(_("Not now"))
    for acts in reasons.values():
        page.paragraph(f"{', '.join(names.act(act) for act in acts)}:", indent=2, hang=2)
        for point in barred[acts[0]]:
            hint = ""
            if point.act is not None and point.act not in barred:
                hint = f" ({mend(point.act, point.field, found.ticket.number)})"
            page.paragraph(f"- {refusals.sentence(point)}{hint}", indent=4, hang=2)
