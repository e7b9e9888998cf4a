"""What is recorded of looks beside the chain, who may ask for it, and that a look never fails for it."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.store.access import DETAIL, HOUR, MOST, Look
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read import access
from deskterm.store.read.trail import Asked
from deskterm.usecases import look, watching
from deskterm.usecases.act import perform
from deskterm.usecases.auditing import audit_access, audit_show, audit_unusual
from deskterm.usecases.desk import Desk, NotFound, Refused
from deskterm.workflow.codes import AccessKind
from deskterm.workflow.inputs import Restrict
from deskterm.workflow.policy import Policy, Watch
from deskterm.workflow.values import Point, Refusal
from tests.usecases.desks import START, House, house

ALL = Asked(limit=10_000)
RESTRICTED = Restrict(on=True, about="ann", reason="private")


@pytest.fixture
def h(tmp_path: Path) -> House:
    """A desk with one open and one restricted ticket."""
    made = house(tmp_path)
    made.ticket("open")
    made.ticket("restricted")
    perform(made.by("lea"), 2, RESTRICTED)
    return made


def rows(h: House) -> list[tuple[str, str, int | None, str | None, int | None]]:
    """What the table holds, oldest first."""
    assert h.store.access.flush()
    return [(r.actor, r.kind.value, r.ticket, r.detail, r.rows) for r in reversed(access.looks(h.store.db, ALL))]


def readings(h: House) -> dict[str, int]:
    """How many tickets everybody has opened."""
    h.store.access.flush()
    return dict(h.store.db.all("SELECT actor, sum(n) FROM reading GROUP BY actor"))


def frozen(desk: Desk) -> Desk:
    """The same desk in an hour that does not end."""
    return replace(desk, now=lambda: START + HOUR)


def test_an_opened_ticket_is_counted_and_a_restricted_one_named(h: House) -> None:
    """Whoever opens a ticket is counted; one that is not for everybody is named with it."""
    desk = frozen(h.by("lea"))
    for number in (1, 2, 1, 2):
        look.show(desk, number)
    assert readings(h) == {"lea": 2}
    assert rows(h) == [("lea", "restricted", 2, None, None)]


def test_what_is_not_shown_is_not_counted(h: House) -> None:
    """A ticket that somebody may not see leaves no trace in their count, as it was not opened."""
    with pytest.raises(NotFound):
        look.show(h.by("amy"), 2)
    with pytest.raises(NotFound):
        look.show(h.by("amy"), 99)
    assert (readings(h), rows(h)) == ({}, [])


def test_counts_add_up_over_processes_and_hours(h: House) -> None:
    """Another process, and another hour, count on."""
    look.show(frozen(h.by("ann")), 1)
    h.store.access.flush()
    with open_store(h.store.location) as other:
        look.show(replace(frozen(h.by("ann")), store=other), 1)
    look.show(replace(h.by("ann"), now=lambda: START + 2 * HOUR), 1)
    h.store.access.flush()
    assert [n for _, _, n in access.readings(h.store.db, 0)] == [2, 1]


def test_every_kind_of_look(h: House) -> None:
    """Logins, searches, exports, refusals and failed starts are rows of their own; texts are kept as they fit."""
    desk = replace(h.by("lea"), via="root")
    watching.login(desk, "app")
    watching.searched(desk, "text:\x00\udcff" + "x" * 400, 3)
    watching.exported(desk, 1_200, "jsonl")
    refusal = Refusal((Point(code="lead_only"), Point(code="lead_only"), Point(code="not_triaged")))
    watching.refused(desk, "override", refusal, 1)
    watching.refused(desk, "override", refusal, 999)
    watching.failed_start(h.store, "mallory", "lea", ("not_owner",), START)
    found = rows(h)
    assert found[0] == ("lea", "login", None, "app", None)
    assert found[1][3] is not None
    assert found[1][3].startswith("text:\u2400\\udcffx")
    assert len(found[1][3]) == DETAIL
    assert found[2] == ("lea", "export", None, "jsonl", 1_200)
    assert found[3] == ("lea", "refused", 1, "override: lead_only, not_triaged", None)
    assert found[4] == ("lea", "refused", None, "override: lead_only, not_triaged", None)
    assert found[5] == ("mallory", "failed_start", None, "not_owner, as lea", None)
    assert {r.via for r in access.looks(h.store.db, ALL)} == {"root", None}
    assert {kind for _, kind, *_ in found} | {"restricted"} == {kind.value for kind in AccessKind}


# ---------------------------------------------------------------------- a look never fails for it
def test_a_busy_desk_is_written_later(h: House) -> None:
    """While another writer holds the desk, looks wait in memory; nothing is lost and nobody waits long."""
    other = sqlite3.connect(h.store.location.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    look.show(h.by("ann"), 1)
    watching.login(h.by("ann"), "app")
    assert h.store.access.flush(0.05) is False
    assert h.store.access.waiting
    other.execute("COMMIT")
    assert (readings(h), [kind for _, kind, *_ in rows(h)], h.store.access.lost) == ({"ann": 1}, ["login"], 0)
    other.close()


def test_a_desk_that_cannot_be_written_is_read_all_the_same(h: House) -> None:
    """Where nobody may write the rows are lost, and the ticket is shown."""
    h.store.close()
    with open_store(h.store.location, read_only=True) as store:
        desk = replace(h.by("lea"), store=store)
        assert look.show(desk, 2).ticket.subject == "restricted"
        assert store.access.flush() is False
        assert store.access.lost == 1
    raw = sqlite3.connect(h.store.location.path)
    assert raw.execute("SELECT count(*) FROM access").fetchone() == (0,)
    raw.close()


@pytest.mark.parametrize(
    "harm",
    ["PRAGMA user_version = 99", "DROP TABLE access", "DROP TABLE reading"],
)
def test_a_desk_that_has_changed_under_us_gets_nothing(h: House, harm: str) -> None:
    """A newer schema, or a table that is gone, loses the rows and nothing else."""
    raw = sqlite3.connect(h.store.location.path)
    raw.execute(harm)
    raw.close()
    assert look.show(h.by("lea"), 2)
    assert h.store.access.flush() is False
    assert h.store.access.lost == 1


def test_another_file_in_the_desk_s_place_gets_nothing(h: House, tmp_path: Path) -> None:
    """A desk that was moved away is not written to under its old name."""
    path = h.store.location.path
    path.rename(tmp_path / "moved.db")
    path.write_bytes(b"something else")
    assert look.show(h.by("lea"), 2)
    assert h.store.access.flush() is False
    assert path.read_bytes() == b"something else"


def test_memory_is_bounded(h: House) -> None:
    """What can't be written for long is lost from some number on, and counted."""
    for at in range(MOST + 7):
        h.store.access.add(Look(at=at, actor="ann", kind=AccessKind.SEARCH))
    assert h.store.access.lost == 7
    assert len(rows(h)) == MOST


def test_many_threads_and_processes_lose_nothing(h: House) -> None:
    """Threads of one process and several processes write beside each other."""
    stores = [open_store(h.store.location) for _ in range(3)]

    def run(number: int) -> None:
        store = stores[number % 3]
        for at in range(40):
            store.access.add(Look(at=at, actor=f"p{number}", kind=AccessKind.SEARCH))
            store.access.opened(f"p{number}", at, START)
            store.access.flush()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    assert len(rows(h)) == 240
    assert readings(h) == {f"p{n}": 40 for n in range(6)}


def test_closing_the_desk_writes_what_waits(h: House) -> None:
    """A command that ends has its looks written."""
    with open_store(h.store.location) as store:
        look.show(replace(h.by("lea"), store=store), 2)
    assert [kind for _, kind, *_ in rows(h)] == ["restricted"]


def test_old_rows_are_removed(h: House) -> None:
    """What is older than the policy keeps goes; the rest and the record stay."""
    desk = replace(h.by("boss"), now=lambda: START + 500 * 24 * HOUR, rules=replace(h.policy, watch=Watch(days=400)))
    for day in range(0, 500, 10):
        h.store.access.add(Look(at=START + day * 24 * HOUR, actor="ann", kind=AccessKind.LOGIN))
        h.store.access.opened("ann", 1, START + day * 24 * HOUR)
    h.store.access.flush()
    assert watching.trim(desk) == 20
    assert len(rows(h)) == 40
    assert watching.trim(desk) == 0


# ---------------------------------------------------------------------- asking
def test_who_may_ask_the_record(h: House) -> None:
    """Leads, auditors and admins see everything they may know of; agents what is theirs; the rest is refused."""
    everything = {event.id for event in audit_show(h.by("aud"), ALL)}
    assert everything == {row[0] for row in h.store.db.all("SELECT id FROM event")}
    of_two = {event.id for event in audit_show(h.by("aud"), replace(ALL, ticket=2))}
    assert {event.id for event in audit_show(h.by("lea"), ALL)} == everything
    assert {event.id for event in audit_show(h.by("boss"), ALL)} == everything
    mine = audit_show(h.by("ann"), ALL)
    assert mine
    assert all(event.actor == "ann" for event in mine)
    assert not {event.id for event in mine} & of_two, "the ticket is about her"
    assert audit_show(h.by("amy"), ALL) == []


def test_a_hidden_ticket_is_in_nobody_s_list(h: House) -> None:
    """Of a restricted ticket only those get events who may see it, whatever their role lets them ask."""
    from deskterm.usecases.people import add_agent
    from deskterm.workflow.values import Role

    add_agent(h.by("boss"), "lou", {3}, {Role.LEAD}, set())
    add_agent(h.by("boss"), "adm", set(), {Role.ADMIN}, set())
    for name in ("lou", "adm"):
        found = audit_show(h.by(name), ALL)
        assert found
        assert not [event for event in found if event.ticket_id == 2]
        assert audit_show(h.by(name), replace(ALL, ticket=2)) == []


def test_an_agent_sees_what_happened_to_their_tickets(h: House) -> None:
    """What others did to a ticket that is assigned to somebody is theirs to know."""
    from deskterm.usecases.assign import assign
    from tests.usecases.test_together import TRIAGE

    perform(h.by("lea"), 1, TRIAGE)
    assign(h.by("lea"), 1, "amy")
    assert [event.kind for event in audit_show(h.by("amy"), ALL)] == ["assigned", "triaged", "registered"]


def test_filters_and_pages(h: House) -> None:
    """Each filter narrows; pages follow each other without gap or overlap, newest first."""
    desk = h.by("aud")
    everything = audit_show(desk, ALL)
    assert [event.id for event in everything] == sorted((event.id for event in everything), reverse=True)
    assert {event.actor for event in audit_show(desk, replace(ALL, by="ann"))} == {"ann"}
    assert {event.ticket_id for event in audit_show(desk, replace(ALL, ticket=1))} == {1}
    assert {event.act for event in audit_show(desk, replace(ALL, act="register"))} == {"register"}
    assert {event.kind for event in audit_show(desk, replace(ALL, act="person_added"))} == {"person_added"}
    middle = everything[5].at
    late, early = audit_show(desk, replace(ALL, since=middle)), audit_show(desk, replace(ALL, until=middle))
    assert late + early == everything
    paged, after = [], None
    while page := audit_show(desk, Asked(limit=3, after=after)):
        paged += page
        after = page[-1].id
    assert paged == everything


def test_looks_are_for_the_watch_alone(h: House) -> None:
    """Agents may not ask who looked at what; a hidden ticket is not named in the answer."""
    look.show(h.by("aud"), 2)
    watching.searched(h.by("ann"), "status:open", 1)
    h.store.access.flush()
    with pytest.raises(Refused):
        audit_access(h.by("ann"), ALL)
    assert [(seen.kind.value, seen.ticket) for seen in audit_access(h.by("lea"), ALL)] == [
        ("search", None),
        ("restricted", 2),
    ]
    assert [seen.kind.value for seen in audit_access(h.by("lea"), replace(ALL, ticket=2))] == ["restricted"]
    assert [seen.actor for seen in audit_access(h.by("lea"), replace(ALL, by="ann"))] == ["ann"]
    assert [seen.kind.value for seen in audit_access(h.by("lea"), replace(ALL, act="search"))] == ["search"]
    veiled = audit_access(replace(h.by("lea"), by=replace(h.by("boss").by, lines=frozenset())), ALL)
    assert [(seen.kind.value, seen.ticket, seen.detail) for seen in veiled] == [
        ("search", None, "status:open"),
        ("restricted", 0, None),
    ]


def test_what_is_unusual_comes_from_the_rows(h: House) -> None:
    """Exports, refusals, failed starts, nights and readings of a whole desk, in the desk's time zone."""
    noon = START - START % (24 * HOUR) + 12 * HOUR
    night = noon + 11 * HOUR
    for day in range(1, 20):
        for number in range(12):
            h.store.access.opened("ben", number, noon - day * 24 * HOUR)
    for number in range(340):
        h.store.access.opened("ben", number, night)
    h.store.access.flush()
    for _ in range(25):
        h.store.access.add(Look(at=noon, actor="cid", kind=AccessKind.REFUSED, detail="x"))
    h.store.access.add(Look(at=noon, actor="lea", kind=AccessKind.EXPORT, rows=1_001))
    h.store.access.add(Look(at=noon, actor="lea", kind=AccessKind.EXPORT, rows=1_000))
    h.store.access.add(Look(at=noon, actor="mal", kind=AccessKind.FAILED_START, detail="unknown_caller"))
    desk = replace(h.by("aud"), now=lambda: night + HOUR, rules=Policy(time_zone="Etc/UTC"))
    found = audit_unusual(desk, noon - HOUR)
    assert {(each.code, each.actor, each.n) for each in found if each.actor not in ("ann", "boss")} == {
        ("far_above_own", "ben", 340),
        ("night_burst", "ben", 340),
        ("many_refusals", "cid", 25),
        ("large_export", "lea", 1_001),
        ("failed_start", "mal", 1),
    }
    assert next(each.usual for each in found if each.code == "far_above_own") == 12
    by_day = audit_unusual(replace(desk, rules=Policy(time_zone="Asia/Tokyo")), noon - HOUR)
    assert "night_burst" not in {each.code for each in by_day}
    with pytest.raises(Refused):
        audit_unusual(h.by("ann"), 0)


def test_a_desk_in_a_database_is_watched_too() -> None:
    """The same rows on a server."""
    from deskterm.store.opening import create_store
    from tests.store.servers import database

    with create_store(Location.parse(database()), now=START, founder="boss") as store:
        h = House(store=store)
        for at in (START, START, START + HOUR):
            store.access.opened("boss", at, at)
            store.access.flush()
        watching.searched(h.by("boss"), "x%y :z\x00", 2)
        assert rows(h) == [("boss", "search", None, "x%y :z\u2400", 2)]
        assert readings(h) == {"boss": 2}
        assert audit_unusual(h.by("boss"), START - HOUR) is not None
        assert audit_show(h.by("boss"), ALL)
        assert watching.trim(replace(h.by("boss"), now=lambda: START + 500 * 24 * HOUR)) == 3
