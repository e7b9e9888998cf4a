"""Some thousand titles and letters such as a desk sees, written for this project: 1 is an incident, 0 a request."""

from pathlib import Path

from deskterm.workflow.classify import classify
from deskterm.workflow.codes import Kind

LINES = (Path(__file__).parent / "titles.txt").read_text(encoding="utf-8").splitlines()
TITLES = [(line[2:], Kind.INCIDENT if line[0] == "1" else Kind.REQUEST) for line in LINES]
VERDICTS = [(classify(text), kind) for text, kind in TITLES]


def test_nearly_all_titles_are_told_apart():
    """At least 97 of 100 are right."""
    right = sum(verdict.kind is kind for verdict, kind in VERDICTS)
    assert right >= 0.97 * len(VERDICTS)


def test_what_is_sure_is_right():
    """Half of the titles need no agent, and none of those is wrong."""
    sure = [verdict.kind is kind for verdict, kind in VERDICTS if verdict.sure]
    assert len(sure) >= 0.5 * len(VERDICTS)
    assert all(sure)
