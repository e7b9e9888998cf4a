"""Why an act was refused: every unmet point as a sentence, and the way to mend each.

It stays while something is mended and ticks off what is; the refused act, with all that was entered, waits below.
"""

from collections.abc import Callable

from textual.app import ComposeResult

from deskterm.screens.dialogs.dialog import Dialog
from deskterm.texts import names
from deskterm.texts.language import _
from deskterm.texts.refusals import sentence
from deskterm.widgets.bars import Hint
from deskterm.widgets.menu import Item, Menu
from deskterm.workflow.values import Act, Point, Refusal

AGAIN = "again"


class Checklist(Dialog[str]):
    """The list. Result: the field of the refused form to go to, `AGAIN` to try again, None to leave it.

    `asked`: asks the rule again without acting. `own`: which field of the refused act's form mends a field, if any.
    """

    def __init__(
        self,
        refusal: Refusal,
        act: Act,
        ticket: int | None,
        asked: Callable[[], Refusal | None] | None = None,
        own: Callable[[str | None], str | None] | None = None,
    ) -> None:
        where = f"DT-{ticket}: " if ticket else ""
        super().__init__(where + _("{act}: not yet").format(act=names.act(act)))
        self.refusal, self.act, self.ticket, self.asked = refusal, act, ticket, asked
        self.own = own or (lambda name: None)
        self.unmet: frozenset[str] = frozenset(map(sentence, refusal.points))

    def body(self) -> ComposeResult:
        """The points, and the way to try again."""
        yield Menu(self.items(), narrows=False, wraps=True)

    def items(self) -> list[Item]:
        """A line per point, ticked when it is mended."""
        found = []
        for point in self.refusal.points:
            mended = sentence(point) not in self.unmet
            way = "" if mended or not self.mends(point) else names.act(point.act or self.act)
            found.append(Item(point, sentence(point), "[x]" if mended else "[ ]", way, bool(way)))
        words = _("Try again: {act}") if self.unmet else _("All points are met. Now: {act}")
        found.append(Item(AGAIN, words.format(act=names.act(self.act)), " > "))
        return found

    def mends(self, point: Point) -> bool:
        """Can the person do something about it from here?"""
        return self.own(point.field) is not None or (point.act is not None and point.act is not self.act)

    def hints(self) -> tuple[Hint, ...]:
        """How to go on."""
        return (Hint("enter", _("mend it")), Hint("esc", _("back")))

    def on_mount(self) -> None:
        """Follow the ticket: what is mended elsewhere is ticked too."""
        self.query_one(Menu).focus()
        self.door.ticket_changed.subscribe(self, self.on_ticket_changed)

    def on_ticket_changed(self, ticket: int) -> None:
        """Ask the rule again."""
        if self.asked is None:
            return
        refusal = self.asked()
        points = refusal.points if refusal else ()
        known = {sentence(point) for point in self.refusal.points}
        added = tuple(point for point in points if sentence(point) not in known)
        self.refusal = Refusal((*self.refusal.points, *added))
        self.unmet = frozenset(sentence(point) for point in points)
        menu = self.query_one(Menu)
        menu.items = tuple(self.items())
        menu.at = next((at for at, item in enumerate(menu.items) if item.sign == "[ ]"), len(menu.items) - 1)

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Go to what mends the point."""
        point = message.item.value
        if point == AGAIN:
            self.dismiss(AGAIN)
        elif field := self.own(point.field) if point.act in (None, self.act) else None:
            self.dismiss(field)
        elif point.act is not None and self.ticket is not None and sentence(point) in self.unmet:
            self.door.start_act(point.act, self.ticket, focus=point.field)
