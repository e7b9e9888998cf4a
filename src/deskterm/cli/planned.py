"""Conditions, steps and contacts of a response plan as options: short texts in the place of a file.

Only their form is read here; what they say is judged with the whole plan, as if a file had said it.
"""

import re
from typing import Any

from deskterm.workflow.checks import Invalid

STEP = re.compile(r"(?P<code>[^:]+):(?P<title>.*?)(?:\((?P<who>[a-z][a-z0-9._:-]*)\)\s*)?")
SHIPPED = re.compile(r"(?P<code>[a-z0-9_-]+)\s*(?:\((?P<who>[a-z][a-z0-9._:-]*)\)\s*)?")
ROLES = ("lead", "admin")
FLAGS = {"yes": True, "no": False}


def steps(field: str, texts: list[str]) -> list[dict[str, Any]] | None:
    """`pump: Start the pump (line:2)`, or the code of a step that ships; None when nothing was given."""
    return [step(f"{field}[{place}]", text) for place, text in enumerate(texts)] or None


def step(field: str, text: str) -> dict[str, Any]:
    """One step. Invalid for anything else."""
    found = SHIPPED.fullmatch(text) or STEP.fullmatch(text)
    if found is None:
        raise malformed(field, "CODE: TITLE (WHO)", text)
    said = {"code": found["code"], "title": found.groupdict().get("title"), "responsible": found["who"]}
    return {name: value.strip() for name, value in said.items() if value is not None}


def contacts(field: str, texts: list[str]) -> list[dict[str, Any]] | None:
    """`lead; hours office` or `Ada Example; +1 202 555 0101; ada@example.org`; None when nothing was given."""
    return [contact(f"{field}[{place}]", text) for place, text in enumerate(texts)] or None


def contact(field: str, text: str) -> dict[str, Any]:
    """One contact: who, then in any order telephone, mail and hours. Invalid for anything else."""
    who, *more = (part.strip() for part in text.split(";"))
    said: dict[str, Any] = {}
    for part in more:
        word, _blank, rest = part.partition(" ")
        name, value = ("hours", rest.strip()) if word == "hours" else ("email" if "@" in part else "phone", part)
        if not value or name in said:
            raise malformed(field, "WHO; PHONE; MAIL; hours CALENDAR", text)
        said[name] = value
    outside = "phone" in said or "email" in said
    return {"name" if outside else "role" if who in ROLES else "account": who, **said}


def starts(field: str, texts: list[str]) -> list[dict[str, Any]] | None:
    """`nature=security, priority=2`; None when nothing was given."""
    return [start(f"{field}[{place}]", text) for place, text in enumerate(texts)] or None


def start(field: str, text: str) -> dict[str, Any]:
    """One condition. Invalid for anything else."""
    said: dict[str, Any] = {}
    for part in text.split(","):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not name or not value:
            raise malformed(field, "FIELD=VALUE, FIELD=VALUE", text)
        if name == "priority" and value.removeprefix("P").isdecimal():
            said[name] = int(value.removeprefix("P"))
        else:
            said[name] = FLAGS.get(value, value)
    return said


def malformed(field: str, form: str, text: str) -> Invalid:
    """What is not of the form that is expected."""
    return Invalid(field, "bad_arrangement", reason=f"{form} is expected, not {text[:60]!r}")
