"""Settings: where they come from, which wins, and how a malformed one is named."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from deskterm import settings
from deskterm.workflow.checks import Invalid
from tests.doors.conftest import Shell


def written(folder: Path, text: str) -> dict[str, str]:
    """An environment whose configuration file holds this text."""
    path = folder / "deskterm" / "config.toml"
    path.parent.mkdir()
    path.write_text(text)
    return {"HOME": "/nowhere", "XDG_CONFIG_HOME": str(folder)}


def test_the_usual_places() -> None:
    """Without anything said the desk is in the home folder."""
    found = settings.read({"HOME": "/home/ann"})
    assert found.db == "/home/ann/.local/share/deskterm/desk.db"
    assert settings.config_path({"HOME": "/home/ann"}) == Path("/home/ann/.config/deskterm/config.toml")


def test_a_relative_folder_of_the_environment_is_ignored() -> None:
    """The base directory specification asks for absolute paths."""
    assert settings.read({"HOME": "/h", "XDG_DATA_HOME": "x"}).db == "/h/.local/share/deskterm/desk.db"


def test_option_before_variable_before_file(tmp_path: Path) -> None:
    """The nearer word wins."""
    environ = written(tmp_path, 'db = "file"\nlang = "ro"\ntimezone = "Europe/Chisinau"\ntheme = "light"\n')
    assert settings.read(environ).db == "file"
    environ["DESKTERM_DB"] = "variable"
    assert settings.read(environ).db == "variable"
    found = settings.read(environ, db="option", lang=None)
    assert (found.db, found.lang, found.theme) == ("option", "ro", "light")
    assert found.zone == ZoneInfo("Europe/Chisinau")


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("db = 5", "db", "bad_type"),
        ('plain = "yes"', "plain", "bad_type"),
        ('lang = "fr"', "lang", "unknown_code"),
        ('theme = "pink"', "theme", "unknown_code"),
        ('bell = "loud"', "bell", "unknown_code"),
        ('timezone = "Mars"', "timezone", "bad_zone"),
        ('timezone = "../etc/passwd"', "timezone", "bad_zone"),
        ("idle_minutes = 0", "idle_minutes", "out_of_range"),
        ("idle_minutes = 1441.0", "idle_minutes", "out_of_range"),
        ('idle_minutes = "60"', "idle_minutes", "bad_type"),
        ("idle_minutes = true", "idle_minutes", "bad_type"),
        ('authorized_keys = "keys"', "authorized_keys", "not_absolute"),
        ('colour = "red"', "colour", "unknown_code"),
        ("db =", "config.toml", "bad_toml"),
        ("a = " + "[" * 5000, "config.toml", "bad_toml"),
    ],
)
def test_a_malformed_file(tmp_path: Path, text: str, where: str, code: str) -> None:
    """The file and the key are named."""
    with pytest.raises(Invalid) as caught:
        settings.read(written(tmp_path, text))
    assert caught.value.code == code
    assert caught.value.field.startswith(str(tmp_path))
    assert caught.value.field.endswith(where)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DESKTERM_LANG", "fr"),
        ("DESKTERM_TIMEZONE", "Mars"),
        ("DESKTERM_PLAIN", "maybe"),
        ("DESKTERM_THEME", "pink"),
        ("DESKTERM_READ_ONLY", "2"),
    ],
)
def test_a_malformed_variable(shell: Shell, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """2, and the variable is named."""
    monkeypatch.setenv(name, value)
    result = shell.run("list")
    assert result.code == 2
    assert name in result.err


def test_a_malformed_file_ends_the_start(shell: Shell) -> None:
    """2 at the shell; --version and --help still work, so that it can be mended."""
    path = shell.db.parent / "deskterm" / "config.toml"
    path.parent.mkdir()
    path.write_bytes(b"lang = \xff")
    result = shell.run("list")
    assert result.code == 2
    assert str(path) in result.err
    shell.done("--version")
    shell.done("--help")


def test_a_file_that_can_not_be_read(tmp_path: Path) -> None:
    """A folder in its place is named, not passed over."""
    (tmp_path / "deskterm" / "config.toml").mkdir(parents=True)
    with pytest.raises(Invalid):
        settings.read({"XDG_CONFIG_HOME": str(tmp_path)})


def test_read_only_by_variable(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine can be set to only read."""
    monkeypatch.setenv("DESKTERM_READ_ONLY", "1")
    assert shell.run("take", "2").code == 3


@pytest.mark.parametrize(("tz", "key"), [("Asia/Bangkok", "Asia/Bangkok"), (":Asia/Bangkok", "Asia/Bangkok")])
def test_the_zone_of_the_environment(tz: str, key: str) -> None:
    """TZ names the zone when nothing else does."""
    assert settings.local_zone({"TZ": tz}) == ZoneInfo(key)


def test_a_zone_that_nobody_knows_is_utc() -> None:
    """A TZ that means nothing here does no harm."""
    assert settings.local_zone({"TZ": "Nowhere/AtAll"}) is settings.UTC


def test_the_zone_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without TZ the system's own zone is used, UTC where there is none."""
    monkeypatch.setattr(settings, "SYSTEM_ZONE", tmp_path / "none")
    assert settings.local_zone({}) is settings.UTC
    (tmp_path / "none").write_bytes(b"no zone")
    assert settings.local_zone({}) is settings.UTC


def test_times_are_read_and_shown_in_the_zone(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person types is the clock on their wall; what a script reads is UTC."""
    monkeypatch.setenv("DESKTERM_TIMEZONE", "Asia/Bangkok")
    shell.done("wait", "2", "--reason", "vendor", "--until", "2060-05-09 14:00")
    assert shell.show("2")["wake_at"] == "2060-05-09T07:00:00.000000Z"
    assert "2060-05-09 14:00" in shell.done("show", "2").out


def test_languages_are_those_of_the_texts() -> None:
    """Settings are below the texts and must know the same languages."""
    from deskterm.texts.language import LANGUAGES

    assert settings.LANGUAGES == LANGUAGES
