"""The record: has anybody changed it, and where does it end?"""

import argparse
import re

from deskterm.cli.call import Call
from deskterm.texts import findings
from deskterm.texts.language import _
from deskterm.usecases.examine import audit_head, audit_verify
from deskterm.workflow.checks import Invalid

DAMAGED = 8
HEAD = re.compile(r"[0-9]{1,18}:[0-9a-f]{64}", re.ASCII)


def arguments_audit_verify(parser: argparse.ArgumentParser) -> None:
    """An end of the record that was kept elsewhere."""
    parser.add_argument("--head", metavar="HEAD", help=_("what `audit head` printed earlier; shows a cut-off end"))


def run_audit_verify(call: Call) -> int:
    """Walk the whole record; 8 when it is broken."""
    kept: str | None = call.args.head
    if kept is not None and not HEAD.fullmatch(kept := kept.strip().lower()):
        raise Invalid("head", "bad_head", value=kept[:40])
    verdict = audit_verify(call.desk, kept)
    whole = verdict.broken is None
    if call.out.json:
        call.out.document(
            {
                "ok": whole,
                "events": verdict.checked,
                "head": str(verdict.head),
                "broken": verdict.broken,
                "reason": verdict.code,
            }
        )
    elif whole:
        call.out.data(findings.sentence("chain", "ok", {"checked": verdict.checked}))
        call.out.data(str(verdict.head))
    else:
        call.out.data(findings.sentence("chain", "damage", {"broken": verdict.broken, "reason": verdict.code}))
    return 0 if whole else DAMAGED


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
