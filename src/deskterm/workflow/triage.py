"""Triage and amendment: what a ticket is (M4), where it belongs (M5) and how urgent it is (M6)."""

from dataclasses import fields as fields_of
from dataclasses import replace
from typing import cast

from deskterm.workflow.catalogue import Item, item_of
from deskterm.workflow.inputs import Amend, Details, Register, Triage
from deskterm.workflow.permission import sees
from deskterm.workflow.policy import Policy
from deskterm.workflow.priority import priority
from deskterm.workflow.values import Act, Category, Change, Kind, Nature, Person, Point, Status, Ticket

EXPLAINED = ("kind", "impact", "urgency")
"""Facts whose change after triage needs a reason."""
PRESET = ("category", "impact", "urgency")
"""Facts that an item or a category may answer."""


def judged(inputs: Triage | Amend, ticket: Ticket, policy: Policy) -> dict[str, object]:
    """The judgement as it would be. An item's presets come before those of the category, what is given before both.

    An item makes a request of what nobody has judged yet; a ticket that becomes an incident has no item any more. The
    item that a contact was registered with answers at triage as one that is given then.
    """
    wanted = wanted_item(inputs, ticket)
    item = Item() if inputs.kind is Kind.INCIDENT else item_of(wanted, policy.book) or Item()
    code = inputs.category or ticket.category or item.category
    category = policy.categories.get(code or "") or Category(code=code or "")
    moved = inputs.category is not None and inputs.category != ticket.category
    preset = category if moved or isinstance(inputs, Triage) else Category(code="")
    kind = inputs.kind or ticket.kind or (Kind.REQUEST if wanted is not None else preset.kind)
    asked = kind is not Kind.INCIDENT or ticket.kind is Kind.INCIDENT
    nature = inputs.nature or (preset.nature if preset.nature else ticket.nature) or category.nature
    return {
        "kind": kind,
        "nature": nature if kind is Kind.INCIDENT else None,
        "category": code,
        "impact": inputs.impact or ticket.impact or item.impact or preset.impact,
        "urgency": inputs.urgency or ticket.urgency or item.urgency or preset.urgency,
        "item": inputs.item or (ticket.item if asked else None),
        "agreed_at": ticket.agreed_at if inputs.agreed_at is None and asked else inputs.agreed_at,
    }


def wanted_item(inputs: Triage | Amend, ticket: Ticket) -> str | None:
    """The item that is judged by: the one that is given, at triage also the one that the ticket has."""
    return inputs.item or (ticket.item if isinstance(inputs, Triage) else None)


def contact_points(entered: Register, policy: Policy) -> list[Point]:
    """What a contact lacks: a subject, a reporter; and what is wrong with its item."""
    points = []
    if not entered.subject:
        points.append(Point(code="subject_missing", field="subject"))
    if entered.reporter is None:
        points.append(Point(code="reporter_missing", field="reporter"))
    if entered.item is not None:
        item = item_of(entered.item, policy.book)
        if entered.claimed_kind is Kind.INCIDENT:
            points.append(Point(code="item_not_request", field="item"))
        elif item is None or not item.offered:
            points.append(Point(code="item_unknown", field="item", args={"item": entered.item}))
    return points


def level_points(values: dict[str, object], policy: Policy) -> list[Point]:
    """Impact and urgency that the desk's matrix does not know."""
    points = []
    for name, highest in (("impact", policy.matrix.impacts), ("urgency", policy.matrix.urgencies)):
        value = values[name]
        if isinstance(value, int) and not 1 <= value <= highest:
            points.append(Point(code=f"{name}_out_of_range", field=name, args={"value": value, "highest": highest}))
    return points


def category_points(values: dict[str, object], policy: Policy) -> list[Point]:
    """A category that is not in the desk's tree."""
    code = values["category"]
    if code is not None and code not in policy.categories:
        return [Point(code="category_unknown", field="category", args={"category": code})]
    return []


def item_points(values: dict[str, object], inputs: Triage | Amend, ticket: Ticket, policy: Policy) -> list[Point]:
    """What is wrong with the item: nobody knows it, it is for requests alone, or its date is not agreed upon yet."""
    given = {"item": inputs.item, "agreed_at": inputs.agreed_at}
    if values["kind"] is not Kind.REQUEST:
        return [Point(code="item_not_request", field=name) for name, value in given.items() if value is not None]
    item = item_of(wanted_item(inputs, ticket), policy.book)
    if inputs.item is not None and (item is None or not (item.offered or inputs.item == ticket.item)):
        return [Point(code="item_unknown", field="item", args={"item": inputs.item})]
    if item is not None and item.agreed and values["agreed_at"] is None:
        return [Point(code="agreed_missing", field="agreed_at")]
    return []


def triage_points(ticket: Ticket, inputs: Triage, by: Person, policy: Policy, now: int) -> list[Point]:
    """Everything that is still unknown of a new ticket."""
    values = judged(inputs, ticket, policy)
    points = [
        Point(code=f"{name}_missing", field=name)
        for name in ("kind", "category", "impact", "urgency")
        if values[name] is None
    ]
    if values["kind"] is Kind.INCIDENT and values["nature"] is None:
        points.append(Point(code="nature_missing", field="nature"))
    reporter = inputs.reporter or ticket.reporter
    if reporter is None:
        points.append(Point(code="reporter_missing", field="reporter"))
    elif not reporter.reachable:
        points.append(Point(code="reporter_unreachable", field="reporter", args={"name": reporter.name}))
    judged_points = [*category_points(values, policy), *level_points(values, policy)]
    return [*points, *judged_points, *item_points(values, inputs, ticket, policy)]


def restriction(values: dict[str, object], ticket: Ticket, policy: Policy) -> dict[str, object]:
    """Tickets of a delicate nature are restricted by themselves."""
    delicate = values["nature"] in policy.restricted_natures
    return {"restricted": True} if delicate and not ticket.restricted else {}


def blind_warning(fields: dict[str, object], by: Person, ticket: Ticket) -> tuple[Point, ...]:
    """Tell the person who restricts a ticket that it leaves their sight."""
    if "restricted" in fields and not sees(by, replace(ticket, restricted=True)):
        return (Point(code="now_restricted"),)
    return ()


def triage_change(ticket: Ticket, inputs: Triage, by: Person, policy: Policy, now: int) -> Change:
    """The ticket leaves the state `new` with a priority from the matrix."""
    values = judged(inputs, ticket, policy)
    kept = {name for name in ("item", "agreed_at") if values[name] == getattr(ticket, name)}
    fields: dict[str, object] = {
        **{name: value for name, value in values.items() if name not in kept},
        "status": Status.OPEN,
        "priority": priority(cast(int, values["impact"]), cast(int, values["urgency"]), policy.matrix),
        **restriction(values, ticket, policy),
    }
    if inputs.reporter is not None:
        fields["reporter"] = inputs.reporter
    said = {n for n in PRESET if getattr(inputs, n) is not None or getattr(ticket, n) is not None}
    preset = [n for n in PRESET if n not in said and values[n] is not None]
    return Change(
        act=Act.TRIAGE,
        event="triaged",
        fields=fields,
        data={"presets": preset} if preset else {},
        notices=("received",),
        warnings=blind_warning(fields, by, ticket),
    )


def amended(ticket: Ticket, inputs: Amend, policy: Policy) -> dict[str, object]:
    """The fields that an amendment would change, with their new values; texts are taken as changed."""
    values = judged(inputs, ticket, policy)
    fields: dict[str, object] = {n: v for n, v in values.items() if v != getattr(ticket, n)}
    if inputs.subject is not None and inputs.subject != ticket.subject:
        fields["subject"] = inputs.subject
    if inputs.reporter is not None and inputs.reporter != ticket.reporter:
        fields["reporter"] = inputs.reporter
    if inputs.requested_for is not None:
        fields["requested_for"] = inputs.requested_for
    for item in fields_of(Details):
        if (value := getattr(inputs.details, item.name)) is not None:
            fields[item.name] = value
    return fields


def amend_points(ticket: Ticket, inputs: Amend, by: Person, policy: Policy, now: int) -> list[Point]:
    """What an amendment lacks: something to change, a known category, a nature, a reason."""
    values = judged(inputs, ticket, policy)
    points = [*category_points(values, policy), *level_points(values, policy)]
    points += item_points(values, inputs, ticket, policy)
    fields = amended(ticket, inputs, policy)
    if not fields:
        return [*points, Point(code="nothing_changed", field="category")]
    if ticket.triaged and values["kind"] is Kind.INCIDENT and values["nature"] is None:
        points.append(Point(code="nature_missing", field="nature"))
    changed = [name for name in EXPLAINED if name in fields]
    if ticket.triaged and changed and not inputs.reason:
        points.append(Point(code="reason_missing", field="reason", args={"changed": ", ".join(changed)}))
    return points


def amend_change(ticket: Ticket, inputs: Amend, by: Person, policy: Policy, now: int) -> Change:
    """New facts; the priority follows the matrix unless a lead has overridden it."""
    fields = amended(ticket, inputs, policy)
    values = judged(inputs, ticket, policy)
    if ticket.triaged and not ticket.overridden:
        new = priority(cast(int, values["impact"]), cast(int, values["urgency"]), policy.matrix)
        if new != ticket.priority:
            fields["priority"] = new
    if isinstance(fields.get("nature"), Nature) and ticket.triaged:
        fields |= restriction(values, ticket, policy)
    return Change(
        act=Act.AMEND,
        event="amended",
        fields=fields,
        texts={"reason": inputs.reason} if inputs.reason else {},
        notices=("priority_changed",) if "priority" in fields else (),
        warnings=blind_warning(fields, by, ticket),
    )
