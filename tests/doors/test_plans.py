"""Response plans at the shell: arranged, shown, started, and whom they tell."""

import json

from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read.facts import facts
from deskterm.workflow.values import Change
from tests.doors.conftest import Shell
from tests.doors.test_plain import sit

NEW = ("new", "--reporter", "Uma <uma@example.org>", "--subject")


def test_a_plan_of_the_desks_own(shell: Shell) -> None:
    """From options and from a file; listed and shown among those that ship; what is shown can be set again."""
    shell.done("calendar", "add", "nights", "--zone", "UTC", "--hours", "mon-fri 22:00-23:00")
    given = ("--title", "Flood", "--start", "category=hardware", "--do", "pump: Start the pump (line:2)")
    shell.done("plan", "set", "flood", *given, "--do", "contain", "--contact", "anna; hours nights")
    shell.done(
        "plan", "set", "flood", "--contact", "Ada Example; +1 202 555 0101; ada@example.org", "--contact", "lead"
    )
    page = shell.done("plan", "show", "flood").out
    for told in ("flood: Flood", "starts: Hardware", "1. pump: Start the pump (L2)", "2. contain: Keep it from"):
        assert told in page
    assert "contact 1: Ada Example +1 202 555 0101 ada@example.org (at any hour)" in page
    found = shell.done("plan", "show", "flood", "--json").json
    assert (found["own"], found["starts"], found["contacts"][1]) == (True, [{"category": "hardware"}], {"role": "lead"})
    plans = {each["name"]: each for each in shell.done("plan", "list", "--json").json["plans"]}
    assert len(plans) == 9 and plans["flood"] == found and not plans["malware"]["own"]
    changed = {**plans["malware"], "contacts": [{"account": "boris"}]}
    told = shell.done("plan", "set", "malware", "--from", "-", "--json", stdin=json.dumps(changed).encode()).json
    assert told == {"plan": "malware", "dry_run": False, "retold": []}
    assert shell.done("plan", "show", "malware", "--json").json["contacts"] == [{"account": "boris"}]
    shell.done("plan", "strike", "malware")
    assert not shell.done("plan", "show", "malware", "--json").json["own"]


def test_what_is_wrong_with_a_plan_is_named(shell: Shell) -> None:
    """By the place in the file; and an agent arranges none."""
    body = b'{"title": "X", "steps": [{"code": "a", "title": "A"}, {"code": "a", "title": "B"}]}'
    result = shell.run("plan", "set", "x", "--from", "-", "--json", stdin=body)
    assert (result.code, result.json["error"]["field"]) == (2, "steps[1].code")
    for option, value, place in (
        ("--contact", "Ada; +1 202 555 0101; +1 202 555 0102", "contacts[0]"),
        ("--start", "priority=none", "starts[0].priority"),
        ("--do", "Start the pump", "steps[0]"),
    ):
        result = shell.run("plan", "set", "malware", option, value, "--json")
        assert (result.code, result.json["error"]["field"]) == (2, place)
    assert shell.run("plan", "set", "malware", "--title", "Viruses", "--as", "anna").code == 3
    assert shell.run("plan", "strike", "malware", "--as", "anna").code == 3


def test_a_plan_on_a_ticket(shell: Shell) -> None:
    """It starts with triage or by hand, keeps the ticket from being closed, and show tells who hears of it next."""
    number = shell.done(*NEW, "All dark").out.strip()
    judged = "--kind incident --category server/availability --impact 1 --urgency 1"
    shell.done("triage", number, *judged.split())
    assert shell.show(number)["plans"] == ["p1"]
    result = shell.run("plan", "start", number, "p1", "--json")
    assert (result.code, [each["code"] for each in result.json["refused"]]) == (3, ["plan_started"])
    shell.done("plan", "set", "major-incident", "--contact", "Ada Example; +1 202 555 0101")
    shell.done("plan", "start", number, "major-incident")
    found = shell.show(number)
    assert found["plans"] == ["major-incident", "p1"] and len(found["open_plan_steps"]) == 16
    told = found["told_next"]
    assert (told["plan"], told["places"], told["contacts"][0]["phone"]) == ("major-incident", [1], "+1 202 555 0101")
    page = shell.done("show", number).out
    assert "To: Ada Example" in " ".join(page.split()) and "response plan started: Major incident" in page
    shell.done(*f"resolve {number} --code fixed --solution s --cause human --measures m".split())
    shell.done("verify", number, "--how", "asked")
    assert {each["code"] for each in shell.run("close", number, "--json").json["refused"]} == {"plan_step_open"}


def test_a_call_is_shown_made_and_asked_for(shell: Shell) -> None:
    """Show says whom to call and by which command it is taken down; the linear mode asks what came of it."""
    contacts = ("--contact", "Ada Example; +1 202 555 0101", "--contact", "Eva Example; eva@example.org")
    shell.done("plan", "set", "malware", *contacts)
    number = shell.done(*NEW, "Red window").out.strip()
    shell.done(
        "triage", number, *["--kind", "incident", "--category", "security/malware", "--impact", "2", "--urgency", "2"]
    )
    with open_store(Location(file=shell.db)) as store, store.writing() as writer:
        ticket = facts(writer.db, int(number.removeprefix("DT-")))
        assert ticket is not None
        step = {"target": "resolution", "cycle": ticket.cycle_at, "percent": 50, "to": (), "plan": "malware"}
        told = Change(act=None, event="target_passed", data={**step, "places": (1,), "outside": (1,)})
        writer.apply(ticket, told, by="desk", now=ticket.updated_at + 1)
    page = " ".join(shell.done("show", number).out.split())
    assert "!! Call Ada Example +1 202 555 0101 now (malware/1): 50 % of the target is used: Resolution" in page
    assert f"deskterm plan called {number} --contact malware/1 --reached yes|no" in page
    (call,) = shell.show(number)["calls"]
    assert (call["contact"], call["phone"], call["percent"]) == ("malware/1", "+1 202 555 0101", 50)
    done = sit(shell, number.removeprefix("DT-"), "plan called", "no", "quit")
    assert "!! Call Ada Example +1 202 555 0101 now" in " ".join(done.out.split()), done
    assert "Say whether they were reached." in done.out
    (call,) = shell.show(number)["calls"]
    assert (call["contact"], call["name"], call["email"]) == ("malware/2", "Eva Example", "eva@example.org")
    assert "Eva Example" in str(shell.show(number)["events"][-1])
    shell.done("plan", "called", number, "--contact", "2", "--reached", "yes", "-m", "on her way")
    assert shell.show(number)["calls"] == [] and "!! " not in shell.done("show", number).out
