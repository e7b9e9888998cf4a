"""One untriaged ticket being judged: what is suggested, what the agent has answered, what is still unknown.

A frozen value that keys turn into the next one. An answer is the agent's own, or sure enough to be taken over by
enter, or not known; nothing here is stored, and the rule has the last word when the ticket is filed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from deskterm.widgets.grid import Levels
from deskterm.workflow.catalogue import Item
from deskterm.workflow.classify.verdict import Classification
from deskterm.workflow.inputs import Triage
from deskterm.workflow.values import Category, Kind, Nature, Ticket

DIGITS = "123456789"
MORE = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """Answers to the questions of triage. What the agent has answered wins over what is suggested."""

    ticket: Ticket
    tree: Mapping[str, Category]
    """The desk's categories by code, in the order of the tree."""
    seen: Classification
    suggested: tuple[str, ...] = ()
    """Categories that the text speaks of, likeliest first."""
    own_kind: Kind | None = None
    own_nature: Nature | None = None
    own_category: str | None = None
    own_levels: tuple[int, int] | None = None
    items: Mapping[str, Item] = field(default_factory=dict)
    """What may be asked for, by code; what the text speaks of stands first."""
    likely: tuple[str, ...] = ()
    """The items that the text speaks of."""
    own_item: str | None = None
    own_date: int | None = None
    """The date that is agreed upon, microseconds."""
    listing: bool = False
    """Do the digits stand for items now?"""
    group: str | None = None
    """The branch of the tree whose leaves are on offer, once its digit was pressed."""
    shift: int = 0
    """How many entries of the present choice were passed over, nine at a time."""

    # ------------------------------------------------------------------ what would be filed
    @property
    def category(self) -> str | None:
        """The category: the agent's, that of the item, or the likeliest one."""
        return self.said_category or self.item_category or next(iter(self.suggested), None)

    @property
    def said_category(self) -> str | None:
        """The category that the agent chose, or that the ticket has."""
        return self.own_category or self.ticket.category

    @property
    def item_category(self) -> str | None:
        """The category of the item, if the desk's tree has it."""
        found = self.asked.category
        return found if found in self.tree else None

    @property
    def item(self) -> str | None:
        """The item: the agent's, or the one that the ticket has; none for an incident."""
        return None if self.kind is Kind.INCIDENT else self.own_item or self.ticket.item

    @property
    def asked(self) -> Item:
        """What the catalogue says of the item; nothing when there is none."""
        return self.items.get(self.item or "") or Item()

    @property
    def agreed_at(self) -> int | None:
        """The date that is agreed upon with the requester."""
        return self.own_date or self.ticket.agreed_at

    @property
    def kind(self) -> Kind | None:
        """The kind: the agent's, the sure suggestion, or that of an item or category which the agent chose."""
        chosen = self.tree.get(self.own_category or "")
        sure = self.seen.kind if self.seen.sure else None
        asked = Kind.REQUEST if self.own_item else None
        return self.own_kind or self.ticket.kind or sure or asked or (chosen.kind if chosen else None)

    @property
    def nature(self) -> Nature | None:
        """The nature of an incident: the agent's, the category's, what the text looks like, else technical."""
        if self.kind is not Kind.INCIDENT:
            return None
        category = self.tree.get(self.category or "")
        return self.own_nature or (category.nature if category else None) or self.seen.nature or Nature.TECHNICAL

    @property
    def levels(self) -> Levels:
        """Impact and urgency: the agent's, or the presets of the item and of the category."""
        if self.own_levels is not None:
            return Levels(impact=self.own_levels[0], urgency=self.own_levels[1])
        category = self.tree.get(self.category or "") or Category(code="")
        held, item = self.ticket, self.asked
        impact = held.impact or item.impact or category.impact
        urgency = held.urgency or item.urgency or category.urgency
        if impact is None or urgency is None:
            return Levels()
        return Levels(impact=impact, urgency=urgency, preset=held.impact is None or held.urgency is None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the answers that nobody has given and nothing suggests with certainty."""
        date = self.agreed_at if self.asked.agreed else 0
        known = {"kind": self.kind, "category": self.category, "levels": self.levels.impact, "agreed_at": date}
        return tuple(name for name, value in known.items() if value is None)

    @property
    def inputs(self) -> Triage:
        """What the rule is given. Presets are left to the rule, which records them as such."""
        impact, urgency = self.own_levels or (None, None)
        return Triage(
            kind=self.kind,
            nature=self.nature,
            category=self.said_category or (None if self.item_category else self.category),
            impact=impact,
            urgency=urgency,
            item=self.item,
            agreed_at=self.own_date if self.asked.agreed else None,
        )

    # ------------------------------------------------------------------ answers
    def again(self, ticket: Ticket, seen: Classification, suggested: tuple[str, ...]) -> "Judging":
        """The ticket has been read again: what the agent has answered stays."""
        return replace(self, ticket=ticket, seen=seen, suggested=suggested)

    def offering(self, items: Mapping[str, Item], likely: tuple[str, ...]) -> "Judging":
        """The catalogue as it is now; an item that is gone from it is no answer any more."""
        kept = self.own_item if self.own_item in items else None
        return replace(self, items=items, likely=likely, own_item=kept, listing=self.listing and bool(items))

    def answered(self, question: str, given: str) -> "Judging":
        """An answer by its question.

        `kind`; `nature`, the next one; `item`: its list, or none any more; `digit` of what is on offer, `drop` of it.
        """
        match question:
            case "kind":
                return self.as_kind(Kind(given))
            case "nature":
                return self.next_nature()
            case "item":
                return self.items_asked()
            case "digit":
                return self.pressed(given)
        return self.dropped()

    def as_kind(self, kind: Kind) -> "Judging":
        """The agent says what it is."""
        return replace(self, own_kind=kind)

    def next_nature(self) -> "Judging":
        """The next nature in turn; none for a request."""
        if self.nature is None:
            return self
        natures = list(Nature)
        return replace(self, own_nature=natures[(natures.index(self.nature) + 1) % len(natures)])

    def at_levels(self, impact: int, urgency: int) -> "Judging":
        """The agent points at a cell of the grid."""
        return replace(self, own_levels=(impact, urgency))

    def items_asked(self) -> "Judging":
        """The digits stand for items; asked for again, no item is chosen. An incident has none."""
        if self.kind is Kind.INCIDENT or not self.items:
            return self
        if self.listing:
            return replace(self.dropped(), own_item=None, own_date=None)
        return replace(self.dropped(), listing=True)

    def on(self, date: int) -> "Judging":
        """The date that is agreed upon."""
        return replace(self, own_date=date)

    def pressed(self, digit: str) -> "Judging":
        """A digit of the item, or of the category: its branch, then the leaf; 0 shows further ones.

        Others change nothing.
        """
        if digit == MORE:
            further = self.shift + len(DIGITS)
            return replace(self, shift=further if further < len(self._all()) else 0)
        found = self.offered.get(digit)
        if found is None:
            return self
        if self.listing:
            return replace(self.dropped(), own_item=found, own_date=None)
        if self.group is None:
            return replace(self, group=found, shift=0)
        return replace(self, own_category=found, own_nature=None, group=None, shift=0)

    def dropped(self) -> "Judging":
        """The half of a choice that was made is taken back."""
        return replace(self, group=None, listing=False, shift=0)

    @property
    def offered(self) -> dict[str, str]:
        """What each digit stands for now: items, branches, or the leaves of the chosen one."""
        return dict(zip(DIGITS, self._all()[self.shift :], strict=False))

    def _all(self) -> list[str]:
        """The entries of the present choice."""
        if self.listing:
            return list(self.items)
        return branches(self.tree) if self.group is None else leaves(self.tree, self.group)

    def keys_of(self, code: str) -> str:
        """The digits that choose a category from the start: "41"; zeros stand for further entries."""
        branch = code.partition("/")[0]
        steps = (branches(self.tree).index(branch), leaves(self.tree, branch).index(code))
        return "".join(MORE * (at // len(DIGITS)) + DIGITS[at % len(DIGITS)] for at in steps)


def branches(tree: Mapping[str, Category]) -> list[str]:
    """The first parts of the codes, in the order of the tree."""
    return list(dict.fromkeys(code.partition("/")[0] for code in tree))


def leaves(tree: Mapping[str, Category], branch: str) -> list[str]:
    """The codes of one branch."""
    return [code for code in tree if code.partition("/")[0] == branch]
