"""Nothing typed is lost in the linear mode: what was left there goes on in the app, and the other way round."""

import argparse
import signal
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from deskterm.bootstrap import main
from deskterm.cli.asked import ask
from deskterm.identity import known
from deskterm.plain.carrying import act_of, carried_by, fields_of, options, options_of
from deskterm.plain.choices import choices
from deskterm.plain.resuming import value
from deskterm.screens.forms.asked import Asked
from deskterm.screens.forms.fields import Kind
from deskterm.screens.forms.starting import SPECS
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.usecases.desk import Desk
from deskterm.usecases.drafts import Journal
from deskterm.usecases.look import show
from deskterm.workflow.draft import Draft, plain
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Act, Person
from tests.doors.conftest import ME, Shell
from tests.doors.linear import Line, sit
from tests.doors.linear_storms import storm
from tests.doors.terminals import copied
from tests.doors.terminals import show as shown

UNTOLD = {Act.ASSIGN, Act.PLAN, Act.ATTACH}
"""Forms into which no text is written."""


@pytest.fixture(scope="module")
def desk(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The prepared desk, to look at."""
    path = copied(prepared, tmp_path_factory.mktemp("forms"))
    with open_store(Location(file=path)) as store:
        yield Desk(store=store, by=Person(name=ME), rules=Policy(), now=lambda: 10**15)


def left_by_the_app(desk: Desk, act: Act) -> Draft:
    """What the app keeps of a form of which every field was filled in."""
    spec = SPECS[act](Asked(desk=desk, zone=ZoneInfo("UTC"), ids=(2,), shown=show(desk, 2)))
    typed = {each.name: "3" for each in spec.fields if each.kind in (Kind.LINE, Kind.TEXT)}
    picked = {
        each.name: plain(each.options[-1].value) for each in spec.fields if each.name not in typed and each.options
    }
    return Draft(id="a", act=spec.act, tickets=(2,), values={**typed, **picked}, texts=tuple(typed), at=0)


@pytest.mark.parametrize("act", sorted(set(SPECS) - UNTOLD))
def test_every_form_goes_on_here(desk: Desk, act: Act) -> None:
    """No text of any form of the app is without its place in a command, and none is another when it comes back."""
    draft = left_by_the_app(desk, act)
    command = carried_by(draft, 1)
    assert command is not None
    coded = frozenset(dest for dest in options(command) if choices(desk, command, dest))
    said, strange = options_of(command, draft, show(desk, 2).ticket, coded)
    if command == "handback":
        draft = replace(draft, values={k: v for k, v in draft.values.items() if k != "reason"})
    assert not strange
    args, known = ask([*command.split()]).args, options(command)
    for dest, given in said.items():
        setattr(args, dest, value(known[dest], given))
    back = fields_of(command, args)
    assert {name: back.get(name) for name in draft.texts} == dict.fromkeys(draft.texts, "3")
    called = act_of(command, args)
    assert called is not None and (called in SPECS or called is Act.PULL)
    assert carried_by(replace(draft, act=called, values=back), 1) == command


FORMLESS = {
    Act.REGISTER: {"claimed_priority"},
    Act.PULL: {"from_line", "line_number", "dry_run"},
    Act.DIAGNOSE: {"answer:x"},
    Act.SETTLE: {"kind", "text"},
    Act.BREACH_REPORT: {"correction"},
}
"""Fields that the app's forms leave out, have for questions of the category or for what was reported alone, or that an
outcome goes without."""


@pytest.mark.parametrize("act", sorted(set(SPECS) - UNTOLD))
def test_every_command_goes_on_in_its_form(desk: Desk, act: Act) -> None:
    """What a command of the linear mode is given has its field in the form of the act that it is kept as."""
    command = carried_by(left_by_the_app(desk, act), 1)
    assert command is not None
    args = ask(command.split()).args
    for dest, action in options(command).items():
        given = "x=3" if dest == "answer" else "3"
        setattr(args, dest, [given] if isinstance(action.default, list) else given if action.nargs != 0 else True)
    args = argparse.Namespace(**{**vars(args), "na": [], **({} if act is Act.SETTLE else {"note": None})})
    found = fields_of(command, args)
    kept = act_of(command, args)
    assert kept is not None
    spec = SPECS[kept](Asked(desk=desk, zone=ZoneInfo("UTC"), ids=(2,), shown=show(desk, 2)))
    assert set(found) - {each.name for each in spec.fields} <= FORMLESS.get(act, set()), (command, kept)


def left(shell: Shell) -> list[tuple[str, list[str], dict[str, str]]]:
    """What is not sent: act, tickets and texts."""
    found = shell.done("draft", "list", "--json").json["drafts"]
    return [(each["act"], each["tickets"], each["texts"]) for each in found]


def put_down(shell: Shell, id: str = "a1", **more: object) -> None:
    """The app leaves a text."""
    with open_store(Location(file=shell.db)) as store:
        desk = Desk(store=store, by=known(store, ME), rules=Policy(), now=lambda: 10**15 + ord(id[0]))
        journal = Journal(desk, shell.db.parent / "deskterm" / "drafts")
        bare = Draft(id=id, act="note", tickets=(2,), values={}, texts=(), at=0)
        journal.keep(journal.signed(replace(bare, **more), aside=True))  # type: ignore[arg-type]
        journal.close()


def bodies(shell: Shell, number: str) -> list[str]:
    """The texts of a ticket."""
    return [entry["body"] for entry in shell.show(number)["thread"]]


def test_what_the_app_left_goes_on(shell: Shell) -> None:
    """The start reads what was left in the app, a line each; it is read in full, thrown away, or written on."""
    put_down(
        shell, values={"kind": "step", "text": "pulled the plug\nand", "outcome": "dark"}, texts=("text", "outcome")
    )
    put_down(shell, id="b2", act="reply", values={"text": "we look into it"}, texts=("text",))
    put_down(shell, id="c3", act="folded", values={"text": "from afar"}, texts=("text",))
    done = sit(
        shell, "continue", "read 1", "continue 1", "unsent", "discard 1", "n", "discard 1", "y", "continue 9", "later",
        "2", "reply", "", "hello", ".", "note", "c", "put it in again", ".", "unsent", "c", "!", ".", "unsent", "quit",
    )  # fmt: skip
    assert done.code == 0, done
    assert "3 texts are not sent." in done.out and "3: DT-2 Add a note: pulled the plug and dark, " in done.out
    assert "from afar" in done.out and "There is no command for it" in done.err
    assert "Say one of these words" in done.out and "Outcome: dark" in done.out
    assert "Not sent: Reply, Add a note." in done.out
    assert bodies(shell, "2") == ["hello", "pulled the plug\nand\nput it in again", "we look into it\n!"]
    assert shell.show("2")["thread"][1]["outcome"] == "dark"
    assert left(shell) == [] and done.out.rstrip().endswith("There is no unsent text.")


def test_what_is_left_here_has_the_fields_of_the_app(shell: Shell) -> None:
    """A refused or abandoned command is kept as its form would be, before the refusal is told."""
    sit(shell, "1", "handback --reason 'not ours' --to 1 --summary 'see there'", "n")
    sit(shell, "later", "8", "diagnose --signs blinks --answer x=noon", KeyboardInterrupt)
    sit(shell, "later", "8", "wait -m soon", KeyboardInterrupt)
    sit(shell, "later", "merge 8 --into 1", "new", "no light", KeyboardInterrupt, "agent add", KeyboardInterrupt)
    assert left(shell) == [
        ("handback", ["DT-1"], {"why": "not ours", "summary": "see there"}),
        ("diagnose", ["DT-8"], {"signs": "blinks", "answer:x": "noon"}),
        ("wait", ["DT-8"], {"message": "soon"}),
        ("register", [], {"subject": "no light"}),
    ]


def test_what_went_through_is_not_offered(shell: Shell) -> None:
    """A text that was handed over and is on record was sent, whatever became of the session; any other is left."""
    for id, text in (("a1", "it went through"), ("b2", "it did not")):
        put_down(shell, id, values={"text": text}, texts=("text",), called="note", after=0)
    shell.done("note", "2", "-m", "it went through")
    done = sit(shell, "unsent", "", "quit")
    assert "1 text is not sent." in done.out and "it went through" not in done.out
    assert left(shell) == [("note", ["DT-2"], {"text": "it did not"})]


def test_several_tickets_go_on_one_by_one(shell: Shell) -> None:
    """A text for several tickets becomes one for each, of which none is lost."""
    put_down(shell, tickets=(2, 8), values={"text": "the same here"}, texts=("text",))
    done = sit(shell, "c", ".", "c", ".")
    assert "each of them goes on by itself" in done.out and "There is no other" not in done.err
    assert bodies(shell, "2") == ["the same here"] and left(shell) == [("note", ["DT-8"], {"text": "the same here"})]


def test_who_only_looks_keeps_nothing(shell: Shell) -> None:
    """A session that only reads, an auditor's and a script keep no text and are offered none."""
    put_down(shell, values={"text": "mine"}, texts=("text",))
    shell.done("agent", "add", "olga", "--role", "auditor")
    for words in (("--read-only",), ("--as", "olga")):
        done = sit(shell, "note 2 -m 'never kept'", "unsent", "quit", words=words)
        assert "There is no unsent text." in done.out, done
    assert shell.run("--plain", stdin=b"note 99 -m 'in a script'\n").code == 4
    assert left(shell) == [("note", ["DT-2"], {"text": "mine"})]


def test_a_place_that_keeps_nothing_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where texts can't be kept that is said before the next prompt, and leaving asks."""
    nowhere = shell.db.parent / "file"
    nowhere.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(nowhere))
    (shell.db.parent / "desk-live.db").write_text("not ours")
    done = sit(shell, "2", "note", "a", KeyboardInterrupt, "quit", "n", "quit", "y")
    assert done.code == 0
    assert "desk-live.db" in done.out and "may be lost. Leave?" in done.err
    assert done.out.count("desk-live.db") >= 2, done.out


def says(who: str, line: str) -> None:
    """Somebody else does something meanwhile."""
    assert main([*line.split(), "--as", who]) == 0


def test_a_reply_is_checked_for_news(shell: Shell) -> None:
    """Before a reply goes out it is said what was said since the ticket was read: look, send, or leave it."""
    done = sit(
        shell, "2", lambda: says("anna", "hear 2 -m louder"), "take", "reply -m first", "look",
        "reply", "c", lambda: says("anna", "reply 2 -m hers"), ".", "later", "reply", "c", ".", "note -m inside",
        lambda: says("anna", "hear 2 -m again"), "wait --reason requester --until 2d -m soon", "go on", "quit",
    )  # fmt: skip
    assert done.code == 0, done
    for said in ("Message from the requester by anna, ", "Public reply by anna, ", "while you were writing."):
        assert said in done.out
    assert bodies(shell, "2") == ["louder", "hers", "first", "inside", "again", "soon"]
    assert left(shell) == []


def test_a_reply_of_a_shell_is_checked_for_news(shell: Shell) -> None:
    """`--seen` holds a public text back when something was said since; without it, and inside, nothing is held back."""
    shell.done("hear", "2", "-m", "it is worse", "--as", "anna")
    for line in ("reply 2 -m late --seen 1", "wait 2 --reason requester --until 2d -m late --seen 1"):
        found = shell.run(*line.split(), "--json")
        assert (found.code, found.json["version"]) == (5, shell.show("2")["version"])
        assert [each["kind"] for each in found.json["said"]] == ["message"]
        assert "- Message from the requester by" in found.err
    shell.done("note", "2", "-m", "inside", "--seen", "1")
    assert shell.run("reply", "2", "-m", "late", "--seen", "99").code == 2
    shell.done("reply", "2", "-m", "in time", "--seen", str(shell.show("2")["version"]))
    shell.done("reply", "2", "-m", "whatever")
    assert bodies(shell, "2") == ["it is worse", "inside", "in time", "whatever"]


@pytest.fixture
def alone(prepared: Path, tmp_path: Path) -> Path:
    """A copy of the prepared desk."""
    return copied(prepared, tmp_path)


def test_an_end_at_any_moment_loses_no_text(alone: Path) -> None:
    """SIGTERM, a cut line and kill -9 while notes are typed and sent: no letter that is a second old is lost."""
    told = storm(alone, 3, seed=7)
    assert told["due"] and told["kept"], told


@pytest.mark.soak
def test_many_ends_lose_no_text(alone: Path) -> None:
    """The same three hundred times."""
    told = storm(alone, 300, seed=11)
    assert told["due"] > 900 and told["sent"] > 900, told


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.soak)])
def test_a_signal_loses_no_letter(alone: Path, number: signal.Signals) -> None:
    """The line that is being typed is kept with those before it, a command's at the prompt too, and goes on."""
    line = Line(alone, "--plain").hears("open> ").types("2").hears("DT-2> ").types("note").hears("ends it.")
    line.types("the cable").sends(b"was loose and").listens(0.3).ends(number)
    line = Line(alone, "--plain").hears("1 text is not sent.").hears("later> ").types("continue").hears("ends it.")
    line.types("dusty").types(".").hears("noted.").hears("open> ").sends(b'reply 2 -m "we have').listens(0.3).ends(
        number
    )
    assert [entry["body"] for entry in shown(alone, 2)["thread"]] == ["the cable\nwas loose and\ndusty"]
    line = Line(alone, "--plain").hears("DT-2 Reply: we have, ").hears("later> ").types("d").hears("no> ").types("y")
    line.hears("open> ").types("quit")
    assert line.process.wait(20) == 0
    with sqlite3.connect(alone.with_name("desk-live.db")) as live:
        assert live.execute("SELECT count(*) FROM live_draft").fetchone() == (0,)
    assert not list(alone.parent.rglob("*.draft"))
