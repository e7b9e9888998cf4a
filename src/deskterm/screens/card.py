"""One ticket of the deck: what is shown of it, and what its answers are before anybody has given one."""

from dataclasses import dataclass, replace

from deskterm.screens.wording import FAILURES
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases import look
from deskterm.usecases.desk import Desk, Refused
from deskterm.usecases.similar import similar
from deskterm.usecases.suggest import Suggestion, suggest
from deskterm.usecases.whole import Shown
from deskterm.widgets.deckview import Hand
from deskterm.widgets.judging import Judging
from deskterm.workflow.catalogue import offered
from deskterm.workflow.likeness import Likeness
from deskterm.workflow.policy import Policy
from deskterm.workflow.priority import Matrix
from deskterm.workflow.values import Act, Point, Refusal, Status


@dataclass(frozen=True, slots=True)
class Card:
    """One ticket of the deck with what its texts look like, and, once that is known, which tickets are like it."""

    shown: Shown
    suggestion: Suggestion
    likeness: Likeness | None = None

    @property
    def untriaged(self) -> bool:
        """Is there still something to judge?"""
        return self.shown.ticket.status is Status.NEW

    def concerns(self, ticket: int) -> bool:
        """Is something else shown when this ticket has changed (0: several have)?"""
        named = (each.id for each in self.likeness.all) if self.likeness else ()
        return ticket in (0, self.shown.ticket.id, *named)

    @property
    def told(self) -> str:
        """Who did something with it last, in a sentence."""
        actor = self.shown.events[-1].actor if self.shown.events else self.shown.ticket.created_by
        text = _("{number}: {person} has dealt with it meanwhile.")
        return text.format(number=self.shown.ticket.number, person=safe(actor))

    def judged(self, before: Judging | None, policy: Policy) -> Judging:
        """The ticket to be judged, with the answers that were given before it was read again."""
        found, ticket, tree = self.suggestion, self.shown.ticket, policy.categories
        known = [code for code, _score in found.categories if code in tree]
        kind = found.kind
        ranked = sorted(known, key=lambda code: kind is not None and tree[code].kind not in (None, kind))
        start = before or Judging(ticket=ticket, tree=tree, seen=found.classification)
        items = offered(policy.book, ticket.item, found.items)
        return start.again(ticket, found.classification, tuple(ranked)).offering(items, found.items)

    def hand(self, judging: Judging, place: tuple[int, int], matrix: Matrix) -> Hand:
        """What is shown of it."""
        return Hand(
            judging=judging,
            text=self.suggestion.text,
            texts=self.shown.texts,
            place=place,
            matrix=matrix,
            like=self.likeness.telling if self.likeness else None,
        )


def card(desk: Desk, ticket: int) -> Card:
    """Read a ticket and judge its texts. NotFound when it is out of sight."""
    return Card(look.show(desk, ticket), suggest(desk, ticket))


def likened(desk: Desk, found: Card) -> Card:
    """The card with what is like its ticket; without, when that can't be read now."""
    try:
        return replace(found, likeness=similar(desk, found.shown.ticket.id))
    except FAILURES:
        return found


def amendable(error: Refused) -> Refused:
    """A refused triage whose points name the act that mends them where the deck has no key for it."""
    points = (replace(point, act=Act.AMEND) if meant(point) else point for point in error.refusal.points)
    return Refused(Refusal(tuple(points)))


def meant(point: Point) -> bool:
    """Is something wrong with the reporter, and nobody says yet what mends it?"""
    return point.field == "reporter" and point.act is None
