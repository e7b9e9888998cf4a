"""Why a phrase speaks for an incident or for a request: a word for every reason that the classifier gives."""

from collections.abc import Mapping

from deskterm.texts.language import NP_, p_
from deskterm.texts.topics import readable

_REASONS: Mapping[str, str] = {
    "fault": NP_("why", "something is broken"),
    "cannot": NP_("why", "something can't be done"),
    "not_happening": NP_("why", "something does not happen"),
    "lost": NP_("why", "something is lost"),
    "wrong": NP_("why", "something is wrong"),
    "alarm": NP_("why", "an alarm"),
    "threat": NP_("why", "a threat"),
    "complaint": NP_("why", "a complaint"),
    "how_to": NP_("why", "asks how to do it"),
    "question": NP_("why", "a question"),
    "asks": NP_("why", "asks for something"),
    "wish": NP_("why", "a wish"),
    "access": NP_("why", "asks for access"),
    "new": NP_("why", "something new"),
    "change": NP_("why", "a planned change"),
    "advice": NP_("why", "asks for advice"),
    "learned": NP_("why", "learned from this desk's tickets"),
}


def reason(code: str) -> str:
    """The reason in the language in use."""
    return p_("why", _REASONS[code]) if code in _REASONS else readable(code).lower()
