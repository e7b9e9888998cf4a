"""Response plans: what is done about an incident of one kind, by whom, and who is told; and starting one."""

import argparse
from collections.abc import Mapping
from typing import Any

from deskterm.cli import planned, values
from deskterm.cli.acting import act, add_ticket
from deskterm.cli.arranging import add_dry_run, add_name, data, named
from deskterm.cli.call import Call
from deskterm.cli.catalogue import offered
from deskterm.cli.layout import Page
from deskterm.cli.places import place_or_stream
from deskterm.cli.table import printed
from deskterm.texts import plans as words
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.arrange import Move, strike
from deskterm.usecases.calling import call_made
from deskterm.usecases.desk import NotFound
from deskterm.usecases.plans import set_plan
from deskterm.workflow import checks
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.inputs import StartPlan
from deskterm.workflow.response import Plan, plans
from deskterm.workflow.shipped_plans import SHIPPED
from deskterm.workflow.step_inputs import CallMade

KIND = ArrangementKind.PLAN
SHOWN = frozenset({"deskterm", "name", "own"})
"""What a plan that is shown as data has beside its format: it may be changed and set again."""


def retold() -> str:
    """What a dry run tells."""
    return _("only tell of which tickets somebody would be told at another moment")


def arguments_plan_list(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked."""


def run_plan_list(call: Call) -> int:
    """Every plan with what starts it; the desk's own among those that ship."""
    found = plans(call.desk.policy.book)
    if call.out.json:
        call.out.document({"plans": [shape(call, name, plan) for name, plan in found.items()]})
        return 0
    rows = [
        (
            safe(name),
            words.title(name, plan),
            starts(plan),
            str(len(plan.steps)),
            str(len(plan.contacts)),
            _("yes") if plan.offered else _("no"),
        )
        for name, plan in found.items()
    ]
    printed(call.out, (_("Plan"), _("Title"), _("Starts"), _("Steps"), _("Contacts"), _("Offered")), rows)
    return 0


def starts(plan: Plan) -> str:
    """What starts it, in words."""
    return "; ".join(map(words.start, plan.starts)) or _("by hand")


def arguments_plan_show(parser: argparse.ArgumentParser) -> None:
    """Which."""
    add_name(parser)


def run_plan_show(call: Call) -> int:
    """One plan in full."""
    name = named(call)
    plan = plans(call.desk.policy.book).get(name)
    if plan is None:
        raise NotFound("plan_any", name)
    if call.out.json:
        call.out.document(shape(call, name, plan))
        return 0
    page = Page(call.out)
    page.paragraph(f"{safe(name)}: {words.title(name, plan)}", indent=0)
    page.paragraph(_("starts: {conditions}").format(conditions=starts(plan)), hang=2)
    for place, task in enumerate(plan.steps, start=1):
        page.paragraph(f"{place}. {safe(task.code)}: {words.task(task)}", hang=4)
    for place, contact in enumerate(plan.contacts, start=1):
        page.paragraph(_("contact {place}: {who}").format(place=place, who=words.contact_with_hours(contact)), hang=4)
    return 0


def shape(call: Call, name: str, plan: Plan) -> dict[str, Any]:
    """A plan as data: the format of `--from`, with its name, and the titles that ship."""
    own = call.desk.policy.book.get(KIND, name, dict)
    steps = [
        {
            "code": task.code,
            "title": words.step(task.title or task.code),
            "responsible": task.responsible,
            "acts": list(task.acts),
        }
        for task in plan.steps
    ]
    body = dict(own if own is not None else SHIPPED[name])
    return {
        **body,
        "name": name,
        "title": words.title(name, plan),
        "steps": steps,
        "own": own is not None,
        "offered": plan.offered,
    }


def arguments_plan_set(parser: argparse.ArgumentParser) -> None:
    """A new plan, or more of one that is there."""
    add_name(parser)
    parser.add_argument(
        "--from", dest="written", metavar="FILE|-", type=place_or_stream, help=_("the whole plan as JSON or TOML")
    )
    parser.add_argument("--title", metavar="TEXT", help=_("what it is called"))
    said = (
        ("start", _("FIELD=VALUE,..."), _("what starts it, such as 'nature=security, priority=2'")),
        ("do", _("CODE: TITLE (WHO)"), _("a step, such as 'pump: Start the pump (line:2)'")),
        ("contact", _("WHO; ..."), _("an account, lead, or 'Ada Example; +1 202 555 0101; hours office'")),
    )
    for name, form, help in said:
        text = _("{what}; may be repeated; replaces those there are").format(what=help)
        parser.add_argument(f"--{name}", metavar=form, action="append", default=[], help=text)
    parser.add_argument("--offered", metavar="yes|no", help=_("no: kept, but it starts no longer"))
    add_dry_run(parser, retold())


def run_plan_set(call: Call) -> int:
    """Set it; when somebody is told follows for the tickets that have it."""
    name, given = named(call), {key: value for key, value in data(call).items() if key not in SHOWN}
    said = {
        "title": checks.line("title", call.args.title),
        "starts": planned.starts("starts", call.args.start),
        "steps": planned.steps("steps", call.args.do),
        "contacts": planned.contacts("contacts", call.args.contact),
        "offered": offered(call.args.offered),
    }

    def change(now: Mapping[str, Any]) -> dict[str, Any]:
        body = given or now or SHIPPED.get(name, {})
        return {**body, **{key: value for key, value in said.items() if value is not None}}

    return told(call, name, set_plan(call.desk, name, change, call.args.dry_run), _("The plan is arranged."))


def told(call: Call, name: str, moved: list[Move], sentence: str) -> int:
    """What was done, and at how many tickets somebody is told at another moment."""
    numbers = [f"DT-{move.ticket}" for move in moved]
    if call.out.json:
        call.out.document({"plan": name, "dry_run": call.args.dry_run, "retold": numbers})
        return 0
    call.out.talk(_("Nothing was changed.") if call.args.dry_run else sentence)
    if numbers:
        call.out.talk(_("Somebody is told at another moment: {count} tickets.").format(count=len(numbers)))
    return 0


def arguments_plan_strike(parser: argparse.ArgumentParser) -> None:
    """What goes."""
    add_name(parser)
    add_dry_run(parser, retold())


def run_plan_strike(call: Call) -> int:
    """Take it away; the shipped plan of that name, if there is one, is back. Tickets keep their steps."""
    name = named(call)
    return told(call, name, strike(call.desk, KIND, name, call.args.dry_run), _("The plan is struck."))


def arguments_plan_start(parser: argparse.ArgumentParser) -> None:
    """The ticket and the plan."""
    add_ticket(parser)
    parser.add_argument("plan", metavar="NAME", nargs="?", help=_("the plan"))


def run_plan_start(call: Call) -> int:
    """Its steps begin on the ticket."""
    return act(call, StartPlan(plan=values.plan(call.args.plan)))


def arguments_plan_called(parser: argparse.ArgumentParser) -> None:
    """Who was called, and whether they were reached."""
    add_ticket(parser)
    parser.add_argument("--contact", metavar="PLAN/PLACE", help=_("who; not needed where one call waits"))
    parser.add_argument("--reached", metavar="yes|no", help=_("do they know; no: the next contact is told"))
    parser.add_argument("-m", dest="text", metavar="TEXT|-", help=_("what came of it, as an internal note; - reads it"))


def run_plan_called(call: Call) -> int:
    """Taken down; who was not reached has the next one told."""
    contact = checks.line("contact", call.args.contact)
    reached = values.answer("reached", call.args.reached)
    return act(call, CallMade(contact=contact, reached=reached, text=values.text(call, "text")), call_made)
