"""Runs a file of calendar cases stated by other products against the engine: what agrees, what does not, what is
left out and why.

    python benchmarks/sla_cases.py CASES.json

Ends with 1 when a case disagrees. The cases are other people's and stay outside the repository.
"""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from deskterm.workflow.calendar import Calendar, local_to_utc

Case = dict[str, Any]

POLICY = "the policy of the source, not calendar arithmetic"
LEFT_OUT = {
    "rt-due-59": f"{POLICY}: no response target when staff opens a ticket; the desk owes every reporter one",
    "rt-due-90": f"{POLICY}: the response target starts again with each message; the desk's first response ends once, "
    "its update clock is the counterpart",
    "rt-due-314": f"{POLICY}: replies never move the resolution target; true of the desk by construction, replies are "
    "no argument of the resolution clock",
    "rt-ign-65": f"{POLICY}: a keep-in-loop target after each agent's reply; the desk has none",
    "rt-ign-133": f"{POLICY}: keep-in-loop beside response, and stalled as a state; the desk has neither",
    "rt-ign-236": f"{POLICY}: time in an ignored state still counts; the desk's pauses never count",
    "z-upd-clear": f"{POLICY}: an update target that starts with the requester's message; the update clock is not part "
    "of the calendar",
    "biz-day-274": "n days later at a closed hour moves to the next opening; the desk follows GLPI: that day's closing",
}


def instant(text: str) -> datetime:
    """An instant ending in Z."""
    return datetime.fromisoformat(text)


def moment(case: Case, name: str, calendar: Calendar) -> datetime:
    """`name` in UTC, or `name`_local as a wall clock of local_zone or of the calendar's zone."""
    if name in case:
        return instant(case[name])
    zone = ZoneInfo(case["local_zone"]) if "local_zone" in case else calendar.zone
    return local_to_utc(datetime.fromisoformat(case[f"{name}_local"]), zone)


def pauses(case: Case) -> list[tuple[datetime, datetime]]:
    """The pauses of a case."""
    return [(instant(a), instant(b)) for a, b in case.get("pauses", ())]


def run_due(case: Case, calendar: Calendar) -> tuple[object, object]:
    """due, due_backward, offset."""
    start, kind = moment(case, "start", calendar), case["kind"]
    if kind == "due":
        got = calendar.due(start, case["target_seconds"], pauses(case))
    elif kind == "due_backward":
        got = calendar.due_back(start, case["target_seconds"])
    else:
        got = calendar.offset(start, case["offset_seconds"])
    if case.get("boundary_exact") and got == instant(case["alt_next_opening"]):
        return got, got
    return got, moment(case, "expected", calendar)


def run_days(case: Case, calendar: Calendar) -> tuple[object, object]:
    """due_working_days, and due_days where both rules agree."""
    days = case["target_days"] * (-1 if case["kind"] == "due_days_backward" else 1)
    end_of_day = case.get("end_of_working_day", False)
    got = calendar.due_working_days(moment(case, "start", calendar), days, end_of_day, pauses(case))
    return got, moment(case, "expected", calendar)


def run_elapsed(case: Case, calendar: Calendar) -> tuple[object, object]:
    """elapsed, within the clamp of a case that has one."""
    a, b = moment(case, "from", calendar), moment(case, "to", calendar)
    if "clamp" in case:
        a, b = max(a, instant(case["clamp"][0])), min(b, instant(case["clamp"][1]))
    return calendar.elapsed(a, b, pauses(case)), case["expected_seconds"]


def run_asked(case: Case, calendar: Calendar) -> tuple[object, object]:
    """is_open, is_holiday."""
    ask = calendar.is_open if case["kind"] == "is_open" else calendar.is_holiday
    return ask(moment(case, "at", calendar)), case["expected"]


def run_periods(case: Case, calendar: Calendar) -> tuple[object, object]:
    """open_periods in both directions."""
    ask = calendar.open_periods if case["kind"] == "open_periods" else calendar.open_periods_back
    got = ask(moment(case, "start", calendar), case["count"])
    return got, [(instant(a), instant(b)) for a, b in case["expected"]]


def run_local(case: Case, calendar: Calendar) -> tuple[object, object]:
    """local_to_utc."""
    local = datetime.fromisoformat(case["local"])
    return local_to_utc(local, ZoneInfo(case["time_zone"])), instant(case["expected"])


RUN: dict[str, Callable[[Case, Calendar], tuple[object, object]]] = {
    "due": run_due,
    "due_backward": run_due,
    "offset": run_due,
    "due_days": run_days,
    "due_days_backward": run_days,
    "due_working_days": run_days,
    "elapsed": run_elapsed,
    "is_open": run_asked,
    "is_holiday": run_asked,
    "open_periods": run_periods,
    "open_periods_backward": run_periods,
    "local_to_utc": run_local,
}


def judge(case: Case, calendars: dict[str, Any]) -> tuple[str, str]:
    """Verdict and words about one case."""
    kind, named = case["kind"], case.get("calendar")
    given: Any = calendars[named] if isinstance(named, str) else named
    if kind == "invalid_calendar":
        try:
            Calendar.from_dict(given)
        except ValueError as refused:
            return "agreed", str(refused)
        return "WRONG", "accepted"
    if case["id"] in LEFT_OUT:
        return "left out", LEFT_OUT[case["id"]]
    if kind not in RUN:
        return "left out", f"{POLICY} ({kind})"
    calendar = Calendar.from_dict(given) if given else Calendar.round_the_clock()
    got, expected = RUN[kind](case, calendar)
    return ("agreed", "") if got == expected else ("WRONG", f"expected {expected}, got {got}")


def main(path: str) -> int:
    """Prints what is not simply agreed, then the counts."""
    given = json.loads(Path(path).read_text(encoding="utf-8"))
    counts: dict[str, int] = {}
    for case in given["cases"]:
        verdict, words = judge(case, given["calendars"])
        counts[verdict] = counts.get(verdict, 0) + 1
        if verdict != "agreed":
            print(f"{verdict:9} {case['id']}: {words}")
    print(", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())), f"of {len(given['cases'])}")
    return 1 if "WRONG" in counts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
