"""The long past of a large demonstration: closed tickets of the year before, told in one line each and poured in."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, takewhile
from random import Random

from deskterm.demo.moments import DAY, REACH
from deskterm.demo.stories import LANGUAGES, Step, Story, stories
from deskterm.demo.team import Team
from deskterm.demo.wording import Cast, cast
from deskterm.workflow.calendar import Calendar
from deskterm.workflow.calendar.wall import to_datetime, to_us
from deskterm.workflow.policy import Policy
from deskterm.workflow.priority import priority
from deskterm.workflow.values import SECOND, Act, Status

YEAR = 365 * DAY
PERIODS = 800
"""More openings than a year has."""
SEED = 90_210
Row = Mapping[str, object]


@dataclass(frozen=True)
class Hours:
    """The open time of the year that ends where the played tickets begin."""

    calendar: Calendar
    end: int

    @cached_property
    def openings(self) -> list[tuple[int, int]]:
        """Beginnings and ends, in order."""
        found = self.calendar.open_periods(to_datetime(self.end - YEAR), PERIODS)
        instants = ((to_us(a), to_us(b)) for a, b in found)
        return [(a, min(b, self.end)) for a, b in takewhile(lambda opening: opening[0] < self.end, instants)]

    @cached_property
    def ends(self) -> list[int]:
        """Open time up to the end of each opening."""
        return list(accumulate(b - a for a, b in self.openings))

    def at(self, used: int) -> int:
        """The moment at which so much open time has gone by."""
        number = bisect_right(self.ends, used)
        return self.openings[number][1] - (self.ends[number] - used)


def founded(now: int) -> int:
    """When a desk with such a past was founded."""
    return now - REACH - DAY - YEAR - DAY


def crowd(tickets: int, now: int, policy: Policy) -> Iterator[Row]:
    """Rows of closed tickets, oldest first, over before the first played ticket arrives."""
    random = Random(SEED)
    hours = Hours(policy.calendar, now - REACH - DAY)
    total = hours.ends[-1]
    told = [story for language in LANGUAGES for story in stories(language)[1] if _ending(story)]
    for number in range(tickets):
        used = int((number + random.random()) * total / tickets)
        yield _row(random.choice(told), hours.at(min(used, total - 1)) // SECOND * SECOND, policy, random)


def _ending(story: Story) -> Mapping[Act, Step]:
    """The last of each act that ends a life; empty when the life does not end with closing."""
    steps = {step.act: step for step in story.life}
    wanted = (Act.RESOLVE, Act.VERIFY, Act.CLOSE)
    return {act: steps[act] for act in wanted} if all(act in steps for act in wanted) else {}


def _row(story: Story, created: int, policy: Policy, random: Random) -> Row:
    pools = stories(story.language)[0]
    told = cast(story, pools, random)
    judged = story.judged
    member, line = _worker(story, random)
    hours = sum(step.after.wall for step in story.life if step.act not in (Act.VERIFY, Act.CLOSE))
    resolved = created + int(hours * random.uniform(0.5, 2.0))
    return {
        "subject": _subject(story, told, random),
        **_texts(story, told),
        "reporter": told.reporter,
        "channel": story.channel,
        "claimed_kind": story.claimed,
        "kind": judged.kind,
        "nature": judged.nature,
        "category": judged.category,
        "impact": judged.impact,
        "urgency": judged.urgency,
        "priority": priority(judged.impact, judged.urgency, policy.matrix),
        "restricted": judged.nature in policy.restricted_natures,
        "line": line,
        "assignee": member,
        "created_at": created,
        "first_response_at": created,
        "resolved_at": resolved,
        "closed_at": resolved + int(random.uniform(0.1, 2.0) * DAY),
        "status": Status.CLOSED,
        "verified": True,
        **_outcome(story, told),
    }


def _subject(story: Story, told: Cast, random: Random) -> str:
    """One of the story's wordings; those that never vary get the place."""
    wording = random.choice(story.subjects)
    return told.say(wording if "{" in wording else f"{wording} ({{place}})")


def _worker(story: Story, random: Random) -> tuple[str, int]:
    """Who resolved it, on which line."""
    team = Team(story, random)
    for step in story.life:
        if step.act is Act.RESOLVE:
            return team.actor(step.by).person.name, team.line
        team.moved(step.act, step.entered.get("to"))
    raise ValueError(f"{story.key} is never resolved")


def _texts(story: Story, told: Cast) -> Row:
    return {name: told.say(text) for name, text in story.texts.items() if text}


def _outcome(story: Story, told: Cast) -> Row:
    ending = _ending(story)
    resolution = told.say_all(ending[Act.RESOLVE].entered, feminine=False)
    return {
        "resolution_code": resolution["code"],
        "solution": resolution["solution"],
        "cause": resolution.get("cause"),
        "measures": resolution.get("measures"),
        "verification": told.say_all(ending[Act.VERIFY].entered, feminine=False)["how"],
    }
