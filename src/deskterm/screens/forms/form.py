"""The one form screen: it shows a FormSpec, collects its values and hands them to the app. It never loses a text."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from deskterm.screens.dialogs.ask import Answer, Ask
from deskterm.screens.dialogs.dialog import Dialog
from deskterm.screens.drafts.drafting import new_id
from deskterm.screens.forms.fieldlist import FieldList
from deskterm.screens.forms.fields import FormSpec, Malformed
from deskterm.screens.forms.hearing import ask, heard
from deskterm.screens.key import shown, word
from deskterm.screens.keys import FORM, bindings
from deskterm.texts.language import _
from deskterm.texts.refusals import invalid, sentence
from deskterm.texts.safe import safe
from deskterm.usecases.desk import Conflict, Refused
from deskterm.widgets.bars import Hint, MessageBar
from deskterm.widgets.choice import Choice
from deskterm.widgets.menu import Menu
from deskterm.workflow.checks import Invalid
from deskterm.workflow.draft import Draft
from deskterm.workflow.values import Point

AROUND = 8
"""Lines that a form needs beside a text that is spread over the screen."""


class Form(Dialog[None]):
    """A form for one ticket, or for several (`ids`). `seen`: the versions it was opened on."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FORM)]

    def __init__(
        self,
        spec: FormSpec,
        ids: list[int],
        seen: Mapping[int, int],
        focus: str | None = None,
        draft: Draft | None = None,
    ) -> None:
        super().__init__(spec.title, public=spec.public, note=spec.note)
        self.spec, self.ids, self.seen = spec, ids, dict(seen)
        self.wish = spec.field_of(focus) or spec.first or spec.fields[0].name
        self.sending = False
        self.called = spec.act
        self.fields = FieldList(spec.fields)
        self.untouched: dict[str, Any] = {}
        self.draft_id, self.resumed = new_id(), tuple[str, ...]()
        """What its text is kept as, and what it goes on with."""
        self.going_on = draft
        self.writing = self.held = self.ended = False
        """Is its text about to be kept; is it kept; is the form over?"""
        self.handed: Draft | None = None
        self.answered = 0
        """The version of the ticket up to which its author has been told what others have said."""

    @property
    def unsent(self) -> bool:
        """Has anything been written that is not sent? A choice is made again with one key: it is not asked about."""
        return self.fields.written() != self.untouched

    def body(self) -> ComposeResult:
        """The fields."""
        yield self.fields

    def hints(self) -> tuple[Hint, ...]:
        """The keys of a form, as they are pressed inside a text."""
        return tuple(Hint(shown(key.keys.split(",")[key.id == "form.edit"]), word(key)) for key in FORM if key.foot)

    def on_mount(self) -> None:
        """Offer the draft that was kept, and begin to write."""
        self.untouched = self.fields.written()
        self.fields.show_asked()
        acts = {str(act) for act in (self.spec.act, *self.spec.also)}
        if draft := self.going_on or self.door.drafts.waiting(acts, tuple(self.ids)):
            self.door.drafts.take_up(draft)
            self.going_on = draft
            self.resumed = (draft.id,)
            self.fields.fill(
                {
                    name: safe(value, multiline=True) if isinstance(value, str) else value
                    for name, value in draft.values.items()
                }
            )
            self.door.say(_("Your draft is back. esc discards it."))
        self.fields.go_to(self.wish)

    def on_input_changed(self) -> None:
        """A key in a line."""
        self.door.drafts.touched(self)

    def on_text_area_changed(self) -> None:
        """A key in a text."""
        self.door.drafts.touched(self)

    # ------------------------------------------------------------------ sending
    def action_send(self) -> None:
        """Hand it to the app, unless something is malformed."""
        if self.sending:
            return
        self.complain({})
        try:
            call = self.spec.call(self.fields.values())
        except Malformed as error:
            self.complain({error.field: str(error)})
        except Invalid as error:
            self.complain({error.field: invalid(error)})
        else:
            if found := heard(self):
                ask(self, found)
                return
            self.sending, self.called = True, call.act
            self.say(_("Sending ..."))
            self.door.act(call, self.ids, self.seen, form=self)

    def say(self, text: str) -> None:
        """A word in this form's own message line."""
        self.query_one(MessageBar).message = (text, "information")

    def sent(self) -> None:
        """It is done: nothing is kept."""
        self.untouched = self.fields.written()
        self.door.drafts.sent(self)
        self.door.leave_screen(self)

    def failed(self, error: Exception) -> bool:
        """It is not done, and everything is still here. True: the fields say why, no dialog is needed."""
        self.sending = False
        self.door.drafts.write(self)
        self.say("")
        if isinstance(error, Invalid):
            return self.complain({error.field: invalid(error)})
        if isinstance(error, Refused) and all(self.mends(point) for point in error.refusal.points):
            return self.complain({point.field or "": sentence(point) for point in error.refusal.points})
        return False

    def mends(self, point: Point) -> bool:
        """Is the point mended in this very form?"""
        return point.act in (None, self.called) and self.own(point.field) is not None

    def own(self, name: str | None) -> str | None:
        """The field here that mends a refusal's field."""
        return self.spec.field_of(name, self.called)

    def complain(self, sentences: Mapping[str, str]) -> bool:
        """Say what is wrong, at the fields or else in the message line."""
        if sentences:
            self.door.forget_keys()
        if self.fields.complain(sentences, self.own):
            return True
        if sentences:
            self.door.say(" ".join(sentences.values()), "error")
        return False

    def overtaken(self, conflict: Conflict, theirs: bool) -> None:
        """After a conflict: take their values, or send mine on the version that is there now."""
        self.seen[conflict.id] = conflict.version
        if theirs:
            self.fields.fill({clash.field: clash.theirs for clash in conflict.clashes})
        else:
            self.action_send()

    # ------------------------------------------------------------------ leaving
    def action_leave(self) -> None:
        """Leave; what was written is asked for first."""
        if not self.unsent:
            self.left("discard")
            return
        answers = [
            Answer("s", "send", _("Send it")),
            Answer("k", "keep", _("Keep it as a draft")),
            Answer("d", "discard", _("Discard it")),
            Answer("e", "edit", _("Go on in my own editor")),
            Answer("g", "go", _("Go on writing")),
        ]
        self.app.push_screen(Ask(_("This is not sent yet."), answers), self.left)

    def left(self, answer: str | None) -> None:
        """What becomes of the text."""
        match answer:
            case "send":
                self.call_later(self.action_send)
            case "keep":
                self.door.drafts.put_aside(self)
                self.door.leave_screen(self)
                self.door.say(_("Kept as a draft; the same key brings it back."))
            case "discard":
                words = _("Discarded.") if self.door.drafts.discard(self) or self.unsent else ""
                self.door.leave_screen(self)
                self.door.say(words)
            case "edit":
                self.call_later(self.action_edit)

    # ------------------------------------------------------------------ moving
    def action_next_field(self) -> None:
        """The next field; in a text that has a kind, tab changes the kind."""
        if not self.fields.turns(self.spec.tab_turns):
            self.fields.step(1)

    def action_previous_field(self) -> None:
        """The field before."""
        self.fields.step(-1)

    def go_on(self) -> None:
        """Enter outside a text: the next field, or send from the last."""
        if self.fields.here is self.fields.asked[-1]:
            self.action_send()
        else:
            self.fields.step(1)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter in a line."""
        self.go_on()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Enter in a list."""
        self.go_on()

    def key_enter(self) -> None:
        """Enter on a choice."""
        if isinstance(self.focused, Choice):
            self.go_on()

    def on_choice_changed(self) -> None:
        """Another value may ask for other fields."""
        self.door.drafts.touched(self)
        self.fields.show_asked()

    def action_edit(self) -> None:
        """The text in the person's own editor; over SSH this one has the whole screen, or its own lines again."""
        row = self.fields.text_row
        if row is None:
            return
        if self.door.desk.remote:
            row.spread(self.app.size.height - AROUND)
            return
        from deskterm.screens.forms.editor import edited

        row.value, trouble = edited(self.app, str(row.value or ""))
        row.editor.focus()
        if trouble:
            self.door.say(trouble, "error")
