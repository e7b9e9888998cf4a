"""A ticket that a desk has handed out, as the events and rows that bring it back.

The events stay what they were, with the people who did them; each says that it was taken over, by whom, and from
which desk, so that nobody can take it for something that was done here.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from deskterm.store.fields import ANSWER, OPEN, OUTCOME, STEP, TEXT_OF_ACT, TEXTS, is_text
from deskterm.store.read.whole import FACTS, SPEAKS_OF
from deskterm.store.write.events import digest
from deskterm.store.write.intake_rows import SALT, Draft, File, Happening
from deskterm.store.write.tickets import DEFAULTS
from deskterm.workflow.checks import LINE_LIMIT

NEVER = 1 << 62
CHUNK = 1 << 20
"""Bytes of a file in one row."""
WORDS = frozenset(
    {
        *("status", "assignee", "kind", "claimed_kind", "nature", "category", "channel", "external_id", "created_by"),
        *("wait_reason", "resolution_code", "cause", "about", "status_before_merge", "terms", "item"),
    }
)
"""Facts that are texts; all others are numbers."""
NUMBERED = {"note": "note", "attachment": "file", "link": "link", "undone": "event", "step": "step"}
"""What an event's data counts within the ticket."""


class BadRecord(ValueError):
    """What the record says of a ticket can't be; `where` is the way to it."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class Content:
    """The bytes of a file on their way in, and what they come to."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.salt, self.size = stream, next(SALT), 0
        self.bare, self.salted = hashlib.sha256(), hashlib.sha256(self.salt)

    def add(self, data: bytes) -> None:
        """More of it."""
        self.stream.write(data)
        self.bare.update(data)
        self.salted.update(data)
        self.size += len(data)

    def pieces(self) -> Iterator[bytes]:
        """All of it, in the rows that it is stored in."""
        self.stream.seek(0)
        return iter(lambda: self.stream.read(CHUNK), b"")


def refers_to(record: Mapping[str, Any]) -> frozenset[int]:
    """The other tickets that a record names."""
    found = {record["facts"].get("merged_into"), *(link["other"] for link in record.get("links", ()))}
    for event in record["history"]:
        found.update(event.get("fields", {}).get("merged_into", ()))
        if (name := SPEAKS_OF.get(event["kind"])) is not None and isinstance(event.get("data"), dict):
            found.add(event["data"].get(name))
    return frozenset(n for n in found if isinstance(n, int) and n > 0) - {record["number"]}


def draft_of(record: Mapping[str, Any], files: list[Content], mark: Mapping[str, Any]) -> Draft:
    """The ticket. BadRecord."""
    history = record["history"]
    if not history:
        raise BadRecord("history")
    row = {**DEFAULTS, **facts_of(record), **texts_of(record)}
    row |= {"rank": row["priority"] or 0, "due_sort": NEVER if row["due_at"] is None else row["due_at"]}
    if row["subject"] is None or row["created_at"] is None or row["updated_at"] is None:
        raise BadRecord("facts")
    draft = Draft(row=row, happenings=[], wanted=record["number"])
    for place, note in enumerate(record.get("notes", ())):
        salt = next(SALT)
        told = (note.get("body"), salt, note.get("outcome"), note.get("delivery"), int(note.get("withdrawn", False)))
        draft.notes.append((within(note["event"], history, f"notes[{place}].event"), columns_of(note, told)))
    past = Past(record, draft, files)
    draft.happenings = [past.happening(event, version, mark) for version, event in enumerate(history, 1)]
    beside(record, draft, files)
    return draft


def columns_of(note: Mapping[str, Any], told: tuple[Any, ...]) -> tuple[Any, ...]:
    """A note's columns after its event."""
    return (note["kind"], note["author"], note["at"], *told)


def within(version: Any, items: Any, where: str) -> int:
    """The index of the n-th, counted from 1."""
    if type(version) is not int or not 1 <= version <= len(items):
        raise BadRecord(where)
    return version - 1


def facts_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """The facts, each of the kind it must be."""
    found: dict[str, Any] = {}
    for name, value in record["facts"].items():
        if name not in FACTS or name == "version" or not isinstance(value, str if name in WORDS else int):
            raise BadRecord(f"facts.{name}")
        found[name] = int(value) if isinstance(value, bool) else value
    return found


def texts_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """The texts; the store knows how long they may be."""
    for name in record["texts"]:
        if name not in TEXTS:
            raise BadRecord(f"texts.{name}")
    return dict(record["texts"])


def beside(record: Mapping[str, Any], draft: Draft, files: list[Content]) -> None:
    """Links, files, steps, diagnosis, names."""
    history = record["history"]
    for place, link in enumerate(record.get("links", ())):
        index = within(link["event"], history, f"links[{place}].event")
        draft.links.append((index, link["other"], link["type"], int(link.get("withdrawn", False))))
    for place, (file, content) in enumerate(zip(record.get("attachments", ()), files, strict=True)):
        if (content.size, content.bare.hexdigest()) != (file["size"], file["sha256"]):
            raise BadRecord(f"attachments[{place}]")
        index = within(file["event"], history, f"attachments[{place}].event")
        what = (file["name"], file["media_type"], content.size, content.bare.digest(), content.salt)
        columns = (*what, file["author"], file["at"], int(file.get("withdrawn", False)))
        draft.files.append(File(happening=index, columns=columns, pieces=content.pieces))
    if (sheet := record.get("sheet")) is not None:
        draft.sheet = (sheet.get("signs", ""), sheet.get("extent", ""), sheet.get("components", ""))
    for place, step in enumerate(record.get("steps", ())):
        index = within(step["event"], history, f"steps[{place}].event")
        born = (step["plan"], step["code"], step["position"], step["title"], step.get("responsible"))
        settled = (step["state"], step.get("by"), step.get("at"), int(step.get("withdrawn", False)))
        draft.steps.append((index, (*born, *settled)))
    draft.answers = list(record.get("answers", {}).items())
    draft.named = list(dict.fromkeys(record.get("named", ())))
    draft.origins = tuple((s, k) for s, k in record.get("origins", ()) if len(s) <= LINE_LIMIT and len(k) <= LINE_LIMIT)


class Past:
    """Makes the ticket's events, one after the other."""

    def __init__(self, record: Mapping[str, Any], draft: Draft, files: list[Content]) -> None:
        self.record, self.draft, self.files = record, draft, files
        self.last: dict[str, str | None] = {}
        """The digest under which the newest text of each field is kept."""

    def happening(self, event: Mapping[str, Any], version: int, mark: Mapping[str, Any]) -> Happening:
        """One event, with the version it led to."""
        h = Happening(at=event["at"], actor=event["actor"], via=event.get("via"), kind=event["kind"], act=None)
        h.act, h.restored = event.get("act"), dict(mark)
        where = f"history[{version - 1}]"
        for name, (old, new) in event.get("fields", {}).items():
            self.field(h, name, old, new, where)
        self.data(h, event.get("data", {}), f"{where}.data")
        for name, text in event.get("texts", {}).items():
            h.texts[name] = h.keep(f"{TEXT_OF_ACT}{name}", said(text, where))
        then = {pair[0]: pair[1] for pair in event.get("notes", ())}
        for place, (index, columns) in enumerate(self.draft.notes):
            if index == version - 1:
                h.notes.append([place, columns[0], *digests(columns, then.get(place + 1))])
        return h

    def field(self, h: Happening, name: str, old: Any, new: Any, where: str) -> None:
        """A field's old and new value."""
        for prefix, rows in ((OUTCOME, self.draft.notes), (STEP, self.record.get("steps", ()))):
            if name.startswith(prefix):
                number = name.removeprefix(prefix)
                place = within(int(number) if number.isdigit() else 0, rows, f"{where}.fields")
                name = f"{prefix}{place}"
                h.late.append(("name", name, prefix))
        if not is_text(name):
            h.fields[name] = [old, new]
            if name in ("reporter", "merged_into"):
                h.late.append(("fields", name, "reporter" if name == "reporter" else "ticket"))
            return
        before = self.last.get(name) if isinstance(old, dict) else coded(name, old, where)
        kept = h.keep(name, said(new, where)) if isinstance(new, dict) else coded(name, new, where)
        self.last[name] = kept
        h.fields[name] = [before, kept]

    def data(self, h: Happening, data: Any, where: str) -> None:
        """Codes as they are, counts checked, to become numbers of this desk."""
        if not isinstance(data, dict):
            raise BadRecord(where)
        h.data = dict(data)
        counted: Mapping[str, Any] = {
            "note": self.draft.notes,
            "attachment": self.files,
            "link": self.record.get("links", ()),
            "undone": self.record["history"],
            "step": (steps := self.record.get("steps", ())),
        }
        for name, what in NUMBERED.items():
            if name in data:
                place = within(data[name], counted[name], f"{where}.{name}")
                h.data[name] = place + 1 if name == "undone" else place
                h.late.append(("data", name, what))
        if "steps" in data:
            h.data["steps"] = [[within(step[0], steps, f"{where}.steps"), *step[1:]] for step in listed(data, where)]
            h.late.append(("steps", "steps", "step"))
        if "attachment" in data:
            h.data["digest"] = self.files[h.data["attachment"]].salted.hexdigest()
        if (name := SPEAKS_OF.get(h.kind, "")) in data:
            h.late.append(("data", name, "ticket"))


def listed(data: Mapping[str, Any], where: str) -> list[list[Any]]:
    """The steps that an event began, each a list that begins with its count."""
    steps: list[list[Any]] = data["steps"]
    if not isinstance(steps, list) or not all(isinstance(step, list) and step for step in steps):
        raise BadRecord(f"{where}.steps")
    return steps


def said(text: Any, where: str) -> str | None:
    """A text of the record; None when it was erased there."""
    if isinstance(text, dict) and text.get("erased") is True:
        return None
    if not isinstance(text, dict) or not isinstance(text.get("text"), str):
        raise BadRecord(where)
    body: str = text["text"]
    return body


def coded(name: str, value: Any, where: str) -> str | None:
    """Nothing, or a code that stands where a text would."""
    if value is None or (value in (OPEN, "na") and name.startswith((ANSWER, OUTCOME))):
        return value  # type: ignore[no-any-return]
    raise BadRecord(f"{where}.fields.{name}")


def digests(columns: tuple[Any, ...], then: Any) -> tuple[str, str | None]:
    """What the event holds of a note: of its text, and of its outcome when the note was written."""
    body, salt, outcome = columns[3:6]
    lost = digest(next(SALT), "")
    first = None if then is None else OPEN if then == OPEN else digest(salt, outcome) if outcome else lost
    return (lost if body is None else digest(salt, body), first)
