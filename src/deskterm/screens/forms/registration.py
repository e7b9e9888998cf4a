"""The form for a new contact (M1): subject and reporter first, everything else as far as it is told."""

from deskterm.screens.forms.asked import Asked, Values, code_options, moment, one_line, words
from deskterm.screens.forms.fields import Call, Field, FormSpec, Kind
from deskterm.screens.forms.judging import LONG, SHORT
from deskterm.screens.forms.reporter import reporter_of
from deskterm.screens.forms.requesting import item_field
from deskterm.texts import names
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.usecases.attach import File
from deskterm.usecases.register import register
from deskterm.workflow.checks import phone
from deskterm.workflow.inputs import Details, Register
from deskterm.workflow.values import Act, Channel
from deskterm.workflow.values import Kind as TicketKind


def registration(asked: Asked) -> FormSpec:
    """A new ticket."""

    def call(values: Values) -> Call:
        details = {name: words(name, values[name]) for name in LONG}
        details |= {name: one_line(name, values[name]) for name in SHORT}
        entered = Register(
            subject=one_line("subject", values["subject"]),
            reporter=reporter_of(values["reporter"], phone("phone", values["phone"])),
            requested_for=one_line("requested_for", values["requested_for"]),
            channel=values["channel"] or Channel.PHONE,
            claimed_kind=values["claimed_kind"],
            item=values["item"] if wants_request(values) else None,
            details=Details(**details, occurred_at=moment(asked, "occurred_at", values["occurred_at"], past=True)),
        )
        files = (File.from_path(values["file"].strip()),) if values["file"].strip() else ()
        return Call(Act.REGISTER, register, (entered, files))

    return FormSpec(act=Act.REGISTER, title=_("New ticket"), fields=fields(asked), call=call)


def wants_request(values: Values) -> bool:
    """Does the reporter ask for something, as the form stands?"""
    return values["claimed_kind"] is TicketKind.REQUEST


def fields(asked: Asked) -> tuple[Field, ...]:
    """What M1 asks, in the order in which a caller tells it."""
    channels = code_options((Channel.PHONE, Channel.WALK_IN, Channel.MAIL, Channel.WEB), names.channel)
    kinds = code_options(TicketKind, names.kind)
    return (
        Field(name="subject", label=field("subject")),
        Field(name="reporter", label=field("reporter"), hint=_("Name <mail>")),
        Field(name="phone", label=field("phone")),
        Field(name="description", label=field("description"), kind=Kind.TEXT, rows=4),
        Field(name="channel", label=field("channel"), kind=Kind.CHOICE, value=Channel.PHONE, options=channels),
        Field(name="claimed_kind", label=field("claimed_kind"), kind=Kind.CHOICE, options=kinds),
        item_field(asked, wants_request),
        *(Field(name=name, label=field(name), kind=Kind.TEXT, rows=2) for name in LONG[1:]),
        Field(name="occurred_at", label=field("occurred_at"), hint=_("09:30, yesterday 14:00, 2h")),
        *(Field(name=name, label=field(name)) for name in (*SHORT, "requested_for")),
        Field(name="file", label=field("file"), hint=_("a path on this machine")),
    )
