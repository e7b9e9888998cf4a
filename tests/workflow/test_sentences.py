"""Every code that can be refused has a sentence and a case."""

import ast
from pathlib import Path

from deskterm.texts.refusals import SENTENCES

SOURCE = Path(__file__).parents[2] / "src" / "deskterm"
DECISIONS = Path(__file__).parent / "decisions.txt"
NAMES = {"{name}_missing": ("kind", "category", "impact", "urgency", "signs", "extent", "components")}


def constants(folder: str, call: str, keyword: str | None, place: int = 0) -> set[str]:
    """The literal codes given to a call in a folder, by keyword or by place."""
    found = set()
    for path in (SOURCE / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", None) != call:
                continue
            values = [k.value for k in node.keywords if k.arg == keyword] if keyword else node.args[place : place + 1]
            found |= {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}
    return found


def test_every_point_has_a_sentence():
    """Of the rules, of the use-cases, of the composer."""
    codes = constants(".", "Point", "code") | {f"{name}_missing" for name in NAMES["{name}_missing"]}
    assert len(codes) > 80
    assert not codes - set(SENTENCES)


def test_every_malformed_value_has_a_sentence():
    """Whichever check finds it."""
    codes = constants(".", "Invalid", None, 1)
    assert "too_long" in codes
    assert not codes - set(SENTENCES)


def test_every_point_of_the_rules_has_a_case():
    """`decisions.txt` shows each at least once; the points of undo have a table of their own."""
    undo = {"nothing_to_undo", "cannot_undo", "reply_delivered", "fields_moved", "built_on"}
    known = DECISIONS.read_text(encoding="utf-8")
    assert not [code for code in sorted(constants("workflow", "Point", "code") - undo) if f": {code} [" not in known]


def test_no_sentence_is_left_over():
    """A sentence that no code asks for is not translated four times."""
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.name != "refusals.py")
    made = {f"{name}_missing" for name in NAMES["{name}_missing"]} | {"impact_out_of_range", "urgency_out_of_range"}
    assert not [code for code in SENTENCES if f'"{code}"' not in text and code not in made]
