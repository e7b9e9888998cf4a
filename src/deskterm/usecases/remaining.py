"""Working time left on the tickets of a list. Loaded behind the first paint: it compiles calendars."""

from deskterm.usecases.desk import Desk
from deskterm.workflow.agreement import Agreement, agreement_of
from deskterm.workflow.remaining import Dated, left
from deskterm.workflow.values import SECOND


class Remaining:
    """Tells it row by row; agreements are understood once, until what is arranged changes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.policy = desk.policy
        self.held: dict[str | None, Agreement] = {}

    def refresh(self) -> None:
        """Go by what is arranged now. StoreError: that can't be read."""
        policy = self.desk.policy
        if policy.book is not self.policy.book:
            self.policy, self.held = policy, {}

    def agreement(self, organisation: str | None) -> Agreement:
        """What holds for the tickets of an organisation."""
        if organisation not in self.held:
            policy = self.policy
            self.held[organisation] = agreement_of(organisation, policy.book, policy.calendar, policy.always)
        return self.held[organisation]

    def left(self, row: Dated, now: int) -> int | None:
        """Microseconds until the next deadline, below 0 since one that has passed; None: there is none."""
        return left(row, self.agreement, now)

    def seconds(self, row: Dated, now: int) -> int | None:
        """The same in seconds, for data."""
        found = self.left(row, now)
        return None if found is None else found // SECOND if found >= 0 else -(-found // SECOND)
