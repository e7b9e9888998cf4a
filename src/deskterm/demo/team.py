"""Who does what: on each line one colleague stays with a ticket, who speaks its language and knows its matter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from deskterm.demo.people import LEADS, MEMBERS, Member
from deskterm.demo.stories import Story
from deskterm.workflow.values import Act, Person, Role

BY_NAME: Mapping[str, Member] = {member.person.name: member for member in MEMBERS}
DOWN, UP = Act.HANDBACK, Act.ESCALATE
VISITORS_SHARE = 0.5
"""How many of the first line's English tickets are the visitor's own."""


def able(member: Member, line: int, story: Story) -> bool:
    """Is the agent there, on this line, and do they speak the ticket's language?"""
    person = member.person
    at_work = person.works_at(line) and not person.has(Role.LEAD) and not member.away
    return at_work and story.language in member.languages


@dataclass(slots=True)
class Team:
    """Who stands behind "L1", "L2", "L3" and "lead" in one ticket's life; follows the ticket over the lines."""

    story: Story
    random: Random
    me: Person | None = None
    line: int = 1
    _chosen: dict[int, Member] = field(default_factory=dict)

    def at(self, line: int) -> Member:
        """The agent of a line."""
        if line not in self._chosen:
            self._chosen[line] = self._choose(line)
        return self._chosen[line]

    def actor(self, by: str) -> Member:
        """Who acts: the agent of a line, or the lead of the line the ticket is on."""
        return BY_NAME[LEADS[self.line]] if by == "lead" else self.at(int(by[1:]))

    def moved(self, act: Act, to: object) -> None:
        """Remember where an act takes the ticket."""
        if act in (UP, DOWN) and isinstance(to, int):
            self.line = to
        elif act is Act.PULL:
            self.line = 3

    def _choose(self, line: int) -> Member:
        if self.me is not None and line == 1 and self.story.language == "en" and self.random.random() < VISITORS_SHARE:
            return Member(person=self.me, languages=frozenset({"en"}))
        speaking = [member for member in MEMBERS if able(member, line, self.story)]
        skill = self.story.judged.category.split("/")[0]
        skilled = [member for member in speaking if skill in member.person.skills]
        return self.random.choice(skilled or speaking)
