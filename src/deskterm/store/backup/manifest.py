"""What is known of a copy when it is made, kept beside it: whatever changes later can be found and named.

The manifest is sealed by a hash of itself, and read back only when its bytes are exactly those that its content is
written as: a flipped bit anywhere in it shows. Somebody who may write the folder can make another one; against that
only a head kept elsewhere helps.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from deskterm.store.errors import Flaw, Unsound

FORMAT = 1
LIMIT = 1 << 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"
HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
HEAD = re.compile(r"[0-9]{1,18}:[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One copy of one desk. `made_at`: everything committed before this instant is in it (microseconds UTC)."""

    desk: str
    name: str
    made_at: int
    program: str
    schema: int
    sha256: str
    size: int
    rows: dict[str, int]
    head: str

    @property
    def tickets(self) -> int:
        """How many tickets are in the copy."""
        return self.rows.get("ticket", 0)


def written(manifest: Manifest) -> bytes:
    """The manifest as a file holds it."""
    made_at = f"{EPOCH + timedelta(microseconds=manifest.made_at):{INSTANT}}"
    content: dict[str, Any] = {"format": FORMAT, **asdict(manifest), "made_at": made_at}
    return text({**content, "seal": seal(content)})


def text(content: dict[str, Any]) -> bytes:
    """JSON in the one form that is written and accepted."""
    return (json.dumps(content, indent=2, ensure_ascii=True, sort_keys=True) + "\n").encode()


def seal(content: dict[str, Any]) -> str:
    """The hash of everything else in the manifest."""
    return hashlib.sha256(text({key: value for key, value in content.items() if key != "seal"})).hexdigest()


def read(path: Path) -> Manifest:
    """The manifest in a file. Unsound: it is not what was written. OSError: it can't be read at all."""
    with path.open("rb") as file:
        given = file.read(LIMIT)
    try:
        content = json.loads(given)
        if not isinstance(content, dict):
            raise TypeError("no object")
        if isinstance(content.get("format"), int) and content["format"] > FORMAT:
            raise Unsound(path, [Flaw("manifest_newer", {"found": content["format"], "known": FORMAT})])
        whole = text(content) == given and content["seal"] == seal(content) and content.pop("format") == FORMAT
        del content["seal"]
        found = Manifest(**{**content, "made_at": instant(content["made_at"])})
        whole = whole and sensible(found)
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise Unsound(path, [Flaw("manifest_altered", {})]) from error
    if not whole:
        raise Unsound(path, [Flaw("manifest_altered", {})])
    return found


def instant(told: str) -> int:
    """Microseconds UTC from the manifest's way of writing them."""
    return (datetime.strptime(told, INSTANT).replace(tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)


def sensible(found: Manifest) -> bool:
    """Are all values of the kind they must be? A sealed manifest may still have been made by anybody."""
    rows = isinstance(found.rows, dict) and all(type(n) is int for n in found.rows.values())
    numbers = type(found.schema) is int and type(found.size) is int
    words = isinstance(found.desk, str) and isinstance(found.name, str) and isinstance(found.program, str)
    return bool(rows and numbers and words and HEX.fullmatch(found.sha256) and HEAD.fullmatch(found.head))
