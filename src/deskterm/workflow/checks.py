"""Is a value well formed? Asked once, at the edge, before any rule: missing is a rule's business, malformed is ours."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

LINE_LIMIT = 250
"""Characters in a one-line text (subject, name, place)."""
TEXT_LIMIT = 100_000
"""Characters in a text of several lines."""
NAME = re.compile(r"[a-z][a-z0-9._-]{0,31}")
"""An agent's account name."""
MAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]{1,190}")
PHONE = re.compile(r"[+(]?[0-9][0-9 ()./+x#*-]{2,39}")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
E_ = TypeVar("E_", bound=Enum)


class Invalid(ValueError):
    """A malformed value: the field it was meant for, a code with a sentence, and plain arguments."""

    def __init__(self, field: str, code: str, /, **args: object) -> None:
        super().__init__(f"{field}: {code}")
        self.field, self.code, self.details = field, code, args


def line(field: str, value: str | None, limit: int = LINE_LIMIT) -> str | None:
    """A text of one line, trimmed; None when there is nothing in it."""
    if value is None or not (value := value.strip()):
        return None
    if found := UNSTORABLE.search(value) or CONTROL.search(value):
        raise Invalid(field, "control_character", code=f"U+{ord(found[0]):04X}", at=found.start() + 1)
    if len(value) > limit:
        raise Invalid(field, "too_long", length=len(value), limit=limit)
    return value


def text(field: str, value: str | None, limit: int = TEXT_LIMIT) -> str | None:
    """A text of several lines, kept as it was typed but for line ends; None when it is blank."""
    if value is None or not value.strip():
        return None
    if len(value) > limit:
        raise Invalid(field, "too_long", length=len(value), limit=limit)
    if found := UNSTORABLE.search(value):
        raise Invalid(field, "control_character", code=f"U+{ord(found[0]):04X}", at=found.start() + 1)
    return value.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def name(field: str, value: str) -> str:
    """An agent's account name: a small letter, then up to 31 of a-z 0-9 . _ -"""
    if not NAME.fullmatch(value):
        raise Invalid(field, "bad_name", value=value[:40])
    return value


def mail(field: str, value: str | None) -> str | None:
    """A mail address, checked for form only."""
    value = line(field, value)
    if value is not None and not MAIL.fullmatch(value):
        raise Invalid(field, "bad_mail", value=value[:60])
    return value


def phone(field: str, value: str | None) -> str | None:
    """A telephone number: digits and the usual signs between them."""
    value = line(field, value)
    if value is not None and not PHONE.fullmatch(value):
        raise Invalid(field, "bad_phone", value=value[:40])
    return value


def code(field: str, value: str | None, codes: type[E_]) -> E_ | None:
    """A member of a list of codes."""
    if value is None:
        return None
    try:
        return codes(value)
    except ValueError:
        known = ", ".join(str(c.value) for c in codes)
        raise Invalid(field, "unknown_code", value=str(value)[:40], known=known) from None


def level(field: str, value: int | None, highest: int) -> int | None:
    """A whole number from 1 to `highest`."""
    if value is not None and not 1 <= value <= highest:
        raise Invalid(field, "out_of_range", value=value, lowest=1, highest=highest)
    return value


def texts(prefix: str, values: Mapping[str, str | None]) -> dict[str, str | None]:
    """Several texts keyed by a code, each named by prefix and code when it is malformed."""
    return {
        line(prefix, key, 60) or "": None if value is None else text(f"{prefix}:{key[:60]}", value)
        for key, value in values.items()
    }
