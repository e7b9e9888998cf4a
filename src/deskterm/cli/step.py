"""The steps of a ticket's plans: listed, done, waived."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import act, add_number, add_ticket
from deskterm.cli.call import Call
from deskterm.cli.shapes_shown import step as step_shape
from deskterm.cli.table import printed
from deskterm.texts import names, plans, requests, times
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.look import show
from deskterm.workflow import checks
from deskterm.workflow.step_inputs import StepDone, StepWaive

LONGEST = 130
"""Characters of a step's plan and code together."""


def arguments_step(parser: argparse.ArgumentParser) -> None:
    """The ticket."""
    add_number(parser)


def run_step(call: Call) -> int:
    """Print the steps of a ticket."""
    steps = show(call.desk, values.ticket(call)).ticket.steps
    if call.out.json:
        call.out.document({"steps": [step_shape(step) for step in steps]})
        return 0
    if not steps:
        call.out.talk(_("It has no steps."))
        return 0
    heads = (_("Step"), _("State"), _("Who"), _("When"), _("What is done"))
    rows = [
        (
            safe(step.mark),
            names.step_state(step.state),
            safe(step.by or "") or plans.responsible(step.responsible),
            "" if step.at is None else times.moment(step.at, call.site.zone),
            requests.step(step.title),
        )
        for step in steps
    ]
    printed(call.out, heads, rows)
    return 0


def add_step(parser: argparse.ArgumentParser) -> None:
    """The ticket and one of its steps."""
    add_ticket(parser)
    parser.add_argument("plan_step", metavar="CODE", nargs="?", help=_("the step: PLAN/CODE, or CODE if there is one"))


def given(call: Call) -> str | None:
    """The step that was named."""
    return checks.line("plan_step", call.args.plan_step, LONGEST)


def arguments_step_done(parser: argparse.ArgumentParser) -> None:
    """The ticket and the step."""
    add_step(parser)


def run_step_done(call: Call) -> int:
    """The step is done."""
    return act(call, StepDone(plan_step=given(call)))


def arguments_step_waive(parser: argparse.ArgumentParser) -> None:
    """The ticket and the step, and why it is left out."""
    add_step(parser)
    parser.add_argument("--reason", metavar="TEXT", help=_("why"))


def run_step_waive(call: Call) -> int:
    """The step is left out."""
    return act(call, StepWaive(plan_step=given(call), reason=values.text(call, "reason")))
