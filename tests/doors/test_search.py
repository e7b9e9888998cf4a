"""`deskterm search`: what it prints, what it hides, how pages go on."""

import sqlite3

import pytest

from deskterm.cli.search import wanted
from deskterm.store.read.queue import VIEWS
from deskterm.store.search import candidates, finding
from tests.doors.conftest import Shell


def test_the_document_says_where_the_hits_are(shell: Shell) -> None:
    """Spans are characters of the snippet, whatever field it is cut from."""
    shell.done(
        "new", "--subject", "Imprimanta", "--reporter", "Ion <ion@example.org>", "--place", "x " * 100 + "sală roșie"
    )
    (ticket,) = shell.done("search", "rosii imprimantelor", "--json").json["tickets"]
    assert ticket["number"] == "DT-9" and ticket["subject"] == "Imprimanta"
    marked = {hit["field"]: [hit["snippet"][a:b] for a, b in hit["spans"]] for hit in ticket["hits"]}
    assert marked == {"subject": ["Imprimanta"], "place": ["roșie"]}


def test_pages_go_on_with_a_cursor(shell: Shell) -> None:
    """The document holds it while there is more; one that was not handed out is refused."""
    first = shell.done("search", "ann", "--limit", "4", "--json").json
    numbers = [ticket["number"] for ticket in first["tickets"]]
    second = shell.done("search", "ann", "--limit", "40", "--after", first["next"], "--json").json
    numbers += [ticket["number"] for ticket in second["tickets"]]
    assert len(numbers) == len(set(numbers)) == 7 and "next" not in second
    assert shell.run("search", "ann", "--after", "nonsense").code == 2


def test_a_restricted_ticket_is_not_found(shell: Shell) -> None:
    """Neither it nor a word of it, by whoever may not see it."""
    shell.done("restrict", "2", "--on", "--name", "boris", "--reason", "private")
    assert "DT-2 " not in shell.done("search", "two", "--as", "anna").out
    assert "DT-2 " in shell.done("search", "two", "--as", "boris").out


def test_nothing_found_is_no_error(shell: Shell) -> None:
    """Exit code 0, nothing on stdout, a sentence on stderr; a word that looks like a term is named."""
    result = shell.done("search", "status:nonsense")
    assert result.out == "" and "Nothing is found" in result.err and "searched for as words" in result.err


def test_an_index_is_built_anew(shell: Shell) -> None:
    """On demand; and by itself for a small desk whose index is empty."""
    assert "8 tickets" in shell.done("search", "--rebuild").err
    assert shell.done("search", "--rebuild", "--json").json == {"indexed": 8}
    connection = sqlite3.connect(shell.db)
    ((serial,),) = connection.execute("SELECT serial FROM search_index").fetchall()
    connection.execute(f"INSERT INTO search_{serial} (search_{serial}) VALUES ('delete-all')")
    connection.execute("UPDATE search_index SET done = 8")
    connection.commit()
    connection.close()
    assert "not in the index yet" in shell.done("search", "two", "--read-only").err
    assert "DT-2 " in shell.done("search", "two").out


def test_a_search_that_takes_long_says_where_to_go_on(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page without a ticket is not the end: it is said, and the cursor leads on to what there is."""
    expected = [ticket["number"] for ticket in shell.done("search", "ann -seven", "--json").json["tickets"]]
    assert len(expected) > 3
    monkeypatch.setattr(finding, "ENOUGH", 1)
    monkeypatch.setattr(finding, "FEWEST", 1)
    monkeypatch.setattr(candidates, "FEWEST", 1)
    result = shell.done("search", "-two status:closed")
    assert result.out == "" and "Nothing is found yet" in result.err and "--after" in result.err
    page = shell.done("search", "ann -seven", "--json").json
    found, pages = page["tickets"], 1
    while "next" in page and pages < 50:
        page, pages = shell.done("search", "ann -seven", "--json", "--after", page["next"]).json, pages + 1
        found += page["tickets"]
    assert [ticket["number"] for ticket in found] == expected and pages > 1


@pytest.mark.parametrize(
    ("words", "query"),
    [(["a b"], "a b"), (["a", "b"], "a b"), (["x", "a b"], 'x "a b"'), (['-"a b"', "c"], '-"a b" c'), ([], "")],
)
def test_what_the_shell_has_unquoted_is_a_phrase_again(words: list[str], query: str) -> None:
    """One argument is the query; of several, one with blanks was in quotes."""
    assert wanted(words) == query


@pytest.mark.parametrize("view", VIEWS)
def test_a_search_goes_on_within_a_view(shell: Shell, view: str) -> None:
    """`view:` is a term like any other: what is found is what the view lists, with words and without."""
    shell.done("new", "--subject", "Toner is empty", "--reporter", "Rhea Example <rhea@example.org>")
    listed = {t["number"] for t in shell.done("list", "--view", view, "--limit", "100", "--json").json["tickets"]}
    found = {t["number"] for t in shell.done("search", f"view:{view}", "--limit", "100", "--json").json["tickets"]}
    assert found == listed
    with_word = {t["number"] for t in shell.done("search", f"toner view:{view}", "--json").json["tickets"]}
    assert with_word == {t["number"] for t in shell.done("search", "toner", "--json").json["tickets"]} & listed
