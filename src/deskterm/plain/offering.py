"""What was not sent is offered: a line each, and then a word says what becomes of it."""

from datetime import tzinfo

from deskterm.plain.questions import Questions
from deskterm.plain.unsent import Unsent
from deskterm.texts.drafts import first_words, kind, note, title, unsent_sentence
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.workflow.draft import Draft

SHOWN = 60
"""Characters of a text that are read when it is offered."""
CONTINUE, READ, DISCARD, LATER = "continue", "read", "discard", "later"


def line(draft: Draft, zone: tzinfo, now: int) -> str:
    """A text in a line: ticket and kind, first words, and when."""
    said = title(draft)
    whole = len(first_words(draft)) <= SHOWN
    cut = len(said) - len(first_words(draft)) + SHOWN
    return f"{said if whole else said[:cut] + '...'}, {note(draft, zone, now)}"


def kinds(drafts: list[Draft]) -> str:
    """That there is something on a ticket; empty: there is nothing."""
    found = ", ".join(dict.fromkeys(map(kind, drafts)))
    return _("Not sent: {kinds}. The same command goes on with it.").format(kinds=found) if found else ""


class Offering:
    """Asks what becomes of texts."""

    def __init__(self, unsent: Unsent, questions: Questions, zone: tzinfo) -> None:
        self.unsent, self.questions, self.zone = unsent, questions, zone
        self.out = questions.out

    def one_of(self, drafts: list[Draft]) -> Draft | None:
        """The one that is gone on with; None: none of them, for now. The others are where they were, or thrown away.

        Cancelled: the question is left.
        """
        drafts = list(drafts)
        self.read(drafts)
        while drafts:
            answer = self.questions.line(self.prompt(drafts)).strip().casefold()
            word, _space, which = answer.partition(" ")
            wanted = meant(word)
            if wanted == LATER:
                return None
            draft = chosen(which, drafts)
            if wanted is None or draft is None:
                self.out.data(_("Say one of these words; of several texts also the number, such as: continue 1."))
            elif wanted == CONTINUE:
                return draft
            else:
                self.dealt(wanted, draft, drafts)
        return None

    def read(self, drafts: list[Draft]) -> None:
        """A line each, numbered when there are several."""
        now = self.unsent.journal.desk.now()
        if drafts:
            self.out.data(unsent_sentence(len(drafts)))
        for place, draft in enumerate(drafts, 1):
            said = line(draft, self.zone, now)
            self.out.data(f"{place}: {said}" if len(drafts) > 1 else said)

    def prompt(self, drafts: list[Draft]) -> str:
        """What can be said."""
        words = _("continue, read, discard, later")
        return f"{words}> " if len(drafts) == 1 else f"{words} ({_('with a number')})> "

    def dealt(self, word: str, draft: Draft, drafts: list[Draft]) -> None:
        """Read it, or throw it away when that is meant."""
        if word == READ:
            for each in safe(draft.words, multiline=True).split("\n"):
                self.out.data(each)
        elif self.questions.agreed(_("Throw it away?")):
            self.unsent.drop(draft.id)
            drafts.remove(draft)
            self.out.data(_("Discarded."))
            self.read(drafts)


def meant(word: str) -> str | None:
    """What a word stands for, or the beginning of one; nothing at all is later. None: something else."""
    if not word:
        return LATER
    words = {CONTINUE: _("continue"), READ: _("read"), DISCARD: _("discard"), LATER: _("later")}
    found = [code for code, own in words.items() if code.startswith(word) or own.casefold().startswith(word)]
    return found[0] if len(found) == 1 else None


def chosen(which: str, drafts: list[Draft]) -> Draft | None:
    """The text of that number; without one the only text."""
    if not which.strip():
        return drafts[0] if len(drafts) == 1 else None
    places = {str(place): draft for place, draft in enumerate(drafts, 1)}
    return places.get(which.strip())
