"""The help texts: the overview of all commands, and the help of each."""

from collections.abc import Mapping
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
        out.data(parser_of(command).format_help().rstrip())
        return 0
    out.data(_("usage: ") + "deskterm [" + _("command") + "]")
    out.data("")
    out.data(_("Without a command the terminal app opens. Each command explains itself: deskterm COMMAND --help"))
    for heading, group in GROUPS.items():
        shown = [(name, entry) for name, entry in group.items() if command is None or name.startswith(f"{command} ")]
        if shown:
            out.data("")
            out.data(f"{_(heading)}:")
        for name, entry in shown:
            out.data(f"  {name:<{COLUMN}}{_(entry.purpose)}")
    parser = Parser(prog="deskterm", usage="")
    add_globals(parser)
    _usage, _colon, options = parser.format_help().partition(f"{_('everywhere')}:")
    out.data("")
    out.data(f"{_('everywhere')}:{options.rstrip()}")
    return 0
