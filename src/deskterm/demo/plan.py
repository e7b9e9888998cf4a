"""Lays the stories on the calendar: which are told, how often, when, by whom. Pure, and the same for the same seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, zip_longest
from random import Random

from deskterm.demo import moments
from deskterm.demo.entered import entered
from deskterm.demo.stories import LANGUAGES, Gap, Step, Story, stories
from deskterm.demo.team import Team
from deskterm.demo.wording import Cast, another, cast, details, subject
from deskterm.workflow.calendar import Calendar
from deskterm.workflow.inputs import Inputs, Register
from deskterm.workflow.policy import office
from deskterm.workflow.values import SECOND, Act, Channel, Kind, Person

SEED = 20_417
UNFINISHED = 0.1
"""Share of the later tellings that stop somewhere in the middle; what is urgent day and night is never left so."""
FRESH = 50 * 60 * SECOND
"""A ticket nobody has looked at is younger than this working time."""
CLAIMS_MORE = 0.25
"""Share of written contacts whose reporter asks for a higher priority than they get."""
TARGETS = frozenset({"main"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One act to be done: when, on which ticket of the plan, by whom. `other` is another ticket of the plan."""

    at: int
    ticket: int
    order: int
    by: Person
    entered: Inputs
    other: int | None = None
    files: tuple[tuple[str, bytes], ...] = ()
    """What comes with a new contact: names and contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A story told once more: how many times before, and after how many acts it stops (None: at its end)."""

    story: Story
    number: int
    stop: int | None


def interleaved(shelves: Sequence[Sequence[Story]]) -> list[Story]:
    """One of each shelf in turn."""
    return [story for row in zip_longest(*shelves) for story in row if story is not None]


def tellings(random: Random) -> Iterator[Telling]:
    """Without end: every story up to its present, then again, mostly to the end, requests and incidents mixed."""
    shelf = interleaved([stories(language)[1] for language in LANGUAGES])
    yield from (Telling(story=story, number=0, stop=story.today) for story in shelf)
    for number in count(1):
        mixed = random.sample(shelf, len(shelf))
        kinds = [[story for story in mixed if story.judged.kind is kind] for kind in (Kind.REQUEST, Kind.INCIDENT)]
        for story in interleaved(kinds):
            stops = random.random() < UNFINISHED and not story.round_the_clock
            stop = random.randint(0, len(story.life) - 1) if stops else None
            yield Telling(story=story, number=number, stop=stop)


def plan(
    tickets: int, now: int, *, calendar: Calendar | None = None, me: Person | None = None, seed: int = SEED
) -> list[Deed]:
    """The deeds of so many tickets up to `now`, in the order of time. `me` gets a share of the first line's work."""
    random, hours = Random(seed), calendar or office()
    seen: set[str] = set()
    deeds: list[Deed] = []
    told = 0
    for telling in tellings(random):
        if told >= tickets:
            break
        if told + 1 + len(telling.story.companions) > tickets:
            continue
        table = _Table(telling, told, now, hours, me, Random(random.random()), seen)
        told += table.tell()
        deeds += table.deeds
    return sorted(deeds, key=lambda deed: (deed.at, deed.ticket, deed.order))


class _Table:
    """Where one story is told with its companions."""

    def __init__(
        self,
        telling: Telling,
        first: int,
        now: int,
        calendar: Calendar,
        me: Person | None,
        random: Random,
        seen: set[str],
    ) -> None:
        self.story, self.telling, self.first, self.now = telling.story, telling, first, now
        self.calendar = None if self.story.round_the_clock else calendar
        self.office, self.me, self.random, self.seen = calendar, me, random, seen
        self.pools = stories(self.story.language)[0]
        self.deeds: list[Deed] = []
        self.done: dict[Act, int] = {}

    def tell(self) -> int:
        """Make the deeds; how many tickets they are about."""
        story = self.story
        gaps = moments.paced([step.after for step in story.life], self.random)
        created = self._created(gaps)
        main = cast(story, self.pools, self.random)
        steps = story.life[: self.telling.stop]
        times = moments.moments(self.calendar, created, gaps)[: len(steps)]
        self.done = {step.act: at for step, at in zip(steps, times, strict=True) if at <= self.now}
        self._ticket(self.first, story, main, created, list(zip(steps, times, strict=True)))
        told = 1
        for companion in story.companions:
            arrived = moments.later(self.calendar, created, companion.after)
            if arrived > self.now:
                continue
            other = another(main, story, self.pools, self.random)
            self._ticket(self.first + told, companion, other, arrived, self._followed(companion, arrived))
            told += 1
        return told

    def _created(self, gaps: list[Gap]) -> int:
        """When the ticket arrives, so that it stands now where the telling stops."""
        stop = self.telling.stop
        if stop is None:
            created = moments.long_ago(self.random, self.now)
            clock = None if self.story.channel is Channel.MONITORING else self.office
            created = moments.opened(clock, created) + self.random.randrange(0, moments.HOUR, SECOND)
            return min(created, moments.begun_by(self.calendar, gaps, self.now - moments.HOUR))
        ahead = gaps[stop] if stop < len(gaps) else Gap(length=moments.HOUR)
        room = min(ahead.wall, 4 * moments.HOUR) if stop else min(ahead.wall, FRESH)
        idle = int(room * self.random.uniform(0.05, 0.85)) // SECOND * SECOND
        return moments.begun_by(self.calendar, gaps[:stop], moments.earlier(self.calendar, self.now, idle))

    def _followed(self, companion: Story, arrived: int) -> list[tuple[Step, int]]:
        """The companion's acts with their times; those that follow the main ticket end where it does."""
        found = []
        at = arrived
        for step in companion.life:
            if step.follow is not None:
                if step.follow not in self.done:
                    break
                at = self.done[step.follow]
            at = moments.later(self.calendar, at, step.after)
            found.append((step, at))
        return found

    def _ticket(self, number: int, story: Story, told: Cast, created: int, life: list[tuple[Step, int]]) -> None:
        team = Team(story, self.random, self.me)
        registered = self._registered(story, told, created)
        files = tuple((name, told.say(text).encode()) for name, text in story.files)
        first = Deed(at=created, ticket=number, order=0, by=team.at(1).person, entered=registered, files=files)
        self.deeds.append(first)
        for order, (step, at) in enumerate(life, 1):
            if at > self.now:
                break
            actor = team.actor(step.by)
            said = told.say_all(step.entered, feminine=actor.feminine)
            other = self._other(said)
            made = entered(step.act, said, story.judged, at, lambda line: team.at(int(line[1:])).person)
            deed = Deed(at=at, ticket=number, order=order, by=actor.person, entered=made, other=other)
            self.deeds.append(deed)
            team.moved(step.act, said.get("to"))

    def _other(self, said: dict[str, object]) -> int | None:
        """The ticket of the plan that an act names."""
        named = said.get("into", said.get("other"))
        if named is None:
            return None
        if named in TARGETS:
            return self.first
        return self.first + 1 + [companion.key for companion in self.story.companions].index(str(named))

    def _registered(self, story: Story, told: Cast, created: int) -> Register:
        judged, written = story.judged, story.channel in (Channel.MAIL, Channel.WEB)
        happened = None
        if judged.kind is Kind.INCIDENT:
            ago = 0 if story.channel is Channel.MONITORING else self.random.randint(2, 90) * 60 * SECOND
            happened = created - ago
        return Register(
            subject=subject(story, told, self.telling.number, self.seen),
            reporter=told.reporter,
            requested_for=told.say(story.requested_for) if story.requested_for else None,
            channel=story.channel,
            claimed_kind=story.claimed,
            claimed_priority=1 if written and self.random.random() < CLAIMS_MORE else None,
            details=details(story, told, happened),
        )
