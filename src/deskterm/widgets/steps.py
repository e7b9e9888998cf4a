"""The steps of a ticket's plans, painted: a box that is ticked, what is done, by whom and when."""

from collections.abc import Sequence
from datetime import tzinfo

from deskterm.texts import names, plans, requests, tellings, times
from deskterm.texts.language import _, n_
from deskterm.texts.safe import safe
from deskterm.texts.tellings import ToCall
from deskterm.widgets.facts import View
from deskterm.widgets.lines import ALARM, EMPTY, GOOD, PLAIN, QUIET, WARNING, Block, Line, Piece, flow, heading, said
from deskterm.workflow.values import PlanStep, StepState

STEP = "step:"
BOXES = {StepState.OPEN: ("[ ] ", WARNING), StepState.DONE: ("[x] ", GOOD), StepState.WAIVED: ("[-] ", QUIET)}


def boxed(step: PlanStep) -> str:
    """The box of a step, in ASCII."""
    return BOXES[step.state][0].strip()


def standing(step: PlanStep, zone: tzinfo) -> str:
    """What became of it: by whom and when, or who is to do it."""
    who = safe(step.by or "") or plans.responsible(step.responsible)
    when = "" if step.at is None else times.moment(step.at, zone)
    state = "" if step.state is StepState.OPEN else names.step_state(step.state)
    return ", ".join(filter(None, (state, who, when)))


def calls(waiting: Sequence[ToCall], width: int) -> list[Line]:
    """Whom somebody has to call now; above everything else, for nobody else tells them."""
    return [line for each in waiting for line in said(f"!! {tellings.call(each)}", width, ALARM)]


def steps(found: Sequence[PlanStep], view: View) -> list[Block]:
    """The section of the steps; none when there is no step."""
    if not found:
        return []
    left = sum(step.state is StepState.OPEN for step in found)
    count = n_("{count} open", "{count} open", left).format(count=left)
    blocks = [Block("steps", (heading(_("Steps"), view.width, count),), section=True)]
    for step in found:
        words: list[Piece] = [BOXES[step.state], (requests.step(step.title), PLAIN)]
        told = ", ".join(filter(None, (safe(step.mark), standing(step, view.zone))))
        words.append((f"  {told}", QUIET))
        blocks.append(Block(f"{STEP}{step.id}", tuple(flow(words, view.width, "", "    ")), stop=True))
    return [*blocks, Block("steps-end", (EMPTY,))]
