"""Triage and amendment: which facts are asked for, where presets come in, when a reason is needed."""

from dataclasses import replace

import pytest

from deskterm.workflow.acts import decide, refusal
from deskterm.workflow.inputs import Amend, Details, Override, Triage
from deskterm.workflow.policy import Policy
from deskterm.workflow.priority import Matrix
from deskterm.workflow.values import Kind, Nature, Reporter, Status
from tests.workflow.people import L1, LEAD, NOW, POLICY, agent, ticket

FULL = Triage(kind=Kind.INCIDENT, nature=Nature.TECHNICAL, category="network/vpn", impact=1, urgency=2)


def codes(facts, entered, by=L1, policy=POLICY):
    refused = refusal(facts, entered, by, policy, NOW)
    return refused.codes if refused else ()


NEW = ticket(Status.NEW)


@pytest.mark.parametrize(
    ("entered", "missing"),
    [
        (Triage(), ("kind_missing", "category_missing", "impact_missing", "urgency_missing")),
        (FULL, ()),
        (replace(FULL, kind=None), ("kind_missing",)),
        (replace(FULL, impact=None), ("impact_missing",)),
        (replace(FULL, urgency=None), ("urgency_missing",)),
        (replace(FULL, nature=None), ()),
        (replace(FULL, nature=None, category="other/unclear"), ("nature_missing",)),
        (Triage(kind=Kind.REQUEST, category="other/unclear", impact=3, urgency=3), ()),
        (Triage(kind=Kind.INCIDENT, category="access/password"), ()),
        (Triage(category="request/equipment"), ()),
        (replace(FULL, category="no/such"), ("category_unknown",)),
        (replace(FULL, impact=4), ("impact_out_of_range",)),
        (replace(FULL, urgency=9), ("urgency_out_of_range",)),
    ],
)
def test_what_triage_asks(entered, missing):
    """Kind, category, impact and urgency; an incident's nature; presets of the category answer for themselves."""
    assert codes(NEW, entered) == missing


@pytest.mark.parametrize(
    ("reporter", "missing"),
    [
        (None, ("reporter_missing",)),
        (Reporter(name="Rhea"), ("reporter_unreachable",)),
        (Reporter(name="Rhea", phone="12345"), ()),
    ],
)
def test_somebody_must_be_reachable(reporter, missing):
    """A reporter with a mail address or a telephone; triage itself may add them."""
    assert codes(replace(NEW, reporter=reporter), FULL) == missing
    assert codes(replace(NEW, reporter=None), replace(FULL, reporter=reporter)) == missing


def test_a_triaged_ticket():
    """Open, with a priority from the matrix, its nature from the category."""
    change = decide(NEW, replace(FULL, nature=None), L1, POLICY, NOW)
    assert change.event == "triaged" and change.notices == ("received",)
    assert change.fields == {
        "kind": Kind.INCIDENT, "nature": Nature.TECHNICAL, "category": "network/vpn", "impact": 1, "urgency": 2,
        "status": Status.OPEN, "priority": 2,
    }  # fmt: skip
    assert change.data == {} and change.warnings == ()


def test_presets_are_on_record_as_presets():
    """Who reads the event sees which answers nobody gave."""
    change = decide(NEW, Triage(kind=Kind.INCIDENT, category="access/password", urgency=1), L1, POLICY, NOW)
    assert change.data == {"presets": ["impact"]}
    assert (change.fields["impact"], change.fields["urgency"], change.fields["priority"]) == (3, 1, 3)


def test_a_request_has_no_nature():
    """Nature is a word about incidents."""
    entered = Triage(kind=Kind.REQUEST, nature=Nature.SECURITY, category="security/phishing", impact=3, urgency=3)
    change = decide(NEW, entered, L1, POLICY, NOW)
    assert change.fields["nature"] is None and "restricted" not in change.fields


@pytest.mark.parametrize("nature", [Nature.SECURITY, Nature.PERSONNEL])
def test_delicate_natures_restrict_by_themselves(nature):
    """And whoever loses sight of the ticket is told."""
    change = decide(NEW, replace(FULL, nature=nature), L1, POLICY, NOW)
    assert change.fields["restricted"] is True
    assert [p.code for p in change.warnings] == ["now_restricted"]
    assert decide(NEW, replace(FULL, nature=nature), LEAD, POLICY, NOW).warnings == ()
    assert (
        "restricted"
        not in decide(replace(NEW, restricted=True), replace(FULL, nature=nature), LEAD, POLICY, NOW).fields
    )


def test_another_matrix():
    """The desk's own matrix decides, in its own range."""
    policy = replace(POLICY, matrix=Matrix.from_rows([[1, 1], [5, 5]]))
    assert decide(NEW, replace(FULL, impact=2, urgency=1), L1, policy, NOW).fields["priority"] == 5
    assert codes(NEW, replace(FULL, impact=3), policy=policy) == ("impact_out_of_range",)
    assert isinstance(Policy().matrix, Matrix)


OPEN = ticket(Status.OPEN)


@pytest.mark.parametrize(
    ("facts", "entered", "missing"),
    [
        (OPEN, Amend(), ("nothing_changed",)),
        (OPEN, Amend(impact=2), ("nothing_changed",)),
        (OPEN, Amend(impact=1), ("reason_missing",)),
        (OPEN, Amend(urgency=1, reason="r"), ()),
        (OPEN, Amend(kind=Kind.REQUEST), ("reason_missing",)),
        (OPEN, Amend(category="access/password"), ()),
        (OPEN, Amend(category="no/such"), ("category_unknown",)),
        (OPEN, Amend(subject="better words"), ()),
        (OPEN, Amend(details=Details(place="Room 4")), ()),
        (OPEN, Amend(requested_for="Mia"), ()),
        (OPEN, Amend(reporter=Reporter(name="Mo")), ()),
        (OPEN, Amend(impact=9, reason="r"), ("impact_out_of_range",)),
        (NEW, Amend(impact=1), ()),
        (NEW, Amend(kind=Kind.INCIDENT), ()),
        (ticket(kind=Kind.REQUEST, nature=None, category="other/unclear"), Amend(kind=Kind.INCIDENT, reason="r"),
         ("nature_missing",)),
        (ticket(kind=Kind.REQUEST, nature=None), Amend(kind=Kind.INCIDENT, reason="r"), ()),
    ],
)  # fmt: skip
def test_what_an_amendment_asks(facts, entered, missing):
    """Something new; a reason when kind, impact or urgency change after triage."""
    assert codes(facts, entered) == missing


def test_an_amendment_sets_only_what_changed_and_its_priority():
    """Nothing else is touched, so that two people amend different facts at once."""
    change = decide(OPEN, Amend(impact=1, urgency=2, reason="the site"), L1, POLICY, NOW)
    assert change.fields == {"impact": 1, "priority": 2}
    assert change.texts == {"reason": "the site"} and change.notices == ("priority_changed",)
    assert decide(OPEN, Amend(subject="s"), L1, POLICY, NOW).fields == {"subject": "s"}
    assert decide(OPEN, Amend(subject="s"), L1, POLICY, NOW).notices == ()


def test_an_untriaged_ticket_keeps_no_priority():
    """What is amended before triage is only prepared."""
    assert decide(NEW, Amend(impact=1, urgency=1), L1, POLICY, NOW).fields == {"impact": 1, "urgency": 1}


def test_an_override_outlives_an_amendment():
    """Only a lead takes a lead's priority back."""
    assert decide(ticket(overridden=True, priority=1), Amend(impact=3, reason="r"), L1, POLICY, NOW).fields == {
        "impact": 3
    }


def test_a_delicate_category_restricts_on_amendment():
    """The nature comes with the category, the restriction with the nature."""
    change = decide(OPEN, Amend(category="security/phishing"), L1, POLICY, NOW)
    assert change.fields == {"category": "security/phishing", "nature": Nature.SECURITY, "restricted": True}
    assert [p.code for p in change.warnings] == ["now_restricted"]
    assert decide(OPEN, Amend(category="security/phishing"), agent("lea", 2), POLICY, NOW).codes == ("not_your_line",)


def test_turning_into_a_request_drops_the_nature():
    """A request has none."""
    change = decide(OPEN, Amend(kind=Kind.REQUEST, reason="a wish"), L1, POLICY, NOW)
    assert change.fields == {"kind": Kind.REQUEST, "nature": None}


def test_all_details_are_amendable():
    """Every field of M1."""
    details = Details(
        description="d", symptoms="s", steps_before="b", place="p", service="v", occurred_at=1, software="w",
        software_version="2", browser="f", os="o",
    )  # fmt: skip
    fields = decide(OPEN, Amend(details=details), L1, POLICY, NOW).fields
    assert set(fields) == set(Details.__dataclass_fields__)


def test_a_reporter_named_at_triage_is_kept():
    """Whoever triages may be the first to learn who called."""
    zoe = Reporter(name="Zoe", phone="12345")
    assert decide(NEW, replace(FULL, reporter=zoe), L1, POLICY, NOW).fields["reporter"] == zoe
    assert decide(OPEN, Amend(reporter=zoe), L1, POLICY, NOW).fields == {"reporter": zoe}


def test_amendments_and_overrides_ask_the_desks_own_matrix():
    """Not the shipped one."""
    policy = replace(POLICY, matrix=Matrix.from_rows([[1, 1], [5, 5]]))
    assert decide(OPEN, Amend(urgency=1, reason="r"), L1, policy, NOW).fields == {"urgency": 1, "priority": 5}
    change = decide(OPEN, Override(priority=5, reason="r"), LEAD, policy, NOW)
    assert change.fields == {"priority": 5, "overridden": False} and change.data == {"matrix": 5}
