"""Response plans: their format, what starts them, and the plans that ship."""

import json
from dataclasses import replace
from typing import Any

import pytest

from deskterm.store.write.shipped import CATEGORIES, PARENTS
from deskterm.texts import plans as words
from deskterm.workflow.book import BadArrangement, Book
from deskterm.workflow.catalogue import catalogue
from deskterm.workflow.planning import begun, done_with, unfit
from deskterm.workflow.policy import Policy
from deskterm.workflow.response import LONGEST_NAME, Plan, plan_of, plans
from deskterm.workflow.shipped_plans import SHIPPED, STEP_CODES
from deskterm.workflow.values import Act, Kind, Nature, PlanStep, Status, StepState, Ticket
from tests.workflow.people import ticket

STEP = {"code": "pump", "title": "Start the pump"}
BODY = {"title": "Flood", "steps": [STEP]}
TREE = Policy(categories={category.code: category for category in CATEGORIES})


def arranged(**own: Any) -> Policy:
    """A desk with these plans of its own."""
    return replace(TREE, book=Book({("plan", name): json.dumps(body) for name, body in own.items()}))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"title": ""}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"offered": "no"}, "offered"),
        ({"steps": []}, "steps"),
        ({"steps": "pump"}, "steps"),
        ({"steps": [STEP] * 61}, "steps"),
        ({"steps": ["pump"]}, "steps[0]"),
        ({"steps": [STEP, STEP]}, "steps[1].code"),
        ({"steps": [{"code": "Pump!", "title": "x"}]}, "steps[0].code"),
        ({"steps": [{"code": "pump"}]}, "steps[0].title"),
        ({"steps": [{**STEP, "responsible": "line:4"}]}, "steps[0].responsible"),
        ({"steps": [{**STEP, "who": "ann"}]}, "steps[0].who"),
        ({"starts": [{}]}, "starts[0]"),
        ({"starts": [{"nature": "wet"}]}, "starts[0].nature"),
        ({"starts": [{"kind": "flood"}]}, "starts[0].kind"),
        ({"starts": [{"priority": 0}]}, "starts[0].priority"),
        ({"starts": [{"priority": True}]}, "starts[0].priority"),
        ({"starts": [{"major": 1}]}, "starts[0].major"),
        ({"contacts": [{}]}, "contacts[0]"),
        ({"contacts": [{"account": "ann", "role": "lead"}]}, "contacts[0]"),
        ({"contacts": [{"account": "Ann!"}]}, "contacts[0].account"),
        ({"contacts": [{"role": "agent"}]}, "contacts[0].role"),
        ({"contacts": [{"name": "Ada Example"}]}, "contacts[0]"),
        ({"contacts": [{"account": "ann", "phone": "12345"}]}, "contacts[0]"),
        ({"contacts": [{"name": "Ada Example", "phone": "soon"}]}, "contacts[0].phone"),
        ({"contacts": [{"name": "Ada Example", "email": "nowhere"}]}, "contacts[0].email"),
        ({"contacts": [{"role": "lead", "hours": 5}]}, "contacts[0].hours"),
        ({"contacts": [{"role": "lead"}] * 11}, "contacts"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_field(more: dict[str, Any], field: str) -> None:
    """Nothing that is wrong is passed over."""
    with pytest.raises(BadArrangement) as caught:
        Plan.from_dict({**BODY, **more})
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("name", "more", "told"),
    [
        ("x" * (LONGEST_NAME + 1), {}, "arrangement: a plan's name has at most 64 characters"),
        (
            "request/account",
            {},
            "arrangement: there is an item 'request/account' in the catalogue; steps are known by that name",
        ),
        ("flood", {"title": None}, "title: a plan of the desk's own needs a title"),
        ("flood", {"starts": [{"category": "hard"}]}, "starts[0].category: there is no category 'hard'"),
        (
            "flood",
            {"starts": [{"priority": 4}, {"priority": 5}]},
            "starts[1].priority: a whole number from 1 to 4 is expected",
        ),
        (
            "flood",
            {"contacts": [{"role": "lead", "hours": "office"}, {"role": "lead", "hours": "night"}]},
            "contacts[1].hours: there is no calendar 'night'",
        ),
    ],
)
def test_what_the_desk_cannot_go_by_is_named_by_its_field(name: str, more: dict[str, Any], told: str) -> None:
    """A plan that can be read may still speak of what there is not; what is expected is said."""
    with pytest.raises(BadArrangement) as caught:
        unfit(name, Plan.from_dict({**BODY, **more}), TREE, {"office"})
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("flood", {"starts": [{"category": "hardware"}, {"priority": 4}]}),
        ("x" * LONGEST_NAME, {}),
        ("malware", {"title": None}),
    ],
)
def test_what_the_desk_can_go_by(name: str, more: dict[str, Any]) -> None:
    """A branch of the tree, the lowest priority, the longest name; a shipped name has its title in the texts."""
    unfit(name, Plan.from_dict({**BODY, **more}), TREE, ())


def test_the_shipped_plans_are_whole() -> None:
    """Each can be arranged as it ships, and has its title and those of its steps in the texts."""
    tree = {*TREE.categories, *PARENTS}
    for name, plan in plans(Book()).items():
        unfit(name, replace(plan, title=plan.title or "x"), TREE, ())
        assert name not in catalogue(Book()) and plan.starts and plan.offered
        assert {start.category for start in plan.starts} <= {*tree, None}
        assert words.title(name, plan) != name
    assert all(words.step(code) != code for code in STEP_CODES)
    assert words._STEPS.keys() == STEP_CODES and words._TITLES.keys() == SHIPPED.keys()


def test_an_arrangement_stands_in_the_place_of_a_shipped_plan() -> None:
    """A plan of the desk's own is found beside those that ship."""
    book = arranged(malware=BODY, flood=BODY).book
    assert list(plans(book)) == sorted({*SHIPPED, "flood"})
    assert plan_of("malware", book) == Plan.from_dict(BODY)
    assert plan_of("moon", book) is None and plan_of(None, book) is None


NEW, OPEN, RESOLVED = ticket(Status.NEW), ticket(), ticket(Status.RESOLVED)
P1 = ticket(priority=1)
PHISHED = ticket(nature=Nature.SECURITY, category="security/phishing")
REQUEST = ticket(kind=Kind.REQUEST, nature=None, priority=1)
FROM_P2 = {**BODY, "starts": [{"priority": 2}]}
CASES = [
    ("triaged as a P3", NEW, OPEN, []),
    ("triaged as a P1", NEW, P1, ["p1"]),
    ("raised to P1", OPEN, P1, ["p1"]),
    ("a P1 that has it", OPEN, replace(P1, plans=frozenset({"p1"})), []),
    ("a P1 from before", P1, replace(P1, assignee="ann"), []),
    ("a request of P1", NEW, REQUEST, []),
    ("phishing", NEW, PHISHED, ["phishing", "security-incident"]),
    ("malware and P1", NEW, replace(PHISHED, category="security/malware", priority=1), ["malware", "p1"]),
    ("security for another reason", NEW, ticket(nature=Nature.SECURITY), ["security-incident"]),
    ("a major incident", P1, replace(P1, major=True), ["major-incident"]),
    ("no longer one", replace(P1, major=True), P1, []),
    ("a data breach", OPEN, replace(OPEN, breach=True), ["data-breach"]),
    ("a breach by a request", REQUEST, replace(REQUEST, breach=True), ["data-breach"]),
    ("a P1 that is resolved", RESOLVED, replace(RESOLVED, priority=1), []),
    ("reopened as a P1", replace(RESOLVED, priority=1), P1, ["p1"]),
    ("cancelled", P1, replace(P1, status=Status.CANCELLED), []),
]


@pytest.mark.parametrize(("before", "after", "names"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_which_plans_begin_by_themselves(before: Ticket, after: Ticket, names: list[str]) -> None:
    """With the change that makes the ticket one of their kind, once, and while it is worked on."""
    found = begun(before, after, TREE)
    assert [name for name in dict.fromkeys(step.plan for step in found) if name in names] == names
    assert {step.plan for step in found} - {*names, "security-incident"} == set()
    assert [step.code for step in found if step.plan == "p1"] == [
        step["code"] for step in SHIPPED["p1"]["steps"] if "p1" in names
    ]


def test_conditions_of_the_desks_own() -> None:
    """Down to a priority; a branch of the tree; several things at once; a plan that is not offered never."""
    policy = arranged(
        down=FROM_P2,
        branch={**BODY, "starts": [{"category": "network"}]},
        both={**BODY, "starts": [{"category": "network/vpn", "priority": 1}, {"nature": "service"}]},
        asked={**BODY, "starts": [{"kind": "request", "priority": 3}]},
        gone={**FROM_P2, "offered": False},
    )

    def names(after: Ticket) -> set[str]:
        return {step.plan for step in begun(NEW, after, policy)}

    assert names(OPEN) == {"branch"}
    assert names(ticket(priority=2)) == {"branch", "down"}
    assert names(P1) == {"branch", "down", "both", "p1"}
    assert names(ticket(category="networking", nature=Nature.SERVICE)) == {"both"}
    assert names(REQUEST) == {"asked"}


@pytest.mark.parametrize(
    ("act", "done"),
    [(Act.TAKE, {1, 2}), (Act.RESOLVE, {2}), (Act.NOTE, set()), (None, set())],
)
def test_an_act_does_the_steps_that_its_plan_says(act: Act | None, done: set[int]) -> None:
    """Those that are open, by the plan as it is now; steps of items and of plans that are struck are done by hand."""
    tasks = [
        {**STEP, "acts": ["take"]},
        {"code": "call", "title": "x", "acts": ["resolve", "take"]},
        {**STEP, "code": "dry"},
    ]
    names = ["flood/pump", "flood/call", "flood/dry", "badge/pump", "flood/call", "flood/gone"]
    own = [PlanStep(id=n, plan=name[:5], code=name[6:], title="x") for n, name in enumerate(names, start=1)]
    own[4] = replace(own[4], state=StepState.WAIVED)
    found = done_with(ticket(steps=tuple(own)), act, arranged(flood={**BODY, "steps": tasks}))
    assert found == dict.fromkeys(done, StepState.DONE)
