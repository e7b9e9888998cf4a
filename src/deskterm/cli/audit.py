"""The record: has anybody changed it, where does it end, who did and saw what, and what of it is unusual?"""

import argparse
import re
from collections.abc import Iterable
from enum import Enum

from deskterm.cli import values
from deskterm.cli.call import Call
from deskterm.cli.shapes import instant
from deskterm.store.errors import StoreError
from deskterm.store.read.chain import Verdict
from deskterm.texts import findings
from deskterm.texts.language import _
from deskterm.usecases.examine import audit_head, audit_verify
from deskterm.workflow.checks import Invalid

DAMAGED = 8
HEAD = re.compile(r"[0-9]{1,18}:[0-9a-f]{64}", re.ASCII)
LIMIT, MOST = 50, 10_000
HIGHEST = 10**15
DAY = 86_400_000_000
"""Microseconds."""
USUAL_DAYS = 7
"""How far `audit unusual` looks back unless said."""


def arguments_audit_verify(parser: argparse.ArgumentParser) -> None:
    """An end of the record that was kept elsewhere."""
    parser.add_argument(
        "--head", "--expect", metavar="HEAD", help=_("what `audit head` printed earlier; shows a cut-off end")
    )


def run_audit_verify(call: Call) -> int:
    """Walk the whole record; 8 when it is broken, or lies on pages that can't be read."""
    kept: str | None = call.args.head
    if kept is not None and not HEAD.fullmatch(kept := kept.strip().lower()):
        raise Invalid("head", "bad_head", value=kept[:40])
    try:
        verdict = audit_verify(call.desk, kept)
    except StoreError as error:
        if error.code != "damaged":
            raise
        return unreadable(call, error)
    print_verdict(call, verdict)
    return 0 if verdict.broken is None else DAMAGED


def unreadable(call: Call, error: StoreError) -> int:
    """The pages that hold the record are damaged."""
    from deskterm.texts import stores

    sentence = stores.sentence(error)
    if call.out.json:
        broken = {"ok": False, "events": None, "head": None, "broken": None, "reason": error.code, "touched": None}
        call.out.document(broken | {"message": sentence})
    else:
        call.out.data(sentence)
    return DAMAGED


def print_verdict(call: Call, verdict: Verdict) -> None:
    """What the walk has found."""
    whole, broken = verdict.broken is None, verdict.broken or 0
    if call.out.json:
        document = {"ok": whole, "events": verdict.checked, "head": str(verdict.head), "broken": verdict.broken}
        call.out.document(document | {"reason": verdict.code, "touched": touched_shape(verdict)})
    elif whole:
        call.out.data(findings.sentence("chain", "ok", {"checked": verdict.checked}))
        call.out.data(str(verdict.head))
    else:
        call.out.data(findings.sentence("chain", "damage", {"broken": broken, "reason": verdict.code}))
        if verdict.touched is not None:
            from deskterm.texts import audit as words

            for line in words.touched(verdict.touched, broken):
                call.out.data(line)


def touched_shape(verdict: Verdict) -> dict[str, object] | None:
    """What was touched."""
    found = verdict.touched
    if found is None:
        return None
    return {
        "how": found.how,
        "ticket": f"DT-{found.ticket}" if found.ticket else None,
        "act": found.act,
        "kind": found.kind,
        "names": list(found.names),
        "last": found.last,
        "tickets": [f"DT-{ticket}" for ticket in found.tickets],
        "person": found.person,
    }


def arguments_audit_head(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked."""


def run_audit_head(call: Call) -> int:
    """Print the end of the record."""
    head = audit_head(call.desk)
    if call.out.json:
        call.out.document({"head": str(head), "event": head.event, "hash": head.hash})
    else:
        call.out.data(str(head))
    return 0


def arguments_audit_show(parser: argparse.ArgumentParser) -> None:
    """Whose acts, on what, when."""
    parser.add_argument("--by", metavar="NAME", help=_("what this person did, or was done in their name"))
    parser.add_argument("--ticket", metavar="NUMBER", help=_("what happened to this ticket"))
    parser.add_argument("--act", metavar="CODE", help=_("only this act or event; with --access: only this look"))
    parser.add_argument("--since", metavar="T", help=_("from this moment on"))
    parser.add_argument("--until", metavar="T", help=_("before this moment"))
    parser.add_argument("--limit", metavar="N", help=_("how many at most ({limit} unless said)").format(limit=LIMIT))
    parser.add_argument("--after", metavar="N", help=_("go on where the last page ended: older ones than this number"))
    parser.add_argument("--access", action="store_true", help=_("who looked at what, instead of who did what"))


def run_audit_show(call: Call) -> int:
    """Print a page of the record, or of the looks beside it, newest first."""
    from deskterm.cli import audit_rows
    from deskterm.store.read.trail import Asked
    from deskterm.usecases.auditing import audit_access, audit_show

    limit = values.whole("limit", call.args.limit, 1, MOST) or LIMIT
    asked = Asked(
        by=values.person("by", call.args.by),
        ticket=values.number("ticket", call.args.ticket),
        act=one_of("act", call.args.act, audit_rows.LOOKS if call.args.access else audit_rows.EVENTS),
        since=values.moment(call, "since", call.args.since, past=True),
        until=values.moment(call, "until", call.args.until, past=True),
        after=values.whole("after", call.args.after, 1, HIGHEST),
        limit=limit + 1,
    )
    if call.args.access:
        audit_rows.print_looks(call, audit_access(call.desk, asked), limit)
    else:
        audit_rows.print_events(call, audit_show(call.desk, asked), limit)
    return 0


def one_of(option: str, value: str | None, known: Iterable[str | Enum]) -> str | None:
    """A code of a list."""
    if value is None:
        return None
    codes = [str(code.value) if isinstance(code, Enum) else code for code in known]
    if (found := value.strip().lower()) not in codes:
        raise Invalid(option, "unknown_code", value=value[:40], known=", ".join(codes))
    return found


def arguments_audit_unusual(parser: argparse.ArgumentParser) -> None:
    """How far to look back."""
    days = _("from this moment on (the last {days} days unless said)").format(days=USUAL_DAYS)
    parser.add_argument("--since", metavar="T", help=days)


def run_audit_unusual(call: Call) -> int:
    """Print what somebody should look at, what matters most first."""
    from zoneinfo import ZoneInfo

    from deskterm.store.read.access import HOUR
    from deskterm.texts import audit as words
    from deskterm.usecases.auditing import audit_unusual

    since = values.moment(call, "since", call.args.since, past=True)
    found = audit_unusual(call.desk, call.site.now() - USUAL_DAYS * DAY if since is None else since)
    zone = ZoneInfo(call.desk.policy.time_zone)
    if call.out.json:
        rows = [
            {
                "code": each.code,
                "severity": each.severity.value,
                "actor": each.actor,
                "at": instant(each.hour * HOUR),
                "n": each.n,
                "usual": None if each.usual is None else round(each.usual, 1),
                "message": words.unusual(each, zone),
            }
            for each in found
        ]
        call.out.document({"unusual": rows})
        return 0
    for each in found:
        call.out.data(f"{words.severity(each)}: {words.unusual(each, zone)}")
    if not found:
        call.out.talk(_("Nothing unusual."))
    return 0
