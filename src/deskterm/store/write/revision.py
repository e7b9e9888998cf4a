"""One change of one ticket while it is being written: new values, their event, and the rows that belong to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from deskterm.models.ticket import NEVER
from deskterm.store import fields as names
from deskterm.store.errors import Changed
from deskterm.store.search import index, texts
from deskterm.store.write import lessons, steps
from deskterm.store.write.counters import moved
from deskterm.store.write.events import Chain, Entry, digest, plain
from deskterm.store.write.reporters import reporter_id
from deskterm.store.write.tables import ANSWER, EVENT, EVENT_TEXT, LINK, NOTE, SHEET, TICKET, TICKET_PERSON, db_of
from deskterm.workflow.values import NewLink, NewNote, Reporter, Sheet

KEPT = frozenset({"id", "version", "rank", "due_sort", "reporter_id", "updated_at", "created_at", "created_by"})
SETTABLE = frozenset(c.name for c in TICKET.c) - KEPT - names.TEXTS


class NotApplicable:
    """The answer that says that a question does not apply."""


NOT_APPLICABLE: Final = NotApplicable()


@dataclass(slots=True)
class Revision:
    """`row` is the ticket as stored (empty for a new one), `values` what will be stored."""

    connection: Connection
    chain: Chain
    entry: Entry
    row: Mapping[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    inserts: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    said: texts.Rows = field(init=False)
    """The ticket's texts as they are in the index."""

    def __post_init__(self) -> None:
        self.said = self._texts() if self.row else {}

    def _texts(self) -> texts.Rows:
        return texts.rows(db_of(self.connection), [self.ticket])

    @property
    def ticket(self) -> int:
        """The ticket's id."""
        assert self.entry.ticket is not None
        return self.entry.ticket

    def put(self, name: str, value: Any) -> None:
        """A field's new value; nothing happens when it is the old one. ValueError: no such field."""
        if name == "reporter":
            self._note_code(name, "reporter_id", self._reporter(value))
        elif name == "named":
            self._put_named(value)
        elif name in names.TEXTS:
            self._put_text(name, value)
        elif name in names.SHEET:
            self._put_sheet(name, value or "")
        elif name.startswith(names.ANSWER):
            self._put_answer(name, value)
        elif name.startswith(names.OUTCOME):
            self._put_outcome(name, value)
        elif name.startswith(names.STEP):
            steps.settle(self, name, plain(value))
        elif name in SETTABLE:
            self._note_code(name, name, plain(value))
        else:
            raise ValueError(f"a ticket has no field {name!r} that can be set")

    def _reporter(self, value: Reporter | int | None) -> int | None:
        if isinstance(value, int):
            return value
        found = reporter_id(self.connection, value)
        if self.row:
            # a detail that was missing may have been filled in, and indexed with all tickets of that person
            now, row = self._texts(), texts.key(self.ticket, texts.REPORTER)
            self.said = {**self.said, **({row: now[row]} if row in now else {})}
        return found

    def _note_code(self, name: str, column: str, value: Any) -> None:
        old = self.row.get(column)
        if old != value:
            self.entry.fields[name] = [old, value]
            self.values[column] = value

    def _put_text(self, name: str, value: str | None) -> None:
        old, value = self.row.get(name), value or None
        if old != value:
            self.entry.fields[name] = [self.revised(name, old), self._keep(name, value)]
            self.values[name] = value

    def _keep(self, name: str, value: str | None) -> str | None:
        return self.entry.keep(name, value) if value else None

    def revised(self, name: str, current: str | None) -> str | None:
        """The digest under which the field's current text is kept; None when there is no text."""
        if not current:
            return None
        kept = (
            select(EVENT_TEXT.c.digest)
            .join(EVENT, EVENT.c.id == EVENT_TEXT.c.event_id)
            .where(EVENT.c.ticket_id == self.ticket, EVENT_TEXT.c.field == name)
            .order_by(EVENT.c.id.desc())
            .limit(1)
        )
        found: str | None = self.connection.execute(kept).scalar()
        return found

    def _put_sheet(self, name: str, value: str) -> None:
        row = self.connection.execute(select(SHEET).where(SHEET.c.ticket_id == self.ticket)).mappings().first()
        old = row[name] if row is not None else ""
        if old == value:
            return
        self.entry.fields[name] = [self.revised(name, old), self._keep(name, value)]
        if row is None:
            self.connection.execute(insert(SHEET), {"ticket_id": self.ticket, **dict.fromkeys(names.SHEET, "")})
        self.connection.execute(update(SHEET).where(SHEET.c.ticket_id == self.ticket).values({name: value}))

    def _put_answer(self, name: str, value: str | NotApplicable | None) -> None:
        question = name.removeprefix(names.ANSWER)
        mine = (ANSWER.c.ticket_id == self.ticket) & (ANSWER.c.question == question)
        row = self.connection.execute(select(ANSWER.c.answer).where(mine)).first()
        stored = None if row is None else NOT_APPLICABLE if row.answer is None else row.answer
        if stored == value:
            return
        pair = [
            names.NOT_APPLICABLE if stored is NOT_APPLICABLE else self.revised(name, row.answer if row else None),
            names.NOT_APPLICABLE if isinstance(value, NotApplicable) else self._keep(name, value),
        ]
        self.entry.fields[name] = pair
        self.connection.execute(delete(ANSWER).where(mine))
        if value is not None:
            answer = None if isinstance(value, NotApplicable) else value
            self.connection.execute(insert(ANSWER), {"ticket_id": self.ticket, "question": question, "answer": answer})

    def _put_outcome(self, name: str, value: str | None) -> None:
        note = int(name.removeprefix(names.OUTCOME))
        mine = (NOTE.c.id == note) & (NOTE.c.ticket_id == self.ticket)
        row = self.connection.execute(select(NOTE.c.outcome, NOTE.c.salt).where(mine)).first()
        if row is None:
            raise ValueError(f"ticket {self.ticket} has no note {note}")
        if row.outcome == value:
            return
        old, new = row.outcome, value
        known = self.revised(name, old) or (digest(bytes(row.salt), old) if old else None)
        self.entry.fields[name] = [
            old if old == names.OPEN else known,
            new if new == names.OPEN else self._keep(name, new),
        ]
        self.connection.execute(update(NOTE).where(mine).values(outcome=value))

    def _put_named(self, value: Iterable[str]) -> None:
        mine = TICKET_PERSON.c.ticket_id == self.ticket
        rows = [{"ticket_id": self.ticket, "name": name} for name in sorted(set(value))]
        old = sorted(self.connection.execute(select(TICKET_PERSON.c.name).where(mine)).scalars())
        new = [row["name"] for row in rows]
        if old == new:
            return
        self.entry.fields["named"] = [old, new]
        self.connection.execute(delete(TICKET_PERSON).where(mine))
        self.inserts.extend((TICKET_PERSON, row) for row in rows)

    def put_sheet(self, sheet: Sheet) -> None:
        """The diagnosis sheet as it is now; answers that it does not mention stay."""
        for name in names.SHEET:
            self.put(name, getattr(sheet, name))
        for question, answer in sheet.answers.items():
            self.put(names.ANSWER + question, NOT_APPLICABLE if answer is None else answer)

    def say(self, texts: Mapping[str, str]) -> None:
        """Texts of the act itself: reason, summary."""
        for name, body in texts.items():
            if body:
                self.entry.texts[name] = self.entry.keep(names.TEXT_OF_ACT + name, body)

    def add_notes(self, notes: Iterable[NewNote], author: str, at: int) -> tuple[int, ...]:
        """New entries of the thread; their ids."""
        ids = []
        first = self.connection.execute(select(func.coalesce(func.max(NOTE.c.id), 0) + 1)).scalar_one()
        for number, note in enumerate(notes, first):
            salt = self.entry.salt()
            outcome = note.outcome if note.outcome in (None, names.OPEN) else digest(salt, note.outcome)
            self.entry.notes.append([number, plain(note.kind), digest(salt, note.body), outcome])
            row = {
                "id": number,
                "ticket_id": self.ticket,
                "event_id": self.entry.id,
                "kind": plain(note.kind),
                "author": author,
                "at": at,
                "body": note.body,
                "salt": salt,
                "outcome": note.outcome,
                "delivery": plain(note.delivery),
                "withdrawn": 0,
            }
            self.inserts.append((NOTE, row))
            ids.append(number)
        return tuple(ids)

    def add_link(self, link: NewLink) -> int:
        """A link to another ticket; its id."""
        number: int = self.connection.execute(select(func.coalesce(func.max(LINK.c.id), 0) + 1)).scalar_one()
        self.entry.data |= {"link": number, "other": link.other, "type": plain(link.type)}
        row = {
            "id": number,
            "ticket_id": self.ticket,
            "other_id": link.other,
            "event_id": self.entry.id,
            "type": plain(link.type),
            "withdrawn": 0,
        }
        self.inserts.append((LINK, row))
        return number

    def write(self, now: int) -> None:
        """Store it all: the ticket's row, counters, the event, then the rows that name the event."""
        if self.row:
            self._update(now)
        else:
            self.connection.execute(insert(TICKET), self._derived(self.values))
            moved(self.connection, None, self.values)
            lessons.moved(self.connection, None, self.values)
        self.chain.append(self.entry)
        for table, row in self.inserts:
            self.connection.execute(insert(table), row)
        index.follow(db_of(self.connection), self.said, self._texts())

    def _derived(self, values: dict[str, Any]) -> dict[str, Any]:
        """The sort keys follow the fields they are made of."""
        if "priority" in values:
            values["rank"] = values["priority"] or 0
        if "due_at" in values:
            values["due_sort"] = NEVER if values["due_at"] is None else values["due_at"]
        return values

    def _update(self, now: int) -> None:
        seen = self.row["version"]
        # a clock that was set back must not make the ticket older than it was
        self.values |= {"version": self.entry.version, "updated_at": max(now, self.row["updated_at"])}
        mine = (TICKET.c.id == self.ticket) & (TICKET.c.version == seen)
        done = self.connection.execute(update(TICKET).where(mine).values(self._derived(self.values)))
        if done.rowcount != 1:
            raise Changed(self.ticket, seen)
        after = {**self.row, **self.values}
        moved(self.connection, self.row, after)
        lessons.moved(self.connection, self.row, after)
