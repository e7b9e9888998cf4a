"""How people are called: reporters by the name they gave, once erased by a number in words; actors by their way."""

from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.workflow.mention import erased_id
from deskterm.workflow.permission import REMOTE


def called(name: str) -> str:
    """The name as doors show it, not made safe yet; an erased person is called so."""
    number = erased_id(name)
    return name if number is None else _("Erased person {number}").format(number=number)


def actor(name: str, via: str | None) -> str:
    """Who did something, and by whom or which way in their name; safe."""
    if via is None:
        return safe(name)
    if via == REMOTE:
        return _("{actor} (over SSH)").format(actor=safe(name))
    return _("{actor} (by {via})").format(actor=safe(name), via=safe(via))
