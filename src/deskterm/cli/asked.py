"""What was asked for on the command line: the command, and its options as text.

Options are kept as they were typed; what they mean is found out later, where a malformed one can be named. Options
that belong to every command may stand before it or after it.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NoReturn

from deskterm.cli.commands import COMMANDS, NOUNS, Entry
from deskterm.texts.language import LANGUAGES, _

VALUED = ("--db", "--as", "--lang")
FLAGS = ("--plain", "--read-only", "--json", "--version", "--help", "-h")


class Usage(Exception):
    """The command line can't be understood; the text is a sentence, `option` the place."""

    def __init__(self, sentence: str, option: str | None = None) -> None:
        super().__init__(sentence)
        self.option = option


@dataclass(frozen=True, slots=True)
class Asked:
    """A command that was asked for, None for the app, and everything that stands beside it."""

    command: str | None
    args: argparse.Namespace

    @property
    def entry(self) -> Entry | None:
        """The command's line in the table."""
        return COMMANDS[self.command] if self.command else None


class Parser(argparse.ArgumentParser):
    """argparse, but every complaint is a `Usage` in the language in use."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
            conflict_handler="resolve",
            formatter_class=Lines,
            **more,
        )

    @property
    def declared(self) -> list[argparse.Action]:
        """The command's places and options, in the order in which people tell them, and those of every command."""
        return list(self._actions)

    def error(self, message: str) -> NoReturn:
        raise Usage(message)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        # argparse takes `--` out of an option's value, and leaves a list where a text is expected
        if action.option_strings and arg_strings == ["--"]:
            return arg_strings[0]
        return super()._get_values(action, arg_strings)


class Lines(argparse.RawDescriptionHelpFormatter):
    """Help in 80 columns, with our own word for "usage"."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=80)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or _("usage: "))


def add_globals(parser: argparse.ArgumentParser) -> None:
    """The options that every command knows. They stay out of the namespace until they are given."""
    group = parser.add_argument_group(_("everywhere"))
    unset = argparse.SUPPRESS
    group.add_argument("--db", metavar="PATH|URL", default=unset, help=_("the desk (DESKTERM_DB)"))
    group.add_argument("--as", dest="as_", metavar="NAME", default=unset, help=_("act for somebody (the desk's owner)"))
    group.add_argument("--lang", metavar="|".join(LANGUAGES), default=unset, help=_("the language of the sentences"))
    group.add_argument("--json", action="store_true", default=unset, help=_("print one JSON document"))
    group.add_argument(
        "--plain", action="store_true", default=unset, help=_("lines to be read aloud: no colours, no decoration")
    )
    group.add_argument("--read-only", action="store_true", default=unset, help=_("refuse to change anything"))
    group.add_argument("--version", action="store_true", default=unset, help=_("print the version"))
    group.add_argument("-h", "--help", action="store_true", default=unset, help=_("print this help"))


def parser_of(command: str) -> Parser:
    """The parser of one command; imports the command's module and nothing else."""
    entry = COMMANDS[command]
    purpose = _(entry.purpose)
    parser = Parser(prog=f"deskterm {command}", description=purpose[:1].upper() + purpose[1:] + ".")
    add_globals(parser)
    module = import_module(f"deskterm.cli.{entry.module}")
    getattr(module, "arguments_" + command.replace(" ", "_"))(parser)
    return parser


def ask(given: Sequence[str]) -> Asked:
    """Understand a command line. Usage names what can't be understood."""
    command, before, after = split(list(given))
    parser = Parser(prog="deskterm")
    add_globals(parser)
    args = parsed(parser, before, argparse.Namespace())
    if command is not None and command in COMMANDS:
        args = parsed(parser_of(command), after, args)
    return Asked(command, args)


def parsed(parser: argparse.ArgumentParser, given: list[str], into: argparse.Namespace) -> argparse.Namespace:
    """The namespace with what was given. An option without its value, or unknown, is a `Usage`."""
    try:
        args, unknown = parser.parse_known_intermixed_args(given, into)
    except argparse.ArgumentError as error:
        raise Usage(complaint(error), error.argument_name) from error
    if unknown:
        raise Usage(_("{command} does not know it. Known: {command} --help").format(command=parser.prog), unknown[0])
    return args


def complaint(error: argparse.ArgumentError) -> str:
    """What argparse says of an option, in the language in use."""
    if error.message.startswith("expected"):
        return _("A value is missing after it.")
    if error.message.startswith("ignored explicit"):
        return _("It takes no value.")
    return error.message


def split(given: list[str]) -> tuple[str | None, list[str], list[str]]:
    """The command with what stands before it and after it; a noun alone when only its help is asked for."""
    before: list[str] = []
    words: list[str] = []
    at = 0
    while at < len(given):
        token = given[at]
        width = 2 if token in VALUED else 1
        if token in FLAGS or token in VALUED or token.startswith(tuple(f"{name}=" for name in VALUED)):
            before += given[at : at + width]
        elif token.startswith("-") and len(token) > 1:
            raise Usage(_("It belongs behind a command. Commands: deskterm --help"), token)
        else:
            words.append(token)
            name = " ".join(words)
            following = next((word for word in given[at + 1 :] if word not in FLAGS), "")
            if name in COMMANDS and f"{name} {following}" not in COMMANDS:
                return name, before, given[at + 1 :]
            if name not in NOUNS:
                raise Usage(_("There is no such command. Commands: deskterm --help") + nearest(name), name)
        at += width
    if words and not {"--help", "-h", "--version"} & set(before):
        noun = " ".join(words)
        verbs = [name.removeprefix(f"{noun} ") for name in COMMANDS if name.startswith(f"{noun} ")]
        raise Usage(_("Say which: {verbs}.").format(verbs=", ".join(verbs)), noun)
    return " ".join(words) or None, before, []


def nearest(name: str) -> str:
    """A hint at the command that may have been meant."""
    from difflib import get_close_matches

    near = get_close_matches(name[:40], COMMANDS, n=1)
    return " " + _("Did you mean {command}?").format(command=near[0]) if near else ""
