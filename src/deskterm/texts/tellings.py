"""Whom the desk tells that a target runs out, in words: accounts, and contacts outside the desk."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import Any

from deskterm.texts import plans, times
from deskterm.texts.clocks import name
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.workflow.notices import Telling, To


def said(data: Mapping[str, Any]) -> str:
    """Whom an event names. `contacts`: who those outside were, where that is still known."""
    known = {each["place"]: each for each in data.get("contacts", ())}
    outside = (
        reached(known[place]) if place in known else contact(place, str(data.get("plan", "")))
        for place in data.get("outside", ())
    )
    return listed((*map(safe, data.get("to", ())), *outside))


def reached(told: Mapping[str, Any]) -> str:
    """Somebody outside the desk, and how to reach them."""
    return safe(" ".join(str(told[part]) for part in ("name", "phone", "email") if told.get(part)))


def contact(place: int, plan: str) -> str:
    """Somebody by their place alone."""
    return _("contact {place} of {plan}").format(place=place, plan=plans.title(plan))


def listed(names: Iterable[str]) -> str:
    """Several of them, or that there is nobody."""
    return ", ".join(names) or _("nobody")


def ahead(next_one: tuple[Telling, To], zone: tzinfo, now: int) -> str:
    """Whom the desk tells next, of what, and when."""
    telling, to = next_one
    whom = listed((*map(safe, to.accounts), *(plans.contact(who) for _place, who in to.outside)))
    values = {
        "when": times.near(max(telling.at, now), zone, now),
        "percent": telling.step.percent,
        "target": name(telling.step.target),
        "whom": whom,
    }
    if to.plan is None:
        return _("Told next, {when}: {percent} % of the target is used: {target}. To: {whom}").format(**values)
    values["plan"] = plans.title(to.plan)
    return _("Told next, {when}: {percent} % of the target is used: {target}. To: {whom} (plan: {plan})").format(
        **values
    )
