"""A whole ticket as a record of the desk's own format: without the desk's inner numbers and without digests.

Notes, links, files and steps are counted from 1 within the ticket, events are named by the version that they led to,
and a text stands where the record holds its digest. What the person may not know of is left out.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from deskterm.store.fields import ANSWER, OPEN, OUTCOME, STEP, TEXT_OF_ACT, is_text
from deskterm.store.read.whole import SPEAKS_OF, Whole
from deskterm.workflow.values import Reporter

FLAGS = frozenset({"overridden", "verified", "restricted", "major", "breach", "imported"})
UUID = 36
"""Characters of a desk's identity: tickets that were taken over from a desk are known there by that."""
Content = dict[str, Any]


def ticket_record(ticket: Whole, events: Mapping[int, Content]) -> Content:
    """The ticket with everything that belongs to it; the pieces of its files follow it."""
    facts = {name: value for name, value in ticket.facts.items() if value is not None and name != "version"}
    if facts.get("merged_into") in ticket.hidden:
        del facts["merged_into"]
    orders = Orders(ticket, events)
    record: Content = {
        "type": "ticket",
        "number": ticket.id,
        "facts": {name: bool(value) if name in FLAGS else value for name, value in facts.items()},
        "texts": {name: value for name, value in ticket.texts.items() if value is not None},
        "reporter": ticket.reporter_id,
    }
    for signs, extent, components in ticket.beside("sheet"):
        record["sheet"] = {"signs": signs, "extent": extent, "components": components}
    beside = {
        "answers": dict(sorted(ticket.beside("answer"))),
        "named": sorted(name for (name,) in ticket.beside("ticket_person")),
        "notes": [orders.note(row) for row in ticket.beside("note")],
        "links": [orders.link(row) for row in ticket.beside("link") if row[2] not in ticket.hidden],
        "attachments": [orders.file(row) for row in ticket.beside("attachment")],
        "steps": [orders.step(row) for row in ticket.beside("ticket_step")],
        "origins": sorted([source, key] for source, key in ticket.beside("origin") if len(source) != UUID),
    }
    record |= {name: value for name, value in beside.items() if value}
    return record | {"history": [orders.event(content) for content in events.values()]}


def people_of(ticket: Whole, events: Iterable[Content]) -> set[int]:
    """The reporters that the ticket and its past name."""
    pairs = (content["fields"].get("reporter", ()) for content in events)
    found = {number for pair in pairs for number in pair}
    return {number for number in (*found, ticket.reporter_id) if isinstance(number, int)}


def reporter_record(who: Reporter) -> Content:
    """Somebody who reports."""
    told = {"name": who.name, "email": who.email, "phone": who.phone, "language": who.language}
    place = {"organisation": who.organisation}
    return {"type": "reporter", "id": who.id, **{n: v for n, v in (told | place).items() if v is not None}}


class Orders:
    """The ticket's own counting of what the desk counts as a whole."""

    def __init__(self, ticket: Whole, events: Mapping[int, Content]) -> None:
        self.ticket = ticket
        self.versions = {number: content["version"] for number, content in events.items()}
        self.notes = {row[0]: place for place, row in enumerate(ticket.beside("note"), 1)}
        self.files = {row[0]: place for place, row in enumerate(ticket.beside("attachment"), 1)}
        self.steps = {row[0]: place for place, row in enumerate(ticket.beside("ticket_step"), 1)}
        shown = [row for row in ticket.beside("link") if row[2] not in ticket.hidden]
        self.links = {row[0]: place for place, row in enumerate(shown, 1)}

    def note(self, row: tuple[Any, ...]) -> Content:
        """An entry of the thread."""
        _, event, kind, author, at, body, outcome, delivery, withdrawn = row
        told = {"kind": kind, "author": author, "at": at, "event": self.versions[event], "body": body}
        more = {"outcome": outcome, "delivery": delivery}
        return told | {n: v for n, v in more.items() if v is not None} | withdrawn_too(withdrawn)

    def link(self, row: tuple[Any, ...]) -> Content:
        """A link that was made from this ticket."""
        _, event, other, kind, withdrawn = row
        return {"other": other, "type": kind, "event": self.versions[event], **withdrawn_too(withdrawn)}

    def file(self, row: tuple[Any, ...]) -> Content:
        """What is known of a file."""
        _, event, name, media_type, size, sha256, author, at, withdrawn = row
        told = {"name": name, "media_type": media_type, "size": size, "sha256": bytes(sha256).hex()}
        return told | {"author": author, "at": at, "event": self.versions[event], **withdrawn_too(withdrawn)}

    def step(self, row: tuple[Any, ...]) -> Content:
        """A step of a plan or an item."""
        _, event, plan, code, position, title, responsible, state, by, at, withdrawn = row
        told = {"plan": plan, "code": code, "position": position, "title": title, "event": self.versions[event]}
        more = {"responsible": responsible, "state": state, "by": by, "at": at}
        return told | {n: v for n, v in more.items() if v is not None} | withdrawn_too(withdrawn)

    def event(self, content: Content) -> Content:
        """An event; what it holds by digest as text."""
        told: Content = {"at": content["at"], "actor": content["actor"], "kind": content["kind"]}
        more = {
            "via": content["via"],
            "act": content["act"],
            "fields": self.fields(content),
            "data": self.data(content),
            "texts": {n: self.text(content["id"], TEXT_OF_ACT + n) for n in content["texts"]},
            "notes": [
                [self.notes[n], outcome if outcome in (None, OPEN) else 1] for n, *_, outcome in content["notes"]
            ],
        }
        return told | {name: value for name, value in more.items() if value}

    def fields(self, content: Content) -> Content:
        """Old and new of each field; of a text the new one alone, the old one was new before."""
        told: Content = {}
        for name, (old, new) in content["fields"].items():
            own = self.counted(name)
            if not is_text(name):
                pair = [0 if value in self.ticket.hidden and name == "merged_into" else value for value in (old, new)]
            else:
                pair = [
                    old if old is None or (old in CODED and name.startswith((ANSWER, OUTCOME))) else {"before": True},
                    new
                    if new is None or (new in CODED and name.startswith((ANSWER, OUTCOME)))
                    else self.text(content["id"], name),
                ]
            told[own] = pair
        return told

    def counted(self, name: str) -> str:
        """A field's name, with a place in the ticket's own counting where it holds a number of the desk."""
        for prefix, orders in ((OUTCOME, self.notes), (STEP, self.steps)):
            if name.startswith(prefix):
                return f"{prefix}{orders[int(name.removeprefix(prefix))]}"
        return name

    def text(self, event: int, name: str) -> Content:
        """A text that was kept beside an event."""
        body, _ = self.ticket.bodies.get((event, name), (None, ""))
        return {"erased": True} if body is None else {"text": body}

    def data(self, content: Content) -> Content:
        """Codes; numbers of this desk in the ticket's own counting."""
        data = {
            name: value
            for name, value in content["data"].items()
            if name != "digest" or "attachment" not in content["data"]
        }
        if (name := SPEAKS_OF.get(content["kind"])) is not None and data.get(name) in self.ticket.hidden:
            data[name] = 0
            data.pop("link", None)
        for name, orders in (
            ("note", self.notes),
            ("attachment", self.files),
            ("link", self.links),
            ("step", self.steps),
            ("undone", self.versions),
        ):
            if name in data:
                data[name] = orders.get(data[name], 0)
        if "steps" in data:
            data["steps"] = [[self.steps[number], *rest] for number, *rest in data["steps"]]
        return data


CODED = (OPEN, "na")
"""What may stand in the place of a digest."""


def withdrawn_too(withdrawn: int) -> Content:
    """A mark on what was taken back."""
    return {"withdrawn": True} if withdrawn else {}
