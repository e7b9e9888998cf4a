"""Public holidays as a calendar takes them: dates and names from a library, copied once with their source.

The rules never ask the library: what it says of a year may be another thing in its next version, and a deadline that
was told stays told. It is loaded when somebody copies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Any

from deskterm.workflow.calendar.plan import LONGEST_NAME, WEEKDAYS
from deskterm.workflow.checks import Invalid

MOST_YEARS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose holidays. `language`: of their names; None: the country's own."""

    country: str
    first: int
    last: int
    subdivision: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """Days with their names, working days that would be free, and where both come from."""

    days: Mapping[date, str]
    working: frozenset[date]
    source: Mapping[str, Any]


def holidays_of(wanted: Wanted) -> Copied:
    """The public holidays of some years. Invalid names the field that is wrong and what is known."""
    import holidays

    if not wanted.first <= wanted.last < wanted.first + MOST_YEARS:
        raise Invalid("years", "bad_arrangement", reason=f"1 to {MOST_YEARS} years are copied at a time")
    country, known = wanted.country.upper(), holidays.list_supported_countries()
    if country not in known:
        raise Invalid("country", "bad_arrangement", reason=f"known are {', '.join(sorted(known))}")
    if wanted.subdivision is not None and wanted.subdivision not in known[country]:
        reason = ", ".join(sorted(known[country])) or "none"
        raise Invalid("subdivision", "bad_arrangement", reason=f"known are {reason}")
    spoken = holidays.list_localized_countries().get(country, [])
    if wanted.language is not None and wanted.language not in spoken:
        reason = ", ".join(spoken) or "none"
        raise Invalid("language", "bad_arrangement", reason=f"known are {reason}")
    years = range(wanted.first, wanted.last + 1)
    # Without a language the library answers in the one of the process.
    language = wanted.language or holidays.country_holidays(country).default_language
    found = holidays.country_holidays(country, subdiv=wanted.subdivision, years=years, language=language)
    return Copied(
        days=dict(sorted(found.items())),
        working=frozenset(day for day in getattr(found, "weekend_workdays", ()) if day.year in years),
        source={
            "library": f"holidays {version('holidays')}",
            "country": country,
            "years": [wanted.first, wanted.last],
            **({"subdivision": wanted.subdivision} if wanted.subdivision else {}),
            **({"language": language} if language else {}),
        },
    )


def with_holidays(body: Mapping[str, Any], copied: Copied) -> dict[str, Any]:
    """A calendar's data with them. What it says of a date by itself (another shift) stays.

    A working day that the week leaves free has the hours of the first day of the week that has any.
    """
    week = body.get("week", {})
    usual = next((week[day] for day in WEEKDAYS if week.get(day)), None)
    shifts = dict(body.get("shifts", {}))
    for day in sorted(copied.working):
        if usual is not None and not week.get(WEEKDAYS[day.weekday()]):
            shifts.setdefault(day.isoformat(), usual)
    names = {**body.get("names", {}), **{day.isoformat(): name[:LONGEST_NAME] for day, name in copied.days.items()}}
    sources = [each for each in body.get("sources", []) if each != copied.source]
    new = {
        **body,
        "holidays": sorted({*body.get("holidays", []), *(day.isoformat() for day in copied.days)}),
        "names": dict(sorted(names.items())),
        "sources": [*sources, dict(copied.source)],
    }
    return {**new, "shifts": shifts} if shifts else new
