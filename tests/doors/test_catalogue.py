"""The request catalogue at the shell: a request from the call to its deadline."""

from tests.doors.conftest import Shell

NEW = ("new", "--reporter", "Uma <uma@example.org>", "--kind", "request", "--subject")


def test_a_request_follows_its_item(shell: Shell) -> None:
    """It is suggested, chosen, explained, given another time and another item."""
    number = shell.done(*NEW, "Please install the drawing program").out.strip()
    assert "It may be: request/software." in shell.done("show", number).out
    shell.done("triage", number, "--item", "request/software")
    page = shell.done("show", number).out
    step = "request/software/1  Check the licence (open)"
    for told in ("Installation of a program (request/software)", "? Which program", step):
        assert told in page
    assert "Working days promised: 3. Counted from" in page
    found = shell.done("show", number, "--json").json
    assert (found["kind"], found["item"], found["category"]) == ("request", "request/software", "software/business")
    assert found["item_steps"] == ["check_licence", "install_program"]
    listed = shell.done("list", "--query", "item:request/software,request/phone", "--json").json["tickets"]
    assert [each["number"] for each in listed] == [number]
    assert number not in shell.done("list", "--query", "item:none").out
    told = shell.done("catalogue", "set", "request/software", "--resolution", "1d", "--dry-run", "--json").json
    assert [move["number"] for move in told["moved"]] == [number]
    assert shell.done("show", number, "--json").json["due_at"] == found["due_at"]
    shell.done("catalogue", "set", "request/software", "--resolution", "1d")
    sooner = shell.done("show", number, "--json").json["due_at"]
    assert sooner < found["due_at"]
    shell.done("catalogue", "strike", "request/software")
    shell.done("amend", number, "--item", "request/change", "--agreed-at", "2091-05-09 12:00")
    found = shell.done("show", number, "--json").json
    assert found["due_at"] == found["agreed_at"] and found["due_at"].startswith("2091-05-09")
    assert "The date was agreed upon." in shell.done("show", number).out


def test_what_has_no_item_is_refused(shell: Shell) -> None:
    """An incident, an item that nobody knows or offers, a planned change without its date."""
    number = shell.done(*NEW, "A new phone").out.strip()

    def codes(*options: str) -> list[str]:
        result = shell.run("triage", number, "--json", *options)
        assert result.code == 3
        return [each["code"] for each in result.json["refused"]]

    given = ("--category", "hardware/phone", "--impact", "3", "--urgency", "3")
    assert codes("--kind", "incident", "--item", "request/phone", *given) == ["item_not_request"]
    assert codes("--item", "request/moon", *given) == ["item_unknown"]
    assert codes("--item", "request/change", *given) == ["agreed_missing"]
    shell.done("catalogue", "set", "request/phone", "--offered", "no")
    assert codes("--item", "request/phone", *given) == ["item_unknown"]


def test_an_item_of_the_desks_own(shell: Shell) -> None:
    """From options and from a file; listed and shown among those that ship."""
    shell.done(
        "catalogue", "set", "request/badge", "--title", "Door badge", "--resolution", "8h", "--ask", "Which doors?"
    )
    shell.done("catalogue", "set", "request/badge", "--do", "Print it", "--word", "badge")
    page = shell.done("catalogue", "show", "request/badge").out
    for told in ("Door badge", "8h 00m", "? Which doors?", "1. Print it"):
        assert told in page
    found = shell.done("catalogue", "show", "request/badge", "--json").json
    assert (found["own"], found["resolution"], found["words"]) == (True, 28800, ["badge"])
    items = {each["code"]: each for each in shell.done("catalogue", "list", "--json").json["items"]}
    assert len(items) == 12 and items["request/badge"] == found and not items["request/account"]["own"]
    result = shell.run("catalogue", "set", "x", "--from", "-", "--json", stdin=b'{"title": "X", "steps": [7]}')
    assert (result.code, result.json["error"]["field"]) == (2, "steps[0]")
    assert shell.run("catalogue", "set", "request/badge", "--resolution", "1h", "--as", "anna").code == 3


def test_the_steps_of_a_request(shell: Shell) -> None:
    """They begin with the item and stand in the way of closing, with the command that settles them."""
    number = shell.done(*NEW, "A badge").out.strip()
    shell.done("catalogue", "set", "request/badge", "--title", "Badge", "--category", "request/equipment",
               "--impact", "3", "--urgency", "3", "--do", "Print it", "--do", "Hand it over")  # fmt: skip
    shell.done("triage", number, "--item", "request/badge")
    shell.done("resolve", number, "--code", "fulfilled", "--solution", "printed")
    shell.done("verify", number, "--how", "she has it")
    refused = shell.run("close", number)
    assert refused.code == 3
    assert (
        f"request/badge/2 Hand it over. Do it, or waive it with a reason.  (deskterm step done {number}" in refused.err
    )
    shell.done("step", "done", number, "1", "--seen", str(shell.show(number)["version"]))
    assert shell.run("step", "done", number, "1").code == 3
    shell.done("--json", "step", "waive", number, "2", "--reason", "she took it")
    steps = shell.done("step", number, "--json").json["steps"]
    assert [(each["step"], each["state"], each["message"]) for each in steps] == [
        ("request/badge/1", "done", "Print it"),
        ("request/badge/2", "waived", "Hand it over"),
    ]
    assert shell.show(number)["steps"] == steps and steps[0]["by"]
    page = shell.done("show", number).out
    assert "step request/badge/2 waived: she took it" in page and "request/badge/1  Print it (done" in page
    shell.done("undo", number)
    assert shell.done("step", number, "--json").json["steps"][1]["state"] == "open"
    shell.done("step", "--json", "done", number, "2")
    shell.done("close", number)
    assert shell.run("step", "waive", number, "1", "--reason", "late").code == 3
