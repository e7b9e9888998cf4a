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
from deskterm.workflow.response import LONGEST_NAME, Contact, Plan, Start, Task, plan_of, plans, steps_of
from deskterm.workflow.shipped_plans import SHIPPED, STEP_CODES
from deskterm.workflow.values import Act, Kind, Nature, NewStep, PlanStep, Role, Status, StepState, Ticket
from tests.workflow.people import ticket

STEP = {"code": "pump", "title": "Start the pump"}
BODY = {"title": "Flood", "steps": [STEP]}
TREE = Policy(categories={category.code: category for category in CATEGORIES})


def arranged(**own: Any) -> Policy:
    """A desk with these plans of its own."""
    return replace(TREE, book=Book({("plan", name): json.dumps(body) for name, body in own.items()}))


NO_LINE, NO_CODE = "a line of 1 to 200 characters is expected", "1 to 40 of a-z 0-9 _ - are expected"
NO_FLAG, NO_PRIORITY = "true or false is expected", "a whole number from 1 to 9 is expected"
NOBODY = "an account, a role or a line such as line:2 is expected"
NO_ACT = f"one of {', '.join(Act)} is expected"
KNOWN = {
    "": "contacts, offered, starts, steps, title",
    "starts": "breach, category, kind, major, nature, priority",
    "steps": "acts, code, responsible, title",
    "contacts": "account, email, hours, name, phone, role",
}


@pytest.mark.parametrize(
    ("more", "field", "told"),
    [
        ({"colour": "red"}, "colour", f"no such field; known: {KNOWN['']}"),
        ({"title": ""}, "title", NO_LINE),
        ({"title": "  "}, "title", NO_LINE),
        ({"title": 5}, "title", NO_LINE),
        ({"title": "x" * 201}, "title", NO_LINE),
        ({"title": "two\nlines"}, "title", NO_LINE),
        ({"offered": "no"}, "offered", NO_FLAG),
        ({"offered": 0}, "offered", NO_FLAG),
    ],
)
def test_what_cannot_be_read_is_named(more: dict[str, Any], field: str, told: str) -> None:
    """Nothing that is wrong is passed over; what is expected is said."""
    with pytest.raises(BadArrangement) as caught:
        Plan.from_dict({**BODY, **more})
    assert (caught.value.field, str(caught.value)) == (field, f"{field}: {told}")


@pytest.mark.parametrize(
    ("of", "given", "place", "told"),
    [
        ("steps", [], "", "a plan has at least one step"),
        ("steps", "pump", "", "a list of at most 60 is expected"),
        ("steps", [STEP] * 61, "", "a list of at most 60 is expected"),
        ("steps", ["pump"], "[0]", "a mapping is expected"),
        ("steps", [{**STEP, "code": "dry"}, STEP, STEP], "[2].code", "there is a step pump already"),
        ("steps", [{"code": "Pump!", "title": "x"}], "[0].code", NO_CODE),
        ("steps", [{"code": "p" * 41, "title": "x"}], "[0].code", NO_CODE),
        ("steps", [{"code": 5, "title": "x"}], "[0].code", NO_CODE),
        ("steps", [{"title": "x"}], "[0].code", NO_CODE),
        ("steps", [STEP, {"code": "dry"}], "[1].title", "a step of the desk's own needs a title"),
        ("steps", [{**STEP, "title": ""}], "[0].title", NO_LINE),
        ("steps", [{**STEP, "responsible": "line:4"}], "[0].responsible", NOBODY),
        ("steps", [{**STEP, "responsible": 2}], "[0].responsible", NOBODY),
        ("steps", [{**STEP, "who": "ann"}], "[0].who", f"no such field; known: {KNOWN['steps']}"),
        ("steps", [{**STEP, "acts": "take"}], "[0].acts", f"a list of at most {len(Act)} is expected"),
        ("steps", [{**STEP, "acts": ["take", "fly"]}], "[0].acts[1]", NO_ACT),
        ("steps", [{**STEP, "acts": [None]}], "[0].acts[0]", NO_ACT),
        ("starts", {}, "", "a list of at most 20 is expected"),
        ("starts", [{"major": True}] * 21, "", "a list of at most 20 is expected"),
        ("starts", ["P1"], "[0]", "a mapping is expected"),
        ("starts", [{}], "[0]", f"a condition says at least one of {KNOWN['starts']}"),
        ("starts", [{"colour": "red"}], "[0].colour", f"no such field; known: {KNOWN['starts']}"),
        ("starts", [{"nature": "wet"}], "[0].nature", "one of technical, service, security, personnel is expected"),
        ("starts", [{"kind": "flood"}], "[0].kind", "one of incident, request, any is expected"),
        ("starts", [{"category": ""}], "[0].category", NO_LINE),
        ("starts", [{"priority": 0}], "[0].priority", NO_PRIORITY),
        ("starts", [{"priority": 10}], "[0].priority", NO_PRIORITY),
        ("starts", [{"priority": True}], "[0].priority", NO_PRIORITY),
        ("starts", [{"major": 1}], "[0].major", NO_FLAG),
        ("starts", [{"breach": "yes"}], "[0].breach", NO_FLAG),
        ("contacts", None, "", "a list of at most 10 is expected"),
        ("contacts", [{"role": "lead"}] * 11, "", "a list of at most 10 is expected"),
        ("contacts", ["ann"], "[0]", "a mapping is expected"),
        ("contacts", [{}], "[0]", "either an account, a role or a name is expected"),
        (
            "contacts",
            [{"account": "ann", "role": "lead"}],
            "[0]",
            "either an account, a role or a name is expected",
        ),
        ("contacts", [{"role": "lead"}, {"who": "x"}], "[1].who", f"no such field; known: {KNOWN['contacts']}"),
        ("contacts", [{"account": "Ann!"}], "[0].account", "this is not one: 'Ann!'"),
        ("contacts", [{"account": 5}], "[0].account", "this is not one: 5"),
        ("contacts", [{"account": "x" * 90}], "[0].account", f"this is not one: '{'x' * 59}"),
        ("contacts", [{"role": "agent"}], "[0].role", "one of lead, admin is expected"),
        ("contacts", [{"name": ""}], "[0].name", NO_LINE),
        ("contacts", [{"name": "Ada"}], "[0]", "somebody outside the desk needs a phone or an email"),
        ("contacts", [{"account": "ann", "phone": "12345"}], "[0]", "a phone or an email stands beside a name"),
        ("contacts", [{"role": "lead", "email": "a@example.org"}], "[0]", "a phone or an email stands beside a name"),
        ("contacts", [{"name": "Ada", "phone": "soon"}], "[0].phone", "this is not one: 'soon'"),
        ("contacts", [{"name": "Ada", "email": "nowhere"}], "[0].email", "this is not one: 'nowhere'"),
        ("contacts", [{"role": "lead", "hours": 5}], "[0].hours", NO_LINE),
    ],
)
def test_what_cannot_be_read_in_a_list_is_named_by_its_place(of: str, given: Any, place: str, told: str) -> None:
    """Down to the field of the part that is wrong, counted from 0 as in the file."""
    with pytest.raises(BadArrangement) as caught:
        Plan.from_dict({**BODY, of: given})
    assert (caught.value.field, str(caught.value)) == (f"{of}{place}", f"{of}{place}: {told}")


def test_a_plan_is_a_mapping_with_steps() -> None:
    """Anything else is none."""
    for given, told in (([], "plan: a mapping is expected"), ({}, "steps: a plan has at least one step")):
        with pytest.raises(BadArrangement, match=f"^{told}$"):
            Plan.from_dict(given)


def test_everything_that_is_said_is_kept() -> None:
    """In the order in which it is said, texts without the blanks around them, up to the longest and the most."""
    code, text = "p" * 40, "x" * 200
    tasks = [
        {"code": code, "title": f" {text[2:]} ", "responsible": "line:1", "acts": ["take", "resolve"]},
        {"code": sorted(STEP_CODES)[0], "responsible": "lead"},
        *({"code": f"{n}", "title": text} for n in range(58)),
    ]
    whole = {
        "title": text,
        "starts": [
            {"kind": "any", "nature": "security", "category": "network", "priority": 9, "major": True, "breach": False},
            {"kind": "request", "priority": 1},
            *[{"major": False}] * 18,
        ],
        "steps": tasks,
        "contacts": [
            {"account": "ann", "hours": "office"},
            {"role": "admin"},
            {"name": "Ada", "phone": "12345"},
            {"name": "Bo", "email": "bo@example.org"},
            *[{"role": "lead"}] * 6,
        ],
        "offered": False,
    }
    plan = Plan.from_dict(whole)
    assert (plan.title, plan.offered) == (text, False)
    assert plan.starts[:3] == (
        Start(kind="any", nature=Nature.SECURITY, category="network", priority=9, major=True, breach=False),
        Start(kind=Kind.REQUEST, priority=1),
        Start(kind=Kind.INCIDENT, major=False),
    )
    assert plan.steps[:2] == (
        Task(code=code, title=text[2:], responsible="line:1", acts=("take", "resolve")),
        Task(code=sorted(STEP_CODES)[0], responsible="lead"),
    )
    assert plan.contacts[:5] == (
        Contact(account="ann", hours="office"),
        Contact(role=Role.ADMIN),
        Contact(name="Ada", phone="12345"),
        Contact(name="Bo", email="bo@example.org"),
        Contact(role=Role.LEAD),
    )
    assert (len(plan.starts), len(plan.steps), len(plan.contacts)) == (20, 60, 10)
    assert Plan.from_dict(BODY) == Plan(title="Flood", steps=(Task(code="pump", title="Start the pump"),), offered=True)


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


def test_a_plan_s_steps_as_they_begin() -> None:
    """In its order, with who does each; one that ships is titled by its code."""
    tasks = [{**STEP, "responsible": "line:2"}, {"code": sorted(STEP_CODES)[0]}]
    assert steps_of("flood", Plan.from_dict({**BODY, "steps": tasks})) == (
        NewStep(plan="flood", code="pump", title="Start the pump", responsible="line:2"),
        NewStep(plan="flood", code=sorted(STEP_CODES)[0], title=sorted(STEP_CODES)[0]),
    )
