"""Take a person out of the desk's texts. Events stay as they are: they hold codes and digests, and lose the salts.

A digest without its salt says nothing of its text, however short that was. A text that only names the person is kept
with a bar in the name's place, as a new revision with an event of its own; entries of the thread have no revisions
and go whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select, update

from deskterm.store import fields as names
from deskterm.store.read.arrangements import words_of
from deskterm.store.search.index import following, tickets_of
from deskterm.store.write.events import Chain, Entry
from deskterm.store.write.revision import Revision
from deskterm.store.write.tables import (
    ACCESS,
    ANSWER,
    ARRANGEMENT,
    ATTACHMENT,
    ATTACHMENT_CHUNK,
    EVENT,
    EVENT_TEXT,
    NOTE,
    REPORTER,
    SHEET,
    TICKET,
    TICKET_STEP,
    db_of,
)
from deskterm.workflow.checks import LINE_LIMIT, TEXT_LIMIT
from deskterm.workflow.mention import Contact, Mentions, erased_name

WHOLLY = frozenset({"description", "symptoms", "steps_before", "place"})
"""What the person told: gone from their own tickets whether it names them or not."""
DOCUMENTED = frozenset({names.TEXT_OF_ACT + name for name in ("decision", "delay", "said", "correction")})
"""What documents a breach of data, which must be kept: gone where it names the person, and nowhere else."""
NO_SALT = b""
NO_CONTENT = bytes(32)
"""Stands for the hash of an erased file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How much was erased: texts of fields and acts (every revision counts), entries of the thread, files."""

    texts: int = 0
    notes: int = 0
    attachments: int = 0

    def __add__(self, other: "Erased") -> "Erased":
        return Erased(
            texts=self.texts + other.texts,
            notes=self.notes + other.notes,
            attachments=self.attachments + other.attachments,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Eraser:
    """What to erase from a ticket: `own` is a ticket of the person's own. Further: who does it, and when."""

    connection: Connection
    chain: Chain
    mentions: Mentions
    own: bool
    by: str
    now: int
    via: str | None

    def erase(self, ticket: int, reporter: int | None) -> Erased | None:
        """Erase from one ticket, with an event that says how much; None when there is nothing (left) to erase."""
        row = self.connection.execute(select(TICKET).where(TICKET.c.id == ticket)).mappings().one()
        entry = Entry(id=self.chain.next_id, at=self.now, actor=self.by, via=self.via, kind="erased")
        entry.ticket, entry.version = ticket, row["version"] + 1
        revision = Revision(self.connection, self.chain, entry, dict(row))
        self._fields(revision)
        self._sheet(revision)
        self._steps(ticket)
        done = Erased(texts=self._texts(ticket), notes=self._notes(ticket), attachments=self._files(ticket))
        if not entry.fields and done == Erased():
            return None
        entry.data = {"reporter": reporter, "texts": done.texts, "notes": done.notes, "files": done.attachments}
        revision.write(self.now)
        return done

    def _fields(self, revision: Revision) -> None:
        for name in sorted(names.TEXTS):
            held = revision.row[name]
            if held is None:
                continue
            named = self.mentions.named_in(held)
            if (self.own and name in WHOLLY) or (named and name == "requested_for"):
                revision.put(name, None)
            elif named:
                revision.put(name, self.mentions.masked(held, LINE_LIMIT if name in names.LINES else TEXT_LIMIT))

    def _sheet(self, revision: Revision) -> None:
        mine = SHEET.c.ticket_id == revision.ticket
        held: dict[str, str] = dict(self.connection.execute(select(SHEET).where(mine)).mappings().first() or {})
        held.pop("ticket_id", None)
        answers = select(ANSWER.c.question, ANSWER.c.answer).where(ANSWER.c.ticket_id == revision.ticket)
        held |= {names.ANSWER + row.question: row.answer for row in self.connection.execute(answers)}
        for name, text in held.items():
            if self.mentions.named_in(text):
                revision.put(name, self.mentions.masked(text, TEXT_LIMIT))

    def _steps(self, ticket: int) -> None:
        """Titles are the desk's own words: one that names the person is barred, and goes beside the event."""
        for row in self.connection.execute(select(TICKET_STEP).where(TICKET_STEP.c.ticket_id == ticket)).all():
            if self.mentions.named_in(row.title):
                title = self.mentions.masked(row.title, LINE_LIMIT)
                self.connection.execute(update(TICKET_STEP).where(TICKET_STEP.c.id == row.id).values(title=title))

    def _texts(self, ticket: int) -> int:
        kept = (
            select(EVENT_TEXT.c.event_id, EVENT_TEXT.c.field, EVENT_TEXT.c.body)
            .join(EVENT, EVENT.c.id == EVENT_TEXT.c.event_id)
            .where(EVENT.c.ticket_id == ticket, EVENT_TEXT.c.body.is_not(None))
        )
        gone = [
            row for row in self.connection.execute(kept) if self._goes(row.field) or self.mentions.named_in(row.body)
        ]
        for row in gone:
            mine = (EVENT_TEXT.c.event_id == row.event_id) & (EVENT_TEXT.c.field == row.field)
            self.connection.execute(update(EVENT_TEXT).where(mine).values(body=None, salt=NO_SALT))
        return len(gone)

    def _goes(self, field: str) -> bool:
        """Does every revision of this text go, whatever it says?"""
        if field in DOCUMENTED or field.startswith(names.TEXT_OF_ACT + names.TITLE):
            return False
        return self.own and (field in WHOLLY or field.startswith((names.TEXT_OF_ACT, names.OUTCOME)))

    def _notes(self, ticket: int) -> int:
        kept = select(NOTE.c.id, NOTE.c.body, NOTE.c.outcome).where(
            NOTE.c.ticket_id == ticket, NOTE.c.body.is_not(None)
        )
        named = self.mentions.named_in
        gone = [row for row in self.connection.execute(kept) if self.own or named(row.body) or named(row.outcome)]
        for row in gone:
            # an outcome settles its entry; that it was settled stays a fact
            outcome = row.outcome if row.outcome in (None, names.OPEN) else names.ERASED
            values: dict[str, Any] = {"body": None, "salt": NO_SALT, "outcome": outcome}
            self.connection.execute(update(NOTE).where(NOTE.c.id == row.id).values(values))
        return len(gone)

    def _files(self, ticket: int) -> int:
        kept = select(ATTACHMENT.c.id, ATTACHMENT.c.name, ATTACHMENT.c.salt).where(ATTACHMENT.c.ticket_id == ticket)
        rows = [row for row in self.connection.execute(kept) if bytes(row.salt) != NO_SALT]
        gone = [row.id for row in rows if self.own or self.mentions.named_in(row.name)]
        blank = {
            "name": names.ERASED,
            "media_type": "application/octet-stream",
            "sha256": NO_CONTENT,
            "salt": NO_SALT,
            "withdrawn": 1,
        }
        for number in gone:
            self.connection.execute(update(ATTACHMENT).where(ATTACHMENT.c.id == number).values(blank))
            self.connection.execute(delete(ATTACHMENT_CHUNK).where(ATTACHMENT_CHUNK.c.attachment_id == number))
        return len(gone)


def forget(connection: Connection, people: Iterable[Contact]) -> None:
    """Of a reporter only the number stays, and that they were erased."""
    blank = dict.fromkeys(("email", "phone", "language", "organisation_id", "external_id"))
    db, numbers = db_of(connection), [each.id for each in people if each.id > 0]
    with following(db, tickets_of(db, numbers)):
        for number in numbers:
            mine = REPORTER.c.id == number
            connection.execute(update(REPORTER).where(mine).values({**blank, "name": erased_name(number)}))


def forget_searches(connection: Connection, mentions: Mentions) -> int:
    """What was searched for or asked goes from the access table where it names the person; in how many rows."""
    rows = connection.execute(select(ACCESS.c.id, ACCESS.c.detail).where(ACCESS.c.detail.is_not(None)))
    gone = [row.id for row in rows if mentions.named_in(row.detail)]
    for number in gone:
        connection.execute(update(ACCESS).where(ACCESS.c.id == number).values(detail=None))
    return len(gone)


def forget_arranged(connection: Connection, mentions: Mentions) -> int:
    """Texts of arrangements that were replaced or struck go where they name the person; how many.

    What is arranged now stays: whom a plan has called is the desk's to say, and is told in the report.
    """
    old = (
        select(EVENT_TEXT.c.event_id, EVENT_TEXT.c.field, EVENT_TEXT.c.body)
        .join(EVENT, EVENT.c.id == EVENT_TEXT.c.event_id)
        .where(EVENT.c.ticket_id.is_(None), EVENT.c.kind == "arranged", EVENT_TEXT.c.body.is_not(None))
        .where(EVENT.c.id.not_in(select(ARRANGEMENT.c.event_id)))
    )
    gone = [row for row in connection.execute(old) if mentions.named_in(words_of(row.body))]
    for row in gone:
        mine = (EVENT_TEXT.c.event_id == row.event_id) & (EVENT_TEXT.c.field == row.field)
        connection.execute(update(EVENT_TEXT).where(mine).values(body=None, salt=NO_SALT))
    return len(gone)


def tell(chain: Chain, data: Mapping[str, object], reason: str | None, *, by: str, now: int, via: str | None) -> int:
    """The desk's event about it; `reason` names nobody. Its number."""
    entry = Entry(id=chain.next_id, at=now, actor=by, via=via, kind="person_erased", data=dict(data))
    if reason:
        entry.texts["reason"] = entry.keep(names.TEXT_OF_ACT + "reason", reason)
    return chain.append(entry)


def overwrite_freed(connection: Connection) -> None:
    """Have what is deleted from now on overwritten in the file. What moves between pages needs `mending.compact`."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON").all()
