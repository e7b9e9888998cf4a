"""The record of a breach of personal data as a page for people."""

from datetime import tzinfo

from deskterm.cli.layout import Page
from deskterm.cli.output import Output
from deskterm.cli.shapes_shown import undone
from deskterm.store.read.breach import PlanStep
from deskterm.store.read.show import EventRow
from deskterm.texts import breaches, clocks, events, names, times
from deskterm.texts.called import actor
from deskterm.texts.fields import field
from deskterm.texts.fieldvalues import value
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.breach import CORRECTED, TOLD, Record
from deskterm.workflow.values import Ticket

TEXTS = ("breach_nature", "data_concerned", "consequences", "remedies")
COUNTS = ("people_concerned", "records_concerned")
MOMENTS = ("occurred_at", "aware_at", "reported_at", "report_waived_at", "subjects_owed_at", "subjects_at")
WHAT = ("description", "symptoms", "steps_before", "solution", "measures", "verification")


def print_record(found: Record, out: Output, zone: tzinfo) -> None:
    """What happened, whose data it is about, what was decided, who was told, what was done."""
    page, ticket = Page(out), found.shown.ticket
    page.paragraph(_("Record of a breach of personal data"), indent=0)
    page.row(ticket.number, out.foreign(ticket.subject), indent=0, hang=len(ticket.number) + 2)
    page.fact(_("Desk"), out.foreign(found.desk))
    page.fact(_("As of"), times.moment(found.shown.now, zone))
    page.fact(field("status"), names.status(ticket.status))
    page.fact(field("created_at"), times.moment(ticket.created_at, zone))
    page.fact(field("breach"), value("breach", ticket.breach))
    print_moments(page, ticket, out, zone)
    if (clock := found.clock) is not None:
        page.paragraph(f"{clocks.name(clock.name)}: {clocks.standing(clock, zone, found.shown.now)}", hang=2)
    print_facts(page, found)
    print_decisions(page, found, zone)
    print_told(page, found, zone)
    print_steps(page, found.steps, out, zone)
    print_timeline(page, found, zone)


def print_breach(page: Page, ticket: Ticket, out: Output, zone: tzinfo) -> None:
    """What is on record of it, on the page of its ticket."""
    if ticket.breach:
        page.heading(field("breach"))
        print_moments(page, ticket, out, zone)
        print_described(page, ticket)


def print_moments(page: Page, ticket: Ticket, out: Output, zone: tzinfo) -> None:
    """Since when it is known, and who was told when."""
    for name in MOMENTS:
        if (held := getattr(ticket, name)) is not None:
            page.paragraph(f"{field(name)}: {times.moment(held, zone)}", hang=2)
    if ticket.report_reference:
        page.paragraph(f"{field('report_reference')}: {out.foreign(ticket.report_reference)}", hang=2)


def print_described(page: Page, ticket: Ticket) -> None:
    """The facts; one that is missing says so, because the record must have it."""
    for name in TEXTS:
        page.heading(field(name))
        page.told(getattr(ticket, name) or _("not said yet"), indent=2)
    page.heading(_("How many (about)"))
    for name in COUNTS:
        held = getattr(ticket, name)
        page.paragraph(f"{field(name)}: {_('not said yet') if held is None else held}", hang=2)


def print_facts(page: Page, found: Record) -> None:
    """What it is about, and what its ticket says at length."""
    ticket = found.shown.ticket
    print_described(page, ticket)
    for name in WHAT:
        if text := found.shown.texts.get(name):
            page.heading(field(name))
            page.told(str(text), indent=2)


def print_decisions(page: Page, found: Record, zone: tzinfo) -> None:
    """Every decision with its reasons."""
    page.heading(_("Decisions"))
    decisions = found.events("breach_decided")
    for event in decisions:
        page.paragraph(f"{head(page, event, zone)}: {breaches.decision(str(event.data.get('decided', '')))}", hang=4)
        page.told(event.texts.get("decision") or _("erased"))
    if not decisions:
        page.paragraph(_("None yet."))


def print_told(page: Page, found: Record, zone: tzinfo) -> None:
    """Who was told, when, and with what words."""
    page.heading(_("Who was told"))
    told = found.events(*TOLD)
    for event in told:
        at = event.data.get("at")
        when = times.moment(at, zone) if isinstance(at, int) else ""
        mark = _(", put right") if event.kind.endswith(CORRECTED) else ""
        page.paragraph(f"{breaches.informed(TOLD[event.kind])}: {when}{mark} ({head(page, event, zone)})", hang=4)
        for name in ("correction", "delay", "said"):
            if name in event.texts:
                page.paragraph(f"{field(name)}:", indent=4)
                page.told(event.texts[name] or _("erased"), indent=6)
    if not told:
        page.paragraph(_("Nobody yet."))


def print_steps(page: Page, steps: tuple[PlanStep, ...], out: Output, zone: tzinfo) -> None:
    """The steps of its plans."""
    if steps:
        page.heading(_("Steps of its plans"))
    for step in steps:
        state = breaches.step_state(step.state)
        if step.settled_by and step.settled_at is not None:
            state += f", {safe(step.settled_by)}, {times.moment(step.settled_at, zone)}"
        page.paragraph(f"{out.foreign(step.plan)}: {out.foreign(step.title)} ({state})", hang=4)


def print_timeline(page: Page, found: Record, zone: tzinfo) -> None:
    """Everything that happened, oldest first."""
    page.heading(_("Timeline"))
    taken_back = undone(found.shown.events)
    for event in found.shown.events:
        mark = _(" (taken back)") if event.id in taken_back else ""
        page.paragraph(f"{head(page, event, zone)}: {events.line(event)}{mark}", hang=4)


def head(page: Page, event: EventRow, zone: tzinfo) -> str:
    """When it was put on record, and by whom."""
    return f"{times.moment(event.at, zone)}{page.gap}{actor(event.actor, event.via)}"
