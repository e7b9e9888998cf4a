"""The list of similar tickets: open one, link or merge with it, or take over what helped there."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from deskterm.screens.dialogs.dialog import Dialog
from deskterm.screens.forms import linking
from deskterm.screens.forms.asked import Asked
from deskterm.screens.forms.form import Form
from deskterm.screens.key import shown, word
from deskterm.screens.keys import bindings
from deskterm.screens.reading import SIMILAR
from deskterm.screens.wording import FAILURES, trouble, warnings_sentence
from deskterm.texts.language import _
from deskterm.texts.numbers import number
from deskterm.texts.similar import missing
from deskterm.usecases import look
from deskterm.usecases.similar import similar
from deskterm.widgets.bars import Hint
from deskterm.widgets.similar import Likes
from deskterm.workflow.likeness import Alike
from deskterm.workflow.values import Act, LinkType, ResolutionCode, Status

LIMIT = 10
REUSED = {ResolutionCode.DUPLICATE}
"""Outcomes that are about that ticket alone."""


class SimilarList(Dialog[None]):
    """What is like one ticket. It stays open below a ticket that is opened from it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SIMILAR)]

    def __init__(self, ticket: int) -> None:
        super().__init__(_("{number}: similar tickets").format(number=number(ticket)))
        self.ticket = ticket

    def body(self) -> ComposeResult:
        """The list."""
        yield Likes()

    def hints(self) -> tuple[Hint, ...]:
        """The keys."""
        own = (Hint(shown(key.keys), word(key)) for key in SIMILAR)
        return (Hint("enter", _("open")), *own, Hint("esc", _("back")))

    def on_mount(self) -> None:
        """Look, in another thread: a large desk may take a moment."""
        self.query_one(Likes).focus()
        self.run_worker(self.look, exclusive=True)  # type: ignore[arg-type]

    async def look(self) -> None:
        """Find them and show them."""
        try:
            found = await asyncio.to_thread(similar, self.door.desk, self.ticket, LIMIT)
        except FAILURES as error:
            self.dismiss(None)
            self.door.say(trouble(error), "error")
            return
        self.query_one(Likes).fill(found)
        if found.missing:
            self.door.say(missing(found.missing), "warning")

    def on_menu_chosen(self, message: Likes.Chosen) -> None:
        """Enter: the whole ticket; leaving it leads back here."""
        self.door.open_ticket(message.item.value.id)

    # ------------------------------------------------------------------ link and merge
    def action_link(self) -> None:
        """The form that ties two tickets together, with this one in it."""
        likes = self.query_one(Likes)
        alike = likes.chosen
        if alike is None or likes.likeness is None or (asked := self.asked()) is None:
            return
        if self.first_of((Act.LINK, Act.MERGE), asked) is None:
            return
        again = alike in likes.likeness.duplicates
        values = {"other": number(alike.id), "type": LinkType.DUPLICATE if again else LinkType.RELATED}
        spec = linking.link(asked)
        fields = tuple(field.holding(values.get(field.name, field.value)) for field in spec.fields)
        seen = asked.ticket.version if asked.ticket else 0
        self.app.push_screen(Form(replace(spec, fields=fields), [self.ticket], {self.ticket: seen}, "type"))

    def asked(self) -> Asked | None:
        """What a form of this ticket is made from; None when it can't be read, which is said."""
        try:
            shown_now = look.show(self.door.desk, self.ticket)
        except FAILURES as error:
            self.door.say(trouble(error), "error")
            return None
        return Asked(desk=self.door.desk, zone=self.door.zone, ids=(self.ticket,), shown=shown_now)

    def first_of(self, acts: Sequence[Act], asked: Asked) -> Act | None:
        """The first act that neither state nor right forbids; when all are, the first one's reason is said."""
        assert asked.ticket is not None
        refusals = [look.barred(self.door.desk, asked.ticket, act) for act in acts]
        if None in refusals:
            return acts[refusals.index(None)]
        self.door.say(warnings_sentence(refusals[0].points if refusals[0] else ()), "warning")
        return None

    # ------------------------------------------------------------------ copy what helped
    def action_draft(self) -> None:
        """Take what helped there into the draft of a resolution, or of a reply where it can't be resolved yet."""
        alike = self.query_one(Likes).chosen
        if alike is None:
            return
        if not alike.solution:
            self.door.say(_("{number} has no solution to copy.").format(number=number(alike.id)), "warning")
            return
        asked = self.asked()
        act = self.first_of((Act.RESOLVE, Act.REPLY), asked) if asked else None
        if act is None:
            return
        self.drafted(act, alike, alike.solution)
        self.dismiss(None)
        self.door.start_act(act, self.ticket)

    def drafted(self, act: Act, alike: Alike, solution: str) -> None:
        """The draft, which the form brings back; what was in it already stays above."""
        name = "solution" if act is Act.RESOLVE else "text"
        solved = alike.status in (Status.RESOLVED, Status.CLOSED)

        def with_it(values: dict[str, Any]) -> str:
            values[name] = "\n\n".join(part for part in (values.get(name), solution) if part)
            if act is Act.RESOLVE and solved and alike.code is not None and alike.code not in REUSED:
                values.setdefault("code", alike.code)
            return name

        self.door.drafts.prepare(str(act), self.ticket, with_it)
