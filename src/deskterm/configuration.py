"""The settings that a run depends on, and what there is to say of them in an examination: the composer's eyes."""

import os
from typing import TYPE_CHECKING, Any

from deskterm import settings as file
from deskterm.settings import Settings
from deskterm.workflow.checks import Invalid

if TYPE_CHECKING:
    from deskterm.cli.asked import Asked

Fact = tuple[str, str, dict[str, Any]]
"""A code, how bad it is (ok, warning), and arguments."""


def settings_of(wanted: "Asked", db: str | None = None) -> tuple[Settings, Invalid | None]:
    """The settings, on the desk of who comes over SSH (`db`) if somebody does.

    An examination does without settings that can't be read, and tells why.
    """
    known = {name: getattr(wanted.args, name, None) for name in ("db", "lang", "plain", "read_only")}
    if db is not None:
        known["db"] = db
    try:
        if known["lang"] is not None:
            file.one_of("lang", known["lang"], file.LANGUAGES)
        return file.read(os.environ, **known), None
    except Invalid as error:
        if wanted.command != "doctor" or known["lang"] == error.details.get("value", ""):
            raise
        return file.fallback(os.environ, **known), error


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
    import platform

    found.append(("python", "ok", {"version": platform.python_version()}))
    return found


def keys(settings: Settings) -> list[Fact]:
    """The keys that somebody chose; the app's table is loaded only when there are any."""
    if not settings.keys:
        return []
    from deskterm.screens.clashes import troubles

    found: list[Fact] = [(code, "warning", args) for code, args in troubles(settings.keys)]
    return found or [("keys", "ok", {"count": len(settings.keys)})]
