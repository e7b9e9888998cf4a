"""The content of the demonstration: every code is known, every text can be filled, every language is rich enough."""

import re
from collections.abc import Mapping
from itertools import chain
from random import Random

import pytest

from deskterm.demo.people import LEADS, MEMBERS
from deskterm.demo.stories import LANGUAGES, Gap, Story, stories
from deskterm.demo.team import BY_NAME, Team
from deskterm.demo.wording import POLITE, cast, details, subject
from deskterm.store.write.shipped import CATEGORIES
from deskterm.workflow import checks
from deskterm.workflow.values import Act, Channel, Kind, Nature, WaitReason

TREE = {category.code: category for category in CATEGORIES}
ALL = [story for language in LANGUAGES for story in stories(language)[1]]
IDS = [f"{story.language}-{story.key}" for story in ALL]
each_story = pytest.mark.parametrize("story", ALL, ids=IDS)
SCRIPTS = {"en": r"[A-Za-z]", "ru": r"[а-яё]", "ro": r"[ăâîșț]", "th": r"[ก-๙]"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_at_least_eighteen_stories_of_its_own(language: str) -> None:
    """A language has eighteen stories or more, each under a name of its own."""
    keys = [story.key for story in stories(language)[1]]
    assert len(keys) == len(set(keys)) >= 18


@each_story
def test_a_story_is_told_in_its_language(story: Story) -> None:
    """Subjects and description are written in the script of the story's language."""
    assert re.search(SCRIPTS[story.language], " ".join((*story.subjects, story.texts["description"])))


@each_story
def test_a_story_is_judged_by_known_codes(story: Story) -> None:
    """The category ships with a desk, impact and urgency are levels of the matrix, only incidents have a nature."""
    judged = story.judged
    assert judged.category in TREE
    assert {judged.impact, judged.urgency} <= {1, 2, 3}
    assert (judged.nature is not None) == (judged.kind is Kind.INCIDENT)


def leaves(value: object) -> list[str]:
    """Every text in what an act enters."""
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in leaves(item)]
    return [value] if isinstance(value, str) else []


@each_story
def test_every_place_of_a_story_can_be_filled(story: Story) -> None:
    """No text of a filled story has a brace left in it, and lines stay lines."""
    told = cast(story, stories(story.language)[0], Random(1))
    texts = [told.say(text) for text in (*story.subjects, *story.texts.values(), story.requested_for or "")]
    for step in chain(story.life, *(companion.life for companion in story.companions)):
        texts += leaves(told.say_all(step.entered, feminine=True))
    assert not [text for text in texts if "{" in text or "}" in text]
    for wording in story.subjects:
        assert checks.line("subject", told.say(wording)) == told.say(wording)
    assert details(story, told, None).description


@pytest.mark.parametrize("language", LANGUAGES)
def test_reporters_can_be_reached_only_in_reserved_ranges(language: str) -> None:
    """Mail addresses end in example.com, .org or .net, and telephone numbers are well formed and reserved."""
    pools, told = stories(language)
    for seed in range(60):
        reporter = cast(told[seed % len(told)], pools, Random(seed)).reporter
        assert checks.mail("mail", reporter.email) == reporter.email
        assert (reporter.email or "").split("@")[1] in {"example.com", "example.org", "example.net"}
        if reporter.phone:
            assert checks.phone("phone", reporter.phone) == reporter.phone
            assert re.match(r"\+1 202 555 01|\+7 000 |\+40 000 |\+66 00 ", reporter.phone)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_of_every_nature_and_channel(language: str) -> None:
    """Technical, service, security and personnel incidents arrive by phone, counter, web, mail and monitoring."""
    told = stories(language)[1]
    assert {story.judged.nature for story in told} - {None} == set(Nature)
    assert {story.channel for story in told} == set(Channel)


@each_story
def test_a_diagnosis_answers_the_questions_of_its_category(story: Story) -> None:
    """What a story's diagnosis answers are exactly the questions that its category asks of an incident."""
    for step in story.life:
        if step.act is Act.DIAGNOSE:
            assert tuple(step.entered.get("answers", {})) == TREE[story.judged.category].questions


def test_stories_wait_for_all_four_reasons() -> None:
    """Requester, vendor, change and appointment are each waited for somewhere."""
    waits = {step.entered["reason"] for story in ALL for step in story.life if step.act is Act.WAIT}
    assert waits == {reason.value for reason in WaitReason}


def test_stories_end_in_different_ways() -> None:
    """Some lives end with cancelling, some with merging, most with closing."""
    ends = {story.life[-1].act for story in chain(ALL, *(story.companions for story in ALL))}
    assert {Act.CANCEL, Act.MERGE, Act.CLOSE} <= ends


@each_story
def test_every_line_of_a_story_is_staffed(story: Story) -> None:
    """For each line there is somebody present who speaks the story's language."""
    team = Team(story, Random(0))
    for line in (1, 2, 3):
        member = team.at(line)
        assert member.person.works_at(line)
        assert story.language in member.languages
        assert not member.away


def test_leads_look_after_the_line_they_are_asked_for() -> None:
    """The lead of a line is a lead who works at it."""
    for line, name in LEADS.items():
        assert BY_NAME[name].person.works_at(line)
    assert len({member.person.name for member in MEMBERS}) == len(MEMBERS)


def test_a_subject_is_never_told_twice() -> None:
    """Where a story's own wordings are used up the place is added."""
    story = next(story for story in ALL if story.key == "password-holiday")
    pools = stories("en")[0]
    seen: set[str] = set()
    for telling in range(6):
        subject(story, cast(story, pools, Random(telling)), telling, seen)
    assert len(seen) >= 5


@pytest.mark.parametrize("text", ["", "5", "h", "1.5h", "2w", " 3m"])
def test_a_stretch_of_time_is_a_number_and_a_unit(text: str) -> None:
    """Anything but whole minutes, hours or days is refused."""
    with pytest.raises(ValueError, match="stretch"):
        Gap.read(text)


def test_thai_speakers_end_their_sentences_by_gender() -> None:
    """A woman's polite particle differs from a man's."""
    assert len(set(POLITE.values())) == 2
