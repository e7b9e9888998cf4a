"""An act on one ticket: load the facts, ask the rule, write the change with its event, in one transaction.

Every door does everything through here: the rule table of `workflow.acts` is the only list of acts there is.
Acts that need a look at something else first (another ticket, a person) have a file of their own and end here too.
"""

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from deskterm.store.db import Db
from deskterm.store.fields import ANSWER, CACHES, OUTCOME, SHEET, STEP
from deskterm.store.read.facts import facts
from deskterm.store.read.history import touched_since
from deskterm.usecases.desk import Clash, Conflict, Desk, Done, NotFound, Refused
from deskterm.usecases.veil import veiled
from deskterm.workflow import planning
from deskterm.workflow.acts import decide, refusal
from deskterm.workflow.checks import Invalid
from deskterm.workflow.derived import derived
from deskterm.workflow.inputs import Inputs
from deskterm.workflow.permission import sees
from deskterm.workflow.steps import begun, left
from deskterm.workflow.values import Change, Refusal, Sheet, Status, Ticket

if TYPE_CHECKING:
    from deskterm.store.write.writer import Writer

FACTS = frozenset(field.name for field in fields(Ticket))


def perform(desk: Desk, id: int, entered: Inputs, seen: int | None = None) -> Done:
    """Do it, or raise Refused with every unmet point, NotFound, or Conflict when `seen` is too old for it."""
    with desk.writing() as writer:
        return act(desk, writer, ticket_for(writer.db, desk, id), entered, seen)


def act(desk: Desk, writer: "Writer", ticket: Ticket, entered: Inputs, seen: int | None = None) -> Done:
    """The same inside a transaction that is open already, on facts that were loaded in it."""
    now = desk.now()
    return write(desk, writer, ticket, decided(writer.db, desk, ticket, entered, now), now, seen)


def decided(db: Db, desk: Desk, ticket: Ticket, entered: Inputs, now: int) -> Change:
    """What the rules make of it. Refused with every unmet point, none of which names a ticket that is hidden."""
    outcome = decide(ticket, entered, desk.by, desk.policy, now)
    if isinstance(outcome, Refusal):
        raise Refused(refusal(veiled(db, desk.by, ticket), entered, desk.by, desk.policy, now) or outcome)
    return outcome


def write(desk: Desk, writer: "Writer", ticket: Ticket, change: Change, now: int, seen: int | None = None) -> Done:
    """Apply a change with its caches, unless it would overwrite what another has set since `seen`."""
    if seen is not None:
        refuse_stale(writer.db, ticket, change, seen)
    applied = writer.apply(ticket, with_due(desk, ticket, change, now), by=desk.by.name, now=now, via=desk.via)
    return Done(
        id=ticket.id, version=applied.version, event=applied.event_id, warnings=change.warnings, data=change.data
    )


def ticket_for(db: Db, desk: Desk, id: int) -> Ticket:
    """The facts of a ticket that this person may see; NotFound for any other, so that nothing is given away."""
    ticket = facts(db, id)
    if ticket is None or not sees(desk.by, ticket):
        raise NotFound("ticket", f"DT-{id}")
    return ticket


def with_due(desk: Desk, ticket: Ticket, change: Change, now: int) -> Change:
    """The change with what follows from it: steps that begin, the next deadline, and what the clocks carry over."""
    after = replace(ticket, **{k: v for k, v in change.fields.items() if k in FACTS})  # type: ignore[arg-type]
    change = with_steps(desk, ticket, with_plans(after, change), change)
    after = with_plans(after, change)
    if change.told:
        after = replace(after, told=(*after.told, *change.told))
    if after.status != ticket.status:
        after = replace(after, pauses=pauses_after(ticket, after, now))
    follows = derived(ticket, after, desk.policy, now)
    return replace(change, fields={**change.fields, **follows}) if follows else change


def with_steps(desk: Desk, ticket: Ticket, after: Ticket, change: Change) -> Change:
    """The change with the steps of items and plans that begin with it, that it does, and that it leaves behind."""
    new = (*begun(ticket, after, desk.policy), *planning.begun(ticket, after, desk.policy))
    moved = {**planning.done_with(ticket, change.act, desk.policy), **left(ticket, after)}
    if not new and not moved:
        return change
    return replace(change, steps=(*change.steps, *new), step_states={**moved, **change.step_states})


def with_plans(after: Ticket, change: Change) -> Ticket:
    """The facts with the plans whose steps begin with the change."""
    return replace(after, plans=after.plans | {step.plan for step in change.steps}) if change.steps else after


def pauses_after(before: Ticket, after: Ticket, now: int) -> tuple[tuple[int, int | None], ...]:
    """The pauses of a ticket whose state has just changed: one begins, one ends, or a new cycle has none."""
    if after.cycle_at != before.cycle_at:
        return ()
    if after.status is Status.WAITING:
        return (*before.pauses, (now, None))
    return tuple((start, max(start, now) if end is None else end) for start, end in before.pauses)


def refuse_stale(db: Db, ticket: Ticket, change: Change, seen: int) -> None:
    """Disjoint fields merge; a field that has been set to something else since `seen` is a conflict."""
    in_range(ticket, seen)
    if seen == ticket.version:
        return
    yours = touched(ticket, change)
    holds = {**{name: getattr(ticket, name) for name in FACTS}, **sheet_fields(ticket.sheet or Sheet())}
    holds |= {f"{STEP}{step.id}": step.state for step in ticket.steps}
    clashes = tuple(
        Clash(field=name, theirs=holds.get(name), yours=yours[name], by=by, at=at)
        for name, (_, _, by, at) in touched_since(db, ticket.id, seen).items()
        if name in yours and yours[name] != holds.get(name)
    )
    if clashes:
        raise Conflict(ticket.id, ticket.version, clashes)


def in_range(ticket: Ticket, seen: int) -> None:
    """Invalid for a version that the ticket has never had."""
    if not 1 <= seen <= ticket.version:
        raise Invalid("seen", "out_of_range", value=seen, lowest=1, highest=ticket.version)


def touched(ticket: Ticket, change: Change) -> dict[str, object]:
    """Everything that a change sets, by the names that the events use."""
    found = {name: value for name, value in change.fields.items() if name not in CACHES}
    if change.sheet is not None:
        old = sheet_fields(ticket.sheet or Sheet())
        found |= {name: value for name, value in sheet_fields(change.sheet).items() if old.get(name) != value}
    if change.named is not None:
        found["named"] = change.named
    found |= {f"{STEP}{step}": state for step, state in change.step_states.items()}
    if change.settle is not None:
        found[f"{OUTCOME}{change.settle[0]}"] = change.settle[1]
    return found


def sheet_fields(sheet: Sheet) -> dict[str, object]:
    """A diagnosis as the fields that the events name."""
    answers = {f"{ANSWER}{question}": answer for question, answer in sheet.answers.items()}
    return {**{name: getattr(sheet, name) for name in SHEET}, **answers}
