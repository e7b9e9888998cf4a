"""Quitting: at once when nothing is unsent, else after a question."""

from typing import TYPE_CHECKING

from deskterm.screens.dialogs.ask import Answer, Ask
from deskterm.texts.language import _, n_

if TYPE_CHECKING:
    from deskterm.app import Deskterm

QUIT = "quit"


def leave(app: "Deskterm") -> None:
    """Quit; unsent texts, in drafts and in open forms, are asked for first."""
    count = len(app.drafts.aside) + sum(bool(getattr(screen, "unsent", False)) for screen in app.screen_stack)
    if not count:
        app.exit(0)
        return
    question = n_("{count} text is not sent.", "{count} texts are not sent.", count).format(count=count)
    quits = _("Quit; the next start offers it") if app.drafts.keeps else _("Quit, and lose what is not sent")
    answers = [Answer("s", "stay", _("Stay")), Answer("q", QUIT, quits)]
    app.push_screen(Ask(question, answers), lambda answer: quit_now(app) if answer == QUIT else None)


def quit_now(app: "Deskterm") -> None:
    """Quit with everything kept that can be."""
    app.drafts.rescue()
    app.exit(0)
