"""Duties, the next ticket and whom to ask, as scripts see them."""

import json

from tests.doors.conftest import ME, Shell


def test_a_duty_is_set_option_by_option(shell: Shell) -> None:
    """What is not said stays; days of an absence count whole by the caller's clock; absences that are over go."""
    shell.done("duty", "set", "anna", "--hours", "mon-fri 09:00-13:00", "--zone", "Asia/Bangkok", "--capacity", "5")
    shell.done("duty", "set", "anna", "--absent", "2001-05-01..2001-05-02")
    found = shell.done(
        "duty", "set", "anna", "--absent", "2091-05-01..2091-05-02", "--absent", "2091-07-01", "--json"
    ).json
    assert found == {
        "name": "anna",
        "hours": {
            "time_zone": "Asia/Bangkok",
            "week": {d: [["09:00", "13:00"]] for d in ("mon", "tue", "wed", "thu", "fri")},
        },
        "capacity": 5,
        "absences": [
            ["2091-05-01T00:00:00+00:00", "2091-05-03T00:00:00+00:00"],
            ["2091-07-01T00:00:00+00:00", "2091-07-02T00:00:00+00:00"],
        ],
    }
    found = shell.done("duty", "set", "anna", "--hours", "sat 10:00-12:00", "--no-absences", "--json").json
    assert found["hours"] == {"time_zone": "Asia/Bangkok", "week": {"sat": [["10:00", "12:00"]]}}
    assert found["absences"] == []
    shell.done("calendar", "add", "nights", "--hours", "mon-sun 20:00-23:00")
    found = shell.done("duty", "set", "anna", "--calendar", "nights", "--json").json
    assert found["hours"] == {"calendar": "nights"}
    assert shell.run("duty", "set", "anna", "--calendar", "lost").code == 2
    assert "nights is the calendar of anna" in shell.run("calendar", "strike", "nights").err
    assert shell.done("duty", "strike", "anna", "--json").json == {"name": "anna"}
    shell.done("calendar", "strike", "nights")


def test_a_duty_comes_from_a_file(shell: Shell) -> None:
    """As TOML or JSON; what is wrong in it is named."""
    path = shell.db.parent / "anna.toml"
    path.write_text('capacity = 3\n[hours]\ntime_zone = "Etc/UTC"\nweek = {mon = [["09:00", "17:00"]]}\n')
    assert shell.done("duty", "set", "anna", "--from", str(path), "--json").json["capacity"] == 3
    result = shell.run("duty", "set", "anna", "--from", "-", "--json", stdin=b'{"absences": [["2031-05-05", 1]]}')
    assert result.code == 2
    assert result.json["error"]["field"] == "absences[0][0]"
    result = shell.run("duty", "set", "anna", "--from", "-", "--absent", "2091-05-01", stdin=b'{"absences": 7}')
    assert (result.code, "a list of" in result.err) == (2, True)


def test_everybody_arranges_their_own_duty(shell: Shell) -> None:
    """An agent not that of another; who looks need not be asked."""
    shell.done("duty", "set", "anna", "--capacity", "4", "--as", "anna")
    assert shell.run("duty", "set", "boris", "--capacity", "4", "--as", "anna").code == 3
    assert shell.run("duty", "strike", "boris", "--as", "anna").code == 3
    found = shell.done("duty", "show", "--as", "felix", "--json").json
    assert found["duties"] == [{"name": "anna", "capacity": 4}]


def test_the_roster_as_data(shell: Shell) -> None:
    """By line, at a moment that is named."""
    shell.done("duty", "set", "anna", "--hours", "mon-fri 09:00-17:00", "--zone", "Etc/UTC")
    found = shell.done("duty", "show", "--at", "2031-05-09 18:00", "--json").json
    assert found["at"] == "2031-05-09T18:00:00.000000Z"
    first = {each["name"]: each for each in found["lines"][0]["people"]}
    assert first["anna"] == {"name": "anna", "on_duty": False, "until": None, "next": "2031-05-12T09:00:00.000000Z"}
    assert first[ME] == {"name": ME, "on_duty": True, "until": None, "next": None}
    page = shell.done("duty", "show", "--at", "2031-05-09 10:00").out
    assert "anna" in page.splitlines()[1]
    assert "on duty until 17:00" in page
    assert "mon 09:00-17:00" in page


def test_the_next_ticket_as_data(shell: Shell) -> None:
    """Which, whether it was taken now, and the reasons as codes with sentences; a dry run changes nothing."""
    before = shell.done("audit", "head").out
    found = shell.done("take", "next", "--dry-run", "--as", "anna", "--json").json
    assert (found["number"], found["taken"], found["dry_run"]) == ("DT-8", False, True)
    assert shell.done("audit", "head").out == before
    found = shell.done("take", "next", "--as", "anna", "--json").json
    assert (found["number"], found["taken"]) == ("DT-8", True)
    assert [why["code"] for why in found["reasons"]][:2] == ["nobodys", "high"]
    assert found["reasons"][1] == {"code": "high", "priority": 1, "message": "priority P1"}
    found = shell.done("take", "next", "--as", "anna", "--json").json
    assert (found["number"], found["taken"], found["event"]) == ("DT-8", False, 0)
    assert shell.done("undo", "8", "--as", "anna").code == 0
    result = shell.run("take", "next", "--as", "boris", "--json")
    assert (result.code, result.json["refused"][0]["code"]) == (3, "nothing_next")
    result = shell.run("take", "next", "--line", "2", "--as", "anna", "--json")
    assert (result.code, result.json["refused"][0]["field"]) == (3, "line_number")


def test_whom_to_ask_as_data(shell: Shell) -> None:
    """A list in the order of whom to ask; nothing is changed, and a hidden ticket is not found."""
    before = shell.done("audit", "head").out
    found = shell.done("assign", "2", "--suggest", "--json").json["suggestions"]
    assert [each["name"] for each in found] == ["anna", ME] if ME > "anna" else [ME, "anna"]
    assert set(found[0]) == {"name", "at", "skill", "load", "capacity", "reasons"}
    assert json.dumps(found)
    assert shell.done("audit", "head").out == before
    shell.done("restrict", "2", "--on", "--reason", "private")
    assert shell.run("assign", "2", "--suggest", "--as", "anna").code == 4


def test_off_duty_is_a_warning(shell: Shell) -> None:
    """Who is absent can be given a ticket by name; it is said that they are not there."""
    shell.done("duty", "set", "anna", "--absent", "2001-01-01..2091-01-01")
    result = shell.done("assign", "2", "anna")
    assert "! anna is not on duty now." in result.err
