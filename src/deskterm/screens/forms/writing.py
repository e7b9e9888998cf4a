"""Forms for what is written down: note, reply, diagnosis, the outcome of something tried."""

from deskterm.screens.forms.asked import Asked, Values, code_options, words
from deskterm.screens.forms.fields import Call, Field, FormSpec, Kind
from deskterm.texts import names
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.texts.topics import question
from deskterm.texts.widths import fit
from deskterm.usecases.act import perform
from deskterm.usecases.assign import hear as heard
from deskterm.widgets.choice import Option
from deskterm.widgets.facts import reporter as reached
from deskterm.widgets.lines import plain
from deskterm.workflow.inputs import Diagnose, Note, Reply, Settle
from deskterm.workflow.record import WITH_OUTCOME
from deskterm.workflow.values import Act, NoteKind, Sheet

NOTE_KINDS = (NoteKind.WORK, NoteKind.STEP, NoteKind.HYPOTHESIS, NoteKind.SESSION)
SIGNS = ("signs", "extent", "components")
NOT_APPLICABLE = "-"


def note(asked: Asked) -> FormSpec:
    """An internal note. A refusal that asks for a step or a hypothesis opens it as one."""
    kind = NoteKind(asked.focus) if asked.focus in (NoteKind.STEP, NoteKind.HYPOTHESIS) else NoteKind.WORK

    def call(values: Values) -> Call:
        entered = Note(
            text=words("text", values["text"]),
            kind=values["kind"] or NoteKind.WORK,
            outcome=words("outcome", values["outcome"]),
        )
        return Call(Act.NOTE, perform, (entered,))

    return FormSpec(
        act=Act.NOTE,
        title=asked.title(_("Internal note")),
        fields=(
            Field(
                name="kind",
                label=field("kind"),
                kind=Kind.CHOICE,
                value=kind,
                options=code_options(NOTE_KINDS, names.note_kind),
            ),
            Field(name="text", label=_("Internal text"), kind=Kind.TEXT, rows=6),
            Field(
                name="outcome",
                label=field("outcome"),
                hint=_("what came of it; empty: still open"),
                when=lambda values: values["kind"] in (*WITH_OUTCOME, NoteKind.SESSION),
            ),
        ),
        call=call,
        first="text",
        tab_turns="kind",
        labels={"step": "text", "hypothesis": "text"},
    )


def reply(asked: Asked) -> FormSpec:
    """A public reply: it looks public and says so, and says whom it reaches."""
    reporter = asked.ticket.reporter if asked.ticket else None

    def call(values: Values) -> Call:
        return Call(Act.REPLY, perform, (Reply(text=words("text", values["text"])),))

    whom = _("To {name}.").format(name=plain(tuple(reached(reporter)))) if asked.ticket else ""
    undelivered = _("No channel carries replies yet: it will be kept, NOT DELIVERED.")
    return FormSpec(
        act=Act.REPLY,
        title=asked.title(_("PUBLIC REPLY")),
        fields=(Field(name="text", label=_("PUBLIC text"), kind=Kind.TEXT, rows=8),),
        call=call,
        public=True,
        note=" ".join(filter(None, [whom, "" if asked.desk.policy.outgoing else undelivered])),
    )


def hear(asked: Asked) -> FormSpec:
    """What the requester said on the phone or at the counter."""

    def call(values: Values) -> Call:
        return Call(Act.HEAR, heard, (words("text", values["text"]),))

    return FormSpec(
        act=Act.HEAR,
        title=asked.title(names.note_kind(NoteKind.MESSAGE)),
        fields=(Field(name="text", label=field("text"), kind=Kind.TEXT, rows=6),),
        call=call,
        note=_("A waiting ticket goes on, a resolved one is reopened."),
    )


def diagnose(asked: Asked) -> FormSpec:
    """The diagnosis sheet: first signs, extent, components, and the questions of the category."""
    sheet = asked.held("sheet") or Sheet()
    questions = asked.held("questions") or ()

    def call(values: Values) -> Call:
        texts = {name: words(name, values[name]) for name in SIGNS}
        changed = {name: text for name, text in texts.items() if text != (getattr(sheet, name) or None)}
        answers = {code: answer_of(f"answer:{code}", values[f"answer:{code}"]) for code in questions}
        given = {
            code: None if answer == NOT_APPLICABLE else answer
            for code, answer in answers.items()
            if answer and answer != held_answer(sheet, code)
        }
        return Call(Act.DIAGNOSE, perform, (Diagnose(**{n: t or "" for n, t in changed.items()}, answers=given),))

    return FormSpec(
        act=Act.DIAGNOSE,
        title=asked.title(_("Diagnosis")),
        note=_("A question that does not apply is answered with -") if questions else "",
        fields=(
            *(
                Field(name=name, label=field(name), kind=Kind.TEXT, value=getattr(sheet, name), rows=2)
                for name in SIGNS
            ),
            *(
                Field(name=f"answer:{code}", label=fit(question(code), 60), value=held_answer(sheet, code), above=True)
                for code in questions
            ),
        ),
        call=call,
    )


def answer_of(name: str, value: str | None) -> str | None:
    """An answer as it was typed."""
    return words(name, value)


def held_answer(sheet: Sheet, code: str) -> str:
    """What the sheet holds, as it is typed: a dash for "not applicable"."""
    if code not in sheet.answers:
        return ""
    answer = sheet.answers[code]
    return NOT_APPLICABLE if answer is None else answer


def settle(asked: Asked) -> FormSpec:
    """What came of a step or hypothesis that was left open."""
    ticket = asked.ticket
    open_ones = ticket.open_outcomes if ticket else ()
    thread = asked.shown.thread if asked.shown else ()
    options = tuple(
        Option(entry.id, fit(f"{names.note_kind(entry.kind)}: {safe(entry.body or '')}", 70))
        for entry in thread
        if entry.id in open_ones
    )

    def call(values: Values) -> Call:
        return Call(Act.SETTLE, perform, (Settle(note=values["note"], outcome=words("outcome", values["outcome"])),))

    return FormSpec(
        act=Act.SETTLE,
        title=asked.title(names.act(Act.SETTLE)),
        fields=(
            Field(
                name="note",
                label=_("Of"),
                kind=Kind.PICK,
                options=options,
                value=options[0].value if len(options) == 1 else None,
            ),
            Field(name="outcome", label=field("outcome")),
        ),
        call=call,
        first="outcome" if len(options) == 1 else "note",
    )
