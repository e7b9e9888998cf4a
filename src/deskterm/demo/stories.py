"""The stories as they are written down: one file per language, read when the demonstration is made."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from deskterm.workflow.values import SECOND, Act, Channel, Kind, Nature

LANGUAGES = ("en", "ru", "ro", "th")
SPAN = re.compile(r"(\d+)([mhd])")
MINUTES = {"m": 1, "h": 60, "d": 24 * 60}
MINUTE = 60 * SECOND
Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of time: whole days of the wall clock, or microseconds of working time."""

    days: int = 0
    length: int = 0

    @classmethod
    def read(cls, text: str) -> "Gap":
        """ "25m", "3h" or "2d". ValueError for anything else."""
        match = SPAN.fullmatch(text)
        if match is None:
            raise ValueError(f"not a stretch of time: {text!r}")
        amount, unit = int(match[1]), match[2]
        return cls(days=amount) if unit == "d" else cls(length=amount * MINUTES[unit] * MINUTE)

    @property
    def wall(self) -> int:
        """The stretch on the wall clock, in microseconds."""
        return self.days * MINUTES["d"] * MINUTE + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act of a life: how long after the one before, who does it ("L1", "lead"), and what is entered."""

    after: Gap
    by: str
    act: Act
    entered: Told
    today: bool = False
    """In the first telling the present moment comes right after this act."""
    follow: Act | None = None
    """Counted from this act of the main ticket, not from the act before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How a good agent triages the ticket."""

    kind: Kind
    category: str
    impact: int
    urgency: int
    nature: Nature | None = None
    item: str | None = None
    """What of the catalogue is asked for."""
    agreed: Gap | None = None
    """How long after the triage it is promised for, where the item wants a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A ticket before it has a reporter and a moment; texts hold places to fill, such as {room}."""

    key: str
    language: str
    channel: Channel
    claimed: Kind | None
    subjects: tuple[str, ...]
    texts: Mapping[str, str]
    judged: Judged
    life: tuple[Step, ...]
    requested_for: str | None = None
    host: str | None = None
    round_the_clock: bool = False
    new_today: bool = False
    companions: tuple["Story", ...] = ()
    """Further contacts about the same matter."""
    files: tuple[tuple[str, str], ...] = ()
    """Names and texts of the files that come with the contact."""
    after: Gap = Gap()
    """Of a companion: how long after the main ticket it arrives."""

    @property
    def today(self) -> int | None:
        """How many acts are done in the first telling; None when the life is told to its end."""
        if self.new_today:
            return 0
        return next((number for number, step in enumerate(self.life, 1) if step.today), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pools:
    """Who and what fills the places in a language's texts."""

    reporters: tuple[tuple[str, ...], ...]
    """Name, gender, how they are addressed, local part of the mail address; the last two where they differ."""
    organisations: tuple[tuple[str, str], ...]
    """Name and mail domain."""
    places: tuple[str, ...]
    colleagues: tuple[str, ...]
    phone: str


@cache
def stories(language: str) -> tuple[Pools, tuple[Story, ...]]:
    """Everything that is written in a language."""
    told = json.loads(files(__package__).joinpath("stories", f"{language}.json").read_text(encoding="utf-8"))
    pools = Pools(
        reporters=tuple(map(tuple, told["pools"]["reporters"])),
        organisations=tuple((name, domain) for name, domain in told["pools"]["organisations"]),
        places=tuple(told["pools"]["places"]),
        colleagues=tuple(told["pools"]["colleagues"]),
        phone=told["pools"]["phone"],
    )
    return pools, tuple(_story(item, language) for item in told["stories"])


def _story(told: Told, language: str) -> Story:
    environment = told["env"]
    texts = {
        **{name: told[name] for name in ("description", "symptoms", "steps_before", "place", "service")},
        "software": environment.get("software", ""),
        "software_version": environment.get("version", ""),
        "browser": environment.get("browser", ""),
        "os": environment.get("os", ""),
    }
    judged = _judged(told["judged"])
    return Story(
        key=told["key"],
        language=language,
        channel=Channel(told["channel"]),
        claimed=_kind(told.get("claimed")),
        subjects=tuple(told["subjects"]),
        texts=texts,
        judged=judged,
        life=tuple(map(_step, told["life"])),
        requested_for=told.get("for"),
        host=told.get("host"),
        round_the_clock=told.get("round_the_clock", False),
        new_today=told.get("new_today", False),
        files=tuple((file["name"], file["text"]) for file in told.get("files", ())),
        companions=tuple(_companion(item, told, texts, judged, language) for item in told.get("companions", ())),
    )


def _companion(told: Told, main: Told, texts: Mapping[str, str], judged: Judged, language: str) -> Story:
    return Story(
        key=told["id"],
        language=language,
        channel=Channel(told["channel"]),
        claimed=_kind(main.get("claimed")),
        subjects=(told["subject"],),
        texts={"description": told["description"], "service": texts["service"]},
        judged=judged,
        life=tuple(map(_step, told["life"])),
        round_the_clock=main.get("round_the_clock", False),
        after=Gap.read(told["after"]),
    )


def _kind(told: str | None) -> Kind | None:
    return None if told is None else Kind(told)


def _judged(told: Told) -> Judged:
    nature = told.get("nature")
    return Judged(
        kind=Kind(told["kind"]),
        category=told["category"],
        impact=told["impact"],
        urgency=told["urgency"],
        nature=None if nature is None else Nature(nature),
        item=told.get("item"),
        agreed=Gap.read(told["agreed"]) if "agreed" in told else None,
    )


def _step(told: Told) -> Step:
    own = {"after", "by", "act", "today", "follow"}
    return Step(
        after=Gap.read(told["after"]),
        by=told["by"],
        act=Act(told["act"]),
        entered={name: value for name, value in told.items() if name not in own},
        today=told.get("today", False),
        follow=Act(told["follow"]) if "follow" in told else None,
    )
