"""Which column goes into which field: the fields that a file can fill, and what columns are called elsewhere."""

from collections.abc import Iterable, Mapping

from deskterm.formats.vocabulary import plain
from deskterm.workflow.checks import LINE_LIMIT, TEXT_LIMIT

ONE_LINE: Mapping[str, int] = dict.fromkeys(
    (
        "external_id",
        "subject",
        "place",
        "service",
        "software",
        "software_version",
        "browser",
        "os",
        "requested_for",
        "who",
        "assignee",
        "reporter",
        "reporter_name",
        "reporter_organisation",
    ),
    LINE_LIMIT,
) | {"reporter_language": 35, "category": 60}
"""Texts of one line, with the characters they may have."""
LONG: Mapping[str, int] = dict.fromkeys(
    ("description", "text", "symptoms", "steps_before", "solution", "measures", "verification"), TEXT_LIMIT
)
INSTANTS = ("at", "created_at", "occurred_at", "resolved_at", "closed_at", "first_response_at")
CODED = (
    "status",
    "kind",
    "claimed_kind",
    "nature",
    "channel",
    "resolution_code",
    "cause",
    "wait_reason",
    "line",
    "impact",
    "urgency",
    "priority",
    "claimed_priority",
)
SPECIAL = ("reporter_email", "reporter_phone", "comments", "subcategory")
FIELDS = frozenset({*ONE_LINE, *LONG, *INSTANTS, *CODED, *SPECIAL})
"""Everything that --map, --set and --value know."""
LOOSE = frozenset({"kind", "category", "nature", "channel", "resolution_code", "cause", "subcategory", "wait_reason"})
"""Fields whose unknown values are kept beside the ticket when nobody has asked for the field by name."""

SYNONYMS: Mapping[str, str] = {
    "external_id": "id, key, issue key, issue id, number, ticket number, ticket id, ticket no, ticket, case, case id, "
    "case number, incident id, incident number, incident, request id, reference, ref, sys id",
    "subject": "summary, title, short description, topic, headline, name",
    "description": "body, details, detail, long description, message, content",
    "status": "state, ticket status, issue status, current status, incident state",
    "at": "time, timestamp, event time, date time, datetime, changed at, sys updated at",
    "created_at": "created, opened, opened at, date created, created date, created time, creation date, create time, "
    "reported at, submitted, submit date, open date, date opened",
    "occurred_at": "occurred, incident date, event date, started at",
    "resolved_at": "resolved, resolved date, date resolved, resolution date, resolved time, solved at",
    "closed_at": "closed, close at, closed date, date closed, close date, closed time",
    "first_response_at": "first response, first reply, first response date, responded at",
    "line": "level, support line, support level, tier",
    "impact": "business impact",
    "priority": "prio, severity",
    "kind": "type, issue type, ticket type, request type",
    "channel": "source, contact type, origin, created via",
    "assignee": "assigned to, owner, agent, agent assigned, assigned",
    "reporter": "requester, caller, customer, requested by, reported by, opened by, user, contact, from",
    "reporter_name": "requester name, caller name, customer name, user name",
    "reporter_email": "email, mail, e mail, from email, requester email, customer email, email address",
    "reporter_phone": "phone, telephone, phone number, requester phone",
    "reporter_organisation": "organisation, organization, company, organization name",
    "reporter_language": "lang, language, locale",
    "requested_for": "on behalf of",
    "place": "location, site, office, room",
    "service": "business service, affected service",
    "software": "application, product, component",
    "software_version": "version, affects version",
    "os": "operating system, platform",
    "resolution_code": "resolution, close code, closure code, resolution type",
    "solution": "close notes, resolution notes, resolution description, closure notes",
    "cause": "root cause",
    "symptoms": "symptom",
    "steps_before": "steps to reproduce",
    "who": "team, group, assignment group, department, resource, actor, changed by, updated by, sys updated by",
}
"""Only in a file with a column for `at` is `who` taken, and only there: a row per change, each made by somebody."""
NAMES: Mapping[str, str] = {
    **{name: field for field, names in SYNONYMS.items() for name in names.split(", ")},
    **{plain(field): field for field in FIELDS - {"comments", "subcategory"}},
}
HISTORY = frozenset({"at", "who"})


def automatic(header: Iterable[str], taken: Mapping[str, str]) -> dict[str, str]:
    """Fields for the columns of a header by their names, beside those that are said: field to column.

    A column that bears a field's own name comes first, then the first one in the file. `at` makes a file of history
    only together with a key; without one it is when the ticket was registered.
    """
    found = dict(taken)
    used = set(taken.values())
    named = [(column, field) for column in header if column not in used and (field := NAMES.get(plain(column)))]
    for column, field in sorted(named, key=lambda each: plain(each[0]) != plain(each[1])):
        if field not in found and not (field == "description" and "text" in found):
            found[field] = column
    if "at" in found and ("external_id" not in found or "created_at" in found) and "at" not in taken:
        column = found.pop("at")
        found.setdefault("created_at", column)
    if "at" not in found and "who" not in taken:
        found.pop("who", None)
    return found
