"""How many deadlines a second: service hours from 9 to 17 with a year of holidays, beside a clock that never stops.

Both are asked for the same targets from the same instants, in turn, pair by pair. The calendars are read anew for each
pair, so that a pair holds the reading of the years too; `warm` leaves that out.

    python benchmarks/due_rate.py [PAIRS]
"""

import random
import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta

from deskterm.workflow.calendar import Calendar

DEADLINES = 100_000
MICROSECONDS = 1_000_000
ZONE = "Europe/Chisinau"
YEAR = 2026
DAYS = ("mon", "tue", "wed", "thu", "fri")
TARGETS = (3600, 7200, 4 * 3600, 8 * 3600, 24 * 3600, 40 * 3600)
START, SPAN = 1_767_225_600, 365 * 86_400


def service_hours() -> Calendar:
    """Monday to Friday from 9 to 17; every fourteenth day of the year is a holiday."""
    free = [str(date(YEAR, 1, 1) + timedelta(days=n)) for n in range(0, 365, 14)]
    week = {day: [["09:00", "17:00"]] for day in DAYS}
    return Calendar.from_dict({"time_zone": ZONE, "week": week, "holidays": free})


def always() -> Calendar:
    """A clock that never stops."""
    return Calendar.from_dict({"time_zone": ZONE, "week": {day: [["00:00", "24:00"]] for day in (*DAYS, "sat", "sun")}})


def seconds(calendar: Calendar, asked: list[tuple[int, int]]) -> float:
    """The time of this process that all the deadlines take."""
    due, start = calendar.due_us, time.process_time()
    for begin, length in asked:
        due(begin, length)
    return time.process_time() - start


def spoken(calendar: Calendar, asked: list[tuple[int, int]]) -> float:
    """The same through aware datetimes, as other programs ask."""
    given = [(datetime.fromtimestamp(begin / MICROSECONDS, UTC), length // MICROSECONDS) for begin, length in asked]
    due, start = calendar.due, time.process_time()
    for begin, length in given:
        due(begin, length)
    return time.process_time() - start


def main() -> None:
    """Print the rates and the ratio of the pairs."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    draw = random.Random(YEAR)
    asked = [
        ((START + draw.randrange(SPAN)) * MICROSECONDS, draw.choice(TARGETS) * MICROSECONDS) for _ in range(DEADLINES)
    ]
    cold, warm, plain, told = [], [], [], []
    for pair in range(pairs):
        hours, bare = service_hours(), always()
        for which in (hours, bare) if pair % 2 else (bare, hours):
            (cold if which is hours else plain).append(seconds(which, asked))
        warm.append(seconds(hours, asked))
        told.append(spoken(hours, asked))
    ratios = [a / b for a, b in zip(cold, plain, strict=True)]
    shown = (("hours 9 to 17", cold), ("the same, warm", warm), ("with datetimes", told), ("no calendar", plain))
    for name, taken in shown:
        print(f"{name:16} {DEADLINES / statistics.median(taken):10,.0f} deadlines a second")
    print(f"{statistics.median(ratios):.2f} times the time of no calendar ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
