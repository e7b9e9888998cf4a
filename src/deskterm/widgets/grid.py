"""The grid of impact and urgency, painted: two questions in words, in each cell its key and the priority it gives."""

from collections.abc import Sequence
from dataclasses import dataclass

from deskterm.texts import levels
from deskterm.texts.language import _
from deskterm.texts.widths import cells, fit, pad
from deskterm.widgets.cells import priority_style
from deskterm.widgets.lines import CHOSEN, KEY, PLAIN, QUIET, STRONG, Line, Piece, said
from deskterm.workflow.priority import Matrix, priority

KEYS = (("w", "e", "r"), ("s", "d", "f"), ("x", "c", "v"))
"""Nine keys that lie on the keyboard as the cells lie on the screen; `q` is left to closing."""
NARROWEST = 12
"""Cells that a column of the grid needs for its key and its priority."""
GAP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """What is chosen in the grid. `preset`: the category's own answer, not yet anybody's."""

    impact: int | None = None
    urgency: int | None = None
    preset: bool = False


def cell_of(key: str, matrix: Matrix) -> tuple[int, int] | None:
    """Impact and urgency of the cell that a key stands for; None when the grid has no such cell."""
    for impact, row in enumerate(KEYS, 1):
        if key in row and impact <= matrix.impacts and row.index(key) < matrix.urgencies:
            return impact, row.index(key) + 1
    return None


def grid(matrix: Matrix, chosen: Levels, width: int) -> list[Line]:
    """Impact downwards, urgency across; as low as the words allow at this width."""
    label = _label_width(matrix, width)
    column = (width - label - GAP * matrix.urgencies) // matrix.urgencies
    across = [_broken(levels.urgency(level), column) for level in range(1, matrix.urgencies + 1)]
    corner = [*_broken(f"{levels.urgency_question()} →", label), *_broken(f"{levels.impact_question()} ↓", label)]
    rows = max(len(corner), *(len(head) for head in across))
    lines: list[Line] = []
    for at in range(rows):
        line: list[Piece] = [(_row(corner, at, label), STRONG)]
        line += [(" " * GAP + _row(head, at - rows + len(head), column), QUIET) for head in across]
        lines.append(tuple(line))
    for impact in range(1, matrix.impacts + 1):
        lines += _impact(matrix, impact, chosen, label, column)
    return lines


def _impact(matrix: Matrix, impact: int, chosen: Levels, label: int, column: int) -> list[Line]:
    """One row of the grid: the words of the impact, then its cells."""
    words = _broken(levels.impact(impact), label)
    first: list[Piece] = [(pad(words[0], label), QUIET)]
    for urgency in range(1, matrix.urgencies + 1):
        first.append((" " * GAP, PLAIN))
        first += _cell(matrix, impact, urgency, chosen, column)
    return [tuple(first), *(((pad(word, label), QUIET),) for word in words[1:])]


def _cell(matrix: Matrix, impact: int, urgency: int, chosen: Levels, column: int) -> list[Piece]:
    """The key and the priority of a cell; the chosen one is in brackets, a preset one says so."""
    level = priority(impact, urgency, matrix)
    key = KEYS[impact - 1][urgency - 1] if impact <= 3 and urgency <= 3 else " "
    name = levels.priority(level)
    if (impact, urgency) != (chosen.impact, chosen.urgency):
        return [(f"{key} ", KEY), (pad(name, column - 2), priority_style(level))]
    mark = f"{_('preset')} {levels.priority_code(level)}" if chosen.preset else name
    inner = f"[{fit(mark, column - 4)}]"
    return [(f"{key} ", KEY), (inner, CHOSEN), (" " * (column - 2 - cells(inner)), PLAIN)]


def _label_width(matrix: Matrix, width: int) -> int:
    """The width of the first column that makes the grid lowest; the narrowest of these, so that cells are wide."""
    impacts = [levels.impact(level) for level in range(1, matrix.impacts + 1)]
    urgencies = [levels.urgency(level) for level in range(1, matrix.urgencies + 1)]
    questions = (f"{levels.urgency_question()} →", f"{levels.impact_question()} ↓")

    def height(label: int) -> int:
        column = (width - label - GAP * matrix.urgencies) // matrix.urgencies
        head = max(
            sum(len(_broken(question, label)) for question in questions),
            *(len(_broken(words, column)) for words in urgencies),
        )
        return head + sum(len(_broken(words, label)) for words in impacts)

    widest = max(width - (NARROWEST + GAP) * matrix.urgencies, NARROWEST)
    return min(range(min(NARROWEST, widest), widest + 1), key=height)


def _broken(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells."""
    return ["".join(piece for piece, _style in line) for line in said(text, max(width, 2))]


def _row(lines: Sequence[str], at: int, width: int) -> str:
    """One line of a cell, blank where it has none."""
    return pad(lines[at] if 0 <= at < len(lines) else "", width)
