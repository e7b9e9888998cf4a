"""Columns line up, whatever they hold."""

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from deskterm.texts.safe import safe
from deskterm.texts.widths import cells, fit, pad

SAMPLES = [
    "plain",
    "Не печатает",
    "parolă greșită",
    "ที่นี่ก็ดีน้ำ",
    "한국어 日本語 －",
    "👨\u200d👩\u200d👧",
    "❤️ ❤",
    "🇷🇴",
    "👍🏽",
    "1️⃣",
    "e\u0301",
    "│…①",
    "‹U+202E›",
]
LETTERS = st.text(st.sampled_from("ab яё ăș ที่น้ำ 日 👍 ❤\ufe0f\u0301"), max_size=40).map(safe)


@pytest.mark.parametrize("text", SAMPLES)
def test_widths_are_those_that_others_count(text):
    """The screen's library and a terminal's table agree with ours."""
    assert cells(text) == cell_len(text) == wcwidth.wcswidth(text)


@given(LETTERS, st.integers(-2, 30))
def test_a_text_fits_where_it_must(text, width):
    """A cut text never takes more than its room, and is cut only when it has to be."""
    cut = fit(text, width)
    assert cells(cut) <= max(width, 0)
    assert cut == text or cells(text) > width


@given(LETTERS, st.integers(0, 30), st.booleans())
def test_a_padded_text_fills_its_column(text, width, right):
    """A column is exactly as wide as it was asked to be."""
    assert cells(pad(text, width, right=right)) == width


def test_marks_stay_with_their_letters():
    """A cut never parts a Thai letter from its vowel and tone."""
    assert fit("ที่นี่ดีมาก", 3) == "ที่นี่…"
    assert pad("ที่", 3) == "ที่  "
    assert pad("7", 3, right=True) == "  7"
