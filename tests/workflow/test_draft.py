"""Drafts: as plain data and back, and for which tickets one was not sent yet."""

import json
from dataclasses import replace
from enum import Enum
from typing import Any

import pytest

from deskterm.workflow.draft import Draft, document, plain, remaining, understood
from deskterm.workflow.values import NoteKind

NOTE = Draft(
    id="d1",
    act="note",
    tickets=(7, 8),
    values={"text": " I called.\n", "outcome": "helped ", "kind": NoteKind.STEP},
    texts=("text", "outcome"),
    at=5,
    turn=2,
    host="pine",
    process="9-1",
)


class Half(Enum):
    """Codes whose values are no texts."""

    FULL = 0.5


SENT = replace(NOTE, process=None, called="note", after=40)
DATA = json.loads(json.dumps(document(NOTE)))
"""As a file has it."""


def test_what_was_typed_is_told_without_the_blanks_around_it() -> None:
    """Each text is a paragraph; what was chosen is no text."""
    assert NOTE.words == "I called.\n\nhelped"


@pytest.mark.parametrize(
    ("value", "bare"),
    [
        (NoteKind.STEP, "step"),
        (Half.FULL, 0.5),
        ("x", "x"),
        (3, 3),
        (0.5, 0.5),
        (True, True),
        (None, None),
        (("a",), None),
        (NOTE, None),
    ],
)
def test_a_value_as_plain_data(value: object, bare: object) -> None:
    """A code by its name; what has no plain form is left out."""
    assert (plain(value), type(plain(value))) == (bare, type(bare))


@pytest.mark.parametrize("draft", [NOTE, SENT, Draft(id="n", act="register", tickets=(), values={}, texts=(), at=1)])
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    """Through a file: codes come back by their names, everything else as it is."""
    kept = {name: plain(value) for name, value in draft.values.items()}
    assert understood(json.loads(json.dumps(document(draft)))) == replace(draft, values=kept)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (None, "not the parts of a draft"),
        ([], "not the parts of a draft"),
        ({}, "not the parts of a draft"),
        ({**DATA, "colour": 1}, "not the parts of a draft"),
        ({name: value for name, value in DATA.items() if name != "after"}, "not the parts of a draft"),
        *(({**DATA, name: value}, f"{name}: not what it should be") for name, value in [
            ("id", 1), ("act", None), ("tickets", "7"), ("values", []), ("texts", "text"), ("at", "5"), ("turn", None),
            ("host", None), ("process", 9), ("called", 1), ("after", "40"),
        ]),
        ({**DATA, "id": 1, "act": 1}, "id: not what it should be"),
        ({**DATA, "tickets": [7, "8"], "texts": []}, "tickets: not numbers"),
        ({**DATA, "tickets": [7], "texts": ["text", "moon"]}, "texts: without a value"),
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused(found: Any, told: str) -> None:
    """A file that somebody else has written is named by what is wrong in it, and by the first such thing."""
    with pytest.raises(ValueError, match=f"^{told}$"):
        understood(found)


@pytest.mark.parametrize(
    ("draft", "done", "left"),
    [
        (NOTE, [(7, None), (8, None)], (7, 8)),
        (SENT, [], (7, 8)),
        (SENT, [(7, "I called.")], (8,)),
        (SENT, [(8, "\thelped\n")], (7,)),
        (SENT, [(7, None)], (8,)),
        (SENT, [(7, "step")], (7, 8)),
        (SENT, [(7, "something else"), (9, "I called.")], (7, 8)),
        (SENT, [(8, "I called."), (7, "something else"), (7, "I called.")], None),
        (replace(SENT, tickets=()), [], ()),
        (replace(SENT, tickets=()), [(12, "other")], ()),
        (replace(SENT, tickets=()), [(12, "I called.")], None),
        (replace(SENT, tickets=(), texts=()), [(12, "I called.")], ()),
    ],
)
def test_for_which_tickets_it_was_not_sent(
    draft: Draft, done: list[tuple[int, str | None]], left: tuple[int, ...] | None
) -> None:
    """By what was kept with the events since: the same text, or an event that keeps none; None: for all it was."""
    assert remaining(draft, done) == left
