"""Why a ticket goes to somebody, and why somebody should do a ticket: a phrase for every reason."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo

from deskterm.texts.language import N_, _
from deskterm.texts.safe import safe
from deskterm.texts.times import duration, near
from deskterm.texts.topics import category
from deskterm.workflow.suggesting import Why

REASONS: Mapping[str, str] = {
    # whom to give it to
    "has_it": N_("has it now"),
    "on_duty": N_("on duty"),
    "on_duty_until": N_("on duty until {at}"),
    "next_on_duty": N_("on duty from {at}"),
    "full": N_("full: {load} of {capacity}"),
    "skill_fits": N_("skill {skill}"),
    "skill_lacks": N_("no skill for {category}"),
    "load_of": N_("load {load} of {capacity}"),
    "load": N_("load {load}"),
    "free": N_("nothing open"),
    "familiar": N_("knows the reporter"),
    "last_given": N_("last given one {at}"),
    # what to do next
    "mine": N_("it is yours"),
    "nobodys": N_("nobody has it on L{line}"),
    "late": N_("its deadline was {at}"),
    "due_soon": N_("due {at}, {left} of working time left"),
    "due": N_("due {at}"),
    "high": N_("priority P{priority}"),
    "woken": N_("what it waited for has come"),
    "tight": N_("its work hardly fits into the time left"),
}


def reason(why: Why, zone: tzinfo, now: int) -> str:
    """One reason as a phrase. KeyError for a code without one."""
    return _(REASONS[why.code]).format_map({key: worded(key, value, zone, now) for key, value in why.args.items()})


def reasons(whys: Iterable[Why], zone: tzinfo, now: int) -> str:
    """Several in one line, in the order in which they weigh."""
    return "; ".join(reason(why, zone, now) for why in whys)


def worded(key: str, value: object, zone: tzinfo, now: int) -> str:
    """An argument as a person reads it."""
    if key == "at" and isinstance(value, int):
        return near(value, zone, now)
    if key == "left" and isinstance(value, int):
        return duration(value)
    return category(str(value)) if key == "category" else safe(str(value))


def standing(here: bool, at: int | None, until: int | None, zone: tzinfo, now: int) -> str:
    """How somebody stands: on duty and until when, or from when on."""
    if here:
        return _("on duty") if until is None else _("on duty until {at}").format(at=near(until, zone, now))
    return _("not in sight") if at is None else _("on duty from {at}").format(at=near(at, zone, now))
