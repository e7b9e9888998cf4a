"""A list to choose from: arrows move, a typed text narrows it, enter chooses. Checklists, help are made of it."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from deskterm.texts.language import _
from deskterm.texts.widths import cells, fit, pad
from deskterm.widgets.bars import strip_of
from deskterm.widgets.lines import CHOSEN, KEY, PLAIN, QUIET, Piece, wrap


class Item(NamedTuple):
    """A line to choose: what it stands for, its sign, its text, a note at the right, and whether it may be chosen.

    `also`: words that find it too, and are not shown.
    """

    value: Any
    text: str
    sign: str = ""
    note: str = ""
    open: bool = True
    also: str = ""

    def matches(self, wanted: Sequence[str]) -> bool:
        """Does it hold every wanted word?"""
        held = f"{self.sign} {self.text} {self.note} {self.also}".casefold()
        return all(word in held for word in wanted)


class Menu(Widget, can_focus=True):
    """The list. Letters narrow it unless `narrows` is off. With `keeps` it is a field of a form: it shrinks to what was
    picked while it has no focus, and nothing is picked until somebody moves, types or presses enter.
    """

    DEFAULT_CSS = "Menu { height: auto; max-height: 100%; width: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False, id="menu.down", tooltip="Down"),
        Binding("up", "move(-1)", "up", show=False, id="menu.up", tooltip="Up"),
        Binding("pagedown", "move(8)", "down", show=False, id="menu.page_down", tooltip="A page down"),
        Binding("pageup", "move(-8)", "up", show=False, id="menu.page_up", tooltip="A page up"),
        Binding("home", "move(-9999)", "first", show=False, id="menu.first", tooltip="The first one"),
        Binding("end", "move(9999)", "last", show=False, id="menu.last", tooltip="The last one"),
        Binding("enter", "choose", "choose", show=False, id="menu.choose", tooltip="Choose"),
    ]
    items: reactive[tuple[Item, ...]] = reactive((), init=False, layout=True)
    at: reactive[int] = reactive(0, init=False)
    wanted: reactive[str] = reactive("", init=False, layout=True)

    class Chosen(Message):
        """Somebody chose an item."""

        def __init__(self, menu: "Menu", item: Item) -> None:
            super().__init__()
            self.menu, self.item = menu, item

        @property
        def control(self) -> "Menu":
            """The menu."""
            return self.menu

    class Moved(Chosen):
        """The cursor stands on another item."""

    def __init__(
        self, items: Sequence[Item] = (), *, narrows: bool = True, keeps: bool = False, wraps: bool = False, at: int = 0
    ) -> None:
        super().__init__()
        self.narrows, self.keeps, self.wraps = narrows, keeps, wraps
        self.taken = False
        self.top = 0
        self.set_reactive(Menu.items, tuple(items))
        self.set_reactive(Menu.at, at)

    @property
    def TAKES_TEXT(self) -> bool:
        """Letters arrive as they were typed while they narrow the list."""
        return self.narrows

    @property
    def found(self) -> tuple[Item, ...]:
        """The items that are shown."""
        words = self.wanted.casefold().split()
        return tuple(item for item in self.items if item.matches(words)) if words else self.items

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        found = self.found
        return found[min(self.at, len(found) - 1)] if found else None

    @property
    def picked(self) -> Any:
        """The value of what was picked; None when nothing was."""
        return self.current.value if self.taken and self.current else None

    def pick(self, value: Any) -> None:
        """Put the cursor on the item of this value; None: nothing is picked."""
        self.wanted = ""
        at = next((at for at, item in enumerate(self.items) if item.value == value), None)
        self.taken = value is not None and at is not None
        self.at = at or 0
        self.refresh(layout=True)

    def get_content_height(self, container: Any, viewport: Any, width: int) -> int:
        """As many lines as the items need, and one for what was typed."""
        if self.keeps and not self.has_focus:
            return 1
        return max(len(self.lines(width)), 1) + (1 if self.wanted else 0)

    def lines(self, width: int) -> list[tuple[int, list[Piece]]]:
        """Every line with the place of its item."""
        found, focused = self.found, self.has_focus and (self.taken or not self.keeps)
        at = max(min(self.at, len(found) - 1), 0)
        paint = item_lines if self.wraps else item_line
        return [
            (place, line)
            for place, item in enumerate(found)
            for line in paint(item, width, selected=focused and place == at)
        ]

    def render_line(self, y: int) -> Strip:
        """Textual's question for a line."""
        width, height = self.size
        if self.keeps and not self.has_focus:
            taken = self.current if self.taken else None
            return strip_of([(fit(taken.text, width), PLAIN) if taken else ("-", QUIET)], width)
        if self.wanted:
            if y == 0:
                return strip_of([(fit(f"/{self.wanted}", width), KEY)], width)
            y, height = y - 1, height - 1
        lines = self.lines(width)
        if not lines:
            return strip_of([(_("Nothing found."), QUIET)] if y == 0 else [], width)
        at = max(min(self.at, lines[-1][0]), 0)
        places = [place for place, _ in lines]
        first, last = places.index(at), len(places) - 1 - places[::-1].index(at)
        self.top = max(min(self.top, first), last - height + 1, 0)
        return strip_of(lines[self.top + y][1] if self.top + y < len(lines) else [], width)

    def move(self, by: int) -> None:
        """Move the cursor, not beyond the ends; the first move of a field picks what the cursor is on."""
        if self.keeps and not self.taken:
            self.taken = True
            self.refresh()
            by = 0 if by > 0 else by
        self.at = max(0, min(self.at + by, len(self.found) - 1))

    def watch_at(self) -> None:
        """Tell who listens where the cursor is."""
        if (item := self.current) is not None:
            self.post_message(self.Moved(self, item))

    def watch_wanted(self) -> None:
        """The first of what is left is the best guess."""
        self.at = 0
        self.taken = self.taken or bool(self.wanted)
        self.refresh()

    def watch_has_focus(self, focused: bool) -> None:
        """A field of a form opens and shuts."""
        super().watch_has_focus(focused)
        if self.keeps:
            self.refresh(layout=True)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.move(by)

    def action_choose(self) -> None:
        """Choose what the cursor is on."""
        self.taken = True
        if (item := self.current) is not None:
            self.post_message(self.Chosen(self, item))

    def command(self, event: events.Key) -> None:
        """Where letters do not narrow: an item's own sign chooses it, j and k move."""
        signs = [item.sign for item in self.found]
        if event.character is not None and event.character in signs:
            self.at = signs.index(event.character)
            self.action_choose()
        elif event.character == "j":
            self.move(1)
        elif event.character == "k":
            self.move(-1)
        else:
            return
        event.stop()

    def on_key(self, event: events.Key) -> None:
        """Letters narrow the list, backspace widens it."""
        if not self.narrows:
            self.command(event)
            return
        if event.key == "backspace" and self.wanted:
            self.wanted = self.wanted[:-1]
        elif event.character is not None and event.is_printable and (self.wanted or event.character != " "):
            self.wanted += event.character
        else:
            return
        event.stop()
        event.prevent_default()


def item_line(item: Item, width: int, *, selected: bool) -> list[list[Piece]]:
    """An item in one line: its sign, its text as far as there is room, and the note at the right edge."""
    sign = f"{item.sign} " if item.sign else ""
    note = fit(item.note, width // 2)
    room = width - cells(sign) - (cells(note) + 2 if note else 0)
    return [inked(item, sign, pad(item.text, room), f"  {note}" if note else "", selected=selected)]


def item_lines(item: Item, width: int, *, selected: bool) -> list[list[Piece]]:
    """An item in as many lines as its text needs; the note stands at the right of the first."""
    sign = f"{item.sign} " if item.sign else ""
    note = fit(item.note, width // 3)
    room = max(width - cells(sign) - (cells(note) + 2 if note else 0), 10)
    parts = [item.text[start:end] for start, end in wrap(item.text, room)]
    rest = width - room - cells(sign)
    return [
        inked(
            item,
            sign if not number else " " * cells(sign),
            pad(part, room),
            pad(note, rest, right=True) if not number else " " * rest,
            selected=selected,
        )
        for number, part in enumerate(parts)
    ]


def inked(item: Item, sign: str, text: str, note: str, *, selected: bool) -> list[Piece]:
    """The parts of a line in their styles."""
    if selected:
        return [(sign + text + note, CHOSEN)]
    return [(sign, KEY if item.open else QUIET), (text, PLAIN if item.open else QUIET), (note, QUIET)]
