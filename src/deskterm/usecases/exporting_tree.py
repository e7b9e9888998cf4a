"""The categories that every new desk has, in the form in which stored ones are read: what need not be handed out."""

from typing import Any

from deskterm.store.write.shipped import CATEGORIES, PARENTS
from deskterm.workflow.values import Category


def shipped() -> dict[str, dict[str, Any]]:
    """By code, with their questions, in the order in which a desk is founded with them."""
    found: dict[str, dict[str, Any]] = {}
    for category in CATEGORIES:
        parent = category.code.partition("/")[0]
        if parent not in found:
            found[parent] = shape(PARENTS[parent], None, len(found) + 1)
        found[category.code] = shape(category, parent, len(found) + 1)
    return found


def shape(category: Category, parent: str | None, position: int) -> dict[str, Any]:
    """One category as `store.read.whole.categories` has it."""
    return {
        "code": category.code,
        "parent": parent,
        "nature": category.nature.value if category.nature else None,
        "kind": category.kind.value if category.kind else None,
        "impact": category.impact,
        "urgency": category.urgency,
        "position": position,
        "active": 1,
        "questions": [[code, 1] for code in category.questions],
    }
