"""Unsent texts of the terminal: each is kept within a second, before it is sent and before any end.

Written in a thread of its own; what the screen's thread does is to look what stands in the fields.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskterm.screens.drafts.shelf import Shelf
from deskterm.texts.drafts import unsent_sentence
from deskterm.texts.language import _
from deskterm.workflow.draft import Draft

if TYPE_CHECKING:
    from deskterm.app import Deskterm
    from deskterm.screens.forms.form import Form
    from deskterm.usecases.drafts import Journal

WAIT = 0.5
"""Seconds after the first key that is not kept yet; a keeping itself may take the rest of the second."""

RENEWED = 10
"""Looks at the desk between two times that a text is said to be written still, for those on other machines."""


class Drafting(Shelf):
    """The texts of one terminal: those in open forms, and those on the shelf."""

    def __init__(self, door: "Deskterm", state: Path | None) -> None:
        super().__init__()
        self.door, self.state = door, state
        self._journal: Journal | None = None
        self._hands = ThreadPoolExecutor(1, "drafts")
        self._told: str | None = None
        self._over, self._beat = False, 0

    @property
    def keeps(self) -> bool:
        """Does a text outlive this session?"""
        return self.journal.keeps

    @property
    def journal(self) -> "Journal":
        """Where texts are kept; made when there is first something to keep or to bring back."""
        if self._journal is None:
            from deskterm.usecases.drafts import Journal

            self._journal = Journal(self.door.desk, self.state)
        return self._journal

    def submit(self, work: Callable[[], object]) -> None:
        """Do it beside the screen, after what was submitted before."""
        if not self._over:
            self._hands.submit(work)

    # ------------------------------------------------------------------ while a form is open
    def touched(self, form: "Form") -> None:
        """A key has changed something in it."""
        if not form.writing:
            form.writing = True
            self.door.set_timer(WAIT, partial(self.write, form))

    def write(self, form: "Form") -> None:
        """Keep what stands in it now; what is being sent is kept as such already."""
        form.writing = False
        if form.ended or form.sending:
            return
        if form.unsent:
            form.held = True
            self.submit(partial(self.keep, self.draft_of(form), form.resumed))
        elif form.held:
            form.held = False
            self.submit(partial(self.journal.drop, form.draft_id))
            form.draft_id = new_id()

    def keep(self, draft: Draft, instead: tuple[str, ...] = ()) -> None:
        """In the other thread: keep a draft, then let go of those that it continues."""
        self.journal.keep(draft)
        for id in instead:
            if id not in self.kept:
                self.journal.drop(id)
        self.tell()

    def draft_of(self, form: "Form", *, aside: bool = False) -> Draft:
        """What stands in a form."""
        written = form.fields.written()
        bare = Draft(
            id=form.draft_id,
            act=str(form.spec.act),
            tickets=tuple(form.ids),
            values=form.fields.everything(),
            texts=tuple(name for name, value in written.items() if value != form.untouched.get(name)),
            at=0,
        )
        return self.journal.signed(bare, aside=aside)

    def tell(self) -> None:
        """Say once why texts are not where they should be."""
        trouble = self.journal.trouble
        text = None if trouble is None else repr(trouble)
        if text != self._told:
            self._told = text
            if trouble is not None:
                from deskterm.texts.stores import sentence

                self.door.call_later(self.door.say, sentence(trouble), "warning")

    # ------------------------------------------------------------------ sending
    @contextmanager
    def sending(self, draft: Draft | None) -> Iterator[None]:
        """In the thread of the acts: a text is kept before it is sent, and no longer once it is."""
        if draft is None:
            yield
            return
        self.hand_over(draft)
        yield
        self.journal.drop(draft.id, on=False)
        self.submit(self.journal.pass_on)

    def hand_over(self, draft: Draft) -> None:
        """Keep what is about to be sent, with an event after which it would stand on record."""
        self.journal.keep(replace(draft, after=self.door.known_head), on=False)

    def handed(self, form: "Form | None", called: str) -> Draft | None:
        """What a form is about to send, if anything was typed into it."""
        if form is None or not form.unsent or not self.journal.keeps:
            return None
        form.held = True
        form.handed = replace(self.draft_of(form), called=called)
        return form.handed

    def sent(self, form: "Form") -> None:
        """It is done: nothing of it is kept."""
        form.ended = True
        self.forget(form.draft_id, *form.resumed)

    # ------------------------------------------------------------------ aside and back
    def put_aside(self, form: "Form") -> None:
        """The form is closed, its text is kept."""
        draft = self.draft_of(form, aside=True)
        form.ended = True
        self.kept[draft.id] = draft
        self.submit(partial(self.keep, draft, form.resumed))
        self.door.call_later(self.door.others.repaint, draft.tickets)

    def discard(self, form: "Form") -> bool:
        """The form is closed and nothing of it is kept. Was there anything?"""
        form.ended = True
        had = bool(form.resumed)
        self.forget(form.draft_id, *form.resumed)
        return had

    def forget(self, *ids: str) -> None:
        """These are over."""
        for id in ids:
            if (gone := self.kept.pop(id, None)) is not None:
                self.door.call_later(self.door.others.repaint, gone.tickets)
            self.submit(partial(self.journal.drop, id))

    def prepare(self, act: str, ticket: int, values: Callable[[dict[str, Any]], str]) -> None:
        """Have the next form of this act on this ticket begin with these values; the name of the text among them."""
        before = self.waiting({act}, (ticket,))
        found = dict(before.values) if before else {}
        name = values(found)
        fresh = Draft(id=new_id(), act=act, tickets=(ticket,), values=found, texts=(name,), at=0)
        draft = self.journal.signed(fresh, aside=True)
        if before is not None:
            self.kept.pop(before.id)
        self.kept[draft.id] = draft
        self.submit(partial(self.keep, draft, (before.id,) if before else ()))

    # ------------------------------------------------------------------ start and end
    async def offer(self) -> None:
        """At the start: what an earlier session has left is offered, over nothing that is in use already."""
        if self._over:
            return
        found = await asyncio.get_running_loop().run_in_executor(self._hands, self.bring_back)
        self.shelve(found)
        if found and len(self.door.screen_stack) == 1:
            self.show()
        elif found:
            self.door.say(unsent_sentence(len(found)), "warning")

    def show(self) -> None:
        """The list of what was put aside or left."""
        from deskterm.screens.dialogs.unsent import Unsent

        if self.kept:
            self.door.push_screen(Unsent())
        else:
            self.door.say(_("There is no unsent text."))

    def bring_back(self) -> list[Draft]:
        """In another thread: what an earlier session has left."""
        found = self.journal.left() if self.journal.keeps else []
        self.tell()
        return found

    def retry(self) -> None:
        """Try again what could not be passed on; say of what is being written that it still is."""
        if self._journal is None:
            return
        if self._journal.behind:
            self.submit(self._journal.pass_on)
        self._beat = (self._beat + 1) % RENEWED
        if self._beat:
            return
        from deskterm.screens.forms.form import Form

        held = {form.draft_id for form in self.door.screen_stack if isinstance(form, Form) and form.held}
        if held:
            self.submit(partial(self._journal.renew, held))

    def rescue(self) -> None:
        """Before an end that nobody asked for: everything that is open is kept, here and now."""
        if len(self.door.screen_stack) == 1 and self._journal is None:
            return
        from deskterm.screens.forms.form import Form

        for screen in self.door.screen_stack:
            if isinstance(screen, Form) and screen.unsent and not screen.ended:
                handed = screen.handed if screen.sending else None
                self.journal.keep(handed or self.draft_of(screen), on=False)
        if self._journal is not None:
            self._journal.pass_on()

    def close(self, last: Callable[[], None]) -> None:
        """What was submitted is done; what can't be passed on stays on this machine. `last`: to be done at the end."""
        self.submit(last)
        self._over = True
        self._hands.shutdown(wait=True)
        if self._journal is not None:
            self._journal.close()


def new_id() -> str:
    """An id for a writing."""
    from deskterm.usecases.drafts import new_id

    return new_id()
