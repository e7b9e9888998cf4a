"""What there is to say of the settings a run depends on; the composer's eyes, for an examination."""

import os
import platform
from typing import Any

from deskterm import settings as file
from deskterm.settings import Settings
from deskterm.workflow.checks import Invalid

Fact = tuple[str, str, dict[str, Any]]
"""A code, how bad it is (ok, warning), and arguments."""


def configuration(settings: Settings, trouble: Invalid | None) -> list[Fact]:
    """Settings, keys, zone, language, and the Python that runs it all. `trouble`: why the settings can't be read."""
    found: list[Fact] = list(file.examined(os.environ))
    if trouble is not None:
        from deskterm.texts.refusals import invalid

        found.append(("settings", "warning", {"where": trouble.field, "problem": invalid(trouble)}))
    found += keys(settings)
    found.append(file.zone_found(os.environ, settings))
    from deskterm.texts.language import language

    found.append(("language", "ok", {"language": language()}))
    found.append(("python", "ok", {"version": platform.python_version()}))
    return found


def keys(settings: Settings) -> list[Fact]:
    """The keys that somebody chose; the app's table is loaded only when there are any."""
    if not settings.keys:
        return []
    from deskterm.screens.clashes import troubles

    found: list[Fact] = [(code, "warning", args) for code, args in troubles(settings.keys)]
    return found or [("keys", "ok", {"count": len(settings.keys)})]
