"""Examine the desk, the settings and the terminal; mend what can be mended safely."""

import argparse
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from deskterm.cli.call import Call
from deskterm.cli.opening import on_terminal
from deskterm.cli.shapes import plain
from deskterm.store.errors import StoreError
from deskterm.texts import findings
from deskterm.texts.language import _
from deskterm.usecases.desk import Desk, Refused
from deskterm.usecases.examine import Examined, Finding, doctor
from deskterm.workflow.values import Point

if TYPE_CHECKING:
    from deskterm.usecases.mend import Mended

DAMAGED = 8


def arguments_doctor(parser: argparse.ArgumentParser) -> None:
    """How long it may take, and whether to mend."""
    parser.add_argument("--quick", action="store_true", help=_("leave out what reads the whole desk"))
    parser.add_argument("--fix", action="store_true", help=_("mend caches, counters, modes and the log (admins)"))


def run_doctor(call: Call) -> int:
    """Print what was looked at and how it is; 8 when something is damaged."""
    told: list[str] = []
    mended: list[dict[str, object]] = []
    found = examined(call)
    if call.args.fix:
        for each in mend(call, found):
            sentence = findings.mended(each.code, each.n)
            mended.append({"code": each.code, "n": each.n, "message": sentence})
            told.append(sentence)
        found = examined(call)
    found += beside(call)
    if call.out.json:
        call.out.document({"findings": [shape(each) for each in found], "mended": mended})
    else:
        for sentence in told:
            call.out.data(_("mended: {what}").format(what=sentence))
        tell(call, found)
    return DAMAGED if any(each.severity == "damage" for each in found) else 0


def examined(call: Call) -> list[Finding]:
    """The desk's findings. A desk that is too damaged to be opened is one."""
    now, quick = call.site.now(), call.args.quick
    try:
        desk = call.desk
        return doctor(Examined(store=desk.store, now=now, by=desk.by, keys=call.site.keys_file), quick=quick)
    except StoreError as error:
        if error.code != "damaged":
            raise
        damage = unreadable(error)
    try:
        # who asks can't be made out any more; what can be read is examined all the same
        rest = doctor(Examined(store=call.site.store(), now=now), quick=quick)
    except StoreError as error:
        if error.code != "damaged":
            raise
        rest = []
    return [damage, *rest]


def unreadable(error: StoreError) -> Finding:
    """The desk can't be opened as it should."""
    return Finding(
        code="unreadable", severity="damage", args={"check": "desk", "reason": error.details.get("reason", "")}
    )


def mend(call: Call, found: Iterable[Finding]) -> Iterable["Mended"]:
    """Mend what was found, as far as that is safe. Refused: no admin, or a session that only reads."""
    from deskterm.usecases.mend import mend as set_right

    desk = opened(call)
    if desk is None:
        return []
    if desk.store.read_only:
        raise Refused.because(Point(code="read_only_session"))
    return set_right(desk, found)


def opened(call: Call) -> Desk | None:
    """The desk; None when it is too damaged to be written to."""
    try:
        return call.desk
    except StoreError as error:
        if error.code != "damaged":
            raise
        return None


def beside(call: Call) -> list[Finding]:
    """The settings, and the terminal where a person sits at it."""
    found = [Finding(code=code, severity=severity, args=args) for code, severity, args in call.site.configuration()]
    if on_terminal() and not call.out.plain:
        from deskterm.cli import probe

        found += probe.findings(os.environ)
    return found


def shape(finding: Finding) -> dict[str, object]:
    """A finding as JSON."""
    given = finding.code, finding.severity, finding.args
    return {
        "code": finding.code,
        "severity": finding.severity,
        "args": plain(finding.args),
        "message": findings.sentence(*given),
        "mend": findings.mending(*given),
    }


def tell(call: Call, found: Iterable[Finding]) -> None:
    """The findings, each with what to do about it."""
    for each in found:
        given = each.code, each.severity, each.args
        call.out.data(f"{findings.severity(each.severity)}: {findings.sentence(*given)}")
        mending = findings.mending(*given)
        if mending is not None:
            call.out.below(mending, indent=4)
