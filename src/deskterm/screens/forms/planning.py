"""The forms of response plans: one is started, one of their contacts was called."""

from deskterm.screens.forms.asked import Asked, Values, words
from deskterm.screens.forms.fields import Call, Field, FormSpec, Kind
from deskterm.texts import names, plans, tellings
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.usecases.act import perform
from deskterm.usecases.calling import call_made
from deskterm.widgets.choice import Option
from deskterm.workflow.inputs import StartPlan
from deskterm.workflow.planning import offered
from deskterm.workflow.step_inputs import CallMade
from deskterm.workflow.values import Act


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


def called(asked: Asked) -> FormSpec:
    """Who was called, whether they were reached, and what came of it."""
    waiting = asked.shown.calls if asked.shown else ()
    options = tuple(Option(each.call.mark, tellings.call(each)) for each in waiting)

    def call(values: Values) -> Call:
        entered = CallMade(contact=values["contact"], reached=values["reached"], text=words("text", values["text"]))
        return Call(Act.CALL, call_made, (entered,))

    return FormSpec(
        act=Act.CALL,
        title=asked.title(names.act(Act.CALL)),
        fields=(
            Field(
                name="contact",
                label=field("contact"),
                kind=Kind.PICK,
                options=options,
                rows=4,
                value=options[0].value if options else None,
            ),
            Field(
                name="reached",
                label=field("reached"),
                kind=Kind.CHOICE,
                options=(Option(True, _("yes")), Option(False, _("no"))),
            ),
            Field(name="text", label=field("text"), kind=Kind.TEXT, rows=3),
        ),
        call=call,
        note=_("Who was not reached has the next contact told."),
    )
