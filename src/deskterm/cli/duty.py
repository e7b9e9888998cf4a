"""Duties: who is at work now and next, and what is arranged of it."""

import argparse
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from deskterm.cli import values
from deskterm.cli.agent import add_name, named
from deskterm.cli.arranging import add_written, data
from deskterm.cli.calendar import span, week, weekdays
from deskterm.cli.call import Call
from deskterm.cli.shapes import instant
from deskterm.cli.table import printed
from deskterm.texts import names, times
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.texts.suggesting import standing
from deskterm.usecases.duty import Shift, duties, roster, set_duty, strike_duty
from deskterm.workflow.calendar.wall import to_datetime, to_us
from deskterm.workflow.checks import Invalid
from deskterm.workflow.duty import HIGHEST_CAPACITY

DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def arguments_duty_show(parser: argparse.ArgumentParser) -> None:
    """When."""
    parser.add_argument("--at", metavar="TIME", help=_("at this moment instead of now"))


def run_duty_show(call: Call) -> int:
    """Who is on duty and who is next, line by line; then what is arranged for whom."""
    at = values.moment(call, "at", call.args.at) or call.site.now()
    lines, arranged = roster(call.desk, at), duties(call.desk)
    if call.out.json:
        told = [{"line": line, "people": [shape(each) for each in shifts]} for line, shifts in lines.items()]
        call.out.document({"at": instant(at), "lines": told, "duties": [{"name": n, **d} for n, d in arranged.items()]})
        return 0
    rows = [
        (names.line(line), safe(each.person.name), standing(each.now, each.at, each.until, call.site.zone, at))
        for line, shifts in lines.items()
        for each in shifts
    ]
    printed(call.out, (_("Line"), _("Name"), _("Duty")), rows)
    if arranged:
        call.out.data("")
        told_rows = [(safe(name), *described(call, body)) for name, body in arranged.items()]
        printed(call.out, (_("Name"), _("Capacity"), _("Absences"), _("Hours")), told_rows)
    return 0


def shape(shift: Shift) -> dict[str, Any]:
    """How somebody stands, as data."""
    return {
        "name": shift.person.name,
        "on_duty": shift.now,
        "until": instant(shift.until),
        "next": None if shift.now else instant(shift.at),
    }


def described(call: Call, body: Mapping[str, Any]) -> tuple[str, str, str]:
    """Capacity, absences and hours of a duty in a few words."""
    hours = body.get("hours") or {}
    said = hours.get("calendar") or f"{week(hours)} {hours.get('time_zone', '')}".strip() or "-"
    away = [" - ".join(there(call, text) for text in pair) for pair in body.get("absences", ())]
    return str(body.get("capacity", "-")), "; ".join(away) or "-", safe(said)


def there(call: Call, text: str) -> str:
    """An instant of an absence on the caller's clock."""
    return times.moment(to_us(datetime.fromisoformat(text)), call.site.zone)


def arguments_duty_set(parser: argparse.ArgumentParser) -> None:
    """Who, when, and how much."""
    add_name(parser)
    add_written(parser, _("the whole duty as JSON or TOML"))
    parser.add_argument(
        "--hours",
        metavar="DAYS HH:MM-HH:MM",
        action="append",
        default=[],
        help=_("such as 'mon-fri 09:00-17:00'; may be repeated; replaces the week"),
    )
    parser.add_argument("--zone", metavar="ZONE", help=_("the time zone of the hours, such as Europe/Chisinau"))
    parser.add_argument("--calendar", metavar="NAME", help=_("work by this calendar of the desk instead"))
    parser.add_argument(
        "--absent",
        metavar="FROM..TO",
        action="append",
        default=[],
        help=_("not there; days count whole, the last one too; may be repeated"),
    )
    parser.add_argument("--no-absences", action="store_true", help=_("forget the absences said so far"))
    parser.add_argument("--capacity", metavar="N", help=_("open work from which others come first"))


def run_duty_set(call: Call) -> int:
    """Somebody's duty is what the options say, and else as it was."""
    who, given = named(call), data(call)
    becomes = set_duty(call.desk, who, lambda was: changed(call, dict(given or was)))
    if call.out.json:
        call.out.document({"name": who, **becomes})
    else:
        call.out.talk(_("The duty of {name} is arranged.").format(name=safe(who)))
    return 0


def changed(call: Call, body: dict[str, Any]) -> dict[str, Any]:
    """A duty with what the options say. Absences that are over are left out."""
    args = call.args
    if args.hours or args.zone:
        body["hours"] = with_hours(call, body.get("hours") or {})
    if args.calendar is not None:
        if args.hours or args.zone:
            raise Invalid("calendar", "bad_arrangement", reason="either --calendar or --hours")
        body["hours"] = {"calendar": args.calendar}
    if args.no_absences:
        body["absences"] = []
    if args.absent:
        body["absences"] = [*still(body.get("absences", []), call.site.now()), *(away(call, t) for t in args.absent)]
    capacity = values.whole("capacity", args.capacity, 1, HIGHEST_CAPACITY)
    return body if capacity is None else {**body, "capacity": capacity}


def with_hours(call: Call, was: Mapping[str, Any]) -> dict[str, Any]:
    """The hours with another week, or in another zone."""
    args = call.args
    new: dict[str, Any] = {"time_zone": call.desk.policy.time_zone} if "calendar" in was else dict(was)
    new["time_zone"] = args.zone or new.get("time_zone") or call.desk.policy.time_zone
    found: dict[str, list[list[str]]] = {}
    for text in args.hours:
        for day in weekdays(text):
            found.setdefault(day, []).append(span("hours", text))
    if found:
        new["week"] = found
    return new


def still(absences: object, now: int) -> list[Any]:
    """Absences that are not over yet; what can't be read stays, to be refused by its name."""
    if not isinstance(absences, list):
        raise Invalid("absences", "bad_arrangement", reason="a list of [from, to] is expected")
    return [pair for pair in absences if not over(pair, now)]


def over(pair: object, now: int) -> bool:
    """Has an absence ended?"""
    try:
        return isinstance(pair, list) and to_us(datetime.fromisoformat(pair[1])) <= now
    except (IndexError, TypeError, ValueError):
        return False


def away(call: Call, text: str) -> list[str]:
    """`FROM..TO`, or one day, as two instants. Invalid: no such time."""
    start, dots, end = (part.strip() for part in text.partition(".."))
    ends = (edge(call, start, last=False), edge(call, end if dots else start, last=True))
    return [to_datetime(at).isoformat() for at in ends]


def edge(call: Call, text: str, *, last: bool) -> int:
    """One end of an absence: a moment, or the beginning of a day, or of the day after the last one."""
    if not DATE.fullmatch(text):
        found = values.moment(call, "absent", text)
        assert found is not None
        return found
    try:
        day = date.fromisoformat(text) + timedelta(days=1 if last else 0)
    except (ValueError, OverflowError) as error:
        raise Invalid("absent", "bad_time", value=text) from error
    return to_us(datetime.combine(day, time.min, call.site.zone).astimezone(UTC))


def arguments_duty_strike(parser: argparse.ArgumentParser) -> None:
    """Whose."""
    add_name(parser)


def run_duty_strike(call: Call) -> int:
    """Nothing is arranged any more: they are always on shift."""
    who = named(call)
    strike_duty(call.desk, who)
    if call.out.json:
        call.out.document({"name": who})
    else:
        call.out.talk(_("The duty of {name} is struck.").format(name=safe(who)))
    return 0
