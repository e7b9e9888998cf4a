"""Priority from impact and urgency, by any matrix that is monotone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.workflow.priority import DEFAULT, Matrix, priority, told


def test_the_shipped_matrix():
    """The process's table, cell by cell."""
    assert [[priority(i, u) for u in (1, 2, 3)] for i in (1, 2, 3)] == [[1, 2, 3], [2, 3, 4], [3, 4, 4]]
    assert (DEFAULT.impacts, DEFAULT.urgencies, DEFAULT.lowest) == (3, 3, 4)


@pytest.mark.parametrize(("impact", "urgency", "named"), [
    (0, 1, "impact"), (4, 1, "impact"), (1, 0, "urgency"), (1, 4, "urgency"), (None, 1, "impact"), (1, "1", "urgency"),
    (True, 1, "impact"), (1, True, "urgency"), (-1, 9, "impact"),
])  # fmt: skip
def test_what_is_out_of_range_is_named(impact, urgency, named):
    """Never a wrong cell, never an index error."""
    with pytest.raises(ValueError, match=f"^{named}: "):
        priority(impact, urgency)


@pytest.mark.parametrize(("rows", "message"), [
    ([], "no cells"), ([[]], "no cells"), ([[1, 2], [2]], "row 2 has 1 cells, row 1 has 2"),
    ([[1, 0]], "impact 1, urgency 2: 0"), ([[1, "2"]], "impact 1, urgency 2: '2'"), ([[True]], "True"),
    ([[2, 1]], "urgency 2 gives 1, more severe than urgency 1 with 2"),
    ([[2], [1]], "impact 2 gives 1, more severe than impact 1 with 2"),
    ([[1, 2, 3], [1, 3, 2]], "impact 2: urgency 3 gives 2"),
])  # fmt: skip
def test_matrices_that_are_refused(rows, message):
    """The first bad cell is named."""
    with pytest.raises(ValueError, match=message):
        Matrix.from_rows(rows)


tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(1, 5), min_size=width, max_size=width), min_size=1, max_size=5)
)


@given(tables)
def test_a_matrix_is_accepted_exactly_when_it_is_monotone(rows):
    """More impact or more urgency never gives a lower priority."""
    by_rows = all(a <= b for row in rows for a, b in pairwise(row))
    by_columns = all(a <= b for up, low in pairwise(rows) for a, b in zip(up, low, strict=True))
    if by_rows and by_columns:
        matrix = Matrix.from_rows(rows)
        assert [[priority(i, u, matrix) for u in range(1, len(rows[0]) + 1)] for i in range(1, len(rows) + 1)] == rows
        assert matrix.lowest == max(map(max, rows))
    else:
        with pytest.raises(ValueError, match="matrix: "):
            Matrix.from_rows(rows)


@pytest.mark.parametrize(("value", "word"), [(1, "high"), (2, "high"), (3, "medium"), (4, "low"), (5, "low")])
def test_what_requesters_are_told(value, word):
    """High, medium or low."""
    assert told(value) == word
