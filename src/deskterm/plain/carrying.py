"""Between a command with its options and a draft with its fields: what is left here goes on in the app, and back.

A draft names fields as the forms do. Where a command gives a field by another name, or as another kind of value, it is
said here and nowhere else. A command that has no form is kept by its own name.
"""

import argparse
from collections.abc import Iterator, Mapping

from deskterm.cli.asked import parser_of
from deskterm.cli.commands import COMMANDS
from deskterm.cli.hints import command as said_as
from deskterm.plain.lines import OUTSIDE
from deskterm.workflow.draft import Draft
from deskterm.workflow.values import Act, Ticket

STDIN = "-"
MERGE = "merge"
"""In the form of links: the relation that is a merge."""
ANSWER = "answer:"
"""Before the code of a question of the diagnosis."""
LEVELS = frozenset({"impact", "urgency", "to", "priority", "note"})
"""Fields that hold numbers in a form."""
PICKED = frozenset({"decision", "informed", "plan"})
"""Fields that are picked in a form, and written here."""
ASIDE = frozenset({"number", "seen", "json", "help", "version", "db", "as_", "lang", "plain", "read_only"})
"""What says where and how, and not what."""
FIELDS: Mapping[str, Mapping[str, str]] = {
    "handback": {"reason": "why"},
    "merge": {"into": "other"},
    "new": {"files": "file"},
}
"""By command: options that give a field of another name."""
Said = dict[str, list[str]]
"""What an option is given, by its name in the namespace; several where it may be repeated."""


def long(action: argparse.Action) -> bool:
    """May the value have several lines?"""
    return str(action.metavar).endswith("|-") and str(action.metavar) != "FILE|-"


def readable(action: argparse.Action) -> bool:
    """Does a dash stand for a file there, and not for a text?"""
    return str(action.metavar).startswith(("FILE", "PATH"))


def act_of(command: str, args: argparse.Namespace) -> Act | None:
    """The act that a command is; None: it is none of a ticket."""
    if command == "note" and getattr(args, "note", None):
        return Act.SETTLE
    if command == "take":
        return Act.PULL if getattr(args, "from_line", None) else Act.TAKE
    return next((act for act in Act if said_as(act) == command), None)


def carried_by(draft: Draft, line: int | None) -> str | None:
    """The command that goes on with a draft; None: there is none. `line`: where its ticket is."""
    values = draft.values
    if draft.act == Act.ESCALATE:
        to, back = values.get("to"), "why" in draft.texts
        lower = isinstance(to, int) and line is not None and to < line
        return "handback" if back or lower else "escalate"
    if draft.act == Act.LINK and values.get("type") == MERGE:
        return "merge"
    if draft.act in set(Act):
        found = said_as(Act(draft.act)).partition(" --")[0]
        return found if found in COMMANDS else None
    known = draft.act in COMMANDS and draft.act not in OUTSIDE
    return draft.act if known and COMMANDS[draft.act].writes else None


def options(command: str) -> dict[str, argparse.Action]:
    """What a command may be given, by name."""
    return {action.dest: action for action in parser_of(command).declared if action.dest not in ASIDE}


def fields_of(command: str, args: argparse.Namespace) -> dict[str, object]:
    """What the options say, by field."""
    names = FIELDS.get(command, {})
    found: dict[str, object] = {"type": MERGE} if command == "merge" else {}
    for dest in options(command):
        value = getattr(args, dest, None)
        if value is None or value == [] or value == STDIN:
            continue
        found |= dict(field(command, names.get(dest, dest), value))
    return found


def field(command: str, name: str, value: object) -> Iterator[tuple[str, object]]:
    """The fields that one option gives."""
    if name == "answer" and isinstance(value, list):
        yield from ((f"{ANSWER}{code}", text) for code, _equals, text in (each.partition("=") for each in value))
    elif name == "na" and isinstance(value, list):
        yield from ((f"{ANSWER}{code}", STDIN) for code in value)
    elif command == "restrict" and isinstance(value, list):
        yield name, " ".join(value)
    elif isinstance(value, list):
        yield from ((f"{name}:{place}" if place else name, str(each)) for place, each in enumerate(value))
    elif name in LEVELS and (digits := str(value).strip().lstrip("PpLl")).isdecimal():
        yield name, int(digits)
    else:
        yield name, value if isinstance(value, bool) else str(value)


def options_of(command: str, draft: Draft, ticket: Ticket | None, coded: frozenset[str]) -> tuple[Said, set[str]]:
    """What a draft's fields say by option, and the texts that no option takes. `coded`: options that hold codes.

    Fields of a form that nobody has touched hold what the ticket holds: of those only what was typed counts.
    """
    names = {field: dest for dest, field in FIELDS.get(command, {}).items()}
    known, said, strange = options(command), Said(), set[str]()
    for name, value in draft.values.items():
        if value is None or value == "" or (command == "merge" and name == "type"):
            continue
        dest, given = option(command, name, str(value), names)
        picked = not isinstance(value, str) or dest in coded or name in PICKED
        held = draft.act == Act.AMEND and getattr(ticket, name, None) == value
        if dest not in known or isinstance(value, bool):
            strange |= {name} & set(draft.texts)
        elif name in draft.texts or (picked and not held):
            said[dest] = [*said.get(dest, []), *given]
    if draft.act == Act.PULL and ticket is not None:
        said.setdefault("from_line", [str(ticket.line)])
    return said, strange


def option(command: str, name: str, value: str, names: Mapping[str, str]) -> tuple[str, list[str]]:
    """The option that gives a field, and what it is given."""
    if name.startswith(ANSWER):
        code = name.removeprefix(ANSWER)
        return ("na", [code]) if value == STDIN else ("answer", [f"{code}={value}"])
    if command == "restrict" and name == "name":
        return name, value.replace(",", " ").split()
    if command == "escalate" and name == "why":
        return "", []
    if command == "handback" and name == "reason":
        return "", []
    bare = name.partition(":")[0]
    return names.get(bare, bare), [value]
