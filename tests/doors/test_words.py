"""Nothing that a door can say lacks its words: codes found in the source are held against the tables of sentences."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import deskterm
from deskterm.cli.asked import parser_of
from deskterm.cli.commands import COMMANDS
from deskterm.cli.hints import option
from deskterm.store.errors import CODES, StoreError
from deskterm.store.read.show import EventRow
from deskterm.texts import events, findings, reasons, refusals, stores
from deskterm.texts import fields as labels
from deskterm.workflow import breach_inputs, inputs
from deskterm.workflow.classify.verdict import REASONS
from deskterm.workflow.values import Ticket

SOURCE = Path(deskterm.__file__).parent
DOCS = SOURCE.parents[1] / "docs" / "commands.md"
FORMED = {
    "{}_missing": ("kind", "category", "impact", "urgency", "signs", "extent", "components"),
    "{}_out_of_range": ("impact", "urgency"),
}
"""Codes that are put together from a field's name, with the names."""


def calls(*folders: str) -> Iterator[ast.Call]:
    """Every call in the source of some folders."""
    for folder in folders:
        for path in sorted((SOURCE / folder).rglob("*.py") if not folder.endswith(".py") else [SOURCE / folder]):
            yield from (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    """The called name, without what it belongs to."""
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def texts_in(node: ast.expr | None) -> Iterator[str]:
    """The texts that an expression may be: constants, either side of a condition, and formed ones with {}."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts_in(node.body)
        yield from texts_in(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        pattern = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        yield from (pattern.format(word) for word in FORMED[pattern])


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """The value of a keyword argument."""
    return next((word.value for word in call.keywords if word.arg == name), None)


def refusal_codes() -> set[str]:
    """Every code of a point that the rules, the use-cases and the shell door make."""
    found = set()
    for call in calls("workflow", "usecases", "cli", "identity.py"):
        if name_of(call) == "Point":
            found |= set(texts_in(keyword(call, "code")))
        elif name_of(call) == "refuse" and call.args:
            found |= set(texts_in(call.args[0]))
    return found


def invalid_codes() -> set[str]:
    """Every code of a malformed value."""
    return {
        code
        for call in calls("workflow", "usecases", "cli", "bootstrap.py", "gates.py", "settings.py", "store/keyfile.py")
        if name_of(call) == "Invalid" and len(call.args) > 1
        for code in texts_in(call.args[1])
    }


def test_every_refusal_has_a_sentence() -> None:
    """No point and no malformed value is shown as a bare code."""
    codes = refusal_codes() | invalid_codes()
    assert len(codes) > 80
    assert sorted(codes - set(refusals.SENTENCES)) == []


def test_every_event_has_a_sentence() -> None:
    """No event of a ticket or of the desk is shown as a bare code."""
    kinds = set()
    for call in calls("workflow", "usecases", "store", "demo"):
        if name_of(call) == "Change":
            kinds |= set(texts_in(keyword(call, "event")))
        elif name_of(call) in ("Entry", "revise"):
            kinds |= set(texts_in(keyword(call, "kind")))
        elif name_of(call) == "desk_event" and call.args:
            kinds |= set(texts_in(call.args[0]))
    kinds |= {"person_added", "person_changed"}
    assert len(kinds) > 25
    assert sorted(kinds - set(events.SENTENCES)) == []


@pytest.mark.parametrize("kind", events.SENTENCES)
def test_an_event_that_holds_nothing_is_told_all_the_same(kind: str) -> None:
    """A sentence never fails for want of an argument: imported and erased events hold little."""
    bare = EventRow(id=1, at=0, actor="a", via=None, ticket_id=1, version=1, act=None, kind=kind)
    assert events.line(bare)


def test_an_unknown_event_is_readable() -> None:
    """An event of a newer deskterm comes back in words."""
    bare = EventRow(id=1, at=0, actor="a", via=None, ticket_id=1, version=1, act=None, kind="moon_landed")
    assert events.line(bare) == "moon landed"


def test_an_event_tells_what_it_holds() -> None:
    """Codes are words, texts of the act are quoted safely."""
    row = EventRow(
        id=1, at=0, actor="a", via=None, ticket_id=1, version=2, act="escalate", kind="escalated",
        fields={"line": (1, 2)}, data={"from": 1, "to": 2, "reason": "needs_skill"}, texts={"summary": "x"},
    )  # fmt: skip
    assert events.line(row) == "escalated to L2: Needs a skill of the next line"
    row = EventRow(
        id=1, at=0, actor="a", via=None, ticket_id=1, version=2, act="cancel", kind="cancelled",
        texts={"reason": "spam\x1b[2J"},
    )  # fmt: skip
    assert events.line(row) == "cancelled: spam"


@pytest.mark.parametrize("code", CODES)
def test_every_store_error_has_a_sentence(code: str) -> None:
    """What is wrong with the store is said with its place and what to do, whatever details the driver gave."""
    bare = stores.sentence(StoreError(code))
    full = stores.sentence(StoreError(code, where="/x/desk.db", reason="r", found="empty", known=1, driver="psycopg"))
    assert bare.count(".") >= 1
    assert "{" not in full
    assert code == "no_driver" or "/x/desk.db" in full


def test_every_field_has_a_label() -> None:
    """Every fact of a ticket and every input of every act has a label of its own."""
    names = {field.name for field in fields(Ticket)}
    for thing in (*vars(inputs).values(), *vars(breach_inputs).values()):
        if isinstance(thing, type) and hasattr(thing, "__dataclass_fields__"):
            names |= {field.name for field in fields(thing)}
    assert sorted(names - set(labels._FIELDS)) == []
    assert labels.field("outcome:3") == "Outcome of entry 3"
    assert labels.field("floor_plan") == "Floor plan"


def test_every_finding_has_a_sentence() -> None:
    """What an examination finds is said in words."""
    codes = {
        code
        for call in calls("usecases", "cli")
        if name_of(call) == "Finding"
        for code in texts_in(keyword(call, "code"))
    }
    assert codes
    assert codes <= {code for code, _severity in findings.SENTENCES}


def test_every_reason_of_the_classifier_has_a_word() -> None:
    """A matched phrase says why it counts."""
    assert set(reasons._REASONS) == REASONS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    """Each option has a help text, and what is said of its field names it by the option."""
    for action in parser_of(command)._actions:
        assert action.help, action.dest
        shared = action.dest in {"as_", "db", "json", "plain", "read_only", "version", "help", "spoken"}
        if shared or action.dest == "on":
            continue
        said = option(action.dest)
        assert said in (*action.option_strings, action.metavar), (action.dest, said)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    """Each command has a section in the guide that names each of its options."""
    section = re.search(rf"^### deskterm {command}$(.*?)(?=^##|\Z)", DOCS.read_text(), re.MULTILINE | re.DOTALL)
    assert section, command
    everywhere = DOCS.read_text().partition("## Settings")[0]
    for action in parser_of(command)._actions:
        for name in action.option_strings:
            assert f"`{name}" in section[1] or f"`{name}" in everywhere, name


def test_the_guide_speaks_of_no_other_command() -> None:
    """A command that is gone leaves the guide too."""
    told = re.findall(r"^### deskterm (.*)$", DOCS.read_text(), re.MULTILINE)
    assert sorted(told) == sorted(COMMANDS)
