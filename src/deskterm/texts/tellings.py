"""Whom the desk tells that a target runs out, in words: accounts, and contacts outside the desk."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import Any, Protocol

from deskterm.texts import plans, times
from deskterm.texts.clocks import name
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.workflow.called import OutsideCall
from deskterm.workflow.notices import Telling, To
from deskterm.workflow.response import Contact


class ToCall(Protocol):
    """A call that waits, and who it is; None: the text of the plan is gone."""

    @property
    def call(self) -> OutsideCall: ...
    @property
    def contact(self) -> Contact | None: ...


def said(data: Mapping[str, Any]) -> str:
    """Whom an event names. `contacts`: who those outside were, where that is still known."""
    return listed((*map(safe, data.get("to", ())), *(whom(data, place) for place in data.get("outside", ()))))


def whom(data: Mapping[str, Any], place: int) -> str:
    """Who stands at a place that an event names."""
    known = {each["place"]: each for each in data.get("contacts", ())}
    return reached(known[place]) if place in known else contact(place, str(data.get("plan", "")))


def call(to_call: ToCall) -> str:
    """That somebody is to be called now, and of what."""
    waiting, who = to_call.call, to_call.contact
    told = contact(waiting.place, waiting.plan) if who is None else plans.contact(who)
    values = {"whom": told, "percent": waiting.percent, "target": name(waiting.target), "mark": safe(waiting.mark)}
    if who is not None and not who.phone:
        return _("Write to {whom} now ({mark}): {percent} % of the target is used: {target}").format(**values)
    return _("Call {whom} now ({mark}): {percent} % of the target is used: {target}").format(**values)


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
