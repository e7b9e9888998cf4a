"""From a line to a command with its options: the shell's own declarations, and the open ticket where none is named."""

import argparse
import shlex

from deskterm.cli.asked import Asked, Usage, ask, parser_of
from deskterm.cli.commands import COMMANDS
from deskterm.cli.hints import option
from deskterm.texts.language import _
from deskterm.texts.numbers import number, parse_number

OUTSIDE = frozenset({"init", "demo", "restore"})
"""Commands that need a desk of their own, or this one to be closed."""
START = {"db": "--db", "as_": "--as", "lang": "--lang", "read_only": "--read-only"}
"""Options that only the start of deskterm can follow."""


def split(line: str) -> list[str]:
    """The words of a line as a shell has them. Usage: a quotation mark is left open."""
    try:
        return shlex.split(line)
    except ValueError as error:
        raise Usage(_("A quotation mark is open. Leave the text out, and it is asked for.")) from error


def understood(words: list[str], ticket: int | None) -> Asked:
    """The command that is meant, on the open ticket unless it names one. Usage: it can't be understood, or not here."""
    asked = ask(words)
    for dest, said in START.items():
        if getattr(asked.args, dest, None) is not None:
            raise Usage(_("It belongs to the start of deskterm."), said)
    if asked.command in OUTSIDE:
        raise Usage(_("It can't be done from inside; type it at a shell, behind deskterm."), asked.command)
    if asked.command in COMMANDS and ticket is not None and "help" not in asked.args:
        place(asked.args, parser_of(str(asked.command)).declared, number(ticket))
    return asked


def place(args: argparse.Namespace, declared: list[argparse.Action], ticket: str) -> None:
    """Name the ticket where its place was left out; what stood there moves on to where it belongs."""
    places = [action.dest for action in declared if not action.option_strings]
    if "number" not in places:
        return
    others = [dest for dest in places if dest != "number"]
    if args.number is None:
        args.number = ticket
    elif others and moves_on(args.number, others[-1], getattr(args, others[-1])):
        held = args.number
        args.number = ticket
        for dest in others:
            before = getattr(args, dest)
            if isinstance(before, list):
                setattr(args, dest, [held, *before])
                return
            setattr(args, dest, held)
            held = before


def moves_on(held: str, last: str, there: object) -> bool:
    """Is what stands in the ticket's place meant for the place behind it?"""
    if not numbered(held):
        return not there or isinstance(there, list)
    return not there and (last == "other" or (last == "wanted" and held.isdecimal()))


def numbered(text: str) -> bool:
    """Is it the number of a ticket?"""
    try:
        parse_number(text)
    except ValueError:
        return False
    return True


def option_of(command: str, field: str | None) -> argparse.Action | None:
    """The place or option of a command that gives a field its value; None: there is none."""
    if field is None:
        return None
    said = option(field).split()[0]
    for action in parser_of(command).declared:
        if said in (*action.option_strings, None if action.option_strings else action.metavar):
            return action
    return next((action for action in parser_of(command).declared if action.dest == field), None)
