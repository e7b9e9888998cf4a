"""Is the desk whole? The audit trail link by link, and the caches against what they are made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from deskterm.store.errors import StoreError
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
    found = [readable(check, desk.store.db) for check in (found_integrity, found_chain, found_counters)]
    found += [Finding(code=code, severity="warning", args=args) for code, args in health.loose_modes(desk.store)]
    return found


def readable(check: Callable[[health.Db], Finding], db: health.Db) -> Finding:
    """What a check finds; pages that are too damaged to be checked are what it has found."""
    try:
        return check(db)
    except StoreError as error:
        if error.code != "damaged":
            raise
        return Finding(code="integrity", severity="damage", args={"problems": error.details.get("reason", "")})


def found_integrity(db: health.Db) -> Finding:
    """What the database says of its own pages and references."""
    problems = health.integrity(db)
    return Finding(code="integrity", severity="damage" if problems else "ok", args={"problems": "; ".join(problems)})


def found_chain(db: health.Db) -> Finding:
    """What the audit trail says."""
    verdict = chain.verify(db)
    args = {"checked": verdict.checked, "broken": verdict.broken, "reason": verdict.code}
    return Finding(code="chain", severity="damage" if verdict.broken is not None else "ok", args=args)


def found_counters(db: health.Db) -> Finding:
    """What the counters say, against the tickets."""
    with db.snapshot():
        off = health.counters_off(db)
    return Finding(code="counters", severity="damage" if off else "ok", args={"off": off})
