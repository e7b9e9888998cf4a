"""A ticket of another system with its history, as the events and the row that the desk will hold.

The rules of the desk judge none of it: what the file says is recorded as it says it. Only the final state is settled,
so that the desk can go on from there.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from deskterm.store.fields import TEXT_OF_ACT, TEXTS
from deskterm.store.read.facts import intervals
from deskterm.store.write.events import digest, plain
from deskterm.store.write.intake_rows import SALT, Draft, Happening
from deskterm.store.write.tickets import DEFAULTS
from deskterm.workflow.alarms import alarm_at
from deskterm.workflow.derived import next_deadline
from deskterm.workflow.intake import Incoming, Moment, settled
from deskterm.workflow.notices import passed
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import LIVE, SPOKEN, Act, Channel, Passed, Reporter, Status, Ticket

IMPORTED = "imported"
NEVER = 1 << 62
"""`due_sort` of a ticket that has no deadline."""
UNSAID = frozenset({"id", "version", "rank", "due_sort", "reporter_id", "created_at", "created_by", "updated_at"})
"""Columns that events do not repeat."""
OWN = (UNSAID - {"created_at", "updated_at"}) | {
    *("due_at", "alarm_at", "terms", "asked_at", "item", "agreed_at", "aware_at"),
    *("reported_at", "report_waived_at", "subjects_owed_at", "subjects_at", "report_reference", "people_concerned"),
    *("records_concerned", "breach_nature", "data_concerned", "consequences", "remedies"),
    *("imported", "merged_into", "external_id", "level_changes"),
}
"""Columns that no file sets."""
SAID = ("status", "line")
"""What the first event says even where nobody said otherwise."""
ALWAYS = (
    *SAID,
    *("subject", "channel", "first_response_at", "cycle_at", "imported", "external_id", "resolved_at", "closed_at"),
)
"""What a first event may say although the file does not."""
SIMPLE = (str, int, type(None))
SETTLES = ("status", "kind", "claimed_kind", "priority", "claimed_priority", "assignee", "wait_reason", "wake_at")
ASKED = (*SETTLES, "impact", "urgency", "nature", "category")
CLOCKED = (
    *("priority", "channel", "created_at", "cycle_at", "updated_at", "first_response_at", "wake_at"),
    *("terms", "item", "agreed_at", "asked_at", "aware_at"),
)
LIVE_CODES = frozenset(status.value for status in LIVE)
ENDED = frozenset({Status.RESOLVED.value, Status.CLOSED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the desk knows when a file comes in."""

    source: str
    by: str
    via: str | None
    now: int
    policy: Policy
    agents: frozenset[str]
    reporter: Reporter | None = None
    """Who reported the ticket that is coming in."""


@dataclass(slots=True)
class Step:
    """What one row of a history says. `said`: what the desk has no place for, `whose`: people that it doesn't know."""

    at: int
    fields: dict[str, list[Any]] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    whose: dict[str, str] = field(default_factory=dict)
    passed: tuple[Passed, ...] = ()
    """Steps of targets that nobody is told of any more: they had passed when the ticket came in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A ticket that is here: its row, who reports it, and what its clocks have been through."""

    row: Mapping[str, Any]
    reporter: Reporter | None = None
    touched: bool = False
    """Has somebody here worked on it?"""
    moves: tuple[tuple[int, str], ...] = ()
    told: tuple[Passed, ...] = ()


def new_draft(incoming: Incoming, house: House, *, external_free: bool) -> Draft:
    """A ticket that is not here yet, with everything the file says of its past."""
    moments = sorted(incoming.history, key=lambda moment: moment.at)
    first = Step(at=moments[0].at if moments else 0)
    given = sorted_out(stored(incoming.fields), house, first)
    if moments:
        given |= sorted_out(stored(moments[0].fields), house, first)
        say_who(first, moments[0])
    created = given.get("created_at") or first.at or house.now
    first.at = first.at or created
    held: dict[str, Any] = {**DEFAULTS, **given, "created_at": created, "cycle_at": created, "imported": 1}
    held["external_id"] = incoming.key if external_free else None
    held["channel"] = held["channel"] or Channel.WEB.value
    held["subject"] = held["subject"] or incoming.key or "-"
    if held["first_response_at"] is None and held["channel"] in SPOKEN:
        held["first_response_at"] = created
    reckon({"line": held["line"], "status": None}, held, first.at)
    for name in (*ALWAYS, *given):
        if name not in UNSAID and (name in SAID or held[name] != DEFAULTS[name]):
            first.fields[name] = [None, held[name]]
    held, steps = lived(held, [first], moments[1:], replace(house, reporter=incoming.reporter))
    updated = max(created, steps[-1].at, given.get("updated_at") or 0)
    row = {**held, "created_by": house.by, "updated_at": updated}
    draft = Draft(row=row, happenings=all_told(steps, house), reporter=incoming.reporter)
    draft.happenings[0].act = Act.REGISTER.value
    draft.happenings[0].data |= {"source": house.source, "key": incoming.key}
    if incoming.key is not None:
        draft.origins = ((house.source, incoming.key),)
    add_notes(draft, incoming, created, house.by)
    if (who := incoming.reporter) is not None:
        draft.again = lambda place: new_draft(
            replace(incoming, reporter=replace(who, organisation=place)), house, external_free=external_free
        )
    return draft


def more_draft(known: Known, moments: list[Moment], house: House) -> Draft:
    """More history of a ticket that is here. Once somebody here has worked on it, it changes nothing any more."""
    moments = sorted(moments, key=lambda moment: moment.at)
    changed: dict[str, Any] = {}
    row = known.row
    if known.touched:
        steps = [Step(at=moment.at, said=stored(moment.fields)) for moment in moments]
        for step, moment in zip(steps, moments, strict=True):
            step.said.pop("assignee", None)
            say_who(step, moment)
    else:
        held, steps = lived(dict(row), [], moments, replace(house, reporter=known.reporter), known)
        changed = {name: value for name, value in held.items() if value != row[name] and name not in ("id", "version")}
    changed["updated_at"] = max(row["updated_at"], steps[-1].at)
    return Draft(row=changed, before=row, happenings=all_told(steps, house))


def lived(
    held: dict[str, Any], steps: list[Step], moments: list[Moment], house: House, known: Known | None = None
) -> tuple[dict[str, Any], list[Step]]:
    """Let the ticket live on through its history; its final values, and a step for each event."""
    fresh = steps[0] if steps else None
    for moment in moments:
        step = Step(at=moment.at)
        new = sorted_out(stored(moment.fields), house, step)
        say_who(step, moment)
        reckon(held, new, moment.at)
        step.fields = {name: [held[name], value] for name, value in new.items()}
        held = {**held, **new}
        steps.append(step)
    last, final = steps[-1], settled_row(held, steps, house, known)
    for name, value in final.items():
        if value == held[name] or name in UNSAID:
            continue
        if name in last.fields:
            last.said[name] = last.fields[name][1]
        last.fields[name] = [None if last is fresh else last.fields.get(name, [held[name]])[0], value]
    return held | final, steps


def stored(fields: Mapping[str, object]) -> dict[str, Any]:
    """Values as they are stored."""
    return {n: v if v.__class__ in SIMPLE else plain(v) for n, v in fields.items()}


def sorted_out(values: dict[str, Any], house: House, step: Step) -> dict[str, Any]:
    """The values that the desk has a place for; the step keeps the others."""
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if name not in DEFAULTS or name in OWN:
            if value is not None and name not in OWN:
                step.said[name] = value
        elif name == "assignee" and value is not None and value not in house.agents:
            step.whose["assignee"] = str(value)
        elif name == "category" and value is not None and value not in house.policy.categories:
            step.said[name] = value
        elif name == "status" and value == Status.MERGED:
            step.said[name], kept[name] = value, Status.CANCELLED.value
        else:
            kept[name] = value
    return kept


def say_who(step: Step, moment: Moment) -> None:
    """Who did it, as the file names them: a text, because names of people can be erased."""
    if moment.who:
        step.whose["who"] = moment.who


def reckon(held: Mapping[str, Any], new: dict[str, Any], at: int) -> None:
    """What follows from a move: one level change more, an end, a new cycle."""
    if new.get("line", held["line"]) != held["line"]:
        new["level_changes"] = held["level_changes"] + 1
    status, before = new.get("status"), held["status"]
    if status is None or status == before:
        return
    if status in LIVE_CODES:
        if before is not None and before not in LIVE_CODES:
            new |= {"cycle_at": at, "resolved_at": None, "closed_at": None}
        return
    if status in ENDED:
        new["resolved_at"] = new.get("resolved_at") or held.get("resolved_at") or at
    if status == Status.CLOSED:
        new["closed_at"] = new.get("closed_at") or at


def settled_row(held: Mapping[str, Any], steps: list[Step], house: House, known: Known | None) -> dict[str, Any]:
    """What the row holds otherwise in the end, its sort keys and its next deadline among it."""
    said = settled({name: held[name] for name in ASKED if held[name] is not None}, house.policy.matrix)
    final = {name: said.get(name) for name in SETTLES}
    if held["nature"] in house.policy.restricted_natures or held["breach"]:
        final["restricted"] = 1
    if final["status"] not in LIVE_CODES:
        final |= {"due_at": None, "alarm_at": held["resolved_at"] if final["status"] == Status.RESOLVED else None}
    else:
        final |= {"resolved_at": None, "closed_at": None, "verified": 0}
        ticket = as_ticket({**held, **final}, steps, house.reporter, known)
        gone = [telling.step for telling in passed(ticket, house.policy, house.now)]
        steps[-1].passed = tuple(Passed(step.target.value, step.cycle, step.percent) for step in gone)
        ticket = replace(ticket, told=(*ticket.told, *steps[-1].passed))
        final |= {"due_at": next_deadline(ticket, house.policy), "alarm_at": alarm_at(ticket, house.policy)}
    final["rank"] = final["priority"] or 0
    final["due_sort"] = NEVER if final["due_at"] is None else final["due_at"]
    return final


def as_ticket(
    row: Mapping[str, Any], steps: list[Step], reporter: Reporter | None = None, known: Known | None = None
) -> Ticket:
    """The row as the rules about clocks see it."""
    own = {name: row[name] for name in CLOCKED}
    own["status"] = Status(row["status"])
    moves = [(step.at, step.fields["status"][1]) for step in steps[:-1] if "status" in step.fields]
    moves = [*(known.moves if known else ()), *moves, (steps[-1].at, row["status"])]
    return Ticket(
        id=1,
        version=1,
        **own,
        reporter=reporter,
        breach=bool(row["breach"]),
        told=known.told if known else (),
        pauses=intervals(moves, row["cycle_at"]),
    )


def all_told(steps: list[Step], house: House) -> list[Happening]:
    """The steps as events. Texts stand in them by digest, the old one by that of its last revision."""
    last: dict[str, str | None] = {}
    return [told(step, house, last) for step in steps]


def told(step: Step, house: House, last: dict[str, str | None]) -> Happening:
    """A step as an event."""
    happening = Happening(at=step.at, actor=house.by, via=house.via, kind=IMPORTED, act=None)
    happening.fields = step.fields
    for name in step.fields.keys() & TEXTS:
        new = step.fields[name][1]
        before, last[name] = last.get(name), happening.keep(name, new) if new else None
        happening.fields[name] = [before, last[name]]
    for name, text in step.whose.items():
        happening.texts[name] = happening.keep(f"{TEXT_OF_ACT}{name}", text)
    if step.said:
        happening.data["said"] = step.said
    if step.passed:
        happening.data["passed"] = [asdict(each) for each in step.passed]
    return happening


def add_notes(draft: Draft, incoming: Incoming, created: int, by: str) -> None:
    """The thread; its entries belong to the event that made the ticket."""
    first = draft.happenings[0]
    for note in sorted(incoming.notes, key=lambda n: n.at or created):
        salt, kind = next(SALT), note.kind.value
        first.notes.append([len(draft.notes), kind, digest(salt, note.body), None])
        columns = (kind, note.author or by, note.at or created, note.body, salt, None, None, 0)
        draft.notes.append((0, columns))
