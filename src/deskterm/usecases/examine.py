"""Is the desk whole? The audit trail link by link, and the caches against what they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deskterm.store.read import chain, health
from deskterm.usecases.desk import Desk, require
from deskterm.workflow.permission import AUDIT, may_desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: a code with a sentence, how bad it is (ok, warning, damage), its arguments."""

    code: str
    severity: str
    args: Mapping[str, object] = field(default_factory=dict)


def audit_verify(desk: Desk, expected: str | None = None) -> chain.Verdict:
    """Walk the whole chain; `expected` is a head that was kept outside the desk."""
    require(may_desk(AUDIT, desk.by))
    return chain.verify(desk.store.db, expected)


def audit_head(desk: Desk) -> chain.Head:
    """The end of the chain, to be kept outside the desk."""
    require(may_desk(AUDIT, desk.by))
    return chain.head(desk.store.db)


def doctor(desk: Desk) -> list[Finding]:
    """Look at everything that can be checked while the desk is in use. Anybody may ask."""
    db = desk.store.db
    found = [found_integrity(db), found_chain(db)]
    with db.snapshot():
        off = health.counters_off(db)
    found.append(Finding(code="counters", severity="damage" if off else "ok", args={"off": off}))
    found += [Finding(code=code, severity="warning", args=args) for code, args in health.loose_modes(desk.store)]
    return found


def found_integrity(db: health.Db) -> Finding:
    """What the database says of its own pages and references."""
    problems = health.integrity(db)
    return Finding(code="integrity", severity="damage" if problems else "ok", args={"problems": "; ".join(problems)})


def found_chain(db: health.Db) -> Finding:
    """What the audit trail says."""
    verdict = chain.verify(db)
    args = {"checked": verdict.checked, "broken": verdict.broken, "reason": verdict.code}
    return Finding(code="chain", severity="damage" if verdict.broken is not None else "ok", args=args)
