"""How much is sent ahead to a terminal that answers late, or never."""

from deskterm.wire.pace import ASK, FIRST, LEAST, MOST, PATIENCE, Pace


def line(rate, round_trip, frames, size, every):
    """Frames offered to a line of that rate. -> the longest time that one was on its way, how many were sent"""
    pace, free, worst, sent, answers = Pace(), 0.0, 0.0, 0, []
    pace.before(2000, -1.0)
    pace.answered(round_trip - 1.0)
    for at in range(frames):
        now = at * every
        while answers and answers[0] <= now:
            pace.answered(answers.pop(0))
        if pace.open(now):
            asks = pace.before(size, now)
            begun = max(free, now)
            free = begun + size / rate
            if asks:
                answers.append(begun + round_trip)
            worst, sent = max(worst, free - now), sent + 1
    return worst, sent


def test_a_terminal_that_never_answers_is_never_waited_for():
    """Nothing is held back, and it is not asked for ever."""
    pace, asked = Pace(), 0
    for at in range(100):
        assert pace.open(at / 10)
        asked += pace.before(5000, at / 10) == ASK
    assert 0 < asked <= 10 * PATIENCE + 1


def test_small_pieces_are_not_asked_about():
    """A cursor's move costs no question; many of them do, once in a while."""
    pace = Pace()
    assert [pace.before(300, 0.0) for _ in range(4)] == ["", "", "", ASK]


def test_frames_wait_while_too_much_is_on_its_way():
    """A second large frame fills the way until the answer to its question says that the first has arrived."""
    pace = Pace()
    pace.before(FIRST, 0.0)
    assert pace.open(0.1)
    pace.answered(0.3)
    assert pace.round_trip == 0.3 and pace.open(0.3)
    pace.before(FIRST, 1.0)
    assert not pace.open(1.1)
    pace.answered(1.4)
    assert pace.open(1.4)


def test_an_answer_that_stays_out_is_given_up():
    """A terminal that stops answering is written to as before."""
    pace = Pace()
    pace.before(2000, 0.0)
    pace.answered(0.1)
    pace.before(9000, 1.0)
    pace.before(9000, 1.0)
    assert not pace.open(1.5)
    assert pace.open(1.01 + PATIENCE)
    assert pace.silent(0.0)


def test_a_slow_line_never_has_more_than_a_second_on_its_way():
    """At 20 kB/s and 300 ms pages are left out, and the line stays busy; a fast one gets every page."""
    worst, sent = line(20_000, 0.3, 300, 6000, 1 / 30)
    assert worst < 0.75
    assert sent >= 20
    worst, sent = line(20_000_000, 0.001, 300, 6000, 1 / 30)
    assert sent == 300


def test_the_window_follows_the_line():
    """Late answers make it smaller, prompt ones larger, within its bounds."""
    pace = Pace()
    for at in range(60):
        pace.before(2000, at)
        pace.answered(at + (0.01 if not at else 1.0))
    assert pace.window == LEAST
    for at in range(60, 120):
        pace.before(2000, at)
        pace.answered(at + 0.01)
    assert pace.window == MOST
