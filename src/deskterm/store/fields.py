"""The names of a ticket's stored fields by the way their values are kept; readers and writers share them."""

LINES = frozenset(
    {
        "subject",
        "requested_for",
        "place",
        "service",
        "software",
        "software_version",
        "browser",
        "os",
        "external_id",
        "report_reference",
    }
)
"""Texts of one line."""
TEXTS = frozenset(
    {
        "subject",
        "description",
        "symptoms",
        "steps_before",
        "place",
        "service",
        "software",
        "software_version",
        "browser",
        "os",
        "requested_for",
        "solution",
        "measures",
        "verification",
        "report_reference",
        "breach_nature",
        "data_concerned",
        "consequences",
        "remedies",
    }
)
"""Free texts of the ticket's row: an event holds their digests, `event_text` every revision of them."""
SHEET = ("signs", "extent", "components")
"""Texts of the diagnosis sheet, kept the same way."""
ANSWER = "answer:"
"""Prefix of a field that is the answer to a question: a digest, or NOT_APPLICABLE."""
OUTCOME = "outcome:"
"""Prefix of a field that is the outcome of a note: a digest, or OPEN."""
STEP = "step:"
"""Prefix of a field that is the state of a step of a plan; None: there is no such step (any more)."""
TITLE = "title:"
"""Prefix of a text of the act that is the title of the n-th step that begins with it."""
NOT_APPLICABLE = "na"
OPEN = "open"
ERASED = "erased"
"""Stands for the outcome of an erased entry, and for the name of an erased file."""
TEXT_OF_ACT = "text:"
"""Prefix of texts that belong to the act (reason, summary), not to a field."""
DETAILS = (
    "description",
    "symptoms",
    "steps_before",
    "place",
    "service",
    "occurred_at",
    "software",
    "software_version",
    "browser",
    "os",
)
"""What is asked of every contact beside subject and reporter, in the order it is shown."""
CACHES = frozenset({"due_at", "alarm_at", "terms"})
"""Fields that are derived and may be recomputed at any time; nobody builds on them."""


def is_text(field: str) -> bool:
    """Does an event hold digests of this field rather than its values?"""
    return field in TEXTS or field in SHEET or field.startswith((ANSWER, OUTCOME))
