"""What a desk has arranged: found by its kind and name, and understood."""

from deskterm.workflow.book import ArrangementKind, BadArrangement, Book

BOOK = Book({("plan", "wind"): '{"a": 1}', ("duty", "ann"): '{"a": 2}', ("plan", "flood"): '{"a": 3}'})
PLAN = ArrangementKind.PLAN


def read(found: object) -> tuple[object]:
    """What a text is understood as."""
    return (found,)


def test_what_is_arranged_is_found_by_kind_and_name() -> None:
    """A name counts within its kind."""
    assert (PLAN, "wind") in BOOK and ("plan", "flood") in BOOK
    assert ("plan", "ann") not in BOOK and ("item", "wind") not in BOOK
    assert BOOK.get(PLAN, "wind", read) == ({"a": 1},)
    assert BOOK.get(ArrangementKind.DUTY, "ann", read) == ({"a": 2},)
    assert BOOK.get(PLAN, "ann", read) is None and BOOK.get(ArrangementKind.ITEM, "wind", read) is None


def test_all_of_a_kind_come_in_the_order_of_their_names() -> None:
    """Those of other kinds stay away."""
    assert list(BOOK.names(PLAN)) == ["flood", "wind"]
    assert list(BOOK.all(PLAN, read).items()) == [("flood", ({"a": 3},)), ("wind", ({"a": 1},))]
    assert list(BOOK.names(ArrangementKind.ITEM)) == [] and BOOK.all(ArrangementKind.ITEM, read) == {}


def test_a_text_is_understood_once() -> None:
    """However often it is asked for, the value is the same one."""
    assert BOOK.get(PLAN, "wind", read) is BOOK.get(PLAN, "wind", read)


def test_what_is_wrong_has_its_place() -> None:
    """Beside the message, and in it."""
    error = BadArrangement("steps[0]", "a mapping is expected")
    assert (error.field, str(error)) == ("steps[0]", "steps[0]: a mapping is expected")
