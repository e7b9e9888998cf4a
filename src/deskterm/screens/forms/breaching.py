"""Forms for a breach of personal data: the mark, what is found out, what is decided, who was told."""

from typing import Any

from deskterm.screens.forms.asked import Asked, Values, code_options, moment, one_line, words
from deskterm.screens.forms.fields import Call, Field, FormSpec, Kind, Malformed
from deskterm.texts import breaches, names
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.texts.times import moment as moment_text
from deskterm.usecases.act import perform
from deskterm.widgets.choice import Option
from deskterm.workflow.breach_inputs import Breach, BreachDecide, BreachFacts, BreachReport
from deskterm.workflow.values import Act, Decision, Informed

TEXTS = ("breach_nature", "data_concerned", "consequences", "remedies")
COUNTS = ("people_concerned", "records_concerned")
DIGITS = 12
"""Of a number of people or records."""


def mark(asked: Asked) -> FormSpec:
    """Mark it, correct since when it is known, or take the mark away."""
    aware = asked.held("aware_at")
    held = moment_text(aware, asked.zone) if aware else ""

    def call(values: Values) -> Call:
        new = values["aware_at"] if values["aware_at"] != held else None
        entered = Breach(
            on=values["on"] is not False,
            aware_at=moment(asked, "aware_at", new, past=True),
            reason=words("reason", values["reason"]),
        )
        return Call(Act.BREACH, perform, (entered,))

    return FormSpec(
        act=Act.BREACH,
        title=asked.title(names.act(Act.BREACH)),
        fields=(
            Field(
                name="on",
                label=field("breach"),
                kind=Kind.CHOICE,
                options=(Option(True, _("yes")), Option(False, _("no"))),
                value=True,
            ),
            Field(name="aware_at", label=field("aware_at"), value=held, hint=_("since when you know; empty: now")),
            Field(name="reason", label=field("reason"), kind=Kind.TEXT, rows=2),
        ),
        call=call,
        first="reason",
        note=_("72 hours to tell the authority begin when the desk knew; few will see the ticket."),
    )


def describe(asked: Asked) -> FormSpec:
    """What the record must say; only what differs is sent."""
    held: dict[str, Any] = {name: asked.held(name) or "" for name in TEXTS}
    held |= {name: "" if asked.held(name) is None else str(asked.held(name)) for name in COUNTS}

    def call(values: Values) -> Call:
        new = {name: values[name] for name in held if values[name] != held[name]}
        said: dict[str, Any] = {name: words(name, new.get(name)) for name in TEXTS}
        said |= {name: counted(name, new.get(name)) for name in COUNTS}
        return Call(Act.BREACH_FACTS, perform, (BreachFacts(**said),))

    return FormSpec(
        act=Act.BREACH_FACTS,
        title=asked.title(names.act(Act.BREACH_FACTS)),
        fields=(
            *(Field(name=name, label=field(name), kind=Kind.TEXT, value=held[name], rows=2) for name in TEXTS),
            *(Field(name=name, label=field(name), value=held[name], hint=_("about how many")) for name in COUNTS),
        ),
        call=call,
    )


def counted(name: str, value: str | None) -> int | None:
    """About how many. Malformed when it is no number."""
    if not value or not value.strip():
        return None
    digits = value.strip()
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > DIGITS:
        raise Malformed(name, _("A whole number is expected."))
    return int(digits)


def resolve_upon(asked: Asked) -> FormSpec:
    """A decision, and why."""

    def call(values: Values) -> Call:
        entered = BreachDecide(decision=values["decision"], text=words("text", values["text"]))
        return Call(Act.BREACH_DECIDE, perform, (entered,))

    return FormSpec(
        act=Act.BREACH_DECIDE,
        title=asked.title(names.act(Act.BREACH_DECIDE)),
        fields=(
            Field(
                name="decision",
                label=field("decision"),
                kind=Kind.CHOICE,
                options=code_options(tuple(Decision), breaches.decision),
            ),
            Field(name="text", label=field("reason"), kind=Kind.TEXT, rows=4),
        ),
        call=call,
    )


def report(asked: Asked) -> FormSpec:
    """Who was told, when, and how it is known there."""

    def call(values: Values) -> Call:
        entered = BreachReport(
            informed=values["informed"] or Informed.AUTHORITY,
            at=moment(asked, "at", values["at"], past=True),
            reference=one_line("reference", values["reference"]),
            reason=words("reason", values["reason"]),
            text=words("text", values["text"]),
            correction=words("correction", values.get("correction")),
        )
        return Call(Act.BREACH_REPORT, perform, (entered,))

    return FormSpec(
        act=Act.BREACH_REPORT,
        title=asked.title(names.act(Act.BREACH_REPORT)),
        fields=(
            Field(
                name="informed",
                label=field("informed"),
                kind=Kind.CHOICE,
                value=Informed.AUTHORITY,
                options=code_options(tuple(Informed), breaches.informed),
            ),
            Field(name="at", label=field("at"), hint=_("empty: now")),
            Field(name="reference", label=field("reference")),
            Field(name="reason", label=field("delay"), kind=Kind.TEXT, rows=2),
            Field(name="text", label=field("said"), kind=Kind.TEXT, rows=3),
            *corrected(asked),
        ),
        call=call,
        note=_("Nothing is sent from here: this records what was told."),
    )


def corrected(asked: Asked) -> tuple[Field, ...]:
    """Once somebody is on record as told: why that is put right. Left empty, it is a further report."""
    if asked.held("reported_at") is None and asked.held("subjects_at") is None:
        return ()
    hint = _("only to put right when they were told for the first time (leads)")
    return (Field(name="correction", label=field("correction"), kind=Kind.TEXT, rows=2, hint=hint),)
