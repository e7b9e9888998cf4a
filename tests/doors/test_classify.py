"""The classifier at the shell: what it says, why it says so, and what a program reads of it."""

import json

from tests.doors.conftest import Shell

LETTER = "Не открывается шкаф: на экране ошибка, и снова ошибка. Видны паспорта гостей"


def test_a_verdict_is_explained(shell: Shell) -> None:
    """Each phrase with its rule, its weight and what of it counts; the score and from where it is sure."""
    said = shell.done("classify", "--explain", LETTER).out
    assert "Incident, Technical (sure, +0.69, ru)" in said
    assert "+2.50  Не открывается  ru/not_happening: something does not happen; weighs +2.50, counts 1.0 of it" in said
    assert "+0.75  ошибка  ru/fault: something is broken; weighs +2.50, counts 0.3 of it" in said
    assert "паспорта  (personal data?)" in said
    assert "For an incident +6.65, for a request +0.00, together +6.65: score +0.69." in said
    assert "Sure from 2.00 on, when the other side has at most 1.00" in said


def test_no_evidence_is_explained_too(shell: Shell) -> None:
    """A bare name is a guess, and a language without rules is no verdict."""
    assert "No rule finds anything." in shell.done("classify", "--explain", "visio").out
    assert "Not yet known (not sure, +0.00, de)" in shell.done("classify", "Der Schrank und die Tür sind zu").out


def test_a_program_reads_the_whole_of_it(shell: Shell) -> None:
    """Evidence with its rules, hints with their places, and on request how the score comes about."""
    said = shell.done("classify", "--json", "--explain", LETTER).json
    assert said["personal_data"] is True
    assert [LETTER[each["start"] : each["end"]] for each in said["hints"]] == ["паспорта"]
    assert {each["rule"] for each in said["evidence"]} >= {"ru/not_happening", "ru/fault"}
    assert said["weighing"]["incident"] == 6.65
    row = json.dumps({"id": 1, "text": "the shelf is broken"}).encode() + b"\n"
    plain = json.loads(shell.run("classify", "--jsonl", stdin=row).out)
    assert plain["kind"] == "incident"
    assert "weighing" not in plain
    assert "weighing" in json.loads(shell.run("classify", "--jsonl", "--explain", stdin=row).out)
