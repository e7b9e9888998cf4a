"""The shortest sequence that brings the cursor to a cell."""

from functools import lru_cache


@lru_cache(maxsize=16384)
def move(from_x: int | None, from_y: int | None, x: int, y: int) -> str:
    """What moves the cursor from one cell to another (0-based); `None`: where it stands now is not known.

    A carriage return is trusted from any column, a step to the left only inside the line: after the last column
    terminals disagree about where the cursor is, and the caller then says that it does not know.
    """
    if x == from_x and y == from_y:
        return ""
    ways = [f"\x1b[{y + 1}H" if x == 0 else f"\x1b[{y + 1};{x + 1}H"]
    if y == 0 and x == 0:
        ways.append("\x1b[H")
    if from_y is not None:
        down = _step(y - from_y, "B", "A")
        if from_x is not None:
            ways.append(down + (_step(x - from_x, "C", "D") if from_x - x != 1 else "\b"))
        ways.append("\r" + down + _step(x, "C", "D"))
        ways.append(down + f"\x1b[{x + 1}G")
    return min(ways, key=len)


def _step(count: int, forth: str, back: str) -> str:
    if not count:
        return ""
    number = abs(count)
    return f"\x1b[{number if number > 1 else ''}{forth if count > 0 else back}"
