"""Pages of the record and of the looks beside it: one line each for people, one document for scripts."""

from collections.abc import Sequence

from deskterm.cli.call import Call
from deskterm.cli.shapes import instant
from deskterm.cli.shapes_shown import event as event_shape
from deskterm.cli.table import printed
from deskterm.store.read.access import Seen
from deskterm.store.read.show import EventRow
from deskterm.texts import audit as words
from deskterm.texts import events as sentences
from deskterm.texts.called import actor
from deskterm.texts.language import _
from deskterm.texts.numbers import number
from deskterm.texts.times import moment
from deskterm.workflow.codes import AccessKind
from deskterm.workflow.values import Act

EVENTS = tuple(dict.fromkeys([*(act.value for act in Act), *sentences.SENTENCES]))
LOOKS = tuple(AccessKind)


def print_events(call: Call, events: Sequence[EventRow], limit: int) -> None:
    """A page of events; there is one more than the limit when there is another page."""
    page = events[:limit]
    following = page[-1].id if len(events) > limit else None
    if call.out.json:
        rows = [about(each) for each in page]
        call.out.document({"events": rows} | ({"next": following} if following else {}))
        return
    lines = [
        (str(each.id), moment(each.at, call.site.zone), who(each), ticket(each.ticket_id), sentences.line(each))
        for each in page
    ]
    tell(call, lines, following)


def print_looks(call: Call, looks: Sequence[Seen], limit: int) -> None:
    """A page of looks."""
    page = looks[:limit]
    following = page[-1].id if len(looks) > limit else None
    if call.out.json:
        rows = [
            {
                "id": each.id,
                "at": instant(each.at),
                "actor": each.actor,
                "via": each.via,
                "kind": each.kind.value,
                "number": f"DT-{each.ticket}" if each.ticket else None,
                "detail": each.detail,
                "rows": each.rows,
                "message": words.look(each),
            }
            for each in page
        ]
        call.out.document({"access": rows} | ({"next": following} if following else {}))
        return
    lines = [
        (str(each.id), moment(each.at, call.site.zone), who(each), ticket(each.ticket), words.look(each))
        for each in page
    ]
    tell(call, lines, following)


def about(event: EventRow) -> dict[str, object]:
    """An event with its ticket; what was taken back since is another event's to say."""
    shape = event_shape(event, False)
    del shape["undone"]
    return {"number": f"DT-{event.ticket_id}" if event.ticket_id else None, **shape}


def who(row: EventRow | Seen) -> str:
    """Who it was, and who acted in their name."""
    return actor(row.actor, row.via)


def ticket(id: int | None) -> str:
    """Which ticket it was about."""
    return number(id) if id else "-"


def tell(call: Call, lines: Sequence[Sequence[str]], following: int | None) -> None:
    """A table, and how to go on."""
    if not lines:
        call.out.talk(_("There is nothing of this kind."))
        return
    printed(call.out, (_("Event"), _("When"), _("Who"), _("Ticket"), _("What")), lines)
    if following:
        call.out.talk(_("There is more: --after {cursor}").format(cursor=following))
