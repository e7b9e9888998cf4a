"""The words for impact, urgency and priority: numbers in the store, questions and answers for people.

Priorities have signs as well, so that nothing depends on colour.
"""

from collections.abc import Mapping

from deskterm.texts.language import NP_, p_

_PRIORITIES: Mapping[int, tuple[str, str]] = {
    1: (NP_("priority", "Critical"), "!!"),
    2: (NP_("priority", "High"), "!"),
    3: (NP_("priority", "Medium"), "-"),
    4: (NP_("priority", "Low"), "."),
    5: (NP_("priority", "Planning"), "."),
}
_REQUESTER_LEVELS = (NP_("level", "high"), NP_("level", "medium"), NP_("level", "low"))
_IMPACTS: Mapping[int, str] = {
    1: NP_("impact", "High: the business or a whole site"),
    2: NP_("impact", "Medium: a department or a service"),
    3: NP_("impact", "Low: one person"),
}
_URGENCIES: Mapping[int, str] = {
    1: NP_("urgency", "High: work has stopped"),
    2: NP_("urgency", "Medium: work is hindered, there is a way around"),
    3: NP_("urgency", "Low: it can wait"),
}


def priority(level: int | None) -> str:
    """A priority with its word, such as "P1 Critical"; "P-" with its word before triage."""
    if not level:
        return f"{priority_code(None)} " + p_("priority", "Not triaged")
    word, _sign = _PRIORITIES.get(level, ("", ""))
    return f"{priority_code(level)} {p_('priority', word)}" if word else priority_code(level)


def priority_code(level: int | None) -> str:
    """A priority in two characters."""
    return f"P{level}" if level else "P-"


def priority_sign(level: int | None) -> str:
    """At most two ASCII characters that tell priorities apart without colour."""
    return _PRIORITIES.get(level, ("", "?"))[1] if level else "?"


def requester_level(level: int | None) -> str:
    """What a requester is told about the priority: high, medium or low; empty before triage."""
    if not level:
        return ""
    return p_("level", _REQUESTER_LEVELS[0 if level <= 2 else 1 if level == 3 else 2])


def impact_question() -> str:
    """The question that the levels of impact answer."""
    return p_("impact", "Who is affected?")


def impact(level: int) -> str:
    """A level of impact in words."""
    return p_("impact", _IMPACTS[level]) if level in _IMPACTS else str(level)


def urgency_question() -> str:
    """The question that the levels of urgency answer."""
    return p_("urgency", "How much is the work held up?")


def urgency(level: int) -> str:
    """A level of urgency in words."""
    return p_("urgency", _URGENCIES[level]) if level in _URGENCIES else str(level)
