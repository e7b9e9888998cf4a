"""Erase a person: name, ways to reach them, and the texts by, to and about them. What happened stays on record.

Tickets are erased a few at a time, each whole with its event, so that nobody waits long; the person's own row goes
last. A run that is cut short has erased whole tickets, and the next one goes on where it stopped.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from deskterm.store.db import Db
from deskterm.store.read import arrangements, reporters
from deskterm.store.read.visibility import unseen
from deskterm.usecases import drafts
from deskterm.usecases.desk import Desk, NotFound, require
from deskterm.workflow.checks import Invalid
from deskterm.workflow.mention import Contact, Mentions, dialled, erased_id, forms_of, same_person
from deskterm.workflow.permission import ADMINISTER, may_desk

if TYPE_CHECKING:
    from deskterm.store.write.erasing import Erased
    from deskterm.store.write.writer import Writer

BATCH_SECONDS = 0.02
"""How long others wait for a batch, but for the ticket that goes over it."""
BY_NUMBER = "reporter:"
FEW = 5
"""Candidates that are named when it is not clear who is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was erased (in a rehearsal: what would be), and what stays.

    `tickets` are those that the caller may know of, `hidden` counts the others. `own` counts the person's own
    tickets. `searches`: rows of the access table. `arranged`: earlier texts of plans and other arrangements;
    `named_by`: kinds and names of what is arranged now and names the person. `copies`: when backups were made that
    still hold the person. `chained`: events that name the person in what is hashed. `uncompacted`: why bytes of
    erased texts may still lie in the desk's file, as a code; None when none do.
    """

    reporters: tuple[int, ...]
    tickets: tuple[int, ...]
    hidden: int
    own: int
    texts: int
    notes: int
    attachments: int
    searches: int
    arranged: int
    event: int | None
    rehearsed: bool
    named_by: tuple[tuple[str, str], ...] = ()
    copies: tuple[int, ...] = ()
    beside: tuple[str, ...] = ()
    """Copies that lie beside the desk's file: those made before its form was changed."""
    chained: int = 0
    uncompacted: str | None = None


class Rehearsed(Exception):
    """Takes a transaction back that was only to be tried."""


@dataclass
class Erasing:
    """A run in progress."""

    desk: Desk
    people: tuple[Contact, ...]
    rehearsal: bool
    own: list[int] = field(default_factory=list)
    named: list[int] = field(default_factory=list)
    counts: "Erased | None" = None
    touched: list[int] = field(default_factory=list)
    searches: int = 0
    arranged: int = 0

    @property
    def mentions(self) -> tuple[Mentions, Mentions]:
        """What names the person: on their own tickets, and on all others."""
        return forms_of(each for each in self.people if erased_id(each.name) is None)

    @property
    def reporters(self) -> tuple[int, ...]:
        """The rows of the person; none: they have never reported, and plans alone have called them."""
        return tuple(each.id for each in self.people if each.id > 0)

    @property
    def reporter(self) -> int | None:
        """The number that stands for the person in the record."""
        return next(iter(self.reporters), None)

    def masked(self, tickets: Iterable[int], text: str) -> str:
        """A text about tickets without what names the person."""
        return self.mentions[0 if set(tickets) & set(self.own) else 1].masked(text)

    def look(self, db: Db) -> None:
        """Find every ticket that speaks of the person."""
        elsewhere = self.mentions[1]
        with db.snapshot():
            self.own = own_tickets(db, self.people)
            others = reporters.once_of(db, self.people) | reporters.tickets_naming(db, elsewhere.needles)
        self.named = sorted(others - set(self.own))

    def batches(self, tickets: Iterable[int]) -> None:
        """Erase from tickets, one after the other, in transactions of bounded length."""
        waiting = deque(tickets)
        while waiting:
            with suppress(Rehearsed), self.desk.writing() as writer:
                begun = time.monotonic()
                while waiting and time.monotonic() - begun < BATCH_SECONDS:
                    self.ticket(writer, waiting.popleft())
                self.end_rehearsal()

    def ticket(self, writer: "Writer", ticket: int) -> None:
        """Erase from one ticket."""
        from deskterm.store.write.erasing import Erased, Eraser, overwrite_freed

        overwrite_freed(writer.connection)
        own = ticket in self.own
        eraser = Eraser(
            connection=writer.connection,
            chain=writer.chain,
            mentions=self.mentions[0 if own else 1],
            own=own,
            by=self.desk.by.name,
            now=self.desk.now(),
            via=self.desk.via,
        )
        done = eraser.erase(ticket, self.reporter)
        if done is not None:
            self.counts = (self.counts or Erased()) + done
            self.touched.append(ticket)

    def person(self, reason: str | None) -> int | None:
        """The person's own row, what was searched for and what was arranged before, last; the event's number."""
        from deskterm.store.write import erasing

        event = None
        with suppress(Rehearsed), self.desk.writing() as writer:
            late = [number for number in own_tickets(writer.db, self.people) if number not in self.own]
            self.own += late
            for number in late:
                self.ticket(writer, number)
            erasing.overwrite_freed(writer.connection)
            own, elsewhere = self.mentions
            self.searches = erasing.forget_searches(writer.connection, elsewhere)
            self.arranged = erasing.forget_arranged(writer.connection, elsewhere)
            left = [each for each in self.people if erased_id(each.name) is None]
            erasing.forget(writer.connection, left)
            if left or self.touched:
                event = self.tell(writer, own.masked(reason) if reason else None)
            self.end_rehearsal()
        return None if self.rehearsal else event

    def tell(self, writer: "Writer", reason: str | None) -> int:
        """The desk's event, which holds numbers alone."""
        from deskterm.store.write.erasing import Erased, tell

        counts = self.counts or Erased()
        data = {
            "reporter": self.reporter,
            "reporters": list(self.reporters),
            "tickets": len(self.touched),
            "texts": counts.texts,
            "notes": counts.notes,
            "files": counts.attachments,
            "searches": self.searches,
            "arranged": self.arranged,
        }
        desk = self.desk
        return tell(writer.chain, data, reason, by=desk.by.name, now=desk.now(), via=desk.via)

    def end_rehearsal(self) -> None:
        """Take everything back when it was only to be tried."""
        if self.rehearsal:
            raise Rehearsed


def erase(
    desk: Desk, who: str, *, reason: str | None = None, dry_run: bool = False, agreed: Callable[[], None] | None = None
) -> Report:
    """Erase the person that `who` names, a reporter or a contact of plans: by mail, telephone, or `reporter:ID`.

    `agreed` is called when it is clear who is meant, and raises when somebody thinks better of it.
    NotFound: nobody is reached so. Invalid `ambiguous_person`: several people are. Refused: not an admin.
    """
    require(may_desk(ADMINISTER, desk.by))
    people = whom(desk.store.db, who)
    if agreed is not None:
        agreed()
    run = Erasing(desk=desk, people=people, rehearsal=dry_run)
    run.look(desk.store.db)
    chained = chained_in(desk.store.db, run)
    if not dry_run:
        drafts.masked(desk, run.masked)
    run.batches(run.own)
    run.batches(run.named)
    still = arrangements.naming(desk.store.db, run.mentions[1])
    event = run.person(reason)
    found = replace(report(run, event), chained=chained, named_by=tuple(still))
    return found if dry_run else replace(found, uncompacted=compacted(desk))


def whom(db: Db, who: str) -> tuple[Contact, ...]:
    """The rows of the person that is meant, all of them; of somebody without any, what plans call them."""
    known = reporters.contacts
    meant = [each for each in known(db) if reached(each, who)]
    if not meant:
        known = arrangements.outsiders
        meant = [each for each in known(db) if reached(each, who)]
    if not meant:
        raise NotFound("reporter", who)
    if len({each.called for each in meant}) > 1:
        shown = ", ".join(f"{BY_NUMBER}{each.id} {each.name}" if each.id > 0 else each.name for each in meant[:FEW])
        raise Invalid("person", "ambiguous_person", value=who[:60], candidates=shown)
    found = {each.id: each for each in meant}
    while more := [o for o in known(db) if o.id not in found and any(same_person(o, f) for f in found.values())]:
        found |= {each.id: each for each in more}
    return tuple(found[number] for number in sorted(found))


def reached(contact: Contact, who: str) -> bool:
    """Is the person reached so? Whom plans alone have called has no number, and may be named as they do."""
    who = who.strip()
    if contact.id < 0 and " ".join(who.casefold().split()) == contact.called:
        return True
    if who.startswith(BY_NUMBER):
        return who.removeprefix(BY_NUMBER) == str(contact.id)
    if "@" in who:
        return (contact.email or "").casefold() == who.casefold()
    return bool(dialled(who)) and dialled(contact.phone or "") == dialled(who)


def own_tickets(db: Db, people: Iterable[Contact]) -> list[int]:
    """The tickets that the person reports, or that are for them: by a mail address, or by more than one name."""
    people = tuple(people)
    alike = {each.called for each in people if " " in each.called}
    alike |= {each.email.casefold() for each in people if each.email}
    return reporters.tickets_of(db, people, sorted(alike))


def chained_in(db: Db, run: Erasing) -> int:
    """How many events name the person in what is hashed and so can't be changed."""
    with db.snapshot():
        return reporters.events_naming(db, (*run.own, *run.named), run.mentions[1])


def report(run: Erasing, event: int | None) -> Report:
    """What was done, and what stays."""
    from deskterm.store.write.erasing import Erased

    db, counts = run.desk.store.db, run.counts or Erased()
    hidden = unseen(db, run.desk.by, run.touched)
    return Report(
        reporters=run.reporters,
        tickets=tuple(sorted(set(run.touched) - hidden)),
        hidden=len(hidden),
        own=len(run.own),
        texts=counts.texts,
        notes=counts.notes,
        attachments=counts.attachments,
        searches=run.searches,
        arranged=run.arranged,
        event=event,
        rehearsed=run.rehearsal,
        copies=tuple(reporters.copies_made(db)),
        beside=copies_beside(run.desk),
    )


def copies_beside(desk: Desk) -> tuple[str, ...]:
    """Names of earlier forms of the desk's file in its folder."""
    location = desk.store.location
    if not location.is_file:
        return ()
    prefix = location.path.name + "."
    return tuple(sorted(p.name for p in location.path.parent.iterdir() if p.name.startswith(prefix)))


def compacted(desk: Desk) -> str | None:
    """Why bytes of what was erased may still lie in the desk's file; None when none do."""
    from deskterm.store.write.mending import compact

    return compact(desk.store.location)
