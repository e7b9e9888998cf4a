"""What a person or a machine sets once: a TOML file and DESKTERM_* variables, read into one frozen value.

Only the composer reads it; everything else receives values. A malformed setting raises `Invalid` that names the file
(or the variable) and the key, so that the door can say which one to mend.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from deskterm.workflow.checks import Invalid

LANGUAGES = ("en", "ru", "ro", "th")
THEMES = ("dark", "light")
BELLS = ("none", "bell", "notify")
SYSTEM_ZONE = Path("/etc/localtime")
PREFIX = "DESKTERM_"
YES = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
TYPES: Mapping[str, type] = {
    "db": str,
    "lang": str,
    "timezone": str,
    "theme": str,
    "bell": str,
    "plain": bool,
    "read_only": bool,
    "authorized_keys": str,
    "idle_minutes": float,
}
"""Every key of the file with its type; each can also be set by a variable."""
IDLE = 0.05, 1440
"""Minutes without a key after which somebody who came over SSH is logged out: the fewest and the most."""
NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?", re.ASCII)
SECRET = re.compile(rb"://[^/\s\"']*:[^/\s\"']+@")
"""An address with a password."""
KEYS = "keys"
"""The table of the file that gives the app's bindings other keys; there is no variable for it."""
CLASSIFY = "classify"
"""The table of the file for the classifier, with the key `learn`; there is no variable for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a start of deskterm depends on beside the desk itself."""

    db: str
    """A path or an address."""
    lang: str | None = None
    """None: what the shell's environment asks for."""
    zone: tzinfo = UTC
    """The clock on the wall of the person who looks."""
    theme: str = "dark"
    bell: str = "none"
    """What an open terminal does when a target of mine is missed: nothing, ring, or show a message of its own."""
    plain: bool = False
    """No colours, no decoration."""
    read_only: bool = False
    authorized_keys: str | None = None
    """Where sshd looks for keys; None: where it looks for those of the desk's owner."""
    idle_minutes: float = 60
    """Minutes without a key after which somebody who came over SSH is logged out."""
    learn: bool = True
    """May what the desk has learnt from its tickets stand beside the rules of the classifier?"""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Other keys for bindings of the app: the binding's id to the keys, separated by commas."""

    @property
    def zone_name(self) -> str:
        """The IANA name of the zone; UTC's when the system does not say what its own is called."""
        return getattr(self.zone, "key", None) or "Etc/UTC"

    @property
    def idle(self) -> float:
        """Seconds without a key after which somebody who came over SSH is logged out."""
        return self.idle_minutes * 60


def read(environ: Mapping[str, str], **asked: object) -> Settings:
    """The settings: what was asked for wins over variables, these over the file. Invalid names the first bad one."""
    path = config_path(environ)
    given: dict[str, object] = {}
    found = table(path)
    given["keys"] = bindings(f"{path}: {KEYS}", found.pop(KEYS, {}))
    given |= classifier(f"{path}: {CLASSIFY}", found.pop(CLASSIFY, {}))
    for key, value in found.items():
        given[key] = checked(f"{path}: {key}", key, value)
    for key, kind in TYPES.items():
        name = PREFIX + key.upper()
        if environ.get(name):
            given[key] = checked(name, key, SPOKEN.get(kind, taken)(name, environ[name]))
    given.update({key: value for key, value in asked.items() if value is not None})
    zone = given.pop("timezone", None)
    settings = Settings(db=str(given.pop("db", default_db(environ))))
    return replace(settings, zone=zone or local_zone(environ), **given)  # type: ignore[arg-type]


def config_path(environ: Mapping[str, str]) -> Path:
    """Where the file is looked for."""
    return _folder(environ, "XDG_CONFIG_HOME", ".config") / "deskterm" / "config.toml"


def default_db(environ: Mapping[str, str]) -> Path:
    """Where the desk is when nobody says otherwise."""
    return _folder(environ, "XDG_DATA_HOME", ".local/share") / "deskterm" / "desk.db"


def drafts_folder(environ: Mapping[str, str]) -> Path:
    """Where texts that are being written are kept on this machine."""
    return _folder(environ, "XDG_STATE_HOME", ".local/state") / "deskterm" / "drafts"


def _folder(environ: Mapping[str, str], variable: str, usual: str) -> Path:
    named = environ.get(variable, "")
    return Path(named) if os.path.isabs(named) else Path(environ.get("HOME") or os.path.expanduser("~")) / usual


def table(path: Path) -> dict[str, object]:
    """The file's content; empty when there is no file. Invalid: unreadable, no TOML, or an unknown key."""
    try:
        text = path.read_bytes().decode()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise Invalid(str(path), "unreadable", value=path.name, reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise Invalid(str(path), "not_utf8", at=error.start + 1) from error
    import tomllib

    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(str(path), "bad_toml", reason=str(error)) from error
    for key in found:
        if key not in (*TYPES, KEYS, CLASSIFY):
            raise Invalid(f"{path}: {key}", "unknown_code", value=key, known=", ".join((*TYPES, KEYS, CLASSIFY)))
    return found


def bindings(where: str, value: object) -> dict[str, str]:
    """A table of binding ids and their keys."""
    if not isinstance(value, dict):
        raise Invalid(where, "bad_type", value=str(value)[:40], wanted="table")
    for name, keys in value.items():
        if not isinstance(keys, str) or not keys.strip():
            raise Invalid(f"{where}.{name}", "bad_type", value=str(keys)[:40], wanted=WORDS[str])
    return dict(value)


def classifier(where: str, value: object) -> dict[str, object]:
    """The classifier's own table."""
    if not isinstance(value, dict):
        raise Invalid(where, "bad_type", value=str(value)[:40], wanted="table")
    for key, said in value.items():
        if key != "learn":
            raise Invalid(f"{where}.{key}", "unknown_code", value=key, known="learn")
        if not isinstance(said, bool):
            raise Invalid(f"{where}.{key}", "bad_type", value=str(said)[:40], wanted=WORDS[bool])
    return value


def flag(where: str, value: str) -> bool:
    """A yes or no of the environment."""
    if value.lower() not in YES:
        raise Invalid(where, "unknown_code", value=value[:40], known="1, 0, yes, no")
    return YES[value.lower()]


def count(where: str, value: str) -> float:
    """A number of the environment."""
    if not NUMBER.fullmatch(value):
        raise Invalid(where, "bad_type", value=value[:40], wanted=WORDS[float])
    return float(value)


def taken(where: str, value: str) -> str:
    """A text of the environment, as it is."""
    return value


SPOKEN: Mapping[type, Callable[[str, str], object]] = {bool: flag, float: count}
"""How a variable is read that is to be no text."""


def checked(where: str, key: str, value: object) -> object:
    """A value of the right type and among those that are known; time zones become what they name."""
    if type(value) is int and TYPES[key] is float:
        value = float(value)
    if not isinstance(value, TYPES[key]):
        raise Invalid(where, "bad_type", value=str(value)[:40], wanted=WORDS[TYPES[key]])
    if key == "lang":
        return one_of(where, value, LANGUAGES)
    if key == "theme":
        return one_of(where, value, THEMES)
    if key == "bell":
        return one_of(where, value, BELLS)
    if key == "timezone":
        return zone_of(where, str(value))
    if key == "idle_minutes" and not IDLE[0] <= float(str(value)) <= IDLE[1]:
        raise Invalid(where, "out_of_range", value=value, lowest=IDLE[0], highest=IDLE[1])
    if key == "authorized_keys":
        return absolute(where, str(value))
    return value


WORDS = {str: "text", bool: "true, false", float: "a number"}


def absolute(where: str, value: str) -> str:
    """A whole path; `~` is the home folder."""
    found = os.path.expanduser(value)
    if not os.path.isabs(found) or "\0" in found:
        raise Invalid(where, "not_absolute", value=value[:80])
    return found


def one_of(where: str, value: object, known: tuple[str, ...]) -> object:
    """A word of a short list."""
    if value not in known:
        raise Invalid(where, "unknown_code", value=str(value)[:40], known=", ".join(known))
    return value


def zone_of(where: str, name: str) -> tzinfo:
    """A time zone by its IANA name."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:
        raise Invalid(where, "bad_zone", value=name[:60]) from error


def local_zone(environ: Mapping[str, str]) -> tzinfo:
    """The zone of this machine: TZ, else the system's, else UTC."""
    name = environ.get("TZ", "").removeprefix(":")
    if name and not name.startswith("/"):
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, LookupError):
            return UTC
    place = Path(name) if name else SYSTEM_ZONE
    try:
        called = os.path.realpath(place).partition("/zoneinfo/")[2]
        if called:
            return ZoneInfo(called)
        with place.open("rb") as file:
            return ZoneInfo.from_file(file)
    except (ValueError, OSError, LookupError):
        return UTC


def examined(environ: Mapping[str, str]) -> list[tuple[str, str, dict[str, object]]]:
    """What there is to say of the file: codes with how bad it is (ok, warning) and arguments."""
    path = config_path(environ)
    try:
        mode = path.stat().st_mode & 0o777
        text = path.read_bytes()
    except OSError:
        return [("no_settings", "ok", {"path": str(path)})]
    found: list[tuple[str, str, dict[str, object]]] = []
    args: dict[str, object] = {"path": str(path), "mode": f"{mode:04o}"}
    if mode & 0o022:
        found.append(("settings_mode", "warning", args))
    if mode & 0o044 and SECRET.search(text):
        found.append(("settings_secret", "warning", args))
    try:
        read(environ)
    except Invalid:
        return found
    return [*found, ("settings", "ok", {"path": str(path)})]


def zone_found(environ: Mapping[str, str], settings: Settings) -> tuple[str, str, dict[str, object]]:
    """Is the zone that was asked for the one that is used, and is there data of zones at all?"""
    try:
        ZoneInfo("Europe/Chisinau")
    except (ValueError, OSError, LookupError):
        return "zone_data", "warning", {}
    wished = environ.get("TZ", "").removeprefix(":")
    if wished and not wished.startswith("/") and settings.zone is UTC and wished not in ("UTC", "Etc/UTC"):
        return "zone", "warning", {"zone": wished}
    return "zone", "ok", {"zone": settings.zone_name}


def fallback(environ: Mapping[str, str], **asked: object) -> Settings:
    """What to go by when the settings can't be read: nothing but where the desk is and how it may be opened."""
    db = asked.get("db") or environ.get(f"{PREFIX}DB") or default_db(environ)
    return Settings(db=str(db), read_only=bool(asked.get("read_only")), zone=local_zone(environ))
