"""A contact outside the desk was called: reached, or not, and then the next one of the plan is told.

That is whoever comes first of those behind the ones who know, in their hours, or at any hour on a P1. Somebody else
outside is to be called in turn. When nobody is left, the leads of the ticket's line are told that nobody was reached.
"""

from deskterm.workflow.called import MADE, OutsideCall
from deskterm.workflow.chain import Chain, chain_of, opens
from deskterm.workflow.notices import Telling, To, leads_of, to_tell
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import ClockName, Step
from deskterm.workflow.step_inputs import CallMade
from deskterm.workflow.values import Act, Change, NewNote, NoteKind, Person, Point, Ticket


def meant(ticket: Ticket, given: str | None) -> tuple[OutsideCall, ...]:
    """The calls that a name may mean: `PLAN/PLACE`, or the place alone; nothing said means any."""
    return tuple(each for each in ticket.calls if given in (None, each.mark, str(each.place)))


def call_points(ticket: Ticket, inputs: CallMade, by: Person, policy: Policy, now: int) -> list[Point]:
    """A call that waits, and what came of it."""
    if not ticket.calls:
        return [Point(code="no_call_waits")]
    points, found = [], meant(ticket, inputs.contact)
    if len(found) != 1:
        code = "call_missing" if inputs.contact is None else "call_ambiguous" if found else "call_unknown"
        calls = ", ".join(each.mark for each in found or ticket.calls)
        points.append(Point(code=code, field="contact", args={"contact": inputs.contact, "calls": calls}))
    if inputs.reached is None:
        points.append(Point(code="reached_missing", field="reached"))
    return points


def call_change(ticket: Ticket, inputs: CallMade, by: Person, policy: Policy, now: int) -> Change:
    """On record by the place alone; who was not reached has the next one told with the same event."""
    (call,) = meant(ticket, inputs.contact)
    data: dict[str, object] = {"plan": call.plan, "place": call.place, "reached": bool(inputs.reached)}
    named = None
    if not inputs.reached:
        to = onwards(ticket, call, inputs.team, policy, now)
        data |= {"target": call.target, "cycle": call.cycle, "percent": call.percent, "to": to.accounts}
        data |= {"places": to.places or (call.last,), "outside": tuple(place for place, _ in to.outside)}
        named = ticket.named | frozenset(to.strangers) if to.strangers else None
    return Change(
        act=Act.CALL,
        event=MADE,
        data=data,
        notes=(NewNote(kind=NoteKind.WORK, body=inputs.text),) if inputs.text else (),
        named=named,
    )


def onwards(ticket: Ticket, call: OutsideCall, team: tuple[Person, ...], policy: Policy, now: int) -> To:
    """Who is told when a contact was not reached; nobody new while others of the same step are still to be called."""
    chain = chain_of(ticket, policy)
    place = None if chain is None or chain.plan != call.plan else behind(chain, call.last, now)
    if place is not None:
        step = Step(ClockName(call.target), call.cycle, call.percent, now)
        return to_tell(ticket, Telling(step, now, False, chain, (place,)), team)
    if any(each.event == call.event and each is not call for each in ticket.calls):
        return To()
    return To(tuple(name for name in leads_of(ticket, team) if name != ticket.about))


def behind(chain: Chain, last: int, now: int) -> int | None:
    """The first place behind another whose contact may be told now."""
    ahead = (each for each in chain.contacts if each[0] > last)
    return next((place for place, _, hours in ahead if chain.urgent or opens(hours, now) == now), None)
