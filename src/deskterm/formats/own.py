"""The desk's own format: one JSON document a line, a header first, then everything that a person may see of a desk.

Lines are checked for their shape only; what they mean is for whoever takes them. Instants are microseconds since 1970
UTC. Files follow their ticket in pieces, so that no line grows with them.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from deskterm.workflow.checks import UNSTORABLE
from deskterm.workflow.intake import LeftOut
from deskterm.workflow.whole import FORMAT, PIECE_BYTES, Record

LONGEST = 1 << 60
"""Above every instant and every number of the desk."""
Shape = Callable[[Any], str | None]
"""Nothing when a value has the shape, else the way to what has not."""


class NotOurs(ValueError):
    """The first line is no header of this format, or of a version that is not known."""


def written(content: Mapping[str, Any]) -> bytes:
    """A line, with its end; bytes in it are written in base64."""
    if content.get("type") == "piece":
        content = {**content, "data": base64.b64encode(content["data"]).decode()}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def is_own(first: bytes) -> bool:
    """Does a file that begins with this line look like one that a desk has written?"""
    return first.lstrip(b"\xef\xbb\xbf \t").startswith(b'{"deskterm"')


def read_header(first: bytes) -> Mapping[str, Any]:
    """What the first line says. NotOurs."""
    try:
        content = json.loads(first.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotOurs("no header") from error
    if not isinstance(content, dict) or content.get("deskterm") != FORMAT or HEADER(content) is not None:
        raise NotOurs("no header of this version")
    return content


def records(lines: Iterable[bytes], first: int = 2) -> Iterator[Record | LeftOut]:
    """The lines after the header, the first of which has this number; blank ones are passed over."""
    for number, raw in enumerate(lines, first):
        if raw.strip():
            yield record(number, raw)


def record(number: int, raw: bytes) -> Record | LeftOut:
    """One line."""
    try:
        content = json.loads(raw, parse_constant=refused)
    except UnicodeDecodeError as error:
        return LeftOut(line=number, column=error.start + 1, code="bad_encoding")
    except (ValueError, RecursionError) as error:
        return LeftOut(line=number, column=getattr(error, "colno", None), code="bad_json")
    kind = content.get("type") if isinstance(content, dict) else None
    shape = SHAPES.get(kind) if isinstance(kind, str) else None
    if shape is None:
        return LeftOut(line=number, field="type", code="unknown_record", args={"value": str(kind)[:40]})
    if (way := shape(content)) is not None:
        return LeftOut(line=number, field=way.strip(".")[:80], code="bad_record", given={"type": str(kind)})
    if kind == "piece":
        content["data"] = base64.b64decode(content["data"])
    return Record(number, str(kind), content)


def refused(name: str) -> None:
    """Numbers that are none."""
    raise ValueError(name)


def whole(value: Any) -> str | None:
    """A number that the desk can hold."""
    return None if type(value) is int and -LONGEST < value < LONGEST else ""


def ordinal(value: Any) -> str | None:
    """A number from 1."""
    return None if type(value) is int and 1 <= value < LONGEST else ""


def told(value: Any) -> str | None:
    """A text that can be stored."""
    return None if isinstance(value, str) and not UNSTORABLE.search(value) else ""


def yes_no(value: Any) -> str | None:
    """True or false."""
    return None if isinstance(value, bool) else ""


def encoded(value: Any) -> str | None:
    """Bytes in base64, no more than a piece has."""
    try:
        return None if len(base64.b64decode(value, validate=True)) <= PIECE_BYTES else ""
    except (TypeError, ValueError, binascii.Error):
        return ""


def plain(value: Any) -> str | None:
    """Codes and numbers, as deep as an event's data goes."""
    if isinstance(value, dict):
        return first_of((f".{key}", "" if told(key) is not None else plain(item)) for key, item in value.items())
    if isinstance(value, list):
        return first_of((f"[{place}]", plain(item)) for place, item in enumerate(value))
    if value is None or isinstance(value, bool):
        return None
    return whole(value) if isinstance(value, int) else told(value)


def first_of(ways: Iterable[tuple[str, str | None]]) -> str | None:
    """The first way that does not end well."""
    return next((name + rest for name, rest in ways if rest is not None), None)


def maybe(shape: Shape) -> Shape:
    """This, or null."""
    return lambda value: None if value is None else shape(value)


def each(shape: Shape) -> Shape:
    """A list of these."""

    def fits(value: Any) -> str | None:
        if not isinstance(value, list):
            return ""
        return first_of((f"[{place}]", shape(item)) for place, item in enumerate(value))

    return fits


def named(shape: Shape) -> Shape:
    """A table of these under any names."""

    def fits(value: Any) -> str | None:
        if not isinstance(value, dict):
            return ""
        return first_of((f".{key}", "" if told(key) is not None else shape(item)) for key, item in value.items())

    return fits


def table(must: Mapping[str, Shape], may: Mapping[str, Shape] | None = None) -> Shape:
    """A table with these names; others are passed over, so that later versions can say more."""
    optional = may or {}

    def fits(value: Any) -> str | None:
        if not isinstance(value, dict):
            return ""
        lacking = next((name for name in must if name not in value), None)
        if lacking is not None:
            return f".{lacking}"
        both = {**must, **optional}
        return first_of((f".{name}", both[name](item)) for name, item in value.items() if name in both)

    return fits


def pair(shape: Shape) -> Shape:
    """Old and new."""
    return lambda value: each(shape)(value) if isinstance(value, list) and len(value) == 2 else ""


NOTE = table(
    {"kind": told, "author": told, "at": whole, "event": ordinal},
    {"body": maybe(told), "outcome": maybe(told), "delivery": maybe(told), "withdrawn": yes_no},
)
LINK = table({"other": ordinal, "type": told, "event": ordinal}, {"withdrawn": yes_no})
FILE = table(
    {"name": told, "media_type": told, "size": whole, "sha256": told, "author": told, "at": whole, "event": ordinal},
    {"withdrawn": yes_no},
)
STEP = table(
    {"plan": told, "code": told, "position": whole, "title": told, "event": ordinal, "state": told},
    {"responsible": maybe(told), "by": maybe(told), "at": maybe(whole), "withdrawn": yes_no},
)
EVENT = table(
    {"at": whole, "actor": told, "kind": told},
    {
        "via": maybe(told),
        "act": maybe(told),
        "fields": named(pair(plain)),
        "data": plain,
        "texts": named(plain),
        "notes": each(pair(plain)),
    },
)
HEADER = table({"uuid": told, "name": told, "time_zone": told, "exported_at": whole})
SHAPES: Mapping[str, Shape] = {
    "agent": table(
        {"name": told, "lines": each(whole), "roles": each(told), "skills": each(told), "active": yes_no},
        {"away_until": maybe(whole)},
    ),
    "reporter": table(
        {"id": ordinal, "name": told},
        {name: maybe(told) for name in ("email", "phone", "language", "organisation", "external_id")},
    ),
    "category": table(
        {"code": told, "position": whole, "active": yes_no, "questions": each(pair(plain))},
        {
            **{name: maybe(told) for name in ("parent", "kind", "nature")},
            **{name: maybe(whole) for name in ("impact", "urgency")},
        },
    ),
    "arrangement": table({"kind": told, "name": told, "body": told}),
    "ticket": table(
        {"number": ordinal, "facts": named(plain), "texts": named(told), "history": each(EVENT)},
        {
            "reporter": maybe(ordinal),
            "sheet": named(told),
            "answers": named(maybe(told)),
            "named": each(told),
            "notes": each(NOTE),
            "links": each(LINK),
            "attachments": each(FILE),
            "steps": each(STEP),
            "origins": each(pair(told)),
        },
    ),
    "piece": table({"ticket": ordinal, "file": ordinal, "data": encoded}),
}
