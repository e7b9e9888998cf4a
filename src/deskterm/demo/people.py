"""Who works at the demonstration desk: three lines, two leads, an auditor, an admin; one colleague is away."""

from dataclasses import dataclass

from deskterm.workflow.values import SECOND, Person, Role

DAY = 86_400 * SECOND
ABSENCE_DAYS = 6
"""Days from now until the colleague who is away comes back."""
DESK = frozenset({"access", "email", "hardware", "network", "request", "service", "software"})
BACK = DESK | {"server"}
DEPTH = frozenset({"email", "network", "request", "security", "server", "software"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A colleague with what only the demonstration needs to know: the languages they write, and how they speak."""

    person: Person
    languages: frozenset[str]
    feminine: bool = False
    away: bool = False


def agent(
    name: str, line: int, languages: str, skills: frozenset[str], *, f: bool = False, away: bool = False
) -> Member:
    """An agent of one line; the languages are skills too."""
    spoken = frozenset(languages.split())
    person = Person(name=name, lines=frozenset({line}), roles=frozenset({Role.AGENT}), skills=skills | spoken)
    return Member(person=person, languages=spoken, feminine=f, away=away)


def lead(name: str, lines: set[int], languages: str, *, f: bool) -> Member:
    """A lead of some lines, who also takes tickets."""
    person = Person(name=name, lines=frozenset(lines), roles=frozenset({Role.AGENT, Role.LEAD}))
    return Member(person=person, languages=frozenset(languages.split()), feminine=f)


MEMBERS: tuple[Member, ...] = (
    agent("anna", 1, "en ru", DESK, f=True),
    agent("gleb", 1, "ru en", DESK),
    agent("ioana", 1, "ro en", DESK, f=True),
    agent("matei", 1, "ro en", DESK),
    agent("malee", 1, "th en", DESK, f=True),
    agent("prasert", 1, "th en", DESK),
    agent("peter", 1, "en", DESK),
    agent("boris", 2, "ru en", BACK),
    agent("kate", 2, "en", BACK, f=True),
    agent("radu", 2, "ro en", BACK),
    agent("niran", 2, "th en", BACK),
    agent("dan", 2, "ro en", frozenset({"network", "hardware"}), away=True),
    agent("viktor", 3, "ru en", DEPTH),
    agent("elena", 3, "ro en", DEPTH, f=True),
    agent("arthit", 3, "th en", DEPTH),
    agent("nadia", 3, "en", DEPTH, f=True),
    lead("marina", {1, 2}, "en ru ro th", f=True),
    lead("thomas", {2, 3}, "en ru ro th", f=False),
    Member(person=Person(name="felix", roles=frozenset({Role.AUDITOR})), languages=frozenset({"en"})),
    Member(person=Person(name="grace", roles=frozenset({Role.ADMIN})), languages=frozenset({"en"}), feminine=True),
)
LEADS = {1: "marina", 2: "marina", 3: "thomas"}
"""The lead who looks after a line."""
