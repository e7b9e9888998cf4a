"""What others call our codes, and the guide that says so."""

from pathlib import Path

import pytest

from deskterm.formats.columns import FIELDS, SYNONYMS
from deskterm.formats.vocabulary import CODES, LEVELS, level, plain

GUIDE = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
TABLES = {**CODES, **LEVELS}


@pytest.mark.parametrize("field", sorted(set(TABLES) - {"claimed_kind", "claimed_priority"}))
def test_the_guide_has_every_word(field):
    """The tables of the guide are those of the program, word for word."""
    section = GUIDE.partition(f"### {field}\n")[2].partition("###")[0]
    for code in dict.fromkeys(TABLES[field].values()):
        words = ", ".join(word for word, of in TABLES[field].items() if of == code)
        assert f"| `{code}` | {words} |" in section


def test_the_guide_has_every_column():
    """And so is the table of columns; fields without other names are told beside it."""
    for field, names in SYNONYMS.items():
        assert f"| `{field}` | {names} |" in GUIDE
    assert not [field for field in FIELDS if f"`{field}`" not in GUIDE]


@pytest.mark.parametrize("field", sorted(TABLES))
def test_words_are_in_their_own_form(field):
    """A word that no value can be turned into would never be found."""
    assert not [word for word in TABLES[field] if plain(word) != word]


@pytest.mark.parametrize(
    ("text", "highest", "expected"),
    [
        ("1", 3, 1),
        ("P2", 4, 2),
        ("3 - Low", 3, 3),
        ("2-High", 4, None),
        ("1 low", 3, None),
        ("0", 3, None),
        ("4", 3, None),
        ("high", 3, 1),
        ("", 3, None),
        ("٣", 3, None),
    ],
)
def test_levels(text, highest, expected):
    """By number, by word, or by both where they agree; numbers in ASCII."""
    assert level(text, TABLES["impact"], highest) == expected
