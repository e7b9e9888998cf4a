"""The steps of a ticket's plans: a list in which they are ticked, and the reason why one is left out."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from deskterm.screens.dialogs.dialog import Dialog
from deskterm.screens.forms.asked import Asked, Values, words
from deskterm.screens.forms.fields import Call, Field, FormSpec
from deskterm.screens.forms.form import Form
from deskterm.screens.key import shown, word
from deskterm.screens.keys import bindings
from deskterm.screens.reading import STEPS
from deskterm.screens.wording import FAILURES, trouble, warnings_sentence
from deskterm.texts import names, requests
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases import look
from deskterm.usecases.act import perform
from deskterm.widgets.bars import Hint
from deskterm.widgets.menu import Item, Menu
from deskterm.widgets.steps import boxed, standing
from deskterm.workflow.step_inputs import StepDone, StepWaive
from deskterm.workflow.steps import ended
from deskterm.workflow.values import Act, PlanStep, StepState, Ticket


def waive(asked: Asked, step: PlanStep) -> FormSpec:
    """Why a step is left out."""

    def call(values: Values) -> Call:
        entered = StepWaive(plan_step=step.mark, reason=words("reason", values["reason"]))
        return Call(Act.STEP_WAIVE, perform, (entered,))

    return FormSpec(
        act=Act.STEP_WAIVE,
        title=asked.title(names.act(Act.STEP_WAIVE)),
        fields=(Field(name="reason", label=field("reason")),),
        call=call,
        note=f"{step.mark}: {requests.step(step.title)}",
    )


class Steps(Dialog[None]):
    """The list. Enter does a step, a key waives it with a reason; it stays open until it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(STEPS)]

    def __init__(self, ticket: int) -> None:
        super().__init__(_("DT-{id}: steps").format(id=ticket))
        self.ticket = ticket
        self.facts: Ticket | None = None

    def body(self) -> ComposeResult:
        """A line per step."""
        yield Menu(narrows=False, wraps=True)

    def hints(self) -> tuple[Hint, ...]:
        """How to go on."""
        own = (Hint(shown(key.keys), word(key)) for key in STEPS)
        return (Hint("enter", _("done")), *own, Hint("esc", _("back")))

    def on_mount(self) -> None:
        """Show them with the first open one at hand, and follow what becomes of them."""
        self.query_one(Menu).focus()
        self.door.ticket_changed.subscribe(self, self.on_ticket_changed)
        self.on_ticket_changed(self.ticket)

    def on_ticket_changed(self, ticket: int) -> None:
        """Read the list again; a ticket that is out of sight now is left."""
        try:
            self.facts = look.show(self.door.desk, self.ticket).ticket
        except FAILURES as error:
            self.door.leave_screen(self)
            self.door.say(trouble(error), "warning")
            return
        menu, steps = self.query_one(Menu), self.facts.steps
        menu.items = tuple(map(self.item, steps))
        self.refresh(layout=True)
        left = [at for at, step in enumerate(steps) if step.state is StepState.OPEN]
        if left and menu.at not in left:
            menu.at = next((at for at in left if at > menu.at), left[0])

    def item(self, step: PlanStep) -> Item:
        """A step as a line."""
        note = standing(step, self.door.zone) or safe(step.mark)
        return Item(step, requests.step(step.title), boxed(step), note, step.state is StepState.OPEN)

    def may(self, act: Act) -> bool:
        """Do state and right allow it? If not, the reason is said."""
        refusal = look.barred(self.door.desk, self.facts, act) if self.facts else None
        if refusal is not None:
            self.door.say(warnings_sentence(refusal.points), "warning")
        return refusal is None and self.facts is not None

    def may_settle(self, act: Act, step: PlanStep) -> bool:
        """The same, and is the step open?"""
        if points := ended(step):
            self.door.say(warnings_sentence(points), "warning")
        return not points and self.may(act)

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """The step is done."""
        step: PlanStep = message.item.value
        if self.facts is not None and self.may_settle(Act.STEP_DONE, step):
            entered = StepDone(plan_step=step.mark)
            seen = {self.ticket: self.facts.version}
            self.door.act(Call(Act.STEP_DONE, perform, (entered,)), [self.ticket], seen)

    def action_waive(self) -> None:
        """Ask why the step is left out."""
        current = self.query_one(Menu).current
        if current is None or not self.may_settle(Act.STEP_WAIVE, current.value):
            return
        shown_now = look.show(self.door.desk, self.ticket)
        asked = Asked(desk=self.door.desk, zone=self.door.zone, ids=(self.ticket,), shown=shown_now)
        seen = {self.ticket: shown_now.ticket.version}
        self.app.push_screen(Form(waive(asked, current.value), [self.ticket], seen, None))
