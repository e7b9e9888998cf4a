"""Fills the places in a story's texts: who reports, where, which machine. The same seed tells the same tale."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from deskterm.demo.stories import Pools, Story
from deskterm.workflow.inputs import Details
from deskterm.workflow.values import Channel, Reporter

ASSETS: Mapping[str, str] = {"computer": "NB", "printer": "LP", "phone": "PH", "peripheral": "POS", "physical": "MB"}
"""Prefix of an inventory number by the last part of a category; others are workstations."""
HOSTS: Mapping[str, str] = {"storage": "srv-file", "database": "srv-db"}
POLITE = {True: "ค่ะ", False: "ครับ"}
"""How a Thai sentence ends, by the speaker."""
FEMININE_PAST = {True: "а", False: ""}
"""How a Russian past tense ends, by the speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everything that is particular to one ticket."""

    reporter: Reporter
    feminine: bool
    words: Mapping[str, str]

    def say(self, text: str, *, feminine: bool | None = None) -> str:
        """A text with its places filled, as spoken by the reporter or by somebody else."""
        speaker = self.feminine if feminine is None else feminine
        return text.format_map({**self.words, "a": FEMININE_PAST[speaker], "polite": POLITE[speaker]})

    def say_all(self, value: Any, *, feminine: bool) -> Any:
        """The same for whatever an act enters: texts, mappings of texts, numbers."""
        if isinstance(value, str):
            return self.say(value, feminine=feminine)
        if isinstance(value, Mapping):
            return {name: self.say_all(item, feminine=feminine) for name, item in value.items()}
        return value


def cast(story: Story, pools: Pools, random: Random) -> Cast:
    """Draw a reporter and the words for a telling of the story."""
    number = random.randrange(len(pools.reporters))
    name, gender, *rest = pools.reporters[number]
    called = rest[0] if rest else name.split()[0]
    local = rest[1] if len(rest) > 1 else name.lower().replace(" ", ".")
    organisation, domain = pools.organisations[number % len(pools.organisations)]
    words = _words(story, pools, random)
    reporter = Reporter(
        name=name,
        email=f"{local}@{domain}",
        phone=pools.phone.format(xx=f"{number + 10:02}"),
        organisation=organisation,
        language=story.language,
    )
    if story.channel is Channel.MONITORING:
        reporter = Reporter(name="Monitoring", email="monitoring@example.net", language=story.language)
    words |= {"first": called, "reporter": name, "organisation": organisation}
    return Cast(reporter=reporter, feminine=gender == "f", words=words)


def another(main: Cast, story: Story, pools: Pools, random: Random) -> Cast:
    """Somebody else about the same matter: another reporter, the same machines."""
    other = cast(story, pools, random)
    while other.reporter.name == main.reporter.name:
        other = cast(story, pools, random)
    own = {name: other.words[name] for name in ("first", "reporter", "organisation")}
    return replace(other, words={**main.words, **own})


def _words(story: Story, pools: Pools, random: Random) -> dict[str, str]:
    kind = story.judged.category.rsplit("/", 1)[-1]
    floor = random.randint(1, 5)
    words = {
        "floor": str(floor),
        "room": str(floor * 100 + random.randint(1, 40)),
        "n": str(random.randint(2, 9)),
        "asset": f"{ASSETS.get(kind, 'WS')}-{random.randint(1000, 4999)}",
        "printer": f"LP-{random.randint(100, 499)}",
        "host": f"{story.host or HOSTS.get(kind, 'srv-app')}-{random.randint(1, 29):02}",
        "doc": f"{random.randint(24, 26)}-{random.randint(1000, 9999)}",
        "ext": str(random.randint(2100, 2899)),
        "colleague": random.choice(pools.colleagues),
    }
    return words | {"place": random.choice(pools.places).format_map(words)}


def details(story: Story, told: Cast, occurred_at: int | None) -> Details:
    """What the reporter says beside the subject."""
    texts = {name: told.say(text) or None for name, text in story.texts.items()}
    return Details(occurred_at=occurred_at, **texts)


def subject(story: Story, told: Cast, telling: int, seen: set[str]) -> str:
    """A subject that no ticket before it has; the place is added where the words run out."""
    wordings = len(story.subjects)
    for turn in range(wordings):
        found = told.say(story.subjects[(telling + turn) % wordings])
        if found not in seen:
            break
    else:
        found = f"{found} ({told.words['place']})"
    seen.add(found)
    return found
