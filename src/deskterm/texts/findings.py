"""A sentence for everything that an examination of the desk may find."""

from collections.abc import Mapping

from deskterm.texts.language import N_, NP_, _, p_
from deskterm.texts.safe import safe

SENTENCES: Mapping[tuple[str, str], str] = {
    ("integrity", "ok"): N_("The database's pages and references are whole."),
    ("integrity", "damage"): N_("The database is damaged: {problems}. Keep this file as it is, and put back a copy."),
    ("chain", "ok"): N_("The record of {checked} events is whole."),
    ("chain", "damage"): N_("The record is broken at event {broken}: {reason}."),
    ("counters", "ok"): N_("The counters agree with the tickets."),
    ("counters", "damage"): N_("{off} counters do not agree with the tickets."),
    ("loose_mode", "warning"): N_("Others may read or write {path} (mode {mode}). Take their rights away: chmod 600"),
}
REASONS: Mapping[str, str] = {
    "missing": N_("an event is missing"),
    "altered": N_("the event was altered"),
    "unlinked": N_("it does not follow the event before it"),
    "text_altered": N_("a text of it was altered"),
    "note_altered": N_("an entry of it was altered"),
    "cut": N_("the end was cut off"),
    "other_head": N_("the record ends otherwise than expected"),
}
_SEVERITIES: Mapping[str, str] = {
    "ok": NP_("severity", "whole"),
    "warning": NP_("severity", "warning"),
    "damage": NP_("severity", "DAMAGE"),
}


def sentence(code: str, severity: str, args: Mapping[str, object]) -> str:
    """What was found; a finding that is not known comes back by its code."""
    found = SENTENCES.get((code, severity))
    words = {key: reason(str(value)) if key == "reason" else safe(str(value)) for key, value in args.items()}
    return safe(code) if found is None else _(found).format_map(words)


def reason(code: str) -> str:
    """Why the record is broken."""
    return _(REASONS[code]) if code in REASONS else safe(code)


def severity(code: str) -> str:
    """How bad a finding is."""
    return p_("severity", _SEVERITIES[code]) if code in _SEVERITIES else safe(code)
