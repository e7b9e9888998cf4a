"""Two themes of few colours, all of them the terminal's own: what a person has set for their eyes stays set."""

import os
from datetime import datetime, tzinfo
from functools import lru_cache
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

PLAIN = "ansi_default"
VARIABLES = {
    "input-cursor-background": PLAIN,
    "input-cursor-foreground": PLAIN,
    "input-cursor-text-style": "reverse",
    "input-selection-background": PLAIN,
    "input-selection-foreground": PLAIN,
    "block-cursor-background": PLAIN,
    "block-cursor-foreground": PLAIN,
    "block-cursor-text-style": "reverse",
    "ansi-background": PLAIN,
    "ansi-foreground": PLAIN,
    "screen-selection-background": PLAIN,
    "screen-selection-foreground": PLAIN,
    "border": "ansi_cyan",
    "border-blurred": "ansi_bright_black",
}


def _theme(name: str, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        ansi=True,
        dark=dark,
        primary="ansi_cyan" if dark else "ansi_blue",
        secondary="ansi_cyan" if dark else "ansi_blue",
        accent="ansi_magenta",
        warning="ansi_yellow" if dark else "ansi_blue",
        error="ansi_red",
        success="ansi_green",
        foreground=PLAIN,
        background=PLAIN,
        surface=PLAIN,
        panel=PLAIN,
        boost=PLAIN,
        variables=VARIABLES,
    )


DARK = _theme("deskterm-dark", dark=True)
LIGHT = _theme("deskterm-light", dark=False)
TOO_PALE = {"yellow", "cyan"}
"""Colours that can't be read on a light ground."""


@lru_cache(maxsize=1024)
def darkened(style: Style | None) -> Style | None:
    """The style with blue for a colour that is too pale."""
    if style is None or style.color is None or style.color.name not in TOO_PALE:
        return style
    return style + Style(color="blue")


class LightInk(LineFilter):
    """On a light ground, pale colours are printed in blue."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Textual's question for a line."""
        return [Segment(text, darkened(style), control) for text, style, control in segments]


@lru_cache(maxsize=1024)
def colourless(style: Style | None) -> Style | None:
    """The style with its attributes only: bold, dim, reverse and underline say all that colours say."""
    return None if style is None else style.without_color


class Colourless(LineFilter):
    """Without colours (NO_COLOR, or plain by the settings)."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Textual's question for a line."""
        return [Segment(text, colourless(style), control) for text, style, control in segments]


def system_zone() -> tzinfo:
    """The time zone of this machine: what TZ names, else what /etc/localtime points to, else today's offset."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    names = [os.environ.get("TZ", "").lstrip(":"), str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]]
    for name in filter(None, names):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    zone = datetime.now().astimezone().tzinfo
    assert zone is not None
    return zone
