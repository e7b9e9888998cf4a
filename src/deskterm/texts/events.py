"""One sentence for every kind of event: what happened, without who and when, which stand in columns of their own."""

from collections.abc import Callable, Mapping

from deskterm.store.fields import CACHES, STEP, is_text
from deskterm.store.read.show import EventRow
from deskterm.texts import breaches, names
from deskterm.texts.fields import field
from deskterm.texts.fieldvalues import value
from deskterm.texts.language import N_, _
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe

SENTENCES: Mapping[str, str] = {
    # a contact and its judgement
    "registered": N_("registered by {channel}"),
    "triaged": N_("triaged: {kind}, {category}, {priority}"),
    "amended": N_("amended: {changes}"),
    "overridden": N_("priority set to {priority} against the matrix: {reason}"),
    "declared_major": N_("declared a major incident: {reason}"),
    "no_longer_major": N_("no longer a major incident: {reason}"),
    "restricted": N_("restricted to those who must see it"),
    "call_reached": N_("called and reached: {called}"),
    "call_missed": N_("called and not reached: {called}. To be told: {to}"),
    "plan_started": N_("response plan started: {plan}"),
    "unrestricted": N_("open to everybody at the desk again"),
    # who works on it
    "taken": N_("taken"),
    "pulled": N_("taken up to {line}: {reason}"),
    "assigned": N_("assigned to {assignee}"),
    "released": N_("released to the queue of its line"),
    "paused": N_("set to wait: {wait_reason}"),
    "resumed": N_("resumed"),
    "woken": N_("woken up: the waiting time is over"),
    # the record
    "diagnosed": N_("diagnosis: {changes}"),
    "noted": N_("{note_kind} added"),
    "step_done": N_("step {mark} done"),
    "step_waived": N_("step {mark} waived: {reason}"),
    "steps_waived": N_("all open steps waived: {open}. {reason}"),
    "settled": N_("outcome of entry {note} recorded"),
    "replied": N_("public reply written"),
    "delivered": N_("public reply delivered"),
    "answered": N_("message from the requester"),
    "answered_resumed": N_("message from the requester: no longer waiting"),
    "answered_reopened": N_("message from the requester: reopened"),
    "attached": N_("file attached: {name}"),
    "linked": N_("linked to {other}: {type}"),
    # the lines
    "escalated": N_("escalated to L{to}: {escalation}"),
    "handed_back": N_("handed back to L{to}: {reason}"),
    # a breach of data
    "breach_marked": N_("marked as a data breach: {reason}"),
    "breach_corrected": N_("since when the data breach is known was corrected: {reason}"),
    "breach_unmarked": N_("no longer a data breach: {reason}"),
    "breach_described": N_("the data breach was described: {changes}"),
    "breach_decided": N_("decided on the data breach: {decided}: {decision}"),
    "breach_reported": N_("the authority was told of the data breach"),
    "breach_reported_more": N_("the authority was told more of the data breach"),
    "breach_reported_corrected": N_("when the authority was told of the data breach was corrected: {correction}"),
    "breach_subjects_told": N_("the people concerned were told of the data breach"),
    "breach_subjects_told_more": N_("the people concerned were told more of the data breach"),
    "breach_subjects_told_corrected": N_(
        "when the people concerned were told of the data breach was corrected: {correction}"
    ),
    # the end
    "resolved": N_("resolved: {resolution_code}"),
    "verified": N_("verified"),
    "closed": N_("closed"),
    "auto_closed": N_("closed by silence"),
    "reopened": N_("reopened: {reason}"),
    "cancelled": N_("cancelled: {reason}"),
    "merged": N_("merged into {into}"),
    "absorbed": N_("{from_ticket} was merged into this ticket"),
    "unmerged": N_("unmerged from {from_ticket}"),
    "undone": N_("taken back: {undone_act}"),
    "erased": N_("texts by and about a person were erased"),
    "target_passed": N_("{percent} % of the target is used: {target}. To be told: {to}"),
    "target_missed": N_("the target is used up: {target}. To be told: {to}"),
    "retimed": N_("its deadline follows what was arranged"),
    # from another system
    "imported": N_("imported from {source} as {key}"),
    "imported_nameless": N_("imported from {source}"),
    "imported_past": N_("before the import: {changes}"),
    # the desk
    "category_taken": N_("category {category} was taken over from another desk"),
    "founded": N_("the desk was founded"),
    "backed_up": N_("backed up: {tickets} tickets, up to {head}"),
    "restored": N_("restored from a backup that ended at {head}"),
    "person_added": N_("{person} works here from now on"),
    "person_changed": N_("{person}: {changes}"),
    "key_added": N_("{person} comes in over SSH with {fingerprint}"),
    "key_removed": N_("{fingerprint} of {person} opens nothing any more"),
    "person_erased": N_("reporter {reporter} was erased: {reason}"),
    "contact_erased": N_("a contact of response plans was erased: {reason}"),
    "arranged": N_("arranged: {arrangement} {name}"),
    "struck": N_("struck: {arrangement} {name}"),
    "mended": N_("mended: {what}"),
}


def line(event: EventRow) -> str:
    """The event as a sentence in the language in use; a kind that is not known comes back in a readable form."""
    sentence = SENTENCES.get(VARIANTS[event.kind](event) if event.kind in VARIANTS else event.kind)
    if sentence is None:
        return names.readable(event.kind).lower()
    return _(sentence).format_map(Told(event))


def imported(event: EventRow) -> str:
    """Which sentence an event has that a file tells of: the ticket's first one names where it comes from."""
    if "source" not in event.data:
        return "imported_past"
    return "imported" if event.data.get("key") is not None else "imported_nameless"


def answered(event: EventRow) -> str:
    """Which sentence a message of the requester has: what it set in motion is told with it."""
    if "cycle_at" in event.fields:
        return "answered_reopened"
    return "answered_resumed" if "status" in event.fields else "answered"


def passed(event: EventRow) -> str:
    """Which sentence a step of a target has."""
    return "target_passed" if event.data.get("percent", 0) < 100 else "target_missed"


def forgotten(event: EventRow) -> str:
    """Which sentence the erasure of a person has: plans may have called somebody who has never reported."""
    return "contact_erased" if event.data.get("reporter") is None else "person_erased"


def called(event: EventRow) -> str:
    """Which sentence a call has: who was not reached has the next one told."""
    return "call_reached" if event.data.get("reached") else "call_missed"


VARIANTS: Mapping[str, Callable[[EventRow], str]] = {
    "imported": imported,
    "person_erased": forgotten,
    "call_made": called,
    "answered": answered,
    "target_passed": passed,
}
"""Kinds of events with more than one sentence."""


def changes(event: EventRow) -> str:
    """Every field that the event set: codes from what to what, texts by name alone."""
    told = []
    for name, (old, new) in event.fields.items():
        if (
            name in CACHES
            or name == "level_changes"
            or name.startswith(STEP)
            or (event.kind == "imported" and old == new)
        ):
            continue
        if is_text(name) or name == "reporter" or name.endswith(("_at", "_until")):
            told.append(field(name))
        else:
            moved = {"field": field(name), "old": value(name, old), "new": value(name, new)}
            told.append(_("{field} {old} -> {new}").format(**moved))
    return "; ".join(told) or _("nothing")


class Told(dict[str, str]):
    """The words of an event's sentence, made when the sentence asks for them."""

    def __init__(self, event: EventRow) -> None:
        super().__init__()
        self._event = event

    def __missing__(self, name: str) -> str:
        event = self._event
        if name == "changes":
            return changes(event)
        if name == "reason":
            return safe(event.texts.get("reason") or str(event.data.get("reason") or _("no reason kept")))
        if name in event.fields:
            return value(name, event.fields[name][1])
        if name in event.texts:
            return safe(event.texts[name] or _("erased"))
        return self._coded(name)

    def _coded(self, name: str) -> str:
        """A word that the event holds as a code."""
        data = self._event.data
        match name:
            case "escalation":
                return names.escalation_reason(str(data.get("reason", "")))
            case "decided":
                return breaches.decision(str(data.get("decided", "")))
            case "note_kind":
                return names.note_kind(str(data.get("kind", "")))
            case "type":
                return names.link(str(data.get("type", "")))
            case "target":
                from deskterm.texts.clocks import name as clock

                return clock(str(data.get("target", ""))) or _("nothing")
            case "to" if isinstance(data.get("to"), list):
                from deskterm.texts.tellings import said

                return said(data)
            case "called":
                from deskterm.texts.tellings import whom

                return whom(data, int(data.get("place", 0)))
            case "mark":
                return safe(f"{data.get('plan', '')}/{data.get('code', '')}")
            case "undone_act":
                return names.act_done(str(data.get("undone_act") or data.get("act") or ""))
            case "other" | "into":
                return number(int(data.get(name, 0)))
            case "from_ticket":
                return number(int(data.get("from", 0)))
        return value(name, data.get(name))
