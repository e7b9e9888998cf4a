"""The words of the watch: what was looked at, what of it is unusual, and what was touched where a record is broken."""

from collections.abc import Mapping
from datetime import tzinfo

from deskterm.store import fields as stored
from deskterm.store.read.access import HOUR, Seen
from deskterm.store.read.touched import Touched
from deskterm.texts import names
from deskterm.texts.fields import field
from deskterm.texts.language import N_, _, n_
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe
from deskterm.texts.times import local
from deskterm.workflow.codes import AccessKind
from deskterm.workflow.unusual import Severity, Unusual

LOOKS: Mapping[AccessKind, str] = {
    AccessKind.LOGIN: N_("opened the desk: {detail}"),
    AccessKind.RESTRICTED: N_("opened a restricted ticket"),
    AccessKind.SEARCH: N_("looked for {detail}"),
    AccessKind.EXPORT: N_("exported {rows} rows"),
    AccessKind.REFUSED: N_("was refused: {detail}"),
    AccessKind.FAILED_START: N_("could not start: {detail}"),
}
UNUSUAL: Mapping[str, str] = {
    "large_export": N_("{actor} exported {n} rows between {start} and {end}."),
    "many_refusals": N_("{actor} was refused {n} times between {start} and {end}."),
    "failed_start": N_("{actor} tried to open the desk and may not: {n} times between {start} and {end}."),
    "night_burst": N_("{actor} did and opened {n} things at night, between {start} and {end}."),
    "first_night": N_("{actor} was at work between {start} and {end}, and was not seen at night before."),
    "far_above_own": N_("{actor} opened {n} tickets between {start} and {end}; {usual} an hour is usual."),
}
SEVERITIES: Mapping[Severity, str] = {Severity.HIGH: N_("LOOK AT THIS"), Severity.LOW: N_("by the way")}
TOUCHED: Mapping[str, str] = {
    "columns": N_("Columns of the event were changed: {names}. Its content and hash are the true ones."),
    "content": N_("The content of the event was replaced; the next event still names the hash of the true one."),
    "hash": N_("Only the stored hash of the event was replaced; its content is the true one."),
    "rewritten": N_("Content and hash of the event do not belong together, and no other event tells the true ones."),
    "link": N_("Only the event's link to the one before was replaced; its content is the true one."),
    "before": N_("The event before it was replaced together with its hash; this one still names the true hash."),
    "identity": N_("The desk's identity was changed, or the first event belongs to another desk."),
    "gone": N_("The rows of the events up to {last} are gone. Tickets that lack events: {tickets}."),
    "extra": N_("This row was put in by hand."),
    "text": N_("Its text was changed or removed: {names}."),
    "note": N_("Entry {names} of its thread was changed, removed or put in."),
    "fields": N_("The row of {ticket} was changed without an event: {names}."),
    "row": N_("The whole row of {ticket} was removed or put in without events."),
    "person": N_("What is known of {person} was changed without an event: {names}."),
}
"""What was touched, by `Touched.how`."""
EVENT = N_("Event {event}: {ticket}, {act}.")


def look(seen: Seen) -> str:
    """A look as a sentence, without who, when and which ticket, which stand in columns of their own."""
    detail = safe(seen.detail) if seen.detail else "-"
    told = _(LOOKS[seen.kind]).format(detail=detail, rows="?" if seen.rows is None else seen.rows)
    if seen.kind is AccessKind.SEARCH and seen.rows is not None:
        given = n_("{rows} ticket given", "{rows} tickets given", seen.rows).format(rows=seen.rows)
        told = _("{told} ({given})").format(told=told, given=given)
    return told


def unusual(found: Unusual, zone: tzinfo) -> str:
    """What is unusual, with its figures; the hour on the wall clock of a zone."""
    start, end = local(found.hour * HOUR, zone), local((found.hour + 1) * HOUR, zone)
    return _(UNUSUAL[found.code]).format(
        actor=safe(found.actor),
        n=found.n,
        start=f"{start:%Y-%m-%d %H:%M}",
        end=f"{end:%H:%M}",
        usual=f"{found.usual or 0:.0f}",
    )


def severity(found: Unusual) -> str:
    """How much it matters."""
    return _(SEVERITIES[found.severity])


def touched(found: Touched, event: int) -> list[str]:
    """Where the record is broken: which event that is, and what was touched."""
    lines = []
    if found.kind is not None:
        about = number(found.ticket) if found.ticket else _("the desk")
        lines.append(_(EVENT).format(event=event, ticket=about, act=deed(found.act, found.kind)))
    lines.append(
        _(TOUCHED[found.how]).format(
            names=", ".join(named(found, name) for name in found.names) or "-",
            last=found.last,
            ticket=number(found.ticket) if found.ticket else "-",
            tickets=", ".join(map(number, found.tickets)) or "-",
            person=safe(found.person or ""),
        )
    )
    return lines


def deed(act: str | None, kind: str) -> str:
    """What kind of act an event records."""
    return names.act_done(str(act)) if act else safe(names.readable(str(kind)).lower())


def named(found: Touched, name: str) -> str:
    """A field or text by its label, a column or an entry by its own name."""
    return safe(name) if found.how in ("columns", "note") else safe(field(name.removeprefix(stored.TEXT_OF_ACT)))
