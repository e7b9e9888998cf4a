"""`similar` at the shell: a page for people, a document for scripts, and nothing of what may not be seen."""

import pytest

from tests.doors.conftest import Shell

SAID = "VPN drops with error 809"


@pytest.fixture
def likened(shell: Shell) -> Shell:
    """DT-9 is solved, DT-10 open, and DT-11 and 12 say the same."""
    for reporter in ("Bea <bea@example.org>", "Cy <cy@example.org>", "Di <di@example.org>", "Ed <ed@example.org>"):
        shell.done("new", "--subject", SAID, "--body", "Since this morning.", "--reporter", reporter)
    judged = "--kind incident --nature technical --category network/vpn --impact 3 --urgency 2"
    shell.done("triage", "9", *judged.split())
    solved = "--code workaround --cause technical --measures m"
    shell.done("resolve", "9", *solved.split(), "--solution", "Set the MTU\nto 1300")
    return shell


def test_a_document_for_scripts(likened: Shell) -> None:
    """Number, similar and duplicates, each with what ties it and what helped."""
    found = likened.done("similar", "dt-11", "--json").json
    assert found["number"] == "DT-11"
    assert [each["number"] for each in found["duplicates"]] == ["DT-12", "DT-10"]
    (solved,) = found["similar"]
    assert solved == {
        "number": "DT-9",
        "subject": SAID,
        "status": "resolved",
        "score": 0.92,
        "words": solved["words"],
        "spans": solved["spans"],
        "resolution_code": "workaround",
        "solution": "Set the MTU\nto 1300",
    }
    assert {"VPN", "809", "error", "drops"} <= set(solved["words"])
    assert [SAID[a:b] for a, b in solved["spans"]] == ["VPN", "drops", "error", "809"]


def test_a_page_for_people(likened: Shell) -> None:
    """Duplicates first, then what helped; the limit is of each kind."""
    lines = likened.done("similar", "11", "--limit", "1").out.splitlines()
    assert lines[0] == "Likely the same, and still open"
    assert lines[1].startswith("DT-12  90 %  New  VPN drops")
    at = lines.index("Similar tickets")
    assert lines[at + 1].startswith("DT-9  92 %  Resolved  VPN drops")
    assert [line.strip() for line in lines[-2:]] == ["Workaround given: Set the MTU", "to 1300"]
    assert "DT-10" not in "".join(lines)


def test_what_is_restricted_is_neither_named_nor_counted(likened: Shell) -> None:
    """And of a ticket that may not be seen itself nothing is told."""
    for number in ("9", "10"):
        likened.done("restrict", number, "--on", "--reason", "private")
    found = likened.done("similar", "11", "--json", "--as", "anna").json
    assert [each["number"] for each in found["duplicates"]] == ["DT-12"]
    assert found["similar"] == []
    out = likened.done("similar", "11", "--as", "anna")
    assert "DT-9" not in out.out + out.err
    assert likened.run("similar", "9", "--as", "anna").code == 4
    assert len(likened.done("similar", "11", "--json", "--as", "felix").json["duplicates"]) == 2


def test_a_limit_that_means_nothing_is_refused(likened: Shell) -> None:
    """With the field's name, exit 2 or 3 as for every value."""
    result = likened.run("similar", "11", "--limit", "0")
    assert result.code in (2, 3)
    assert "limit" in result.err
