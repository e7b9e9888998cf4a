"""The form that starts a response plan."""

from deskterm.screens.forms.asked import Asked, Values
from deskterm.screens.forms.fields import Call, Field, FormSpec, Kind
from deskterm.texts import names, plans
from deskterm.texts.fields import field
from deskterm.usecases.act import perform
from deskterm.widgets.choice import Option
from deskterm.workflow.inputs import StartPlan
from deskterm.workflow.planning import offered
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
