"""What a form asks of a request: its item of the catalogue, those that its text speaks of first, and an agreed date."""

from collections.abc import Callable
from typing import Any

from deskterm.screens.forms.asked import Asked, Values
from deskterm.screens.forms.fields import Field, Kind
from deskterm.texts import requests
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.widgets.choice import Option
from deskterm.workflow.catalogue import offered
from deskterm.workflow.values import Kind as TicketKind


def item_fields(asked: Asked, held: dict[str, Any]) -> tuple[Field, ...]:
    """The item and the date; an incident has neither."""
    return (
        item_field(asked, is_request).holding(held["item"]),
        Field(
            name="agreed_at",
            label=field("agreed_at"),
            value=held["agreed_at"],
            hint=_("for when a request is agreed"),
            when=is_request,
        ),
    )


def item_field(asked: Asked, when: Callable[[Values], bool]) -> Field:
    """The items of the catalogue, asked for in a form that is about a request."""
    options = item_options(asked)
    return Field(name="item", label=field("item"), kind=Kind.PICK, options=options, rows=6, when=when)


def is_request(values: Values) -> bool:
    """Is the ticket a request, as the form stands?"""
    return values["kind"] is TicketKind.REQUEST


def item_options(asked: Asked) -> tuple[Option, ...]:
    """Items that are offered, and the one that the ticket has; suggested ones come first and say so."""
    likely = asked.shown.suggested if asked.shown else ()
    words = {
        code: requests.title(code, item)
        for code, item in offered(asked.desk.policy.book, asked.held("item"), likely).items()
    }
    first = [Option(code, _("{title} (suggested)").format(title=words[code])) for code in likely if code in words]
    return (*first, *(Option(code, word) for code, word in words.items() if code not in likely))
