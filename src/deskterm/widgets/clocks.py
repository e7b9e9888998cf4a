"""The clocks of a ticket, painted: how each stands and, in a sentence, how that was counted."""

from collections.abc import Sequence

from deskterm.texts.clocks import counted, name, standing
from deskterm.texts.language import _
from deskterm.texts.tellings import ahead
from deskterm.widgets.facts import View
from deskterm.widgets.lines import ALARM, EMPTY, GOOD, PLAIN, QUIET, STRONG, WARNING, Block, flow, heading, said
from deskterm.workflow.notices import Telling, To
from deskterm.workflow.sla import Clock, ClockState

STYLES = {
    ClockState.RUNNING: PLAIN,
    ClockState.PAUSED: WARNING,
    ClockState.MET: GOOD,
    ClockState.BREACHED: ALARM,
}
"""How a clock's words look; the words say the same."""


def clocks(
    running: Sequence[Clock], view: View, agreed_at: int | None = None, told_next: tuple[Telling, To] | None = None
) -> list[Block]:
    """One paragraph per clock, then whom a plan tells next. `agreed_at`: the date agreed upon with the requester."""
    lines = [heading(_("Clocks"), view.width)]
    if not running:
        lines += said(_("No clock runs on this ticket."), view.width, QUIET)
    for clock in running:
        words = [
            (f"{name(clock.name)}: ", STRONG),
            (standing(clock, view.zone, view.now), STYLES[clock.state]),
            (f" {counted(clock, view.zone, agreed_at)}", QUIET),
        ]
        lines += flow(words, view.width, "", "  ")
    if told_next is not None and told_next[1].plan is not None:
        lines += said(ahead(told_next, view.zone, view.now), view.width, QUIET)
    return [Block("clocks", (*lines, EMPTY), section=True)]
