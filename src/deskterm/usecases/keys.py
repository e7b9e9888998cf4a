"""Whose SSH key opens the desk from afar: lines of the owner's authorized_keys, each change an event of the desk.

The file is written while the transaction is open. A process that is killed between the two leaves a key in the file
that the record does not know, or none where the record has one: `listed` and the doctor show it, and the same command
once more sets it right.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from deskterm.store.errors import StoreError
from deskterm.store.keyfile import held, look
from deskterm.store.read.keys import ADDED, REMOVED, Recorded, recorded
from deskterm.store.read.people import person
from deskterm.usecases.desk import Desk, NotFound, require
from deskterm.workflow.authorized import Line, Ring, command, read
from deskterm.workflow.checks import Invalid
from deskterm.workflow.permission import ADMINISTER, AUDIT, may_desk
from deskterm.workflow.sshkeys import Key
from deskterm.workflow.values import Point, Role

if TYPE_CHECKING:
    from deskterm.store.write.writer import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Where keys are kept, and what whoever comes with one is given: a program, on a desk."""

    path: Path
    program: str
    db: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A key of somebody. `added_at`: when, as far as the record knows; `in_file`: does sshd know it? None: the
    asker can't tell, for the file is the owner's.
    """

    name: str
    algorithm: str
    fingerprint: str
    added_at: int | None
    in_file: bool | None

    @property
    def agrees(self) -> bool:
        """Do file and record say the same?"""
        return self.in_file is True and self.added_at is not None


def entitled(desk: Desk, roles: frozenset[Role]) -> None:
    """Refused unless the person has one of the roles, or is the desk's owner at the machine in their own name."""
    if desk.remote or desk.via is not None or not desk.store.is_owner:
        require(may_desk(roles, desk.by))


def add(desk: Desk, gate: Gate, who: str, key: Key) -> bool:
    """Who comes with this key works in this name. False: so it was already, in the file and on record."""
    entitled(desk, ADMINISTER)
    with desk.writing() as writer, held(gate.path) as file:
        known = person(writer.db, who)
        if known is None:
            raise NotFound("agent", who)
        if not known.active:
            require(Point(code="agent_off", args={"name": who}))
        ring = read(file.content, desk.store.uuid, str(gate.path))
        on_record = recorded(writer.db).get(key.fingerprint)
        require(taken(ring, on_record, who, key))
        if on_record is None:
            tell(desk, writer, ADDED, who, key.kind, key.fingerprint)
        becomes = ring.with_line(Line(who, key, command(gate.program, gate.db, who))).written()
        changed = on_record is None or becomes != file.content
        file.write(becomes)
        return changed


def taken(ring: Ring, on_record: Recorded | None, who: str, key: Key) -> Point | None:
    """What is against giving the key to this person: somebody else has it, or it opens something else."""
    line = ring.of(key)
    for holder in (line, on_record):
        if holder is not None and holder.name != who:
            return Point(code="key_taken", field="key", args={"name": holder.name})
    return Point(code="key_outside", field="key") if ring.outside(key) else None


def remove(desk: Desk, gate: Gate, who: str, meant: Callable[[list[Held]], Iterable[Held]]) -> list[Held]:
    """The person's keys that are `meant` open nothing any more. NotFound: there is no such person."""
    entitled(desk, ADMINISTER)
    with desk.writing() as writer, held(gate.path) as file:
        if person(writer.db, who) is None:
            raise NotFound("agent", who)
        ring = read(file.content, desk.store.uuid, str(gate.path))
        gone = list(meant([each for each in both(ring, recorded(writer.db)) if each.name == who]))
        file.write(shortened(desk, writer, ring, gone).written())
        return gone


def take_all(desk: Desk, writer: "Writer", gate: Gate, who: str) -> Invalid | StoreError | None:
    """Take every key of somebody who leaves; why not, when the file can't be changed: the name opens nothing then."""
    on_record = [each for each in recorded(writer.db).values() if each.name == who]
    try:
        if not on_record and not any(line.name == who for line in ring_of(desk, gate.path).lines):
            return None
        with held(gate.path) as file:
            ring = read(file.content, desk.store.uuid, str(gate.path))
            gone = [each for each in both(ring, recorded(writer.db)) if each.name == who]
            file.write(shortened(desk, writer, ring, gone).written())
    except (Invalid, StoreError) as error:
        return error if on_record else None
    return None


def shortened(desk: Desk, writer: "Writer", ring: Ring, gone: Iterable[Held]) -> Ring:
    """The file without some keys, each with its event. One that the record does not know leaves a trace too."""
    lost = set()
    for each in gone:
        tell(desk, writer, REMOVED, each.name, each.algorithm, each.fingerprint)
        lost.add(each.fingerprint)
    return ring.without([line.key for line in ring.lines if line.key.fingerprint in lost])


def tell(desk: Desk, writer: "Writer", kind: str, who: str, algorithm: str, fingerprint: str) -> None:
    """Have it on record."""
    data = {"person": who, "algorithm": algorithm, "fingerprint": fingerprint}
    writer.desk_event(kind, data, by=desk.by.name, now=desk.now(), via=desk.via)


def listed(desk: Desk, gate: Gate) -> list[Held]:
    """Every key that the file or the record knows; to somebody who can't read the owner's file, the record alone."""
    entitled(desk, AUDIT)
    on_record = recorded(desk.store.db)
    try:
        return both(ring_of(desk, gate.path), on_record)
    except Invalid:
        if desk.store.is_owner:
            raise
        return [replace(each, in_file=None) for each in both(Ring(desk.store.uuid), on_record)]


def ring_of(desk: Desk, path: Path) -> Ring:
    """The file as it is now."""
    return read(look(path), desk.store.uuid, str(path))


def both(ring: Ring, on_record: dict[str, Recorded]) -> list[Held]:
    """What the file and the record know, by name; a key that they give to different people is there twice."""
    found = {(line.name, line.key.fingerprint): line.key.kind for line in ring.lines}
    known = {(each.name, fingerprint): each for fingerprint, each in on_record.items()}
    return sorted(
        (
            Held(
                name=name,
                algorithm=known[name, mark].algorithm if (name, mark) in known else found[name, mark],
                fingerprint=mark,
                added_at=known[name, mark].at if (name, mark) in known else None,
                in_file=(name, mark) in found,
            )
            for name, mark in {**known, **found}
        ),
        key=lambda each: (each.name, each.added_at or 0, each.fingerprint),
    )
