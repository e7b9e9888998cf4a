"""The window on a long list: the cursor belongs to a row, whatever others do to the list."""

import bisect

from hypothesis import given, settings
from hypothesis import strategies as st

from deskterm.widgets.window import PAGE, Window


class Listed:
    """A sorted list of (order, id) rows that anybody may change."""

    def __init__(self, rows):
        self.rows = sorted(rows)
        self.fetched = 0

    def fetch(self, after, backwards, limit):
        self.fetched += 1
        if backwards:
            end = len(self.rows) if after is None else bisect.bisect_left(self.rows, after)
            return self.rows[max(0, end - limit) : end]
        start = 0 if after is None else bisect.bisect_right(self.rows, after)
        return self.rows[start : start + limit]

    def find(self, id):
        return next((row for row in self.rows if row[1] == id), None)

    def key(self, row):
        return row

    def id(self, row):
        return row[1]

    def total(self):
        return len(self.rows)


def numbered(count):
    """Rows in the order of their ids."""
    return Listed([(id, id) for id in range(count)])


def opened(source, height=10):
    """A window at the top of the list."""
    window = Window(source, height)
    window.reload()
    return window


def ids(window):
    return [id for _, id in window.shown]


ROWS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10_000)), max_size=400, unique_by=lambda row: row[1])
MOVES = st.lists(
    st.tuples(st.sampled_from(["move", "page", "first", "last", "select"]), st.integers(-150, 150)), max_size=12
)


def go(window, source, moves):
    """Makes the moves on the window. -> where a plain list would be, by index"""
    at = 0
    for name, number in moves:
        last = max(0, len(source.rows) - 1)
        if name in ("first", "last"):
            getattr(window, name)()
            at = 0 if name == "first" else last
        elif name == "select":
            at = min(abs(number), last)
            if source.rows:
                assert window.select(source.rows[at][1])
        else:
            getattr(window, name)(number)
            at = max(0, min(at + number, last))
    return at


@given(ROWS, MOVES, st.integers(1, 50))
@settings(deadline=None)
def test_moves_are_those_of_a_plain_list(rows, moves, height):
    """After any moves the cursor is where a list wholly in memory would have it; the view is full and holds it."""
    source = Listed(rows)
    window = opened(source, height)
    at = go(window, source, moves)
    if not source.rows:
        assert window.selected is None and window.shown == []
        return
    assert window.selected == source.rows[at]
    start = source.rows.index(window.shown[0])
    assert window.shown == source.rows[start : start + height]
    assert len(window.shown) == min(height, len(source.rows))
    assert window.selected in window.shown


@given(ROWS, MOVES)
@settings(deadline=None)
def test_a_known_position_is_right(rows, moves):
    """The place is not always known, but never wrong."""
    source = Listed(rows)
    window = opened(source)
    at = go(window, source, moves)
    assert window.position in ((None, at + 1) if source.rows else (None,))


@given(
    ROWS.filter(bool),
    MOVES,
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10_000)), max_size=60, unique_by=lambda row: row[1]),
    st.sets(st.integers(0, 399), max_size=60),
)
@settings(deadline=None)
def test_a_reload_keeps_the_cursor_on_its_row(rows, moves, moved, gone):
    """Rows come, go and move; the cursor stays on its row and, where the list allows it, on its line."""
    source = Listed(rows)
    window = opened(source)
    go(window, source, moves)
    row, line = window.selected, window.cur - window.top
    changed = {id: (order, id) for order, id in source.rows}
    for index in gone:
        if index < len(rows):
            changed.pop(rows[index][1], None)
    changed.update({id: (order, id) for order, id in moved})
    before = bisect.bisect_left(sorted(changed.values()), row)
    source.rows = sorted(changed.values())
    window.reload()
    if not source.rows:
        assert window.selected is None
        return
    assert window.selected is not None
    if row[1] in changed:
        assert window.selected[1] == row[1]
    else:
        assert window.selected == source.rows[min(before, len(source.rows) - 1)]
    here = source.rows.index(window.selected)
    top = here - (window.cur - window.top)
    assert window.shown == source.rows[top : top + 10]
    held = max(0, min(here - line, len(source.rows) - 10))
    assert top == held


def test_memory_is_bounded():
    """However far one goes, only a few pages are kept."""
    window = opened(numbered(20_000), 40)
    for _ in range(300):
        window.page(39)
    assert len(window.rows) < 15 * PAGE
    assert window.position == 300 * 39 + 1
    for _ in range(300):
        window.page(-39)
    assert window.selected == (0, 0)
    assert len(window.rows) < 15 * PAGE


def test_the_end_is_one_page_away():
    """The last row is fetched from the end, and its place counted from there."""
    source = numbered(100_000)
    window = opened(source)
    source.fetched = 0
    window.last()
    assert window.selected == (99_999, 99_999) and window.position == 100_000
    assert source.fetched <= 2
    window.move(-3)
    assert window.position == 99_997


def test_the_view_does_not_follow_the_cursor_inside_it():
    """The view moves only when the cursor would leave it."""
    window = opened(numbered(100))
    window.move(9)
    assert ids(window)[0] == 0
    window.move(1)
    assert ids(window)[0] == 1
    window.move(-9)
    assert ids(window)[0] == 1


def test_a_range_reaches_over_what_is_not_loaded():
    """The rows between a far mark and the cursor are read."""
    window = opened(numbered(5000))
    window.select(3000)
    assert window.ids_to(2500) == list(range(2500, 3001))
    window.select(2000)
    assert sorted(window.ids_to(2500)) == list(range(2000, 2501))
    assert window.ids_to(9999) == [2000]


def test_a_row_that_moves_while_pages_are_read_is_shown_once():
    """A ticket that moved behind the loaded pages is not there twice."""
    source = numbered(300)
    window = opened(source)
    source.rows = sorted([*((id, id) for id in range(300) if id != 5), (100, 5)])
    window.move(200)
    shown = [id for _, id in window.rows]
    assert len(shown) == len(set(shown))
