"""Calendars: the hours in which the desk's clocks run."""

import argparse
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from deskterm.cli import values
from deskterm.cli.arranging import add_dry_run, add_name, add_written, data, named, told
from deskterm.cli.call import Call
from deskterm.cli.month import CLOSED, HOLIDAY, OTHER, months
from deskterm.cli.shapes import instant
from deskterm.cli.table import printed
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.arrange import arrange, arrangements, strike
from deskterm.usecases.desk import NotFound
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.calendar import Calendar
from deskterm.workflow.calendar.plan import WEEKDAYS
from deskterm.workflow.calendar.wall import to_us
from deskterm.workflow.checks import Invalid
from deskterm.workflow.values import SECOND

KIND = ArrangementKind.CALENDAR
SOON = 3
"""Openings that are told of a calendar."""


def arguments_calendar_list(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked."""


def run_calendar_list(call: Call) -> int:
    """The desk's calendars by name."""
    found = arrangements(call.desk, KIND)
    if call.out.json:
        call.out.document({"calendars": [{"name": name, **body} for name, body in found.items()]})
    elif not found:
        call.out.talk(_("No calendar is arranged: service hours are Monday to Friday, 9 to 17."))
    else:
        rows = [(safe(name), safe(str(body.get("time_zone", ""))), week(body)) for name, body in found.items()]
        printed(call.out, (_("Name"), _("Zone"), _("Week")), rows)
    return 0


def week(body: Mapping[str, Any]) -> str:
    """The hours of a week in a line."""
    said = body.get("week", {})
    return "; ".join(f"{day} {', '.join('-'.join(span) for span in said[day])}" for day in WEEKDAYS if said.get(day))


def arguments_calendar_show(parser: argparse.ArgumentParser) -> None:
    """Which, and how far."""
    add_name(parser)
    parser.add_argument(
        "--months", metavar="N", help=_("how many months, from this one on (1 unless said, 36 at most)")
    )


def run_calendar_show(call: Call) -> int:
    """A calendar month by month, and when it opens next; without a name the hours that hold for everybody."""
    count = values.whole("months", call.args.months, 1, 36) or 1
    calendar = wanted(call)
    now = datetime.fromtimestamp(call.site.now() / SECOND, UTC)
    soon = calendar.open_periods(now, SOON)
    if call.out.json:
        periods = [[instant(to_us(end)) for end in period] for period in soon]
        called = str(calendar.zone)
        document = {"time_zone": called, "open": calendar.is_open(now), "next": periods, "months": []}
        document["months"] = [
            {"month": head, "days": days, "names": called_days(calendar, days)}
            for head, days in months(calendar, now, count)
        ]
        call.out.document(document)
        return 0
    for head, days in months(calendar, now, count):
        if call.out.plain:
            tell_month(call, calendar, head, days)
            continue
        call.out.data(head)
        call.out.data("  ".join(f"{day[8:]}{mark}" for day, mark in days.items()))
        for day, name in called_days(calendar, days).items():
            call.out.data(f"  {day[8:]} {safe(name)}")
    if not call.out.plain:
        call.out.data(_("No mark: open; - closed; * holiday; ~ other hours than usual."))
    for start, end in soon:
        local = [moment.astimezone(calendar.zone) for moment in (start, end)]
        call.out.data(
            _("open {start} to {end}").format(start=f"{local[0]:%Y-%m-%d %H:%M}", end=f"{local[1]:%m-%d %H:%M}")
        )
    return 0


def tell_month(call: Call, calendar: Calendar, head: str, days: Mapping[str, str]) -> None:
    """A month in a sentence: its days that are not open as usual, each with its name where it has one."""
    names = called_days(calendar, days)
    parts = []
    for sign, word in (
        (CLOSED, _("closed: {days}")),
        (HOLIDAY, _("holiday: {days}")),
        (OTHER, _("other hours: {days}")),
    ):
        found = [f"{day[8:]} {safe(names[day])}" if day in names else day[8:] for day in days if days[day] == sign]
        parts += [word.format(days=", ".join(found))] if found else []
    call.out.data(f"{head}: " + ("; ".join(parts) or _("open every day")))


def called_days(calendar: Calendar, days: Iterable[str]) -> dict[str, str]:
    """Those of the days that have a name."""
    names = {day.isoformat(): name for day, name in calendar.plan.names.items()}
    return {day: names[day] for day in days if day in names}


def wanted(call: Call) -> Calendar:
    """The calendar that is meant. NotFound: there is none of that name."""
    if call.args.arrangement is None:
        policy = call.desk.policy
        default = arrangements(call.desk, ArrangementKind.AGREEMENT).get("default", {}).get("calendar")
        found = policy.book.get(KIND, default, Calendar.from_dict) if isinstance(default, str) else None
        return found or policy.calendar
    name = named(call)
    calendar = call.desk.policy.book.get(KIND, name, Calendar.from_dict)
    if calendar is None:
        raise NotFound("calendar", name)
    return calendar


def arguments_calendar_add(parser: argparse.ArgumentParser) -> None:
    """A new calendar, or more of one that is there."""
    add_name(parser)
    add_written(parser, _("the whole calendar as JSON or TOML"))
    parser.add_argument("--zone", metavar="ZONE", help=_("the time zone it is written in, such as Europe/Chisinau"))
    parser.add_argument(
        "--hours", metavar="DAYS HH:MM-HH:MM", action="append", default=[], help=_("such as 'mon-fri 09:00-17:00'")
    )
    for name, said in (("holiday", _("closed on this date")), ("yearly", _("closed every year on MM-DD"))):
        parser.add_argument(f"--{name}", metavar="DATE", action="append", default=[], help=said)
    parser.add_argument(
        "--shift", metavar="DATE HH:MM-HH:MM", action="append", default=[], help=_("other hours on one date")
    )
    add_dry_run(parser)


def run_calendar_add(call: Call) -> int:
    """Add to it; deadlines follow."""
    name, given = named(call), data(call)

    def change(now: Mapping[str, Any]) -> dict[str, Any]:
        return changed(given or now or {"time_zone": call.desk.policy.time_zone}, call.args)

    return told(call, arrange(call.desk, KIND, name, change, call.args.dry_run), _("The calendar is arranged."))


def changed(body: Mapping[str, Any], args: argparse.Namespace) -> dict[str, Any]:
    """A calendar with what the options say. New hours replace those of their weekdays."""
    new: dict[str, Any] = {**body}
    if args.zone:
        new["time_zone"] = args.zone
    hours: dict[str, list[list[str]]] = {}
    for text in args.hours:
        for day in weekdays(text):
            hours.setdefault(day, []).append(span("hours", text))
    if hours:
        new["week"] = {**new.get("week", {}), **hours}
    for option, field in (("holiday", "holidays"), ("yearly", "annual_holidays")):
        if given := getattr(args, option):
            new[field] = sorted({*new.get(field, []), *given})
    shifts: dict[str, list[list[str]]] = {}
    for text in args.shift:
        shifts.setdefault(text.split()[0] if text.split() else "", []).append(span("shift", text))
    if shifts:
        new["shifts"] = {**new.get("shifts", {}), **shifts}
    return new


def weekdays(text: str) -> list[str]:
    """The days of `mon-fri 09:00-17:00` or `mon,wed 09:00-17:00`. Invalid for others."""
    found: list[str] = []
    for part in text.split()[0].lower().split(",") if text.split() else [""]:
        first, _dash, last = part.partition("-")
        last = last or first
        if first not in WEEKDAYS or last not in WEEKDAYS or WEEKDAYS.index(first) > WEEKDAYS.index(last):
            raise Invalid("hours", "bad_arrangement", reason=f"weekdays are {', '.join(WEEKDAYS)}, not {part[:20]!r}")
        found += WEEKDAYS[WEEKDAYS.index(first) : WEEKDAYS.index(last) + 1]
    return found


def span(field: str, text: str) -> list[str]:
    """The times of `... 09:00-17:00`. Invalid: they are missing; whether they make sense the calendar says."""
    words = text.split()
    start, dash, end = words[1].partition("-") if len(words) == 2 else ("", "", "")
    if not dash:
        raise Invalid(field, "bad_arrangement", reason=f"HH:MM-HH:MM is expected, not {text[:40]!r}")
    return [start, end]


def arguments_calendar_strike(parser: argparse.ArgumentParser) -> None:
    """What goes."""
    add_name(parser)
    parser.add_argument("--day", metavar="DATE", help=_("only what is said of this date"))
    add_dry_run(parser)


def run_calendar_strike(call: Call) -> int:
    """Take a calendar away, or what it says of one date; deadlines follow."""
    name, day = named(call), call.args.day
    if day is None:
        return told(call, strike(call.desk, KIND, name, call.args.dry_run), _("The calendar is struck."))
    if name not in arrangements(call.desk, KIND):
        raise NotFound("calendar", name)
    return told(
        call, arrange(call.desk, KIND, name, lambda now: without(now, day), call.args.dry_run), _("The date is struck.")
    )


def without(body: Mapping[str, Any], day: str) -> dict[str, Any]:
    """A calendar that says nothing of this date any more. Invalid: it said nothing."""
    new = dict(body)
    for field in ("holidays", "annual_holidays"):
        if day in new.get(field, ()):
            new[field] = [each for each in new[field] if each != day]
    for field in ("shifts", "breaks", "names"):
        if day in new.get(field, {}):
            new[field] = {each: spans for each, spans in new[field].items() if each != day}
    if new == body:
        raise Invalid("day", "bad_arrangement", reason=f"nothing is said of {day[:20]!r}")
    return new
