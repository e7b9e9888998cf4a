"""The views of the queue as the terminal names them: a word, and the key that shows each."""

from collections.abc import Mapping

from deskterm.texts.language import NP_, p_
from deskterm.usecases.look import VIEWS
from deskterm.widgets.bars import Tab

WORDS: Mapping[str, str] = {
    "mine": NP_("view", "Mine"),
    "line": NP_("view", "Line"),
    "unassigned": NP_("view", "Unassigned"),
    "untriaged": NP_("view", "New"),
    "waiting": NP_("view", "Waiting"),
    "resolved": NP_("view", "Resolved"),
    "open": NP_("view", "Open"),
    "closed": NP_("view", "Closed"),
    "all": NP_("view", "All"),
    "due": NP_("view", "Due"),
    "breached": NP_("view", "Late"),
}
SIGNS: Mapping[str, str] = {view: str(place) for place, view in enumerate(VIEWS[:9], 1)} | {"due": "0", "breached": "b"}
"""The keys as they ship."""


def tabs(counts: Mapping[str, int] | None) -> tuple[Tab, ...]:
    """The views with what they hold, as far as it has been counted."""
    return tuple(Tab(SIGNS[view], p_("view", WORDS[view]), counts[view] if counts else None) for view in VIEWS)
