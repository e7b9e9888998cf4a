"""What the desk itself would answer to a question of triage, and what that rests on."""

from deskterm.texts import names, topics
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.desk import Desk
from deskterm.usecases.suggest import Suggestion, suggest
from deskterm.workflow.values import Kind

MOST = 3
"""Phrases, and categories, that are named."""


def advice(desk: Desk, ticket: int, field: str) -> str:
    """A sentence for the question after kind, nature or category; empty where nothing is suggested."""
    if field not in ("kind", "nature", "category"):
        return ""
    found = suggest(desk, ticket)
    if field == "kind":
        return kind(found)
    if field == "nature":
        nature = found.classification.nature
        return _("It looks like: {nature}.").format(nature=names.nature(nature)) if nature else ""
    likely = [f"{safe(topics.category(code))} ({safe(code)})" for code, _score in found.categories[:MOST]]
    return _("It looks like: {categories}.").format(categories=", ".join(likely)) if likely else ""


def kind(found: Suggestion) -> str:
    """What the text speaks of, with the phrases that say so; or that it is not sure."""
    if found.kind is None:
        return _("From its text nobody can be sure.")
    sign = 1 if found.kind is Kind.INCIDENT else -1
    phrases = dict.fromkeys(each.phrase for each in found.classification.evidence if each.weight * sign > 0)
    told = ", ".join(f'"{safe(phrase)}"' for phrase in list(phrases)[:MOST])
    return _("It looks like: {kind}, because of {phrases}.").format(kind=names.kind(found.kind), phrases=told)
