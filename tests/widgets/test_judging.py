"""The answers of triage: who wins, what is missing, which keys choose a category, what is filed."""

from dataclasses import replace

import pytest

from deskterm.store.write.shipped import CATEGORIES
from deskterm.widgets.judging import Judging, branches
from deskterm.workflow.book import Book
from deskterm.workflow.catalogue import catalogue
from deskterm.workflow.classify.verdict import Classification
from deskterm.workflow.values import Category, Kind, Nature, Status, Ticket

TREE = {category.code: category for category in CATEGORIES}
SURE = Classification(Kind.INCIDENT, True, 0.9, "en", Nature.TECHNICAL, ())
UNSURE = SURE._replace(sure=False, score=0.2)
TICKET = Ticket(id=1, version=1, status=Status.NEW)
START = Judging(ticket=TICKET, tree=TREE, seen=UNSURE)


def test_an_unsure_kind_is_asked():
    """A suggestion that is not sure fills nothing in."""
    assert START.kind is None
    assert START.missing == ("kind", "category", "levels")


def test_a_sure_kind_and_a_category_with_presets_leave_nothing_to_ask():
    """Then enter alone files the ticket, and the presets are left to the rule to be recorded as such."""
    judging = replace(START, seen=SURE, suggested=("access/password",))
    assert judging.missing == ()
    assert (judging.levels.impact, judging.levels.urgency, judging.levels.preset) == (3, 2, True)
    assert (judging.inputs.impact, judging.inputs.urgency, judging.inputs.kind) == (None, None, Kind.INCIDENT)


@pytest.mark.parametrize("code", list(TREE))
def test_every_shipped_category_is_reached_in_two_keys(code):
    """A digit for the branch, a digit for the leaf, and the keys that are shown are those that work."""
    keys = START.keys_of(code)
    assert len(keys) == 2
    assert START.pressed(keys[0]).pressed(keys[1]).category == code


def test_a_tree_of_many_branches_is_reached_with_zero():
    """Branches and leaves past the ninth follow after 0, and 0 at the end begins again."""
    tree = {f"b{n}/l{m}": Category(code=f"b{n}/l{m}") for n in range(12) for m in range(20)}
    judging = replace(START, tree=tree)
    keys = judging.keys_of("b11/l19")
    assert keys == "03" + "002"
    for key in keys:
        judging = judging.pressed(key)
    assert judging.category == "b11/l19"
    assert replace(START, tree=tree).pressed("0").pressed("0").offered["1"] == "b0"


def test_a_digit_that_stands_for_nothing_changes_nothing():
    """A slip of the finger loses no answer."""
    judging = START.pressed("4")
    assert judging.pressed("9") == judging
    assert judging.dropped() == START


def test_the_nature_follows_the_category_until_the_agent_says_otherwise():
    """A category carries a nature; one key changes it; another category brings its own again."""
    judging = replace(START, seen=SURE).answered("digit", "7").answered("digit", "1")
    assert judging.nature is Nature.SECURITY
    assert judging.answered("nature", "").nature is Nature.PERSONNEL
    assert judging.answered("nature", "").answered("digit", "4").answered("digit", "1").nature is Nature.TECHNICAL


def test_a_request_has_no_nature():
    """Only incidents have one."""
    judging = START.answered("kind", "request")
    assert judging.nature is None
    assert judging.answered("nature", "") == judging


def test_a_category_that_the_agent_chose_may_tell_the_kind():
    """Choosing equipment says that it is a request; a category that is merely suggested says nothing."""
    chosen = START.answered("digit", "9").answered("digit", "1")
    assert chosen.kind is Kind.REQUEST
    assert replace(START, suggested=("request/equipment",)).kind is None
    assert chosen.answered("kind", "incident").kind is Kind.INCIDENT


def test_answers_outlive_a_new_reading():
    """What the agent has answered stays when somebody adds to the ticket meanwhile."""
    judging = START.answered("kind", "request").at_levels(1, 2)
    again = judging.again(replace(TICKET, version=2), SURE, ("network/vpn",))
    assert (again.kind, again.own_levels, again.category) == (Kind.REQUEST, (1, 2), "network/vpn")


def test_branches_keep_the_order_of_the_tree():
    """The digits go down the tree as the desk ordered it."""
    assert branches(TREE)[:3] == ["access", "hardware", "software"]


REQUEST = replace(START, own_kind=Kind.REQUEST).offering(catalogue(Book()), ("request/account",))


def test_an_item_answers_category_impact_and_urgency_as_presets():
    """They are left to the rule to be recorded as such; what the agent has answered wins."""
    listed = REQUEST.answered("item", "")
    first = listed.offered["1"]
    judging = listed.pressed("1")
    assert (judging.item, judging.listing, judging.missing) == (first, False, ())
    assert judging.levels.preset
    assert (judging.inputs.item, judging.inputs.category, judging.inputs.impact) == (first, None, None)
    own = replace(judging, own_category="network/vpn").at_levels(1, 1)
    assert (own.inputs.item, own.inputs.category, own.inputs.impact) == (first, "network/vpn", 1)


def test_an_item_makes_a_request_of_what_nobody_knows_and_an_incident_has_none():
    """And an answer of another kind keeps the item for the way back."""
    chosen = replace(REQUEST, own_kind=None).answered("item", "").pressed("2")
    assert chosen.kind is Kind.REQUEST
    incident = chosen.answered("kind", "incident")
    assert (incident.item, incident.inputs.item, incident.inputs.agreed_at) == (None, None, None)
    assert not incident.answered("item", "").listing
    assert incident.answered("kind", "request").item == chosen.item


def test_the_list_of_items_closes_without_one():
    """Its key again, or the key that drops a half choice, which leaves the item as it was."""
    chosen = REQUEST.answered("item", "").pressed("1")
    assert chosen.answered("item", "").answered("drop", "").item == chosen.item
    assert chosen.answered("item", "").answered("item", "").item is None
    assert not replace(REQUEST, items={}).answered("item", "").listing


def test_an_item_with_an_agreed_date_asks_for_it():
    """Nothing is filed without the date; another item needs none and sends none."""
    items = list(catalogue(Book()))
    judging = replace(REQUEST, own_item="request/change", own_category="request/change", own_levels=(3, 3))
    assert judging.missing == ("agreed_at",)
    assert judging.on(5).inputs.agreed_at == 5
    other = replace(judging.on(5), own_item=items[0])
    assert (other.missing, other.inputs.agreed_at) == ((), None)


def test_an_item_that_is_gone_from_the_catalogue_is_no_answer():
    """Somebody may strike it while the ticket is looked at."""
    chosen = REQUEST.answered("item", "").pressed("1")
    assert chosen.offering({}, ()).item is None


def test_what_the_ticket_says_comes_before_every_preset():
    """Impact and urgency that somebody has noted are shown as they will be filed."""
    noted = replace(START, ticket=replace(TICKET, impact=1, urgency=2), suggested=("access/password",))
    assert (noted.levels.impact, noted.levels.urgency, noted.levels.preset) == (1, 2, False)
