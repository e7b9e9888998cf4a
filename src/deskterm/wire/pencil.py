"""The terminal's writing state (cursor, pen) and the text that goes out: every sequence is relative to that state."""

from deskterm.wire.moves import move
from deskterm.wire.pens import PLAIN, Pen, change


class Pencil:
    """Collects what is to be written. `x`, `y` and `pen` are `None` while the terminal's state is not known."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.x: int | None = None
        self.y: int | None = None
        self.pen: Pen | None = None
        self.loose = False
        self._out: list[str] = []

    def forget(self) -> None:
        """Somebody else wrote to the terminal: rely on nothing."""
        self.x = self.y = self.pen = None
        self.loose = False

    def goto(self, x: int, y: int) -> None:
        """Moves the cursor to the cell."""
        if self.x != x or self.y != y:
            self._out.append(move(self.x, self.y, x, y))
            self.x, self.y = x, y

    def use(self, pen: Pen) -> None:
        """Changes colours and attributes."""
        if self.pen is not pen:
            self._out.append(change(self.pen, pen))
            self.pen = pen

    def text(self, text: str, cells: int) -> None:
        """Writes text of so many cells at the cursor. After the last column the cursor's place is not known."""
        self._out.append(text)
        if self.x is not None:
            self.x += cells
            if self.x >= self.width:
                self.x = None

    def adrift(self) -> None:
        """The column cannot be relied on any more."""
        self.x = None
        self.loose = False

    def erase(self, cells: int) -> None:
        """Blanks from the cursor on in the present pen; the cursor stays."""
        self._out.append(f"\x1b[{cells}X")

    def erase_line(self) -> None:
        """Blanks from the cursor to the right edge in the present pen; the cursor stays."""
        self._out.append("\x1b[K")

    def clear(self) -> None:
        """Blanks the terminal in its own colours."""
        self._out.append("\x1b[m\x1b[2J")
        self.forget()
        self.pen = PLAIN

    def scroll(self, top: int, bottom: int, delta: int) -> None:
        """Moves whole lines [top, bottom) up by `delta` (down when negative). What the new lines hold is not known.

        Lines are deleted or inserted inside margins: this is older than the scroll commands, and terminals that lack
        those (the Linux console) have it.
        """
        self._out.append(f"\x1b[{top + 1};{bottom}r")
        self.x = self.y = None
        self.goto(0, top)
        count = abs(delta)
        self._out.append(f"\x1b[{count if count > 1 else ''}{'M' if delta > 0 else 'L'}\x1b[r")
        self.x = self.y = None

    def take(self) -> str:
        """All that was collected since the last call."""
        out = "".join(self._out)
        self._out.clear()
        return out
