"""From what was typed to values: every malformed one is named by its option (`Invalid`), a missing one stays None.

What is missing is a rule's business; the one thing asked for here is which ticket is meant.
"""

import codecs
import re
import sys
from collections.abc import Iterable
from enum import Enum
from typing import TypeVar

from deskterm.cli.call import Call
from deskterm.cli.hints import option
from deskterm.texts.numbers import parse_number
from deskterm.texts.times import parse_moment
from deskterm.workflow import checks
from deskterm.workflow.checks import TEXT_LIMIT, Invalid
from deskterm.workflow.contact import parse_reporter
from deskterm.workflow.values import Reporter

HIGHEST_LEVEL = 9
LINES = 3
WHOLE = re.compile(r"[0-9]{1,15}", re.ASCII)
STDIN = "-"
PIECE = 1 << 16
E_ = TypeVar("E_", bound=Enum)


def ticket(call: Call) -> int:
    """The ticket that the command is about."""
    found = number("number", call.args.number)
    if found is None:
        raise Invalid("number", "number_missing")
    return found


def number(field: str, value: str | None) -> int | None:
    """A ticket number: DT-12, dt-12 or 12."""
    if value is None:
        return None
    try:
        return parse_number(value)
    except ValueError as error:
        raise Invalid(field, "bad_number", value=value[:40]) from error


def seen(call: Call) -> int | None:
    """The version of the ticket that the person has seen."""
    return whole("seen", call.args.seen, 1, 10**12)


def whole(field: str, value: str | None, lowest: int, highest: int, sign: str = "") -> int | None:
    """A whole number within bounds; `sign` is a letter that people write before it (P1, L2)."""
    if value is None:
        return None
    digits = value.strip()
    if sign and digits[:1].upper() == sign:
        digits = digits[1:]
    if not WHOLE.fullmatch(digits) or not lowest <= int(digits) <= highest:
        raise Invalid(field, "out_of_range", value=value[:40], lowest=lowest, highest=highest)
    return int(digits)


def level(field: str, value: str | None) -> int | None:
    """An impact, an urgency, a priority; whether the desk's matrix knows it is the rule's question."""
    return whole(field, value, 1, HIGHEST_LEVEL, "P" if "priority" in field else "")


def desk_line(field: str, value: str | None) -> int | None:
    """A support line."""
    return whole(field, value, 1, LINES, "L")


def code(field: str, value: str | None, codes: type[E_]) -> E_ | None:
    """A member of a list of codes; case and surrounding blanks do not matter."""
    return None if value is None else checks.code(field, value.strip().lower() or value, codes)


def answer(field: str, value: str | None) -> bool | None:
    """Yes or no. Invalid for anything else."""
    said = None if value is None else value.strip().lower()
    if said not in (None, "yes", "no"):
        raise Invalid(field, "unknown_code", value=(value or "")[:40], known="yes, no")
    return None if said is None else said == "yes"


def category(value: str | None) -> str | None:
    """The code of a category; whether the desk has it is the rule's question."""
    found = checks.line("category", value, 60)
    return found.lower() if found else None


def item(value: str | None) -> str | None:
    """The code of an item of the catalogue; whether the desk offers it is the rule's question."""
    return checks.line("item", value, 60)


def plan(value: str | None) -> str | None:
    """The name of a response plan; whether the desk has it is the rule's question."""
    return checks.line("plan", value)


def moment(call: Call, field: str, value: str | None, *, past: bool = False) -> int | None:
    """An instant, read in the caller's time zone."""
    if value is None:
        return None
    try:
        return parse_moment(value, call.site.now(), call.site.zone, past=past)
    except ValueError as error:
        raise Invalid(field, "bad_time", value=value[:40]) from error


def person(field: str, value: str | None) -> str | None:
    """An account's name."""
    return None if value is None else checks.name(field, value)


def reporter(call: Call) -> Reporter | None:
    """Who reports, by --reporter and --phone."""
    phone = checks.phone("phone", call.args.phone)
    return parse_reporter("reporter", call.args.reporter, phone)


def line(call: Call, field: str) -> str | None:
    """A text of one line, by the option of the same name."""
    return checks.line(field, getattr(call.args, field))


def text(call: Call, field: str) -> str | None:
    """A text of several lines, by the option of the same name; `-` reads it from standard input."""
    value: str | None = getattr(call.args, field)
    return checks.text(field, piped(call, field) if value == STDIN else value)


def piped(call: Call, field: str) -> str:
    """Standard input as text. Invalid: not UTF-8, too long, or read for another option already."""
    if getattr(call.args, "piped", None):
        raise Invalid(field, "stdin_twice", other=option(call.args.piped))
    call.args.piped = field
    return decoded(field, iter(lambda: sys.stdin.buffer.read(PIECE), b""))


def decoded(field: str, pieces: Iterable[bytes], limit: int = TEXT_LIMIT) -> str:
    """UTF-8 bytes as text; nothing is read beyond what may be kept."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    parts: list[str] = []
    characters = done = 0
    try:
        for piece in pieces:
            parts.append(decoder.decode(piece))
            done += len(piece)
            characters += len(parts[-1])
            if characters > limit + 2:
                raise Invalid(field, "too_long_stream", limit=limit)
        parts.append(decoder.decode(b"", final=True))
    except UnicodeDecodeError as error:
        place = done - len(decoder.getstate()[0]) + error.start + 1
        raise Invalid(field, "not_utf8", at=place) from error
    return "".join(parts).removesuffix("\n")
