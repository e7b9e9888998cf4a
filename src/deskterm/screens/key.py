"""A key of the terminal, and how it is spoken of."""

from typing import NamedTuple

from deskterm.texts.language import _, p_
from deskterm.workflow.values import Act

SIGNS = {
    "plus": "+",
    "full_stop": ".",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "colon": ":",
    "asterisk": "*",
    "escape": "esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
}


class Key(NamedTuple):
    """A binding: its id, its keys, its action, a word for the footer, and a sentence that says what it does.

    `acts`: what it may start; it is dimmed when state or right forbid all of them. `foot`: shown in the footer.
    """

    id: str
    keys: str
    action: str
    word: str
    tooltip: str
    acts: tuple[Act, ...] = ()
    foot: bool = False


def shown(keys: str) -> str:
    """The keys as they are written for people: `j down`, `[`."""
    return " ".join(SIGNS.get(key, key) for key in keys.split(","))


def word(key: Key) -> str:
    """The footer's word for a key."""
    return p_("key", key.word)


def sentence(key: Key) -> str:
    """What the key does."""
    return _(key.tooltip)
