"""JSON lines into rows: one object per line, its keys the columns, in bounded memory."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from deskterm.formats.lines import LIMIT, TooLong
from deskterm.formats.table import COLUMNS, left
from deskterm.workflow.intake import LeftOut

BLANKS = b" \t\r"
LONE = re.compile(
    r"(?<!\\)(?:\\\\)*(\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)
"""Half of a pair of surrogates, written as an escape."""


class Object(NamedTuple):
    """A row: the line it stands on, its columns, and their values as texts."""

    line: int
    keys: tuple[str, ...]
    cells: list[str]
    nested: tuple[str, ...] = ()
    """Columns that hold lists or objects, and so no text."""


class Unusable(ValueError):
    """JSON that is well formed for the reader and not for us: a code, and what is to be looked for in the line."""

    def __init__(self, code: str, word: str) -> None:
        super().__init__(code)
        self.code, self.word = code, word


def paired(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; one that names a key twice says two things at once."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        raise Unusable("doubled_key", next(name for name in names if names.count(name) > 1))
    return found


def refuse(word: str) -> None:
    """NaN and the infinities, which JSON does not have."""
    raise Unusable("not_a_number", word)


DECODER = json.JSONDecoder(object_pairs_hook=paired, parse_constant=refuse)


def objects(lines: Iterable[bytes | TooLong], encoding: str = "utf-8") -> Iterator[Object | LeftOut]:
    """The rows of JSON lines, or the `LeftOut` of each that can't be read. Blank lines are none."""
    for number, raw in enumerate(lines, 1):
        if type(raw) is TooLong:
            yield left(number, "long_line", raw.start, limit=LIMIT)
        elif stripped := raw.strip(BLANKS):  # type: ignore[union-attr]  # the other half of the union is gone
            yield parsed(number, stripped, encoding)


def parsed(number: int, raw: bytes, encoding: str) -> Object | LeftOut:
    """One line."""
    try:
        text = raw.decode(encoding)
        found = DECODER.decode(text)
    except UnicodeDecodeError as error:
        return left(number, "not_text", raw, error.start + 1, encoding=encoding)
    except json.JSONDecodeError as error:
        return left(number, "not_json", raw, error.colno, reason=error.msg)
    except Unusable as error:
        return left(number, error.code, raw, text.rfind(error.word) + 1, word=error.word)
    except RecursionError:
        return left(number, "too_deep", raw)
    except ValueError:
        return left(number, "long_number", raw)
    if type(found) is not dict:
        return left(number, "not_an_object", raw, 1)
    if len(found) > COLUMNS:
        return left(number, "many_columns", raw, limit=COLUMNS)
    if ("\\ud" in text or "\\uD" in text) and (lone := lone_surrogate(found, text)):
        return left(number, "lone_surrogate", raw, lone)
    return flat(number, found)


def lone_surrogate(found: dict[str, Any], text: str) -> int | None:
    """The column of half a pair of surrogates; None when there is none."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        where = LONE.search(text)
        return where.start(1) + 1 if where else 1
    except RecursionError:
        return None
    return None


def flat(number: int, found: dict[str, Any]) -> Object:
    """The values of an object as texts; nothing and null are the same."""
    if all(type(value) is str for value in found.values()):
        return Object(number, tuple(found), list(found.values()))
    plain = {name: value for name, value in found.items() if not isinstance(value, dict | list)}
    nested = tuple(name for name in found if name not in plain) if len(plain) < len(found) else ()
    return Object(number, tuple(plain), [scalar(value) for value in plain.values()], nested)


def scalar(value: Any) -> str:
    """A value that is no list and no object, as it would stand in a table."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
