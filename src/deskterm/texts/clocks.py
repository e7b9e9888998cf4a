"""The clocks of a ticket in words: what each measures, how it stands, and how that was counted."""

from datetime import tzinfo

from deskterm.texts import times
from deskterm.texts.language import _, p_
from deskterm.texts.safe import safe
from deskterm.workflow.calendar.account import Part, PartKind
from deskterm.workflow.sla import Clock, ClockName, ClockState
from deskterm.workflow.terms import WHOLE
from deskterm.workflow.values import SECOND


def name(code: str) -> str:
    """What a clock measures."""
    words = {
        ClockName.FIRST_RESPONSE: p_("clock", "First response"),
        ClockName.RESOLUTION: p_("clock", "Resolution"),
        ClockName.UPDATE: p_("clock", "Update"),
        ClockName.BREACH: p_("clock", "Breach report"),
    }
    return next((word for clock, word in words.items() if clock == code), code)


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


def counted(clock: Clock, zone: tzinfo, agreed_at: int | None = None) -> str:
    """The arithmetic, part by part: "Counted from Fri 16:30: Fri 16:30-17:00 0h 30m; closed Sat-Sun; due Mon 10:30".

    `agreed_at`: the date that was agreed upon with the requester, if there is one.
    """
    told = [part(step, zone) for step in clock.steps]
    if clock.due_at is not None:
        told.append(_("due {moment}").format(moment=on_day(clock.due_at, zone)))
    values = {"parts": "; ".join(told), "moment": on_day(clock.started_at, zone, whole=True)}
    if clock.name is ClockName.RESOLUTION and agreed_at is not None:
        return _("The date was agreed upon. Counted from {moment}: {parts}.").format(**values)
    if clock.carried is not None and clock.carried_at is not None:
        return carried(clock, clock.carried, values["parts"], on_day(clock.carried_at, zone, whole=True))
    if clock.days is not None:
        values["days"] = str(clock.days)
        return _("Working days promised: {days}. Counted from {moment}: {parts}.").format(**values)
    if not clock.steps:
        return ""
    if clock.name is ClockName.UPDATE:
        return _("The requester wrote on {moment}: {parts}.").format(**values)
    if clock.name is ClockName.BREACH:
        return _("Known since {moment}, counted day and night: {parts}.").format(**values)
    return _("Counted from {moment}: {parts}.").format(**values)


def carried(clock: Clock, used: int, parts: str, moment: str) -> str:
    """What was used before priority or agreement changed, in millionths, and what is left of the present target.

    Nothing for a clock that had stopped by then: it is measured by what held when it stopped.
    """
    if clock.ended_at is not None and clock.ended_at == clock.carried_at:
        return ""
    if used >= WHOLE:
        return _("The target was used up before priority or agreement changed on {moment}.").format(moment=moment)
    if clock.days is not None:
        return _(
            "{used} % of the target was used when priority or agreement changed on {moment}; "
            "{rest} % of the working days promised ({days}) is left: {parts}."
        ).format(used=percent(used), rest=100 - percent(used), days=clock.days, parts=parts, moment=moment)
    return _(
        "{used} % of the target was used when priority or agreement changed on {moment}; "
        "{rest} % of {target} is left, {length}: {parts}."
    ).format(
        used=percent(used),
        rest=100 - percent(used),
        target=hours(clock.target_seconds),
        length=hours(clock.target_seconds * (WHOLE - used) // WHOLE),
        moment=moment,
        parts=parts,
    )


def percent(share: int) -> int:
    """Millionths as a whole percentage: below 100 while anything is left, above 0 once anything is used."""
    return min(max(round(share / 10_000), 1 if share else 0), 99)


def on_day(instant: int, zone: tzinfo, *, whole: bool = False) -> str:
    """A moment with its day of the week: `Tue 10:30`, or whole, `Tue 2031-05-13 10:30`."""
    there = times.local(instant, zone)
    told = times.moment(instant, zone) if whole else f"{there:%H:%M}"
    return f"{times.weekday(there.date())} {told}"


def part(step: Part, zone: tzinfo) -> str:
    """One part of the account: open time of a day, days without any, a holiday, a pause."""
    low, high = times.local(step.start, zone), times.local(step.end - 1, zone)
    first, last = times.weekday(low.date()), times.weekday(high.date())
    values = {
        "day": first,
        "days": first if low.date() == high.date() else f"{first}-{last}",
        "from_": f"{low:%H:%M}",
        "until": "24:00"
        if f"{times.local(step.end, zone):%H:%M}" == "00:00"
        else f"{times.local(step.end, zone):%H:%M}",
        "last": last,
        "length": hours(step.length // SECOND),
    }
    if step.kind is PartKind.CLOSED:
        return _("closed {days}").format(**values)
    if step.kind is PartKind.HOLIDAY and step.name is not None:
        return _("holiday {days}: {name}").format(**values, name=safe(step.name))
    if step.kind is PartKind.HOLIDAY:
        return _("holiday {days}").format(**values)
    if step.kind is PartKind.PAUSED:
        return _("waiting {day} {from_} to {last} {until}, {length} not counted").format(**values)
    return _("{day} {from_}-{until} {length}").format(**values)


def hours(seconds: int) -> str:
    """Working time in hours and minutes: a day of it has no fixed length."""
    minutes = max(seconds, 0) // 60
    return _("{hours}h {minutes:02}m").format(hours=minutes // 60, minutes=minutes % 60)
