"""The frame sends what differs, and a terminal that gets it shows what is wanted."""

import random

import pytest

from benchmarks.tui_bench import Screen, Stream
from deskterm.wire.clusters import cut, doubtful
from deskterm.wire.frame import Frame
from deskterm.wire.pens import PLAIN, Pen, change, pen

WIDTH, HEIGHT = 40, 12
PENS = [
    PLAIN,
    pen("31", "", frozenset()),
    pen("", "44", frozenset({1})),
    pen("38;2;1;2;3", "48;2;9;9;9", frozenset()),
    pen("", "", frozenset({7})),
    pen("32", "41", frozenset({4})),
]
WORDS = ["a", "bc", "hello", " ", " " * 6, " " * 12, "привет", "日本", "ทดสอบ", "ที่", "กำลัง", "x" * 9, "é", "1"]
DOUBTFUL = ["👨\u200d👩\u200d👧", "⚠\ufe0f", "🇷🇺", "👍🏽"]


def some_cells(chance, count):
    """So many cells of random words in random pens; no wide letter is cut at the end."""
    cells = []
    while len(cells) < count:
        look = chance.choice(PENS)
        cells += [(cluster, look) for cluster in cut(chance.choice(WORDS + DOUBTFUL))]
    del cells[count:]
    last = max((x for x, (text, _) in enumerate(cells) if text), default=0)
    if len(cut(cells[last][0])) > count - last:
        cells[last:] = [(" ", cells[last][1])] * (count - last)
    return cells


def drawn(texts, width=WIDTH, height=HEIGHT):
    """What a terminal shows after these texts: letter and attributes of each cell."""
    screen = Screen(width, height)
    stream = Stream(screen)
    stream.feed(b"\x1b[?7l")
    for text in texts:
        stream.feed(text.encode())
    return [[(screen.buffer[y][x].data, screen.buffer[y][x][1:]) for x in range(width)] for y in range(height)]


def full(look: Pen) -> str:
    """The sequence that sets the pen from any state."""
    return change(None, look)


def cell_by_cell(frame):
    """The wanted picture, each cluster put into its place on blanked cells, from left to right."""
    out = []
    for y, row in enumerate(frame._wanted):
        for x, (text, look) in enumerate(row):
            if text:
                span = 1
                while x + span < len(row) and not row[x + span][0]:
                    span += 1
                place = f"\x1b[{y + 1};{x + 1}H"
                out.append(f"{place}{full(look)}{' ' * span}{place}{text}")
    return out


def wander(chance, frame):
    """One random change of what is wanted: a scroll with a right or wrong hint, pieces of lines."""
    if chance.random() < 0.5:
        top = chance.randint(0, HEIGHT - 4)
        bottom, delta = chance.randint(top + 3, HEIGHT), chance.choice([-2, -1, 1, 2])
        if chance.random() < 0.7:
            frame.shift(top, bottom, delta)
            for y in range(bottom - delta, bottom) if delta > 0 else range(top, top - delta):
                frame.put(0, y, some_cells(chance, WIDTH))
        else:
            frame.hint(top, bottom, delta)
    for _ in range(chance.randint(0, 4)):
        x = chance.randint(0, WIDTH - 1)
        frame.put(x, chance.randint(0, HEIGHT - 1), some_cells(chance, chance.randint(1, WIDTH - x)))


@pytest.mark.parametrize("seed", range(60))
def test_the_terminal_shows_what_is_wanted(seed):
    """After any updates the picture is the one that drawing every cell by itself gives, and nothing is left to send."""
    chance = random.Random(seed)
    frame = Frame(erases_colour=chance.random() < 0.7)
    frame.resize(WIDTH, HEIGHT)
    for y in range(HEIGHT):
        frame.put(0, y, some_cells(chance, WIDTH))
    sent = [frame.flush()]
    for _ in range(chance.randint(1, 8)):
        wander(chance, frame)
        park = (chance.randint(0, WIDTH - 1), chance.randint(0, HEIGHT - 1))
        sent.append(frame.flush(park if chance.random() < 0.3 else None))
        if chance.random() < 0.1:
            frame.forget()
    sent.append(frame.flush())
    assert drawn(sent) == drawn(cell_by_cell(frame))
    assert frame.flush() == ""


def lines(frame, *texts):
    """Puts plain lines from the top."""
    for y, text in enumerate(texts):
        frame.put(0, y, [(c, PLAIN) for c in text.ljust(frame.width)])


def test_one_changed_letter_is_few_bytes():
    """A changed letter costs a cursor move and the letter."""
    frame = Frame()
    frame.resize(80, 3)
    lines(frame, "one", "two", "three")
    frame.flush()
    lines(frame, "one", "twx", "three")
    assert frame.flush() == "\x1b[2;3Hx"


def test_an_unchanged_frame_is_silent():
    """What the terminal shows already is not sent."""
    frame = Frame()
    frame.resize(80, 3)
    lines(frame, "one", "two", "three")
    frame.flush()
    lines(frame, "one", "two", "three")
    assert frame.flush() == ""


def test_a_scroll_moves_the_terminals_lines():
    """A hinted scroll sends the new line only; lines are deleted inside margins, which every terminal can."""
    frame = Frame()
    frame.resize(80, 6)
    lines(frame, "head", "a", "b", "c", "d", "foot")
    frame.flush()
    frame.hint(1, 5, 1)
    lines(frame, "head", "b", "c", "d", "e", "foot")
    assert frame.flush() == "\x1b[2;5r\x1b[2H\x1b[M\x1b[r\x1b[5He\x1b[K"


def test_a_wrong_hint_is_not_followed():
    """A hint that saves nothing is left alone."""
    frame = Frame()
    frame.resize(80, 6)
    lines(frame, "head", "a", "b", "c", "d", "foot")
    frame.flush()
    frame.hint(1, 5, 2)
    lines(frame, "head", "a", "b", "c", "x", "foot")
    assert frame.flush() == "\x1b[5Hx"


def test_hints_of_frames_that_were_never_sent_add_up():
    """Two scrolls before one frame are one scroll."""
    frame = Frame()
    frame.resize(80, 6)
    lines(frame, "head", "a", "b", "c", "d", "foot")
    frame.flush()
    frame.hint(1, 5, 1)
    frame.hint(1, 5, 1)
    lines(frame, "head", "c", "d", "e", "f", "foot")
    assert "\x1b[2M" in frame.flush()


def test_blanks_in_colour_are_not_erased_where_an_erase_has_no_colour():
    """GNU screen erases to its own background: coloured blanks are written there, plain ones erased."""
    blue = pen("", "44", frozenset())
    for erases in (True, False):
        frame = Frame(erases_colour=erases)
        frame.resize(40, 2)
        frame.put(0, 0, [(" ", blue)] * 40)
        frame.put(0, 1, [(c, PLAIN) for c in "x".ljust(40)])
        assert (" " * 40 in frame.flush()) is not erases


@pytest.mark.parametrize("text", ["กำ", "⚠\ufe0f", "👨\u200d👩\u200d👧", "🇷🇺", "👍🏽", "\u0915\u0940"])
def test_terminals_disagree_about(text):
    """Sara am, joined and modified emoji, flags and Indic vowels are one cluster whose width is not trusted."""
    cells = cut(text)
    assert cells[0] == text and not any(cells[1:])
    assert doubtful(text)


@pytest.mark.parametrize("text", ["a", "я", "日", "ที่", "é", "─", "ё"])
def test_terminals_agree_about(text):
    """Latin, Cyrillic, Thai with its marks, and East Asian letters take the same cells everywhere."""
    assert not doubtful(text)


def test_the_place_after_a_doubtful_cluster_is_set_anew():
    """A terminal that draws an emoji narrower or wider shows the columns after it in their places."""
    frame = Frame()
    frame.resize(20, 1)
    frame.put(0, 0, [(cluster, PLAIN) for cluster in cut("⚠\ufe0f ab")] + [(" ", PLAIN)] * 15)
    assert "⚠\ufe0f\x1b[3G ab" in frame.flush()


def test_control_characters_never_reach_the_terminal():
    """Whatever a widget rendered, no control character is in a cell."""
    assert "".join(cut("a\x1b[31mb\x9bc\nd")) == "a[31mbcd"
