"""Forms and dialogs as they look, and docs/screens.md, which is made of all kept pictures."""

from pathlib import Path

import pytest

from deskterm.usecases.act import perform
from deskterm.workflow.inputs import Amend
from deskterm.workflow.values import Kind
from tests.golden.pictures import HERE, RENEW, golden
from tests.screens.desks import House, terminal

DOCS = Path(__file__).parents[2] / "docs" / "screens.md"
SIZES = [(80, 24), (120, 40)]
SHOWN = (
    (
        "queue",
        "The queue",
        "Views with their numbers and counts, the list, and below it the preview where there is room.",
    ),
    ("ticket", "A ticket", "Everything about one ticket, and what may be done next and what not and why."),
    ("triage", "The triage deck", "One untriaged ticket after another, with what the classifier found."),
    ("item", "A request in the deck", "What its text asks for comes first; a digit takes the item with its presets."),
    ("similar", "Similar tickets", "Likely duplicates first, then what helped elsewhere; the words that tie them."),
    ("note", "A note", "Tab changes its kind; a step has an outcome."),
    ("resolve", "Resolving an incident", "The usual code is taken already."),
    ("checklist", "Why not yet", "Every unmet point of a refused act; enter goes to what mends it."),
    ("conflict", "Two people, one field", "Both values, who and when."),
    ("palette", "The command palette", "Typing searches, enter runs."),
)
"""Pictures in the order of the page, each with a title and a sentence."""


@pytest.mark.parametrize("size", SIZES)
async def test_forms_and_dialogs_look_as_they_were_kept(house: House, size: tuple[int, int]) -> None:
    """At both sizes."""
    name = f"{size[0]}x{size[1]}"
    id = house.triaged("VPN drops every twenty minutes", kind=Kind.INCIDENT, impact=2, urgency=1)
    house.triaged("Rechte für den Dateiserver")
    async with terminal(house.desk, size) as at:
        await at.press("i", "tab")
        await at.type("restarted the client")
        golden(at.picture, f"note_{name}")
        await at.press("escape", "d", "s")
        golden(at.picture, f"resolve_{name}")
        await at.press("escape", "e", "ctrl+s")
        golden(at.picture, f"checklist_{name}")
        await at.press("escape", "escape", "p")
        perform(house.seen_by("boris"), id, Amend(subject="VPN of the branch office"))
        at.app.screen.fields.rows["subject"].value = "VPN at home"  # type: ignore[attr-defined]
        at.app.watch_desk()
        await at.press("ctrl+s")
        golden(at.picture, f"conflict_{name}")
        await at.press("escape", "escape", "d", "colon")
        golden(at.picture, f"palette_{name}")


def test_the_page_of_screens_is_made_of_the_kept_pictures() -> None:
    """docs/screens.md shows what the tests have seen, at both sizes."""
    import os

    parts = ["# Screens\n\nAs text, at 80x24 and 120x40; made from the pictures that the tests compare.\n"]
    for name, title, sentence in SHOWN:
        parts.append(f"\n## {title}\n\n{sentence}\n")
        for width, height in SIZES:
            text = (HERE / f"{name}_{width}x{height}.txt").read_text(encoding="utf-8")
            parts.append(f"\n{width}x{height}\n\n```text\n{text}```\n")
    page = "".join(parts)
    if os.environ.get(RENEW):
        DOCS.write_text(page, encoding="utf-8")
    assert DOCS.read_text(encoding="utf-8") == page, f"{RENEW}=1 writes it anew"
