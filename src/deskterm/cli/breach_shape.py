"""The record of a breach of personal data in JSON."""

from dataclasses import asdict
from typing import Any

from deskterm.cli.shapes import instant
from deskterm.cli.shapes_shown import undone
from deskterm.store.read.show import EventRow
from deskterm.texts import events as sentences
from deskterm.usecases.breach import CORRECTED, TOLD, Record
from deskterm.usecases.desk import Desk

VERSION = 1
"""Of this form of the record."""
FACTS = ("breach_nature", "data_concerned", "people_concerned", "records_concerned", "consequences", "remedies")
MOMENTS = ("occurred_at", "aware_at", "reported_at", "report_waived_at", "subjects_owed_at", "subjects_at")
TEXTS = ("description", "symptoms", "steps_before", "solution", "measures", "verification")


def record_shape(found: Record, desk: Desk) -> dict[str, Any]:
    """What happened, what was decided, who was told, and everything that was done."""
    ticket, clock = found.shown.ticket, found.clock
    taken_back = undone(found.shown.events)
    return {
        "breach_record": VERSION,
        "desk": found.desk,
        "number": ticket.number,
        "subject": ticket.subject,
        "made_at": instant(found.shown.now),
        "made_by": desk.by.name,
        "breach": ticket.breach,
        "status": ticket.status.value,
        "category": ticket.category,
        "cause": ticket.cause.value if ticket.cause else None,
        "registered_at": instant(ticket.created_at),
        **{name: instant(getattr(ticket, name)) for name in MOMENTS},
        "report_reference": ticket.report_reference,
        "clock": None if clock is None else {"due_at": instant(clock.due_at), "state": clock.state.value},
        **{name: getattr(ticket, name) for name in FACTS},
        **{name: found.shown.texts.get(name) for name in TEXTS},
        "decisions": [
            {**who(event), "decision": event.data.get("decided"), "text": event.texts.get("decision")}
            for event in found.events("breach_decided")
        ],
        "informed": [told(event) for event in found.events(*TOLD)],
        "plan_steps": [{**asdict(step), "settled_at": instant(step.settled_at)} for step in found.steps],
        "timeline": [
            {**who(event), "kind": event.kind, "message": sentences.line(event), "undone": event.id in taken_back}
            for event in found.shown.events
        ],
    }


def who(event: EventRow) -> dict[str, Any]:
    """When something was put on record, and by whom."""
    return {"at": instant(event.at), "by": event.actor, "via": event.via}


def told(event: EventRow) -> dict[str, Any]:
    """Who was told, when, what, and why so late."""
    reference = event.fields.get("report_reference")
    return {
        **who(event),
        "who": TOLD[event.kind].value,
        "told_at": instant(event.data.get("at")),
        "corrects": event.kind.endswith(CORRECTED),
        "with_reference": reference is not None,
        "correction": event.texts.get("correction"),
        "delay": event.texts.get("delay"),
        "text": event.texts.get("said"),
    }
