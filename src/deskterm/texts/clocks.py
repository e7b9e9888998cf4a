"""The clocks of a ticket in words: what each measures, how it stands, and how that was counted."""

from datetime import tzinfo

from deskterm.texts import times
from deskterm.texts.language import _, p_
from deskterm.workflow.calendar.account import Part, PartKind
from deskterm.workflow.sla import Clock, ClockName, ClockState
from deskterm.workflow.values import SECOND


def name(code: str) -> str:
    """What a clock measures."""
    words = {
        ClockName.FIRST_RESPONSE: p_("clock", "First response"),
        ClockName.RESOLUTION: p_("clock", "Resolution"),
        ClockName.UPDATE: p_("clock", "Update"),
        ClockName.BREACH: p_("clock", "Breach report"),
    }
    return words.get(ClockName(code), code)


def standing(clock: Clock, zone: tzinfo, now: int) -> str:
    """How the clock stands: what is used of the target, what is left, when it falls due."""
    values = {
        "used": hours(clock.used_seconds),
        "target": hours(clock.target_seconds),
        "left": hours(abs(clock.left_seconds)),
        "due": times.near(clock.due_at, zone, now) if clock.due_at is not None else "-",
        "ended": times.moment(clock.ended_at, zone) if clock.ended_at is not None else "-",
    }
    if clock.state is ClockState.MET:
        return _("kept: {used} of {target} used, ended {ended}.").format(**values)
    if clock.state is ClockState.BREACHED:
        if clock.ended_at is not None:
            return _("MISSED by {left}: due {due}, ended {ended}.").format(**values)
        return _("OVERDUE by {left}: it was due {due}, {used} of {target} used.").format(**values)
    if clock.state is ClockState.PAUSED:
        return _("paused: {used} of {target} used, {left} left.").format(**values)
    if clock.due_at is None:
        return _("{used} of {target} used; the calendar has no opening left to be due in.").format(**values)
    return _("due {due}, {left} left; {used} of {target} used.").format(**values)


def counted(clock: Clock, zone: tzinfo) -> str:
    """The arithmetic, part by part: "Counted from Fri 16:30: Fri 16:30-17:00 0h 30m; closed Sat-Sun ..."."""
    if not clock.steps:
        return ""
    start = times.local(clock.started_at, zone)
    return _("Counted from {weekday} {moment}: {parts}.").format(
        weekday=times.weekday(start.date()),
        moment=times.moment(clock.started_at, zone),
        parts="; ".join(part(step, zone) for step in clock.steps),
    )


def part(step: Part, zone: tzinfo) -> str:
    """One part of the account: open time of a day, days without any, a holiday, a pause."""
    low, high = times.local(step.start, zone), times.local(step.end - 1, zone)
    first, last = times.weekday(low.date()), times.weekday(high.date())
    values = {
        "day": first,
        "days": first if low.date() == high.date() else f"{first}-{last}",
        "from_": f"{low:%H:%M}",
        "until": f"{times.local(step.end, zone):%H:%M}",
        "last": last,
        "length": hours(step.length // SECOND),
    }
    if step.kind is PartKind.CLOSED:
        return _("closed {days}").format(**values)
    if step.kind is PartKind.HOLIDAY:
        return _("holiday {days}").format(**values)
    if step.kind is PartKind.PAUSED:
        return _("waiting {day} {from_} to {last} {until}, {length} not counted").format(**values)
    return _("{day} {from_}-{until} {length}").format(**values)


def hours(seconds: int) -> str:
    """Working time in hours and minutes: a day of it has no fixed length."""
    minutes = max(seconds, 0) // 60
    return _("{hours}h {minutes:02}m").format(hours=minutes // 60, minutes=minutes % 60)
