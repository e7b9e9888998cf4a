"""Forms for what a ticket is: amend its facts, and what only a lead does."""

from typing import Any

from deskterm.screens.forms.asked import (
    Asked,
    Values,
    category_options,
    code_options,
    level_options,
    moment,
    one_line,
    words,
)
from deskterm.screens.forms.fields import Call, Field, FormSpec, Kind
from deskterm.screens.forms.reporter import reporter_of, reporter_text
from deskterm.screens.forms.requesting import item_fields
from deskterm.texts import levels, names
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.texts.times import moment as moment_text
from deskterm.usecases.act import perform
from deskterm.usecases.assign import restrict as restrict_ticket
from deskterm.widgets.choice import Option
from deskterm.workflow.checks import name as account_name
from deskterm.workflow.checks import phone
from deskterm.workflow.inputs import Amend, Details, Major, Override, Restrict
from deskterm.workflow.values import Act, Nature
from deskterm.workflow.values import Kind as TicketKind

LONG = ("description", "symptoms", "steps_before")
SHORT = ("place", "service", "software", "software_version", "browser", "os")


def amend(asked: Asked) -> FormSpec:
    """Every fact of the ticket; only what differs is sent. A change of kind, impact or urgency asks for a reason."""
    texts = asked.shown.texts if asked.shown else {}
    reporter = asked.held("reporter")
    occurred = texts.get("occurred_at")
    held: dict[str, Any] = {
        **{name: texts.get(name) or "" for name in (*LONG, *SHORT, "requested_for")},
        **{name: asked.held(name) for name in ("category", "impact", "urgency", "kind", "nature", "item")},
        "agreed_at": moment_text(agreed, asked.zone) if (agreed := asked.held("agreed_at")) else "",
        "subject": asked.held("subject") or "",
        "reporter": reporter_text(reporter),
        "phone": reporter.phone or "" if reporter else "",
        "occurred_at": moment_text(int(str(occurred)), asked.zone) if occurred else "",
    }

    def new(values: Values, name: str) -> Any:
        """A value that was changed, None for one that was not."""
        return values[name] if values[name] != held[name] else None

    def call(values: Values) -> Call:
        details = {name: words(name, new(values, name)) for name in LONG}
        details |= {name: one_line(name, new(values, name)) for name in SHORT}
        person = new(values, "reporter") is not None or new(values, "phone") is not None
        entered = Amend(
            **{name: new(values, name) for name in ("kind", "nature", "category", "impact", "urgency", "item")},
            agreed_at=moment(asked, "agreed_at", new(values, "agreed_at")),
            subject=one_line("subject", new(values, "subject")),
            requested_for=one_line("requested_for", new(values, "requested_for")),
            reporter=reporter_of(values["reporter"], phone("phone", values["phone"])) if person else None,
            details=Details(**details, occurred_at=moment(asked, "occurred_at", new(values, "occurred_at"), past=True)),
            reason=words("reason", values["reason"]),
        )
        return Call(Act.AMEND, perform, (entered,))

    return FormSpec(
        act=Act.AMEND,
        title=asked.title(names.act(Act.AMEND)),
        fields=(*judged_fields(asked, held), *told_fields(asked, held)),
        call=call,
    )


def judged_fields(asked: Asked, held: dict[str, Any]) -> tuple[Field, ...]:
    """What triage decided, and the reason for deciding otherwise."""
    kinds, natures = code_options(TicketKind, names.kind), code_options(Nature, names.nature)
    fields = [
        Field(name="category", label=field("category"), kind=Kind.PICK, options=category_options(asked), rows=8),
        Field(name="impact", label=field("impact"), kind=Kind.CHOICE, options=level_options(asked, "impact")),
        Field(name="urgency", label=field("urgency"), kind=Kind.CHOICE, options=level_options(asked, "urgency")),
        Field(name="kind", label=field("kind"), kind=Kind.CHOICE, options=kinds),
        Field(
            name="nature",
            label=field("nature"),
            kind=Kind.CHOICE,
            options=natures,
            when=lambda values: values["kind"] is TicketKind.INCIDENT,
        ),
    ]
    reason = Field(name="reason", label=field("reason"), hint=_("when kind, impact or urgency change"))
    return (*(item.holding(held[item.name]) for item in fields), *item_fields(asked, held), reason)


def told_fields(asked: Asked, held: dict[str, Any]) -> tuple[Field, ...]:
    """What the requester told; not asked for several tickets at once."""
    if asked.ticket is None:
        return ()
    lines = ("subject", "reporter", "phone", "requested_for", *SHORT, "occurred_at")
    return (
        *(Field(name=name, label=field(name), value=held[name]) for name in lines),
        *(Field(name=name, label=field(name), kind=Kind.TEXT, value=held[name], rows=3) for name in LONG),
    )


def override(asked: Asked) -> FormSpec:
    """A lead's priority against the matrix, with a reason."""
    options = tuple(Option(n, levels.priority(n)) for n in range(1, asked.desk.policy.matrix.lowest + 1))

    def call(values: Values) -> Call:
        return Call(
            Act.OVERRIDE, perform, (Override(priority=values["priority"], reason=words("reason", values["reason"])),)
        )

    return FormSpec(
        act=Act.OVERRIDE,
        title=asked.title(names.act(Act.OVERRIDE)),
        fields=(
            Field(name="priority", label=field("priority"), kind=Kind.CHOICE, options=options),
            Field(name="reason", label=field("reason"), kind=Kind.TEXT, rows=2),
        ),
        call=call,
    )


def major(asked: Asked) -> FormSpec:
    """Mark a P1 as a major incident, or take the mark away."""

    def call(values: Values) -> Call:
        entered = Major(on=values["on"] is not False, reason=words("reason", values["reason"]))
        return Call(Act.MAJOR, perform, (entered,))

    return FormSpec(
        act=Act.MAJOR,
        title=asked.title(names.act(Act.MAJOR)),
        fields=(
            Field(
                name="on",
                label=field("major"),
                kind=Kind.CHOICE,
                options=(Option(True, _("yes")), Option(False, _("no"))),
                value=not asked.held("major"),
            ),
            Field(name="reason", label=field("reason"), kind=Kind.TEXT, rows=2),
        ),
        call=call,
        first="reason",
    )


def restrict(asked: Asked) -> FormSpec:
    """Who may see the ticket: restricted or not, whom it is about, who is named on it."""

    def call(values: Values) -> Call:
        given = (values["name"] or "").replace(",", " ").split()
        entered = Restrict(
            on=values["on"] if values["on"] != asked.held("restricted") else None,
            about=account_name("about", values["about"].strip()) if values["about"] else None,
            name=tuple(account_name("name", one) for one in given),
            reason=words("reason", values["reason"]),
        )
        return Call(Act.RESTRICT, restrict_ticket, (entered,))

    return FormSpec(
        act=Act.RESTRICT,
        title=asked.title(names.act(Act.RESTRICT)),
        fields=(
            Field(
                name="on",
                label=field("restricted"),
                kind=Kind.CHOICE,
                options=(Option(True, _("yes")), Option(False, _("no"))),
                value=bool(asked.held("restricted")),
            ),
            Field(name="about", label=field("about"), hint=_("the account of the person it is about")),
            Field(name="name", label=field("named"), hint=_("accounts that may see it")),
            Field(name="reason", label=field("reason"), kind=Kind.TEXT, rows=2),
        ),
        call=call,
    )
