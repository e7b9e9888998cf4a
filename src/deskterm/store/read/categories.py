"""The desk's category tree."""

from deskterm.store.db import Db
from deskterm.workflow.values import Category, Kind, Nature

LEAVES = (
    "SELECT code, nature, kind, impact, urgency FROM category WHERE active = 1 AND parent IS NOT NULL ORDER BY position"
)
QUESTIONS = "SELECT category, code FROM category_question WHERE required = 1 ORDER BY category, position"


def categories(db: Db) -> dict[str, Category]:
    """The categories a ticket may have, by code, in the order of the tree; inner nodes are not among them."""
    with db.snapshot():
        questions: dict[str, list[str]] = {}
        for category, code in db.all(QUESTIONS):
            questions.setdefault(category, []).append(code)
        rows = db.all(LEAVES)
    return {
        code: Category(
            code=code,
            nature=Nature(nature) if nature else None,
            kind=Kind(kind) if kind else None,
            impact=impact,
            urgency=urgency,
            questions=tuple(questions.get(code, ())),
        )
        for code, nature, kind, impact, urgency in rows
    }
