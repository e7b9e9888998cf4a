"""The grid fits, says what each cell gives, and its keys lie as its cells do."""

import pytest

from deskterm.texts.widths import cells
from deskterm.widgets.grid import KEYS, Levels, cell_of, grid
from deskterm.widgets.lines import plain
from deskterm.workflow.priority import DEFAULT, Matrix, priority

NOTHING = Levels()
BOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def text(width: int, chosen: Levels = NOTHING) -> list[str]:
    """The grid as lines of text."""
    return [plain(line) for line in grid(DEFAULT, chosen, width)]


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_it_fits_and_each_cell_names_its_priority(width):
    """No line is wider than the terminal; every key stands before the priority of its cell."""
    lines = text(width)
    assert all(cells(line) <= width for line in lines)
    for impact in (1, 2, 3):
        for urgency in (1, 2, 3):
            wanted = f"{KEYS[impact - 1][urgency - 1]} P{priority(impact, urgency)}"
            assert sum(wanted in line for line in lines) == 1


def test_at_eighty_cells_it_has_seven_lines():
    """The questions must leave room for what was reported."""
    assert len(text(80)) == 7
    assert len(text(120)) <= 6


def test_both_questions_are_asked_in_words():
    """Who is affected, and how much is the work held up."""
    whole = " ".join(text(120))
    assert "Who is affected?" in whole
    assert "How much is the work held up?" in whole


def test_the_chosen_cell_is_in_brackets_and_a_preset_says_so():
    """Neither depends on colour."""
    assert any("e [P2 High]" in line for line in text(80, Levels(impact=1, urgency=2)))
    assert any("c [preset P4]" in line for line in text(80, Levels(impact=3, urgency=2, preset=True)))


def test_the_keys_lie_on_the_keyboard_as_the_cells_on_the_screen():
    """Each row of keys is a row of the keyboard, and its columns stand below one another; q still closes."""
    for board, keys in zip(BOARD, KEYS, strict=True):
        assert "".join(keys) == board[1:4]
    assert cell_of("w", DEFAULT) == (1, 1)
    assert cell_of("v", DEFAULT) == (3, 3)
    assert cell_of("q", DEFAULT) is None


def test_a_smaller_matrix_has_fewer_keys():
    """A key outside the matrix of the desk does nothing."""
    matrix = Matrix.from_rows([[1, 2], [2, 3]])
    assert cell_of("d", matrix) == (2, 2)
    assert cell_of("r", matrix) is None
    assert cell_of("x", matrix) is None
    assert len(grid(matrix, Levels(), 80)) >= 3
