"""Going on with a text that was left: what stands in it is read, and written on."""

import argparse
from typing import TYPE_CHECKING, Any

from deskterm.cli.asked import Usage
from deskterm.cli.commands import COMMANDS
from deskterm.plain.carrying import carried_by, long, options, options_of
from deskterm.plain.crossing import since
from deskterm.plain.lines import numbered
from deskterm.plain.offering import Offering
from deskterm.plain.questions import Cancelled
from deskterm.texts.fields import field as label
from deskterm.texts.language import _
from deskterm.texts.numbers import parse_number
from deskterm.texts.safe import safe
from deskterm.usecases import look
from deskterm.workflow.draft import Draft

if TYPE_CHECKING:
    from deskterm.plain.doing import Doing


def offered(doing: "Doing") -> Draft | None:
    """What was left of this command on this ticket, if nothing is told anew and it is gone on with."""
    entry, unsent = COMMANDS[doing.command], doing.around.unsent
    if not doing.ear.asks or doing.writing.told or not entry.writes:
        return None
    desk, named = doing.site.desk(), doing.place[1]
    row = look.row(desk, parse_number(named)) if numbered(named) else None
    about = () if row is None else (row.id,)
    found = [draft for draft in unsent.bring_back() if draft.tickets == about]
    found = [draft for draft in found if carried_by(draft, row.line if row else None) == doing.command]
    return Offering(unsent, doing.questions, doing.site.zone).one_of(found)


def resume(doing: "Doing", draft: Draft) -> None:
    """Put into the command what the draft holds. Usage: it can't all be said here; Cancelled: it is left again."""
    ticket = look.show(doing.site.desk(), draft.tickets[0]).ticket if draft.tickets else None
    said, strange = options_of(doing.command, draft, ticket, doing.writing.coded)
    if strange:
        raise Usage(_("This command has no place for it; read reads the text."), min(strange))
    known = options(doing.command)
    said = {dest: given for dest, given in said.items() if getattr(doing.args, dest, None) in (None, [])}
    for dest, given in said.items():
        setattr(doing.args, dest, value(known[dest], given))
    if isinstance(draft.values.get("on"), bool) and "on" in known:
        doing.args.on = draft.values["on"]
    doing.writing.take_up(draft)
    since(doing, draft)
    texts = [known[dest] for dest in said if long(known[dest])]
    for dest in said:
        if known[dest] not in texts:
            doing.out.data(f"{label(dest)}: {safe(', '.join(said[dest]))}")
    for action in texts:
        write_on(doing, action)
    if not texts and not doing.questions.agreed(_("Do it now?")):
        raise Cancelled


def value(action: argparse.Action, given: list[str]) -> Any:
    """What an option is given, as its declaration has it."""
    made = [action.type(each) if callable(action.type) else each for each in given]
    return made if isinstance(action.default, list) else made[-1]


def write_on(doing: "Doing", action: argparse.Action) -> None:
    """Read what there is of a text, and hear the rest of it."""
    begun = str(getattr(doing.args, action.dest))
    doing.out.data(_("{field}, so far:").format(field=label(action.dest)))
    for line in safe(begun, multiline=True).split("\n"):
        doing.out.data(line)
    doing.put(action, doing.ask(action, _("Write on, or leave it as it is."), begun=begun))
