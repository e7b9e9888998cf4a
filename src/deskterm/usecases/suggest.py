"""What the desk suggests for an untriaged ticket: kind, nature and category, each with its evidence."""

from dataclasses import dataclass

from deskterm.store.read import lessons, show
from deskterm.usecases.act import ticket_for
from deskterm.usecases.desk import Desk
from deskterm.usecases.whole import spoken_of
from deskterm.workflow.classify import Classification, classify, suggest_category
from deskterm.workflow.learning import with_lessons
from deskterm.workflow.values import Kind, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What the texts of a ticket look like. `text` is what was read: the spans of the evidence point into it."""

    ticket: Ticket
    text: str
    classification: Classification
    categories: tuple[tuple[str, float], ...]
    items: tuple[str, ...]
    """Items of the catalogue that the text asks for if it is a request, the likeliest first."""

    @property
    def kind(self) -> Kind | None:
        """The kind, when the classifier is sure of it."""
        return self.classification.kind if self.classification.sure else None


def suggest(desk: Desk, id: int) -> Suggestion:
    """Read subject and description of a ticket. NotFound when there is none that the person may see."""
    db = desk.store.db
    with db.snapshot():
        ticket = ticket_for(db, desk, id)
        texts = show.texts(db, id)
        learnt = lessons.lessons(desk.store) if desk.learns else None
    text = "\n".join(str(part) for part in (ticket.subject, texts["description"], texts["symptoms"]) if part)
    language = ticket.reporter.language if ticket.reporter else None
    known = desk.policy.categories
    ranked = tuple((code, score) for code, score in suggest_category(text) if code in known)
    found = with_lessons(classify(text, language), text, learnt)
    items = spoken_of(ticket, texts, desk.policy)
    return Suggestion(ticket=ticket, text=text, classification=found, categories=ranked, items=items)
