"""What is on record of a breach of personal data: when somebody knew and was told, and what it is about."""

from deskterm.texts import times
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.widgets.facts import Fact, View, listed
from deskterm.widgets.lines import EMPTY, PLAIN, QUIET, Block, heading
from deskterm.workflow.values import Ticket

MOMENTS = ("aware_at", "reported_at", "report_waived_at", "subjects_owed_at", "subjects_at")
FACTS = ("breach_nature", "data_concerned", "people_concerned", "records_concerned", "consequences", "remedies")


def breach(ticket: Ticket, view: View) -> list[Block]:
    """The section of a breach; nothing for any other ticket."""
    if not ticket.breach:
        return []
    held = ((name, getattr(ticket, name)) for name in MOMENTS)
    found: list[Fact] = [(field(name), [(times.moment(at, view.zone), PLAIN)]) for name, at in held if at is not None]
    if ticket.report_reference:
        found.append((field("report_reference"), [(safe(ticket.report_reference), PLAIN)]))
    for name in FACTS:
        value = getattr(ticket, name)
        word = (_("not said yet"), QUIET) if value is None else (safe(str(value), multiline=True), PLAIN)
        found.append((field(name), [word]))
    return [Block("breach", (heading(field("breach"), view.width), *listed(found, view.width), EMPTY), section=True)]
