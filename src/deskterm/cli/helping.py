"""The help texts: the overview of all commands, and the help of each."""

from argparse import Action
from collections.abc import Iterable, Mapping
from itertools import pairwise

from deskterm.cli.asked import Parser, add_globals, parser_of
from deskterm.cli.commands import COMMANDS, GROUPS
from deskterm.cli.output import Output
from deskterm.texts.language import LANGUAGES, _, preferred

COLUMN = 18


def wish(given: list[str], environ: Mapping[str, str]) -> str:
    """The language to speak until the settings are read."""
    asked = [after for before, after in pairwise(given) if before == "--lang"]
    asked += [token.removeprefix("--lang=") for token in given if token.startswith("--lang=")]
    asked.append(environ.get("DESKTERM_LANG", ""))
    return next((code for code in asked if code in LANGUAGES), preferred(environ))


def print_help(command: str | None, out: Output) -> int:
    """The help of a command, of a noun's commands, or of everything."""
    if command is not None and command in COMMANDS:
        if out.plain:
            tell_options(command, out)
            return 0
        out.data(parser_of(command).format_help().rstrip())
        return 0
    out.data(_("usage: ") + "deskterm [" + _("command") + "]")
    if not out.plain:
        out.data("")
    out.data(_("Without a command the terminal app opens. Each command explains itself: deskterm COMMAND --help"))
    for heading, group in GROUPS.items():
        shown = [(name, entry) for name, entry in group.items() if command is None or name.startswith(f"{command} ")]
        if shown:
            if not out.plain:
                out.data("")
            out.data(f"{_(heading)}:")
        for name, entry in shown:
            out.data(f"{name}: {_(entry.purpose)}" if out.plain else f"  {name:<{COLUMN}}{_(entry.purpose)}")
    parser = Parser(prog="deskterm", usage="")
    add_globals(parser)
    if out.plain:
        tell_actions(parser.declared, out)
        return 0
    _usage, _colon, options = parser.format_help().partition(f"{_('everywhere')}:")
    out.data("")
    out.data(f"{_('everywhere')}:{options.rstrip()}")
    return 0


def tell_options(command: str, out: Output) -> None:
    """A command and all that can be said to it, a line each, those of every command left out."""
    shared = Parser(prog="deskterm")
    add_globals(shared)
    everywhere = {action.dest for action in shared.declared}
    purpose = _(COMMANDS[command].purpose)
    out.data(f"{command}: {purpose[:1].upper()}{purpose[1:]}.")
    tell_actions([action for action in parser_of(command).declared if action.dest not in everywhere], out)


def tell_actions(actions: Iterable[Action], out: Output) -> None:
    """Each place and each option in a line: how it is written, then what it is for."""
    for action in actions:
        said = ", ".join(action.option_strings)
        value = str(action.metavar or "") if action.nargs != 0 else ""
        out.data(f"{' '.join(filter(None, (said, value)))}: {action.help}")
