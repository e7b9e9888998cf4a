"""Response plans are arranged as calendars are; the people whom one names must be of the desk."""

from collections.abc import Callable, Mapping
from typing import Any

from deskterm.store.read.people import people
from deskterm.usecases.arrange import Move, arrange
from deskterm.usecases.desk import Desk
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.checks import Invalid
from deskterm.workflow.codes import Role


def set_plan(
    desk: Desk, name: str, change: Callable[[Mapping[str, Any]], Mapping[str, Any]], dry_run: bool
) -> list[Move]:
    """Set it; the tickets of which somebody is told at another moment. Invalid names the field that is wrong."""
    known = {person.name for person in people(desk.store.db) if person.active}

    def checked(now: Mapping[str, Any]) -> Mapping[str, Any]:
        body = change(now)
        refuse_strangers(body, known)
        return body

    return arrange(desk, ArrangementKind.PLAN, name, checked, dry_run)


def refuse_strangers(body: Mapping[str, Any], known: set[str]) -> None:
    """Invalid for an account that nobody has who works here. What is no account is left to the reader of the format."""
    for kind, field, free in (("steps", "responsible", tuple(Role)), ("contacts", "account", ())):
        given = body.get(kind)
        for place, part in enumerate(given if isinstance(given, list) else ()):
            who = part.get(field) if isinstance(part, Mapping) else None
            if isinstance(who, str) and who not in known and who not in free and not who.startswith("line:"):
                reason = f"nobody called {who[:40]!r} works here"
                raise Invalid(f"{kind}[{place}].{field}", "bad_arrangement", reason=reason)
