"""Unsent texts in the live tables: one row each, of which a later writing is never replaced by an earlier one."""

import json
from collections.abc import Callable, Iterable, Iterator

from deskterm.store.db import Db
from deskterm.workflow.draft import Draft, document, understood

PUT = (
    "INSERT INTO live_draft (desk, id, person, turn, until, body) "
    "VALUES (:desk, :id, :person, :turn, :until, :body) ON CONFLICT (desk, id) DO UPDATE SET "
    "turn = excluded.turn, until = excluded.until, body = excluded.body WHERE excluded.turn >= live_draft.turn"
)


def put(db: Db, desk: str, person: str, draft: Draft, until: int) -> None:
    """Keep a draft. `until`: the moment up to which its author is known to be writing it."""
    body = json.dumps(document(draft), ensure_ascii=True)
    db.run(PUT, {"desk": desk, "id": draft.id, "person": person, "turn": draft.turn, "until": until, "body": body})


def drop(db: Db, desk: str, id: str) -> None:
    """Remove a draft, if it is there."""
    db.run("DELETE FROM live_draft WHERE desk = :desk AND id = :id", {"desk": desk, "id": id})


def renew(db: Db, desk: str, id: str, until: int) -> None:
    """It is still being written."""
    sql = "UPDATE live_draft SET until = :until WHERE desk = :desk AND id = :id"
    db.run(sql, {"desk": desk, "id": id, "until": until})


def of(db: Db, desk: str, person: str) -> list[tuple[Draft, int]]:
    """A person's drafts, each with the moment up to which it is known to be written at. Unreadable rows are left."""
    sql = "SELECT body, until FROM live_draft WHERE desk = :desk AND person = :person ORDER BY id"
    return list(readable(db.all(sql, desk=desk, person=person)))


def readable(rows: list[tuple[object, ...]]) -> Iterator[tuple[Draft, int]]:
    """The rows that hold a draft."""
    for body, until in rows:
        try:
            draft = understood(json.loads(str(body)))
        except ValueError:
            continue
        yield draft, int(str(until))


def mask(db: Db, desk: str, masked: Callable[[Iterable[int], str], str]) -> int:
    """Put every text of every draft through this; in how many drafts it changed something."""
    changed = 0
    # a row that is changed leaves nothing of what it was in the file: `secure_delete` is on
    for id, body in db.all("SELECT id, body FROM live_draft WHERE desk = :desk", desk=desk):
        found = json.loads(body)
        about = found["tickets"]
        values = {n: masked(about, v) if isinstance(v, str) else v for n, v in found["values"].items()}
        if values != found["values"]:
            changed += 1
            named = {"desk": desk, "id": id, "body": json.dumps({**found, "values": values})}
            db.run("UPDATE live_draft SET body = :body WHERE desk = :desk AND id = :id", named)
    return changed
