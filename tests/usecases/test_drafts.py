"""Texts that are not sent: each kept whole, none overwritten, none offered twice, none shown to another."""

import itertools
import json
import os
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread, current_thread, main_thread
from typing import IO, Any

import pytest

from deskterm.store.live import process
from deskterm.store.live.opening import Live, live_path
from deskterm.usecases.act import perform
from deskterm.usecases.desk import Desk, NotFound
from deskterm.usecases.drafts import Journal, new_id
from deskterm.usecases.erase import erase
from deskterm.usecases.register import register
from deskterm.workflow.draft import Draft
from deskterm.workflow.inputs import Note, Register
from deskterm.workflow.values import NoteKind
from tests.usecases.desks import RHEA, House, house

NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> House:
    """One desk for all of these."""
    return house(tmp_path_factory.mktemp("home"))


@pytest.fixture(autouse=True)
def clean(home: House) -> None:
    """Nothing is left beside the desk."""
    for path in home.store.location.path.parent.glob("desk-live*"):
        path.unlink()


def text(words: str, *tickets: int, act: str = "note") -> Draft:
    """A draft of a note."""
    values = {"text": words, "kind": NoteKind.WORK, "outcome": ""}
    return Draft(id=new_id(), act=act, tickets=tickets, values=values, texts=("text",), at=0)


def journal(desk: Desk, state: Path, *, ended: bool = True) -> Journal:
    """A journal of a process that has ended since, unless it is to be this one."""
    made = Journal(desk, state)
    if ended:
        made.process = "999999999.1"
    return made


def words(drafts: list[Draft]) -> list[str]:
    """What they say."""
    return [draft.words for draft in drafts]


def test_what_is_kept_is_left(home: House, tmp_path: Path) -> None:
    """A draft comes back with every field, its ticket and its moment, beside the desk and no longer in the spool."""
    desk = home.by("ann")
    one = journal(desk, tmp_path)
    one.keep(one.signed(text("half a\nthought", 7)))
    (found,) = journal(desk, tmp_path).left()
    assert found.values == {"text": "half a\nthought", "kind": "work", "outcome": ""}
    assert (found.tickets, found.act, found.texts) == ((7,), "note", ("text",))
    assert list(tmp_path.rglob("*.draft")) == []
    assert words(journal(desk, tmp_path / "another machine").left()) == ["half a\nthought"]


def test_two_writings_never_overwrite_each_other(home: House, tmp_path: Path) -> None:
    """Two replies to one ticket from two terminals are two texts; a later writing of one replaces its earlier one."""
    desk = home.by("ann")
    one, other = journal(desk, tmp_path), journal(desk, tmp_path)
    first, second = text("first", 7), text("second", 7)
    early, late = one.signed(first), one.signed(replace(first, values={**first.values, "text": "first, longer"}))
    one.keep(late)
    one.keep(early)
    other.keep(other.signed(second))
    assert sorted(words(journal(desk, tmp_path).left())) == ["first, longer", "second"]


def test_a_slow_disk_brings_no_older_text_back(home: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writing that the disk holds up for long does not replace the later one that did not wait for it."""
    one = journal(home.by("ann"), tmp_path)
    draft = text("early", 7)
    early, late = one.signed(draft), one.signed(replace(draft, values={**draft.values, "text": "late"}))
    begin, held_up, goes_on = os.fdopen, Event(), Event()

    def slow(handle: int, mode: str) -> IO[Any]:
        if current_thread() is not main_thread():
            held_up.set()
            goes_on.wait(10)
        return begin(handle, mode)

    monkeypatch.setattr(os, "fdopen", slow)
    writing = Thread(target=lambda: one.keep(early, on=False))
    writing.start()
    assert held_up.wait(10)
    one.keep(late, on=False)
    goes_on.set()
    writing.join()
    assert words(journal(home.by("ann"), tmp_path).left()) == ["late"]


def test_an_end_between_two_droppings_offers_nothing_that_was_sent(home: House, tmp_path: Path) -> None:
    """Beside the desk stands an older writing until it is removed there; until then the last one is kept here."""
    desk = home.by("lea")
    one = journal(desk, tmp_path)
    ticket = home.ticket()
    head = perform(desk, ticket, Note(text="before")).event
    draft = text("half a", ticket)
    one.keep(one.signed(draft))
    whole = replace(draft, values={**draft.values, "text": "half a thought"}, called="note", after=head)
    one.keep(one.signed(whole), on=False)
    perform(desk, ticket, Note(text="half a thought"))
    one.drop(draft.id, on=False)
    assert words(journal(desk, tmp_path).left()) == []
    assert list(tmp_path.rglob("*.draft")) == []


def test_what_was_never_beside_the_desk_goes_at_once(home: House, tmp_path: Path) -> None:
    """A text that is thrown away before it was passed on leaves no file, whatever becomes of the place beside."""
    one = journal(home.by("ann"), tmp_path)
    draft = text("a slip", 7)
    one.keep(one.signed(draft), on=False)
    one.drop(draft.id, on=False)
    assert list(tmp_path.rglob("*.draft")) == []


def test_nobody_sees_the_texts_of_another(home: House, tmp_path: Path) -> None:
    """Not a colleague, and not the desk's owner who acts in somebody's name."""
    one = journal(home.by("ann"), tmp_path)
    one.keep(one.signed(text("private", 7)))
    assert journal(home.by("amy"), tmp_path).left() == []
    assert journal(replace(home.by("ann"), via="boss"), tmp_path).left() == []


def test_who_only_looks_keeps_nothing(home: House, tmp_path: Path) -> None:
    """An auditor's session writes no file anywhere."""
    one = journal(home.by("aud"), tmp_path)
    one.keep(one.signed(text("noted", 7)))
    assert list(tmp_path.iterdir()) == []
    assert not live_path(home.store.location.path).exists()


def test_what_is_being_written_is_not_offered(home: House, tmp_path: Path) -> None:
    """While its process runs, elsewhere for as long as it was heard of; what was put aside is offered at once."""
    desk = replace(home.by("ann"), now=lambda: home.at)
    here = journal(desk, tmp_path, ended=False)
    draft = here.signed(text("in work", 7))
    here.keep(draft)
    there = journal(desk, tmp_path / "there")
    assert there.left() == []
    there.host = "another"
    assert there.left() == []
    home.at += 60_000_000
    assert words(there.left()) == ["in work"]
    there.host = here.host
    here.keep(here.signed(draft, aside=True))
    assert words(there.left()) == ["in work"]


def test_a_process_is_known_by_its_beginning() -> None:
    """One that runs, one that has ended, one whose number was given again."""
    assert process.runs(process.here())
    child = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    assert not process.runs(f"{int(child.stdout)}.1")
    assert not process.runs(f"{os.getpid()}.1")
    assert not process.runs("nonsense")


def test_an_ended_text_stays_ended(home: House, tmp_path: Path) -> None:
    """A writing that is still under way when the text is sent does not bring it back."""
    desk = home.by("ann")
    one = journal(desk, tmp_path)
    draft = one.signed(text("sent", 7))
    one.keep(draft)
    one.drop(draft.id)
    one.keep(one.signed(draft))
    assert journal(desk, tmp_path).left() == []


def test_a_kill_between_act_and_removal_offers_nothing(home: House, tmp_path: Path) -> None:
    """What stands on record with the same text since it was handed over was sent; the same from before was not."""
    desk = home.by("lea")
    id = home.ticket()
    perform(desk, id, Note(text="again"))
    head = perform(desk, id, Note(text="other")).event
    one = journal(desk, tmp_path)
    one.keep(replace(one.signed(text("again ", id)), called="note", after=head), on=False)
    assert words(journal(desk, tmp_path).left()) == ["again"]
    perform(desk, id, Note(text="again"))
    assert journal(desk, tmp_path).left() == []
    assert list(tmp_path.rglob("*.draft")) == []


def test_of_several_tickets_the_rest_is_left(home: House, tmp_path: Path) -> None:
    """A note on three tickets, cut short after the first."""
    desk = home.by("lea")
    tickets = [home.ticket() for _ in range(3)]
    one = journal(desk, tmp_path)
    head = perform(desk, tickets[0], Note(text="before")).event
    one.keep(replace(one.signed(text("all", *tickets)), called="note", after=head), on=False)
    perform(desk, tickets[0], Note(text="all"))
    (found,) = journal(desk, tmp_path).left()
    assert found.tickets == tuple(tickets[1:])


def test_a_new_ticket_that_was_registered_is_not_offered(home: House, tmp_path: Path) -> None:
    """It has no number while it is written; the act and its author tell."""
    desk = home.by("ann")
    head = perform(home.by("lea"), home.ticket(), Note(text="before")).event
    one = journal(desk, tmp_path)
    draft = replace(text("New printer"), act="register", values={"subject": "New printer"}, texts=("subject",))
    one.keep(replace(one.signed(draft), called="register", after=head), on=False)
    assert words(journal(desk, tmp_path).left()) == ["New printer"]
    register(desk, Register(subject="New printer", reporter=RHEA))
    assert journal(desk, tmp_path).left() == []


def test_a_locked_file_keeps_the_text_here(home: House, tmp_path: Path) -> None:
    """While somebody holds the file beside the desk texts stay in the spool, and go on when it is free."""
    desk = home.by("ann")
    one = journal(desk, tmp_path)
    one.keep(one.signed(text("one", 7)))
    holder = sqlite3.connect(live_path(home.store.location.path), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    one.keep(one.signed(text("two", 7)))
    assert one.behind
    assert one.trouble is None
    (path,) = tmp_path.rglob("*.draft")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(words(journal(desk, tmp_path).left())) == ["one", "two"]
    holder.execute("ROLLBACK")
    assert one.pass_on()
    assert list(tmp_path.rglob("*.draft")) == []


@pytest.mark.parametrize("content", [b"not a database, not at all" * 9, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_not_ours_is_left_alone(home: House, tmp_path: Path, content: bytes) -> None:
    """It is not changed, the reason is told, and texts are offered from this machine."""
    path = live_path(home.store.location.path)
    path.write_bytes(content)
    one = journal(home.by("ann"), tmp_path)
    one.keep(one.signed(text("kept", 7)))
    assert one.trouble is not None
    assert one.trouble.code == "live_foreign"
    assert path.read_bytes() == content
    assert words(journal(home.by("ann"), tmp_path).left()) == ["kept"]


def test_a_damaged_file_is_told_and_costs_nothing_new(home: House, tmp_path: Path) -> None:
    """Pages of junk in our own file: texts stay on this machine."""
    one = journal(home.by("ann"), tmp_path)
    one.keep(one.signed(text("old", 7)))
    one.close()
    path = live_path(home.store.location.path)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xa5" * (len(whole) - 100))
    one = journal(home.by("ann"), tmp_path)
    one.keep(one.signed(text("new", 7)))
    assert one.trouble is not None
    assert one.trouble.code == "live_damaged"
    assert words(journal(home.by("ann"), tmp_path).left()) == ["new"]


def test_junk_in_the_spool_is_left_alone(home: House, tmp_path: Path) -> None:
    """A file that is no draft hides no other one."""
    desk = home.by("ann")
    one = journal(desk, tmp_path)
    live_path(home.store.location.path).write_bytes(b"junk" * 30)
    one.keep(one.signed(text("kept", 7)))
    (path,) = tmp_path.rglob("*.draft")
    for at, junk in enumerate((b"", b"{}", b"\xff\xfe", b"[1]", json.dumps({"id": 1}).encode())):
        path.with_name(f"{at}.draft").write_bytes(junk)
    assert words(journal(desk, tmp_path).left()) == ["kept"]


def test_a_place_that_cannot_be_written_is_told(home: House, tmp_path: Path) -> None:
    """No folder for the spool: the text goes beside the desk, and without that the reason is told."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, not a folder")
    one = journal(home.by("ann"), blocked)
    one.keep(one.signed(text("kept", 7)))
    again = journal(home.by("ann"), blocked)
    assert words(again.left()) == ["kept"]
    one.close(), again.close()
    live_path(home.store.location.path).write_bytes(b"junk" * 30)
    one = journal(home.by("ann"), blocked)
    one.keep(one.signed(text("more", 7)), on=False)
    assert one.trouble is not None
    assert str(live_path(home.store.location.path)) in str(one.trouble.details["where"])


def test_one_is_found_by_the_beginning_of_its_id(home: House, tmp_path: Path) -> None:
    """Where it is one alone."""
    one = journal(home.by("ann"), tmp_path)
    draft = one.signed(text("kept", 7))
    one.keep(draft)
    assert one.find(draft.id[:6]).words == "kept"
    for wrong in ("", "zz"):
        with pytest.raises(NotFound):
            one.find(wrong)


def test_the_texts_of_another_desk_at_the_same_place_are_not_shown(home: House, tmp_path: Path) -> None:
    """A desk that was put in the place of another one does not offer what was written to that."""
    one = journal(home.by("ann"), tmp_path)
    one.keep(one.signed(text("kept", 7)))
    one.close()
    with Live(home.store.location).writing(patience=1, durable=True) as db:
        db.run("UPDATE live_draft SET desk = 'another'", {})
    assert journal(home.by("ann"), tmp_path).left() == []


def test_an_erased_person_leaves_unsent_texts(tmp_path: Path) -> None:
    """Names and ways to reach them are barred in what is kept beside the desk, in the file's bytes too."""
    home = house(tmp_path)
    id = home.ticket()
    one = journal(home.by("ann"), tmp_path / "state")
    one.keep(one.signed(text("Dear Rhea Example, rhea@example.org XQ", id)))
    erase(home.by("boss"), "rhea@example.org")
    (left,) = journal(home.by("ann"), tmp_path / "state").left()
    assert "Rhea" not in left.words
    assert "rhea@" not in left.words
    assert left.words.endswith("XQ")
