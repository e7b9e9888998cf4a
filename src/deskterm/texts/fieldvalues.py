"""The value of a field as a person reads it: codes as words, yes and no, ticket numbers; foreign text made safe."""

from collections.abc import Callable, Iterable, Mapping

from deskterm.texts import breaches, levels, names, requests, topics
from deskterm.texts.addresses import address, named
from deskterm.texts.called import called
from deskterm.texts.language import _
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe
from deskterm.workflow.values import Reporter

_WORDS: Mapping[str, Callable[[str], str]] = {
    "kind": names.kind,
    "claimed_kind": names.kind,
    "nature": names.nature,
    "status": names.status,
    "status_before_merge": names.status,
    "category": topics.category,
    "item": requests.title,
    "plan": requests.title,
    "channel": names.channel,
    "wait_reason": names.wait_reason,
    "resolution_code": names.resolution,
    "cause": names.cause,
    "decision": breaches.decision,
    "informed": breaches.informed,
}
_NUMBERS: Mapping[str, Callable[[int], str]] = {
    "line": names.line,
    "priority": levels.priority_code,
    "claimed_priority": levels.priority_code,
    "merged_into": number,
    "impact": str,
    "urgency": str,
}
FLAGS = frozenset({"overridden", "verified", "restricted", "major", "breach", "active"})


def value(name: str, held: object) -> str:
    """What a field holds. Instants are for those who know the time zone: they come back as plain numbers."""
    if held is None or held == "":
        return _("nothing")
    if name in FLAGS or isinstance(held, bool):
        return _("yes") if held else _("no")
    if name in _WORDS and isinstance(held, str):
        return safe(_WORDS[name](held))
    if name in _NUMBERS and isinstance(held, int):
        return _NUMBERS[name](held)
    if isinstance(held, Reporter):
        return reporter(held)
    if isinstance(held, Iterable) and not isinstance(held, str):
        return ", ".join(sorted(safe(str(item)) for item in held)) or _("nothing")
    return safe(str(held))


def reporter(who: Reporter) -> str:
    """A person with every way to reach them, made safe to show."""
    mail = f"<{address(who.email)}>" if who.email and who.email != who.name else None
    return " ".join(filter(None, (named(who.name), mail, safe(who.phone or ""))))


def exact(who: Reporter) -> str:
    """The same as it is stored, for whatever is no terminal."""
    mail = f"<{who.email}>" if who.email and who.email != who.name else None
    return " ".join(filter(None, (called(who.name), mail, who.phone)))
