"""One deed from the screen to the desk and back: run it in its thread, then show what came of it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from deskterm.screens.dialogs.checklist import AGAIN, Checklist
from deskterm.screens.dialogs.conflict import THEIRS, ConflictDialog
from deskterm.screens.dialogs.outcome import Outcome
from deskterm.screens.forms.fields import Call
from deskterm.screens.wording import FAILURES, done_sentence, happened, sum_sentence, trouble, warnings_sentence
from deskterm.usecases import look, watching
from deskterm.usecases.desk import Conflict, Done, NotFound, Refused
from deskterm.workflow.acts import ACT_OF, refusal
from deskterm.workflow.undo import NEVER
from deskterm.workflow.values import Act, Refusal

if TYPE_CHECKING:
    from deskterm.app import Deskterm
    from deskterm.screens.forms.form import Form

VERBS = {act.value: act for act in Act}


def act_of(verb: Callable[..., Done], args: tuple[Any, ...]) -> Act:
    """The act that a use-case with these arguments does."""
    entered = next((ACT_OF[type(arg)] for arg in args if type(arg) in ACT_OF), None)
    return entered or VERBS[verb.__name__]


class Deed:
    """A use-case on at most one ticket."""

    def __init__(
        self,
        app: "Deskterm",
        verb: Callable[..., Done],
        args: tuple[Any, ...],
        seen: int | None,
        hint: bool,
        then: Callable[[Done], None] | None,
        form: "Form | None",
    ) -> None:
        self.app, self.verb, self.args, self.seen = app, verb, args, seen
        self.hint, self.then, self.form = hint, then, form
        self.act = act_of(verb, args)
        self.ticket = args[0] if args and isinstance(args[0], int) else None
        self.draft = app.drafts.handed(form, self.act.value)

    async def run(self) -> None:
        """Do it, and show what came of it."""
        try:
            done, seen = await self.app.off_screen(self.work)
        except FAILURES as error:
            self.failed(error)
        else:
            self.done(done, seen)

    def work(self) -> tuple[Done, int | None]:
        """In the thread that acts: the version is settled now, after the acts before this one."""
        seen = self.app.caught_up(self.ticket, self.seen)
        options = {} if seen is None else {"seen": seen}
        with self.app.drafts.sending(self.draft):
            return self.verb(self.app.desk, *self.args, **options), seen

    def done(self, done: Done, seen: int | None) -> None:
        """Close the form, tell the screens, say it."""
        if self.form is not None:
            self.form.sent()
        self.app.acted(done, seen)
        outcome = happened(self.act, done, self.args[1:], self.app.zone, self.app.desk.now())
        warnings = warnings_sentence(done.warnings)
        text = done_sentence(self.act, done, outcome, hint=self.hint and self.act not in NEVER and not warnings)
        self.app.say(f"{text} {warnings}".strip(), "warning" if warnings else "information")
        if self.then is not None:
            self.then(done)

    def failed(self, error: Exception) -> None:
        """Show why not, with what can be done about it; what was entered stays."""
        noted(self.app, self.act, error, self.ticket)
        if self.form is not None and self.form.failed(error):
            return
        if isinstance(error, Refused) and any(p.act or p.field for p in error.refusal.points):
            own = self.form.own if self.form else None
            list_ = Checklist(error.refusal, self.act, self.ticket, self.ask_again, own)
            self.app.push_screen(list_, self.checked)
        elif isinstance(error, Conflict):
            self.app.push_screen(ConflictDialog(error), partial(self.settled, error))
        else:
            self.app.say(trouble(error), "error")

    def ask_again(self) -> Refusal | None:
        """The rule's answer for the same inputs now; None also when it can't be asked here."""
        entered = next((arg for arg in self.args if type(arg) in ACT_OF), None)
        if entered is None or self.ticket is None:
            return None
        try:
            ticket = look.show(self.app.desk, self.ticket).ticket
        except NotFound:
            return None
        return refusal(ticket, entered, self.app.desk.by, self.app.desk.policy, self.app.desk.now())

    def checked(self, answer: str | None) -> None:
        """Back from the checklist: try again, or go to the field that mends a point."""
        if answer == AGAIN:
            if self.form is not None:
                self.form.action_send()
            else:
                self.app.perform(self.verb, *self.args, seen=self.fresh(), undo_hint=self.hint, then=self.then)
        elif answer is not None and self.form is not None:
            self.form.fields.go_to(answer)

    def fresh(self) -> int | None:
        """The ticket's version now that its checklist has been worked through."""
        return look.show(self.app.desk, self.ticket).ticket.version if self.ticket and self.seen else self.seen

    def settled(self, conflict: Conflict, answer: str | None) -> None:
        """Back from a conflict."""
        if answer is None:
            return
        if self.form is not None:
            self.form.overtaken(conflict, answer == THEIRS)
        elif answer != THEIRS:
            self.app.perform(self.verb, *self.args, seen=conflict.version, undo_hint=self.hint, then=self.then)
        self.app.ticket_changed.publish(conflict.id)


def noted(app: "Deskterm", act: Act, error: Exception, ticket: int | None) -> None:
    """A refusal is recorded."""
    if isinstance(error, Refused):
        watching.refused(app.desk, act.value, error.refusal, ticket)


async def several(app: "Deskterm", ids: Sequence[int], call: Call, form: "Form | None") -> None:
    """A call on each of several tickets: those that went through, and those that did not with every reason."""
    failed: list[tuple[int, str]] = []
    if draft := app.drafts.handed(form, call.act.value):
        await app.off_screen(partial(app.drafts.hand_over, draft))
    for id in ids:
        try:
            await app.off_screen(partial(call.verb, app.desk, id, *call.args))
        except FAILURES as error:
            noted(app, call.act, error, id)
            failed.append((id, trouble(error)))
    if form is not None:
        form.sent()
    done = tuple(id for id in ids if id not in dict(failed))
    hint = call.act is not Act.UNDO and call.act not in NEVER
    app.acted_on(done if hint else ())
    app.say(sum_sentence(call.act, len(done), len(failed), hint=hint), "warning" if failed else "information")
    if failed:
        app.push_screen(Outcome(sum_sentence(call.act, len(done), len(failed)), failed))
