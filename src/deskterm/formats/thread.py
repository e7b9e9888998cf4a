"""Texts that stand for more than one thing: a letter without a subject, a comment with its date and author."""

import re

from deskterm.formats.moments import instants
from deskterm.formats.wish import Wish
from deskterm.workflow import checks
from deskterm.workflow.checks import CONTROL, LINE_LIMIT, Invalid
from deskterm.workflow.intake import OldNote

SENTENCE = re.compile(r"[.!?…](?=\s)")
ENOUGH = 20
"""Characters from which a sentence says something: "Hello." does not."""


def subject_of(fields: dict[str, object], key: object) -> None:
    """A subject for a ticket that has none: the beginning of its text, else its name in the other system."""
    text = fields.pop("text", None)
    if text is not None:
        fields.setdefault("description", text)
    if "subject" in fields:
        return
    source = fields.get("description")
    if isinstance(source, str):
        fields["subject"] = beginning(source)
    elif key is not None:
        fields["subject"] = key


def beginning(text: str) -> str:
    """The first line of a text as far as it makes a sentence, cut at a blank where it is too long for a subject."""
    first = text.lstrip()[: 4 * LINE_LIMIT].partition("\n")[0]
    line = CONTROL.sub(" ", first).strip()
    found = next((m for m in SENTENCE.finditer(line) if m.end() >= ENOUGH), None)
    if found is not None:
        line = line[: found.end()]
    if len(line) > LINE_LIMIT:
        cut = line[: LINE_LIMIT - 1]
        line = (cut.rpartition(" ")[0] or cut).rstrip() + "…"
    return line.removesuffix(".") or line


def note(cell: str, wish: Wish) -> OldNote | None:
    """A comment: `when;author;text`, or a text alone. Invalid: it can't be kept."""
    parts = cell.split(";", 2)
    if len(parts) == 3 and len(parts[0]) < 40:
        try:
            at = instants(wish.zone, wish.now, wish.dates or "dmy")("comments", parts[0].strip())
            author = checks.line("comments", parts[1])
        except Invalid:
            at, author = None, None
        if at is not None:
            body = checks.text("comments", parts[2])
            return OldNote(body=body, at=at, author=author) if body else None
    body = checks.text("comments", cell)
    return OldNote(body=body) if body else None
