"""What forms offer of what the desk has arranged: items of the catalogue with an agreed date, and response plans.

Items that the text of a request speaks of come first.
"""

from typing import Any

from deskterm.screens.forms.asked import Asked, Values
from deskterm.screens.forms.fields import Call, Field, FormSpec, Kind
from deskterm.texts import names, plans, requests
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.usecases.act import perform
from deskterm.widgets.choice import Option
from deskterm.workflow.catalogue import catalogue
from deskterm.workflow.inputs import StartPlan
from deskterm.workflow.planning import offered
from deskterm.workflow.values import Act
from deskterm.workflow.values import Kind as TicketKind


def item_fields(asked: Asked, held: dict[str, Any]) -> tuple[Field, ...]:
    """The item and the date; an incident has neither."""
    return (
        Field(
            name="item",
            label=field("item"),
            kind=Kind.PICK,
            options=item_options(asked),
            value=held["item"],
            rows=6,
            when=is_request,
        ),
        Field(
            name="agreed_at",
            label=field("agreed_at"),
            value=held["agreed_at"],
            hint=_("for when a request is agreed"),
            when=is_request,
        ),
    )


def is_request(values: Values) -> bool:
    """Is the ticket a request, as the form stands?"""
    return values["kind"] is TicketKind.REQUEST


def item_options(asked: Asked) -> tuple[Option, ...]:
    """Items that are offered, and the one that the ticket has; suggested ones come first and say so."""
    found = catalogue(asked.desk.policy.book)
    likely = asked.shown.suggested if asked.shown else ()
    offered = [code for code, item in found.items() if item.offered or code == asked.held("item")]
    words = {code: requests.title(code, found[code]) for code in offered}
    first = [Option(code, _("{title} (suggested)").format(title=words[code])) for code in likely if code in words]
    return (*first, *(Option(code, words[code]) for code in offered if code not in likely))


def plan(asked: Asked) -> FormSpec:
    """A response plan that the ticket has not yet."""
    has = asked.held("plans") or ()
    found = offered(asked.desk.policy)
    options = tuple(Option(name, plans.title(name, each)) for name, each in found.items() if name not in has)

    def call(values: Values) -> Call:
        return Call(Act.PLAN, perform, (StartPlan(plan=values["plan"]),))

    return FormSpec(
        act=Act.PLAN,
        title=asked.title(names.act(Act.PLAN)),
        fields=(Field(name="plan", label=field("plan"), kind=Kind.PICK, options=options, rows=8),),
        call=call,
    )
