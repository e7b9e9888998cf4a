"""What values look like in JSON: codes as text, instants as ISO 8601 in UTC, tickets by the numbers people use."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from deskterm.texts import refusals
from deskterm.workflow.values import Person, Point, Reporter

if TYPE_CHECKING:
    from deskterm.store.read.queue import Row
    from deskterm.store.read.show import Attachment
    from deskterm.usecases.desk import Done

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INSTANTS = frozenset({"at", "start", "end", "until", "away_until", "wake_at"})
TICKETS = frozenset({"other", "into", "merged_into"})
LAST = 253_402_300_799_999_999
"""The last microsecond of the year 9999."""


def instant(microseconds: int | None) -> str | None:
    """An instant as text that sorts: 2031-05-09T14:05:33.000000Z."""
    if microseconds is None:
        return None
    moment = EPOCH + timedelta(microseconds=min(max(microseconds, 0), LAST))
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z"


def stored(name: str, value: object) -> Any:
    """A field's value by the name of the field."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int) and (name in INSTANTS or name.endswith("_at")):
        return instant(value)
    if isinstance(value, int) and name in TICKETS:
        return f"DT-{value}" if value else None
    return plain(value)


def plain(value: object) -> Any:
    """A value without types of ours."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Reporter):
        return reporter(value)
    if is_dataclass(value):
        return {item.name: stored(item.name, getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): stored(str(key), item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [plain(item) for item in value]
    return value


def reason(value: Point) -> dict[str, Any]:
    """One point of a refusal."""
    return {"code": value.code, "field": value.field, "message": refusals.sentence(value)}


def point(value: Point) -> dict[str, Any]:
    """A warning, or what stands in the way of an act; `act` is there when another act mends it."""
    return reason(value) | ({"act": value.act.value} if value.act is not None else {})


def done(value: "Done") -> dict[str, Any]:
    """What an act has done."""
    return {
        "number": value.number,
        "version": value.version,
        "event": value.event,
        "warnings": [point(warning) for warning in value.warnings],
    }


def reporter(value: Reporter | None) -> dict[str, Any] | None:
    """Who reports."""
    if value is None:
        return None
    return {
        "id": value.id,
        "name": value.name,
        "mail": value.email,
        "phone": value.phone,
        "organisation": value.organisation,
        "language": value.language,
    }


def person(value: Person) -> dict[str, Any]:
    """Somebody who works at the desk."""
    return {
        "name": value.name,
        "lines": sorted(value.lines),
        "roles": sorted(role.value for role in value.roles),
        "skills": sorted(value.skills),
        "away_until": instant(value.away_until),
        "active": value.active,
    }


def attachment(value: "Attachment") -> dict[str, Any]:
    """A file."""
    return {
        "id": value.id,
        "name": value.name,
        "size": value.size,
        "media_type": value.media_type,
        "sha256": value.sha256,
        "at": instant(value.at),
        "by": value.author,
    }


def row(value: "Row") -> dict[str, Any]:
    """A ticket of the queue."""
    shape = {name: stored(name, item) for name, item in zip(value._fields, value, strict=True) if name != "id"}
    return {"number": f"DT-{value.id}", **shape}
