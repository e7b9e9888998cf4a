"""Two people on one ticket: disjoint fields merge, the same field is shown, one's own last act can be taken back."""

import pytest

from deskterm.store.read import chain
from deskterm.usecases import look
from deskterm.usecases.act import perform
from deskterm.usecases.assign import assign, reopen, restrict
from deskterm.usecases.desk import Conflict, NotFound, Refused
from deskterm.usecases.link import link, merge
from deskterm.usecases.people import away, off
from deskterm.usecases.register import register
from deskterm.usecases.resolve import resolve
from deskterm.usecases.undo import undo
from deskterm.workflow.checks import Invalid
from deskterm.workflow.inputs import (
    Amend,
    Cancel,
    Close,
    Details,
    Diagnose,
    Escalate,
    Handback,
    Major,
    Note,
    Override,
    Pull,
    Register,
    Release,
    Reply,
    Resolve,
    Restrict,
    Resume,
    Settle,
    Take,
    Triage,
    Unmerge,
    Verify,
    Wait,
)
from deskterm.workflow.step_inputs import StepDone, StepWaive
from deskterm.workflow.values import (
    Cause,
    EscalationReason,
    Kind,
    LinkType,
    Nature,
    NoteKind,
    ResolutionCode,
    Status,
    WaitReason,
)
from tests.usecases.desks import START, house

TRIAGE = Triage(kind=Kind.INCIDENT, category="hardware/printer", impact=2, urgency=2)
RESOLVE = Resolve(code=ResolutionCode.FIXED, solution="new drum", cause=Cause.TECHNICAL, measures="drum changed")


@pytest.fixture
def h(tmp_path):
    made = house(tmp_path)
    yield made
    made.store.close()


def opened(h, **more):
    id = h.ticket(**more)
    perform(h.by("ann"), id, TRIAGE)
    return id


def version(h, id):
    return look.show(h.by("lea"), id).ticket.version


def test_disjoint_fields_merge(h):
    """An amendment made on an old view goes through when nobody touched its fields."""
    id = opened(h)
    old = version(h, id)
    perform(h.by("amy"), id, Take(), seen=old)
    perform(h.by("ann"), id, Amend(details=Details(place="Room 4")), seen=old)
    shown = look.show(h.by("ann"), id)
    assert (shown.ticket.assignee, shown.texts["place"]) == ("amy", "Room 4")


def test_the_same_field_is_shown_with_both_values(h):
    """Whoever comes second sees who set what, and what they were about to set."""
    id = opened(h)
    old = version(h, id)
    perform(h.by("amy"), id, Amend(subject="Printer on floor 2"), seen=old)
    with pytest.raises(Conflict) as caught:
        perform(h.by("ann"), id, Amend(subject="Printer in the hall"), seen=old)
    (clash,) = caught.value.clashes
    assert (clash.field, clash.theirs, clash.yours, clash.by) == (
        "subject", "Printer on floor 2", "Printer in the hall", "amy",
    )  # fmt: skip
    assert caught.value.version == old + 1
    perform(h.by("ann"), id, Amend(subject="Printer in the hall"), seen=old + 1)


def test_the_same_value_is_no_conflict(h):
    """Two people who agree do not disturb one another."""
    id = opened(h)
    old = version(h, id)
    perform(h.by("amy"), id, Amend(impact=1, reason="the whole floor"), seen=old)
    with pytest.raises(Refused) as caught:
        perform(h.by("ann"), id, Amend(impact=1, reason="the whole floor"), seen=old)
    assert caught.value.refusal.codes == ("nothing_changed",)


def test_two_diagnoses_merge_by_field(h):
    """Signs by one, extent by the other; the same field twice is shown."""
    id = opened(h)
    old = version(h, id)
    perform(h.by("amy"), id, Diagnose(signs="grinding noise"), seen=old)
    perform(h.by("ann"), id, Diagnose(extent="one floor"), seen=old)
    sheet = look.show(h.by("ann"), id).ticket.sheet
    assert (sheet.signs, sheet.extent) == ("grinding noise", "one floor")
    with pytest.raises(Conflict) as caught:
        perform(h.by("ann"), id, Diagnose(signs="silence"), seen=old)
    assert [(c.field, c.theirs, c.yours) for c in caught.value.clashes] == [("signs", "grinding noise", "silence")]


def test_two_people_take_one_ticket(h):
    """The second one learns who has it, instead of taking it away unseen."""
    id = opened(h)
    old = version(h, id)
    perform(h.by("amy"), id, Take(), seen=old)
    with pytest.raises(Conflict) as caught:
        perform(h.by("ann"), id, Take(), seen=old)
    assert [(c.field, c.theirs) for c in caught.value.clashes] == [("assignee", "amy")]


def test_notes_never_conflict(h):
    """Whatever has happened since, a note is added."""
    id = opened(h)
    old = version(h, id)
    perform(h.by("amy"), id, Take(), seen=old)
    perform(h.by("ann"), id, Note(text="called"), seen=old)


@pytest.mark.parametrize("seen", [0, -1, 99, 10**30])
def test_a_version_that_never_was_is_malformed(h, seen):
    """The field is named."""
    id = opened(h)
    with pytest.raises(Invalid) as caught:
        perform(h.by("ann"), id, Take(), seen=seen)
    assert caught.value.field == "seen"


FULL_DIAGNOSIS = Diagnose(signs="s", extent="e", components="c", answers={"printer_display": None})


def deeds(h, id):
    """Acts that can be taken back, each by whom, on a ticket that `ready` has made ready for it."""
    return {
        "triage": ("ann", lambda: perform(h.by("ann"), id, TRIAGE)),
        "amend": ("ann", lambda: perform(h.by("ann"), id, Amend(subject="other words", impact=1, reason="r"))),
        "take": ("ann", lambda: perform(h.by("ann"), id, Take())),
        "assign": ("ann", lambda: assign(h.by("ann"), id, "amy")),
        "release": ("ann", lambda: perform(h.by("ann"), id, Release())),
        "wait": ("ann", lambda: perform(h.by("ann"), id, Wait(reason=WaitReason.VENDOR, until=h.at + 10**10))),
        "resume": ("ann", lambda: perform(h.by("ann"), id, Resume())),
        "diagnose": ("ann", lambda: perform(h.by("ann"), id, Diagnose(signs="s2", components="c2"))),
        "note": ("ann", lambda: perform(h.by("ann"), id, Note(text="n"))),
        "step": ("ann", lambda: perform(h.by("ann"), id, Note(text="n", kind=NoteKind.STEP, outcome="no effect"))),
        "step_done": ("ann", lambda: perform(h.by("ann"), id, StepDone(plan_step="1"))),
        "step_waive": ("ann", lambda: perform(h.by("ann"), id, StepWaive(plan_step="1", reason="not here"))),
        "item": ("ann", lambda: perform(h.by("ann"), id, Triage(item="request/password"))),
        "other_item": ("ann", lambda: perform(h.by("ann"), id, Amend(item="request/account"))),
        "settle": ("ann", lambda: perform(h.by("ann"), id, Settle(note=open_note(h, id), outcome="helped"))),
        "session": ("ann", lambda: perform(h.by("ann"), id, Note(text="n", kind=NoteKind.SESSION))),
        "reply": ("ann", lambda: perform(h.by("ann"), id, Reply(text="hello"))),
        "link": ("ann", lambda: link(h.by("ann"), id, h.ticket(), LinkType.CHILD)),
        "resolve": ("ann", lambda: resolve(h.by("ann"), id, RESOLVE)),
        "verify": ("ann", lambda: perform(h.by("ann"), id, Verify(how="tried"))),
        "close": ("ann", lambda: perform(h.by("ann"), id, Close())),
        "reopen": ("ann", lambda: reopen(h.by("ann"), id, "again")),
        "cancel": ("ann", lambda: perform(h.by("ann"), id, Cancel(reason="spam"))),
        "override": ("lea", lambda: perform(h.by("lea"), id, Override(priority=1, reason="board"))),
        "restrict": ("lea", lambda: restrict(h.by("lea"), id, Restrict(on=True, about="ben", name=("amy",)))),
        "escalate": ("lea", lambda: perform(
            h.by("lea"), id, Escalate(to=2, reason=EscalationReason.VENDOR, summary="s"))),
    }  # fmt: skip


def open_note(h, id):
    return look.show(h.by("ann"), id).ticket.open_outcomes[0]


READY = {
    "triage": [], "release": ["triage", "take"], "resume": ["triage", "take", "wait"],
    "step_done": ["item"], "step_waive": ["item"], "item": [], "other_item": ["item", "step_done"],
    "settle": ["triage", "open_step"], "verify": ["triage", "take", "resolve"],
    "close": ["triage", "take", "resolve", "verify"], "reopen": ["triage", "take", "resolve"],
    "escalate": ["triage", "full_diagnosis", "step"],
}  # fmt: skip


def facts_of(h, id):
    shown = look.show(h.by("boss"), id)
    ticket = {n: getattr(shown.ticket, n) for n in shown.ticket.__dataclass_fields__}
    for name in ("version", "updated_at", "pauses"):
        del ticket[name]
    live = [(e.kind, e.body, e.outcome) for e in shown.thread if not e.withdrawn]
    return ticket, shown.texts, live, [(x.other, x.type) for x in shown.links]


@pytest.mark.parametrize("name", list(deeds(None, 0)))
def test_undo_puts_everything_back(h, name):
    """Fields, texts, sheet, outcomes, notes, links, deadlines: as before, with one compensating event."""
    id = h.ticket()
    every = deeds(h, id)
    every["open_step"] = ("ann", lambda: perform(h.by("ann"), id, Note(text="reseat", kind=NoteKind.STEP)))
    questions = h.policy.categories["hardware/printer"].questions
    full = Diagnose(signs="s", extent="e", components="c", answers=dict.fromkeys(questions))
    every["full_diagnosis"] = ("ann", lambda: perform(h.by("ann"), id, full))
    for before in READY.get(name, ["triage"]):
        every[before][1]()
    facts = facts_of(h, id)
    events = len(look.show(h.by("boss"), id).events)
    who, deed = every[name]
    deed()
    assert facts_of(h, id) != facts
    done = undo(h.by(who), id)
    assert facts_of(h, id) == facts
    shown = look.show(h.by("boss"), id)
    assert len(shown.events) == events + 2 and shown.events[-1].kind == "undone"
    assert done.data["of"] == shown.events[-2].id
    assert chain.verify(h.store.db).broken is None


def test_undo_without_a_number_takes_the_last_act_anywhere(h):
    """And then the one before it."""
    one, two = opened(h), opened(h)
    perform(h.by("amy"), one, Take())
    perform(h.by("amy"), two, Note(text="n"))
    assert undo(h.by("amy")).id == two
    assert undo(h.by("amy")).id == one
    with pytest.raises(Refused) as caught:
        undo(h.by("amy"))
    assert caught.value.refusal.codes == ("nothing_to_undo",)


def test_undo_stops_where_another_has_built(h):
    """Who escalated on my diagnosis keeps it."""
    id = opened(h)
    perform(h.by("amy"), id, Note(text="reseated", kind=NoteKind.STEP, outcome="no effect"))
    questions = h.policy.categories["hardware/printer"].questions
    answers = dict.fromkeys(questions)
    perform(h.by("ann"), id, Diagnose(signs="s", extent="e", components="c", answers=answers))
    perform(h.by("lea"), id, Escalate(to=2, reason=EscalationReason.VENDOR, summary="s"))
    for name in ("ann", "amy"):
        with pytest.raises(Refused) as caught:
            undo(h.by(name), id)
        assert caught.value.refusal.codes == ("built_on",)


def test_registering_is_not_undone(h):
    """It is cancelled instead."""
    id = h.ticket()
    with pytest.raises(Refused) as caught:
        undo(h.by("ann"), id)
    assert caught.value.refusal.codes == ("cannot_undo",)


def test_children_are_resolved_with_a_major_incident(h):
    """In the same transaction, each with its own event; an ordinary parent is blocked by them."""
    parent, child = opened(h), opened(h)
    link(h.by("ann"), parent, child, LinkType.CHILD)
    with pytest.raises(Refused) as caught:
        resolve(h.by("ann"), parent, RESOLVE)
    assert caught.value.refusal.codes == ("open_children",)
    perform(h.by("lea"), parent, Override(priority=1, reason="all sites"))
    perform(h.by("lea"), parent, Major(on=True, reason="all sites"))
    resolve(h.by("ann"), parent, RESOLVE)
    assert look.show(h.by("ann"), child).ticket.status is Status.RESOLVED


def test_links_are_made_once_and_never_in_a_ring(h):
    """A parent can't become its own grandchild."""
    a, b, c = h.ticket(), h.ticket(), h.ticket()
    link(h.by("ann"), a, b, LinkType.CHILD)
    link(h.by("ann"), b, c, LinkType.CHILD)
    for upper, lower, code in ((c, a, "link_loop"), (b, a, "link_loop"), (a, b, "already_linked")):
        with pytest.raises(Refused) as caught:
            link(h.by("ann"), upper, lower, LinkType.CHILD)
        assert caught.value.refusal.codes == (code,)
    link(h.by("ann"), c, a, LinkType.RELATED)
    with pytest.raises(Refused):
        link(h.by("ann"), a, c, LinkType.RELATED)


def test_a_merge_is_on_both_records_and_comes_back(h):
    """The survivor says what it absorbed."""
    a, b = opened(h), opened(h)
    merge(h.by("ann"), a, b)
    assert look.show(h.by("ann"), a).ticket.merged_into == b
    assert look.show(h.by("ann"), b).events[-1].kind == "absorbed"
    perform(h.by("ann"), a, Unmerge())
    assert look.show(h.by("ann"), a).ticket.status is Status.OPEN


def test_restricted_tickets_do_not_exist_for_others(h):
    """Not found, in every act and every look; the lead sees them."""
    id = h.ticket()
    done = perform(h.by("ann"), id, Triage(kind=Kind.INCIDENT, category="security/phishing", impact=3, urgency=3))
    assert [p.code for p in done.warnings] == ["now_restricted"]
    for name in ("ann", "ben", "cid"):
        with pytest.raises(NotFound):
            look.show(h.by(name), id)
        with pytest.raises(NotFound):
            perform(h.by(name), id, Note(text="n"))
        assert not [row for row in look.page(h.by(name), look.Filter("all")) if row.id == id]
        assert look.count(h.by(name), look.Filter("all")) == 0
    assert look.show(h.by("lea"), id).ticket.nature is Nature.SECURITY
    assert look.count(h.by("aud"), look.Filter("all")) == 1


def test_who_restricted_by_mistake_can_take_it_back(h):
    """Though the ticket is out of their sight."""
    id = h.ticket()
    perform(h.by("ann"), id, Triage(kind=Kind.INCIDENT, category="security/phishing", impact=3, urgency=3))
    undo(h.by("ann"))
    assert look.show(h.by("ann"), id).ticket.status is Status.NEW


def test_somebody_who_leaves_gives_their_tickets_back(h):
    """To the line's queue, each with an event."""
    id = opened(h)
    perform(h.by("amy"), id, Take())
    off(h.by("boss"), "amy")
    ticket = look.show(h.by("ann"), id).ticket
    assert (ticket.assignee, ticket.status) == (None, Status.OPEN)
    with pytest.raises(Refused) as caught:
        perform(h.by("amy"), id, Take())
    assert "agent_off" in caught.value.refusal.codes


def test_the_last_admin_stays(h):
    """A desk always has one."""
    with pytest.raises(Refused) as caught:
        off(h.by("boss"), "boss")
    assert caught.value.refusal.codes == ("last_admin",)


def test_reopening_goes_to_an_available_assignee(h):
    """Else to the queue of the same line."""
    id = opened(h)
    perform(h.by("ann"), id, Take())
    resolve(h.by("ann"), id, RESOLVE)
    reopen(h.by("amy"), id, "again")
    assert look.show(h.by("ann"), id).ticket.status is Status.IN_PROGRESS
    resolve(h.by("ann"), id, RESOLVE)
    away(h.by("ann"), "ann", h.at + 10**12)
    reopen(h.by("amy"), id, "again")
    ticket = look.show(h.by("ann"), id).ticket
    assert (ticket.status, ticket.assignee) == (Status.OPEN, None)


def test_deadlines_follow_the_acts(h):
    """P1 by the clock on the wall; waiting orders by the moment to wake up; resolved owes nothing."""
    id = h.ticket()
    before = look.show(h.by("ann"), id).ticket.due_at
    assert before is None, "a telephone call is answered on the spot"
    perform(h.by("ann"), id, Triage(kind=Kind.INCIDENT, category="hardware/printer", impact=1, urgency=1))
    ticket = look.show(h.by("ann"), id).ticket
    assert ticket.due_at == ticket.created_at + 4 * 3600 * 10**6
    perform(h.by("ann"), id, Wait(reason=WaitReason.VENDOR, until=h.at + 10**10))
    waiting = look.show(h.by("ann"), id).ticket
    assert waiting.due_at == waiting.wake_at
    perform(h.by("ann"), id, Resume())
    resumed = look.show(h.by("ann"), id).ticket
    assert resumed.due_at == ticket.due_at + (resumed.updated_at - waiting.updated_at)
    resolve(h.by("ann"), id, RESOLVE)
    assert look.show(h.by("ann"), id).ticket.due_at is None


def test_what_registering_asks(h):
    """A subject and a reporter, both at once; auditors only read."""
    with pytest.raises(Refused) as caught:
        register(h.by("ann"), Register())
    assert caught.value.refusal.codes == ("subject_missing", "reporter_missing")
    with pytest.raises(Refused) as caught:
        register(h.by("aud"), Register(subject="s"))
    assert caught.value.refusal.codes == ("read_only_role",)
    assert h.at > START


def test_the_ping_pong_of_lines(h):
    """Undone moves do not count."""
    id = opened(h)
    questions = h.policy.categories["hardware/printer"].questions
    answers = dict.fromkeys(questions)
    perform(h.by("ann"), id, Diagnose(signs="s", extent="e", components="c", answers=answers))
    perform(h.by("ann"), id, Note(text="t", kind=NoteKind.STEP, outcome="no effect"))
    up = Escalate(to=2, reason=EscalationReason.VENDOR, summary="s")
    down = Handback(to=1, reason="r", summary="s")
    perform(h.by("ann"), id, up)
    undo(h.by("ann"), id)
    perform(h.by("ann"), id, up)
    perform(h.by("ben"), id, down)
    assert [p.code for p in perform(h.by("ann"), id, up).warnings] == ["ping_pong"]
    perform(h.by("cid"), id, Pull(from_line=2, reason="ours"))
    assert look.show(h.by("cid"), id).ticket.level_changes == 4


def test_a_clock_that_was_set_back_stops_nothing(h):
    """Acts, looks and undo go on when the machine's time is earlier than the last event's."""
    id = opened(h)
    perform(h.by("ann"), id, Wait(reason=WaitReason.VENDOR, until=h.at + 10**12))
    h.at -= 10**13
    perform(h.by("ann"), id, Resume())
    assert look.show(h.by("ann"), id).ticket.pauses[-1][1] is not None
    undo(h.by("ann"), id)
    assert look.show(h.by("ann"), id).ticket.status is Status.WAITING
    assert chain.verify(h.store.db).broken is None
