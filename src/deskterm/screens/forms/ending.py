"""Forms for the end and the way back: resolve, verify, cancel, reopen."""

from deskterm.screens.forms.asked import Asked, Values, code_options, words
from deskterm.screens.forms.fields import Call, Field, FormSpec, Kind
from deskterm.texts import names
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.usecases.act import perform
from deskterm.usecases.assign import reopen as put_back
from deskterm.usecases.resolve import resolve as resolve_ticket
from deskterm.workflow.inputs import Cancel, Resolve, Verify
from deskterm.workflow.values import Act, Cause, ResolutionCode
from deskterm.workflow.values import Kind as TicketKind


def resolve(asked: Asked) -> FormSpec:
    """The outcome. The usual code is taken already; an incident also has a cause and measures."""
    request = asked.held("kind") is TicketKind.REQUEST
    usual = ResolutionCode.FULFILLED if request else ResolutionCode.FIXED
    more = (
        Field(name="cause", label=field("cause"), kind=Kind.CHOICE, options=code_options(Cause, names.cause)),
        Field(name="measures", label=field("measures"), kind=Kind.TEXT, rows=3),
    )

    def call(values: Values) -> Call:
        entered = Resolve(
            code=values["code"],
            solution=words("solution", values["solution"]),
            cause=values.get("cause"),
            measures=words("measures", values.get("measures")),
        )
        return Call(Act.RESOLVE, resolve_ticket, (entered,))

    return FormSpec(
        act=Act.RESOLVE,
        title=asked.title(names.act(Act.RESOLVE)),
        fields=(
            Field(
                name="code",
                label=field("resolution_code"),
                kind=Kind.CHOICE,
                value=usual,
                options=code_options(ResolutionCode, names.resolution),
            ),
            Field(name="solution", label=field("solution"), kind=Kind.TEXT, rows=4),
            *(() if request else more),
        ),
        call=call,
        first="solution",
        labels={"resolution_code": "code"},
    )


def verify(asked: Asked) -> FormSpec:
    """Who confirmed, or how it was tested."""

    def call(values: Values) -> Call:
        return Call(Act.VERIFY, perform, (Verify(how=words("how", values["how"])),))

    return FormSpec(
        act=Act.VERIFY,
        title=asked.title(names.act(Act.VERIFY)),
        fields=(
            Field(
                name="how", label=field("how"), kind=Kind.TEXT, hint=_("who confirmed, or how it was tested"), rows=2
            ),
        ),
        call=call,
    )


def cancel(asked: Asked) -> FormSpec:
    """Withdrawn, or spam: a reason."""

    def call(values: Values) -> Call:
        return Call(Act.CANCEL, perform, (Cancel(reason=words("reason", values["reason"])),))

    return FormSpec(
        act=Act.CANCEL,
        title=asked.title(names.act(Act.CANCEL)),
        fields=(Field(name="reason", label=field("reason"), kind=Kind.TEXT, rows=2),),
        call=call,
    )


def reopen(asked: Asked) -> FormSpec:
    """Back to work: a reason."""

    def call(values: Values) -> Call:
        return Call(Act.REOPEN, put_back, (words("reason", values["reason"]),))

    return FormSpec(
        act=Act.REOPEN,
        title=asked.title(names.act(Act.REOPEN)),
        fields=(Field(name="reason", label=field("reason"), kind=Kind.TEXT, rows=2),),
        call=call,
    )
