"""Exports of other service desks: what their columns and values are called, each in a file of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module

NAMES = ("jira", "servicenow", "zammad", "osticket")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """The columns and values of one system's export."""

    columns: Mapping[str, str]
    """Field to the names a column may have for it, joined by `|`, the best first."""
    values: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Field to its values there, in small letters, and ours."""
    repeated: frozenset[str] = frozenset()
    """Columns that may stand in a header more than once."""
    known: frozenset[str] = frozenset()
    """Columns that are left aside on purpose and not worth a word."""


def preset(name: str) -> Preset:
    """The preset of this name. KeyError: there is none."""
    if name not in NAMES:
        raise KeyError(name)
    found: Preset = import_module(f"deskterm.formats.presets.{name}").PRESET
    return found
