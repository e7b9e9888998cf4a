"""What to do next, and whom to ask: the answers of the desk with their reasons."""

from typing import Any

from deskterm.cli import values
from deskterm.cli.call import Call
from deskterm.cli.shapes import done as done_shape
from deskterm.cli.shapes import instant, stored
from deskterm.cli.table import printed
from deskterm.texts import refusals
from deskterm.texts.language import _
from deskterm.texts.names import act_done
from deskterm.texts.safe import safe
from deskterm.texts.suggesting import reason, reasons
from deskterm.usecases.duty import whom
from deskterm.usecases.taking import ahead, take
from deskterm.workflow.suggesting import Suggestion, Why
from deskterm.workflow.values import Act


def take_next(call: Call) -> int:
    """The ticket that the caller should do next is theirs, and why it is that one."""
    line, rehearsed = values.desk_line("line_number", call.args.line_number), call.args.dry_run
    given = (ahead if rehearsed else take)(call.desk, line)
    if call.out.json:
        whys = [why_shape(call, why) for why in given.reasons]
        call.out.document({**done_shape(given), "taken": given.taken, "dry_run": rehearsed, "reasons": whys})
        return 0
    call.out.data(given.number)
    said = reasons(given.reasons, call.site.zone, call.site.now())
    done = act_done(Act.TAKE) if given.taken else _("would be next") if rehearsed else _("go on with it")
    call.out.talk(_("{number}: {done}: {reasons}.").format(number=given.number, done=done, reasons=said))
    for warning in given.warnings:
        call.out.talk(f"! {refusals.sentence(warning)}")
    return 0


def suggest(call: Call) -> int:
    """Whom to give the ticket, best first; nothing is changed."""
    found = whom(call.desk, values.ticket(call))
    if call.out.json:
        call.out.document({"suggestions": [shape(call, each) for each in found]})
    elif not found:
        call.out.talk(_("Nobody of its line can have it now."))
    else:
        zone, now = call.site.zone, call.site.now()
        rows = [(str(n), safe(each.person.name), reasons(each.reasons, zone, now)) for n, each in enumerate(found, 1)]
        printed(call.out, ("#", _("Name"), _("Why")), rows)
    return 0


def shape(call: Call, each: Suggestion) -> dict[str, Any]:
    """Somebody who might get the ticket, as data."""
    return {
        "name": each.person.name,
        "at": instant(each.at),
        "skill": each.skill.name.lower(),
        "load": each.load,
        "capacity": each.capacity,
        "reasons": [why_shape(call, why) for why in each.reasons],
    }


def why_shape(call: Call, why: Why) -> dict[str, Any]:
    """A reason as data."""
    args = {name: stored(name, value) for name, value in why.args.items() if name != "left"}
    if isinstance(left := why.args.get("left"), int):
        args["left_seconds"] = left // 1_000_000
    return {"code": why.code, **args, "message": reason(why, call.site.zone, call.site.now())}
