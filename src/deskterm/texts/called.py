"""How a reporter is called: by the name that was given, or, once erased, by a number in words."""

from deskterm.texts.language import _
from deskterm.workflow.mention import erased_id


def called(name: str) -> str:
    """The name as doors show it, not made safe yet; an erased person is called so."""
    number = erased_id(name)
    return name if number is None else _("Erased person {number}").format(number=number)
