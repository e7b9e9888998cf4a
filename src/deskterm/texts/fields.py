"""The name of every field of a ticket and of every input, as it stands before its value."""

from collections.abc import Mapping

from deskterm.texts.language import NP_, _, p_
from deskterm.texts.safe import safe
from deskterm.texts.topics import question, readable

_FIELDS: Mapping[str, str] = {
    # the ticket
    "number": NP_("field", "Number"),
    "id": NP_("field", "Number"),
    "version": NP_("field", "Version"),
    "status": NP_("field", "Status"),
    "line": NP_("field", "Line"),
    "assignee": NP_("field", "Assignee"),
    "subject": NP_("field", "Subject"),
    "kind": NP_("field", "Kind"),
    "claimed_kind": NP_("field", "Proposed kind"),
    "claimed_priority": NP_("field", "Proposed priority"),
    "nature": NP_("field", "Nature"),
    "category": NP_("field", "Category"),
    "impact": NP_("field", "Impact"),
    "urgency": NP_("field", "Urgency"),
    "priority": NP_("field", "Priority"),
    "overridden": NP_("field", "Overridden"),
    "channel": NP_("field", "Channel"),
    "reporter": NP_("field", "Reporter"),
    "phone": NP_("field", "Phone"),
    "mail": NP_("field", "Mail"),
    "organisation": NP_("field", "Organisation"),
    "requested_for": NP_("field", "For"),
    "created_at": NP_("field", "Registered"),
    "created_by": NP_("field", "Registered by"),
    "updated_at": NP_("field", "Last change"),
    "cycle_at": NP_("field", "Cycle began"),
    "due_at": NP_("field", "Due"),
    "first_response_at": NP_("field", "First response"),
    "resolved_at": NP_("field", "Resolved"),
    "closed_at": NP_("field", "Closed"),
    "wait_reason": NP_("field", "Waits"),
    "wake_at": NP_("field", "Wakes up"),
    "verified": NP_("field", "Verified"),
    "verification": NP_("field", "Verification"),
    "resolution_code": NP_("field", "Resolution"),
    "solution": NP_("field", "Solution"),
    "cause": NP_("field", "Cause"),
    "measures": NP_("field", "Measures"),
    "restricted": NP_("field", "Restricted"),
    "about": NP_("field", "About"),
    "named": NP_("field", "Named people"),
    "major": NP_("field", "Major incident"),
    "breach": NP_("field", "Data breach"),
    "aware_at": NP_("field", "Aware of the breach"),
    "reported_at": NP_("field", "Authority told"),
    "report_reference": NP_("field", "Reference at the authority"),
    "report_waived_at": NP_("field", "Decided not to tell the authority"),
    "subjects_owed_at": NP_("field", "Decided to tell the people concerned"),
    "subjects_at": NP_("field", "People concerned told"),
    "people_concerned": NP_("field", "People concerned"),
    "records_concerned": NP_("field", "Records concerned"),
    "breach_nature": NP_("field", "Nature of the breach"),
    "data_concerned": NP_("field", "Data and people concerned"),
    "consequences": NP_("field", "Likely consequences"),
    "remedies": NP_("field", "Measures against the breach"),
    "item": NP_("field", "Item"),
    "agreed_at": NP_("field", "Agreed for"),
    "asked_at": NP_("field", "Asked"),
    "terms": NP_("field", "Terms"),
    "alarm_at": NP_("field", "Next alarm"),
    "told": NP_("field", "Told of targets"),
    "merged_into": NP_("field", "Merged into"),
    "status_before_merge": NP_("field", "Status before the merge"),
    "level_changes": NP_("field", "Level changes"),
    "sheet": NP_("field", "Diagnosis"),
    "questions": NP_("field", "Questions"),
    "steps_settled": NP_("field", "Steps tried"),
    "hypotheses_settled": NP_("field", "Hypotheses tried"),
    "sessions": NP_("field", "Sessions"),
    "open_outcomes": NP_("field", "Open outcomes"),
    "open_children": NP_("field", "Open parts"),
    "open_plan_steps": NP_("field", "Open plan steps"),
    "steps": NP_("field", "Steps"),
    "plans": NP_("field", "Response plans"),
    "pauses": NP_("field", "Pauses"),
    "external_id": NP_("field", "Number elsewhere"),
    # the details of a contact
    "description": NP_("field", "Description"),
    "symptoms": NP_("field", "Symptoms"),
    "steps_before": NP_("field", "Steps before"),
    "place": NP_("field", "Place"),
    "service": NP_("field", "Service"),
    "occurred_at": NP_("field", "Occurred"),
    "software": NP_("field", "Software"),
    "software_version": NP_("field", "Software version"),
    "browser": NP_("field", "Browser"),
    "os": NP_("field", "Operating system"),
    # the sheet and the thread
    "signs": NP_("field", "Signs"),
    "extent": NP_("field", "Extent"),
    "components": NP_("field", "Components"),
    "answers": NP_("field", "Answers"),
    "plan_step": NP_("field", "Step of its plan"),
    "step": NP_("field", "Step"),
    "hypothesis": NP_("field", "Hypothesis"),
    "outcome": NP_("field", "Outcome"),
    "note": NP_("field", "Entry"),
    "text": NP_("field", "Text"),
    "message": NP_("field", "Message"),
    # what acts ask
    "reason": NP_("field", "Reason"),
    "summary": NP_("field", "Summary"),
    "to": NP_("field", "To line"),
    "from_line": NP_("field", "From line"),
    "until": NP_("field", "Until"),
    "code": NP_("field", "Resolution"),
    "how": NP_("field", "How"),
    "into": NP_("field", "Into"),
    "other": NP_("field", "Other ticket"),
    "type": NP_("field", "Type"),
    "on": NP_("field", "On"),
    "name": NP_("field", "Name"),
    "file": NP_("field", "File"),
    "size": NP_("field", "Size"),
    "details": NP_("field", "Details"),
    "decision": NP_("field", "Decision"),
    "informed": NP_("field", "Who was told"),
    "at": NP_("field", "When"),
    "reference": NP_("field", "Reference"),
    "correction": NP_("field", "Reason for the correction"),
    "delay": NP_("field", "Reasons for the delay"),
    "said": NP_("field", "What was told"),
    "seen": NP_("field", "Seen version"),
    "calls": NP_("field", "To be called"),
    "contact": NP_("field", "Contact"),
    "reached": NP_("field", "Reached"),
    "plan": NP_("field", "Response plan"),
    # people
    "active": NP_("field", "Works here"),
    "away_until": NP_("field", "Away until"),
    "email": NP_("field", "Mail"),
    "lines": NP_("field", "Lines"),
    "roles": NP_("field", "Roles"),
    "skills": NP_("field", "Skills"),
    "role": NP_("field", "Role"),
    "skill": NP_("field", "Skill"),
    "lead": NP_("field", "Lead"),
    "assignee_available": NP_("field", "Assignee available"),
    # lists
    "view": NP_("field", "View"),
    "query": NP_("field", "Query"),
    "limit": NP_("field", "Limit"),
    "after": NP_("field", "After"),
    "language": NP_("field", "Language"),
}


def field(name: str) -> str:
    """The label of a field: "Impact". An answer is labelled by its question, an unknown field by its code."""
    if name in _FIELDS:
        return p_("field", _FIELDS[name])
    kind, _colon, rest = name.partition(":")
    if kind == "answer" and rest:
        return question(rest)
    if kind == "step" and rest:
        return _("Step {step}").format(step=safe(rest))
    if kind == "outcome" and rest:
        return _("Outcome of entry {note}").format(note=safe(rest))
    return readable(name)


def fields(names: str) -> str:
    """Several names joined by commas, as labels."""
    return ", ".join(field(name.strip()) for name in names.split(","))
