"""One ticket of the triage deck on the screen: its head, its text that scrolls, its questions below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from textual.app import ComposeResult
from textual.containers import Vertical

from deskterm.texts.language import _
from deskterm.widgets.deck import head, panel, story
from deskterm.widgets.facts import View
from deskterm.widgets.judging import Judging
from deskterm.widgets.lines import Block, Line, said
from deskterm.widgets.paper import Paper, Sheet
from deskterm.widgets.similar import hinted
from deskterm.workflow.likeness import Alike
from deskterm.workflow.priority import DEFAULT, Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """What is shown of the ticket that is up. `text`: what was classified; `place`: position and number of all;
    `like`: another ticket that is worth a line.
    """

    judging: Judging
    text: str
    texts: Mapping[str, object]
    place: tuple[int, int]
    matrix: Matrix = DEFAULT
    like: Alike | None = None


class DeckView(Vertical):
    """The ticket that is up, or a sentence when there is none."""

    DEFAULT_CSS = """
    DeckView { height: 1fr; }
    DeckView #story { min-height: 3; }
    DeckView.-zoomed #panel, DeckView.-empty #panel { display: none; }
    """

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._now = 0
        self._hand: Hand | None = None

    def compose(self) -> ComposeResult:
        """Whose ticket, what it says, the questions."""
        yield Sheet(id="head")
        yield Paper(id="story")
        yield Sheet(id="panel")

    def show(self, hand: Hand | None, now: int, *, afresh: bool) -> None:
        """Another ticket (`afresh`: from its first line), or the same one read again; None: there is none."""
        self._hand, self._now = hand, now
        self.set_class(hand is None, "-empty")
        self.query_one("#head", Sheet).show(self._head)
        self.query_one(Paper).show(self._story, afresh=afresh)
        self.query_one("#panel", Sheet).show(self._panel)

    def ask(self, hand: Hand) -> None:
        """The questions as they stand after an answer."""
        self._hand = hand
        self.query_one("#panel", Sheet).show(self._panel)

    def _view(self, width: int) -> View:
        return View(width=width, zone=self._zone, now=self._now)

    def _head(self, width: int) -> Sequence[Line]:
        hand = self._hand
        return head(hand.judging.ticket, *hand.place, self._view(width)) if hand else ()

    def _story(self, width: int) -> Sequence[Block]:
        hand = self._hand
        if hand is None:
            text = _("No ticket waits for triage: everything that came in has been looked at. Any key goes back.")
            return [Block("empty", tuple(said(text, width)))]
        return story(hand.judging, hand.text, hand.texts, self._view(width))

    def _panel(self, width: int) -> Sequence[Line]:
        hand = self._hand
        if hand is None:
            return ()
        return [*panel(hand.judging, hand.matrix, self._view(width)), *hinted(hand.like, width)]
