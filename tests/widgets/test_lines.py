"""Texts are broken into lines that fit, in every script, and nothing of them is lost."""

from hypothesis import given
from hypothesis import strategies as st

from deskterm.texts.safe import safe
from deskterm.texts.widths import cells
from deskterm.widgets.lines import PLAIN, STRONG, beside, flow, plain, said, wrap

THAI = "ไม่สามารถเข้าใช้งานระบบอีเมลได้ตั้งแต่เช้านี้ ขึ้นข้อความว่ารหัสผ่านไม่ถูกต้อง ลองเปลี่ยนรหัสแล้วยังเข้าไม่ได้"


def lines(text: str, width: int) -> list[str]:
    """The lines as texts."""
    return [text[start:end] for start, end in wrap(text, width)]


@given(st.text(alphabet=st.sampled_from("ab  \n-ไม่ได้ำเแัж漢字😀"), max_size=80), st.integers(2, 30))
def test_lines_fit_and_lose_only_blanks(text, width):
    """Every line has at most the given cells, and together they hold every letter in order."""
    found = lines(safe(text, multiline=True), width)
    assert all(cells(line) <= width for line in found)
    kept = "".join(found).replace(" ", "")
    assert kept == safe(text, multiline=True).replace(" ", "").replace("\n", "")


def test_english_ends_at_blanks():
    """A line never ends inside a word that fits into one."""
    assert lines("the VPN connects normally", 10) == ["the VPN", "connects", "normally"]


def test_a_word_longer_than_the_line_is_cut():
    """A path without blanks fills its lines."""
    assert lines("x" * 7, 3) == ["xxx", "xxx", "x"]


def test_thai_never_parts_a_letter_from_its_marks():
    """No line of Thai begins with a mark or a following vowel, none ends with a leading one."""
    for width in range(8, 40):
        for line in lines(THAI, width):
            assert line[0] not in "ะาำๅๆัิีึืฺุู็่้๊๋์ํ๎", (width, line)
            assert line[-1] not in "เแโใไ", (width, line)


def test_thai_prefers_the_blanks_between_phrases():
    """Where a phrase ends in the last part of the line, the line ends there."""
    assert lines(THAI, 30)[1].endswith("ไม่ถูกต้อง")


def test_line_ends_stay():
    """An empty line of the text is an empty line of the picture."""
    assert lines("a\n\nb", 10) == ["a", "", "b"]


def test_pieces_keep_their_style_over_line_ends():
    """What is bold before the line end is bold after it, and the indent is not."""
    rows = flow([("one two ", STRONG), ("three", PLAIN)], 8, "- ", "  ")
    assert [plain(row) for row in rows] == ["- one", "  two", "  three"]
    assert rows[1][1][1] == STRONG


def test_columns_stand_side_by_side():
    """The right column begins at the same cell whatever the left one holds."""
    rows = beside(said("ไม่ได้ a", 20), [*said("x", 5), *said("y", 5)], 20)
    assert plain(rows[0]).endswith("x")
    assert cells(plain(rows[0])) == cells(plain(rows[1])) == 23
