"""What somebody wants of an import beside the file, and what the desk knows that values are held against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from deskterm.formats.presets import Preset
from deskterm.workflow.priority import DEFAULT, Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The options of an import, understood, and the desk's own lists."""

    maps: Mapping[str, str] = field(default_factory=dict)
    """Field to column, as somebody said."""
    sets: Mapping[str, str] = field(default_factory=dict)
    """Field to the value that it has in every row."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Field to values of the file and ours."""
    preset: Preset | None = None
    encoding: str | None = None
    format: str | None = None
    """csv or jsonl; None: found out from the name and the first bytes."""
    dates: str | None = None
    """dmy or mdy: how 01/02/2024 is meant."""
    zone: tzinfo = UTC
    """Where times without a zone are meant."""
    now: int = 1 << 62
    agents: frozenset[str] = frozenset()
    """Account names of the desk."""
    categories: frozenset[str] = frozenset()
    matrix: Matrix = DEFAULT
