"""The unsent texts that no open form holds: put aside in this session, or left by an earlier one."""

from deskterm.texts.drafts import kind
from deskterm.texts.language import _
from deskterm.widgets.lines import WARNING, Line, said
from deskterm.workflow.draft import Draft


class Shelf:
    """Drafts by their ids."""

    def __init__(self) -> None:
        self.kept: dict[str, Draft] = {}
        self.earlier: frozenset[str] = frozenset()
        """Those that an earlier session left."""

    @property
    def aside(self) -> set[str]:
        """What was put aside in this session."""
        return set(self.kept) - self.earlier

    def waiting(self, acts: set[str], tickets: tuple[int, ...]) -> Draft | None:
        """The latest text for one of these acts on these tickets."""
        found = [draft for draft in self.kept.values() if draft.act in acts and draft.tickets == tickets]
        return max(found, key=lambda draft: (draft.at, draft.turn), default=None)

    def about(self, ticket: int) -> list[Draft]:
        """What there is on a ticket, the latest first."""
        found = [draft for draft in self.kept.values() if draft.tickets == (ticket,)]
        return sorted(found, key=lambda draft: (-draft.at, draft.id))

    def lines(self, ticket: int, width: int) -> list[Line]:
        """What there is on a ticket, in words."""
        kinds = ", ".join(dict.fromkeys(kind(draft) for draft in self.about(ticket)))
        return (
            said(_("Not sent: {kinds}. Its key brings it back.").format(kinds=kinds), width, WARNING) if kinds else []
        )

    def take_up(self, draft: Draft) -> None:
        """A form goes on with it."""
        self.kept.pop(draft.id, None)

    def shelve(self, drafts: list[Draft]) -> None:
        """An earlier session has left these."""
        self.kept |= {draft.id: draft for draft in drafts}
        self.earlier = frozenset(draft.id for draft in drafts)
