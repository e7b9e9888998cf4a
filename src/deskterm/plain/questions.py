"""One question at a time: what is wanted, what may be answered, and the answer."""

import argparse
from collections.abc import Callable

from deskterm.plain.carrying import long
from deskterm.plain.choices import Choices, choices
from deskterm.plain.ear import Ear
from deskterm.plain.voice import Voice
from deskterm.texts.fields import field as label
from deskterm.texts.language import _, n_
from deskterm.texts.safe import safe
from deskterm.usecases.desk import Desk

FEW = 12
"""Choices that are read without being asked for."""
LIST = "?"


class Cancelled(Exception):
    """Nobody wants to answer. `typed` is what was typed of the answer."""

    def __init__(self, typed: str = "") -> None:
        super().__init__(typed)
        self.typed = typed


class Questions:
    """Asks whoever sits at the other end."""

    def __init__(self, ear: Ear, out: Voice, desk: Desk) -> None:
        self.ear, self.out, self.desk = ear, out, desk

    def ask(
        self,
        command: str,
        action: argparse.Action,
        sentence: str,
        *,
        optional: bool = False,
        lines: list[str] | None = None,
        grown: Callable[[], object] = str,
    ) -> str:
        """The answer for an option of a command; empty when it may be and is. Cancelled: there will be none.

        `lines`: what there is of a text already, and where what is heard of it goes; `grown`: see Ear.
        """
        name, lines = label(action.dest), [] if lines is None else lines
        known = choices(self.desk, command, action.dest)
        while True:
            self.out.data(f"{name}: {sentence}")
            if not known and not long(action):
                self.explain(action, sentence)
            answer = self.text(lines, grown) if long(action) else self.chosen(name, known)
            if answer.strip() or optional:
                return answer.strip("\n") if long(action) else answer.strip()
            self.out.data(_("Nothing was entered. Ctrl+c leaves it."))

    def explain(self, action: argparse.Action, sentence: str) -> None:
        """How to write an answer of one line, as far as the question has not said it."""
        if sentence != purpose(action) and not isinstance(action.default, list):
            self.out.data(purpose(action))
        if " " in (form := str(action.metavar)):
            self.out.data(_("Write it like this: {form}").format(form=form))

    def text(self, lines: list[str], grown: Callable[[], object]) -> str:
        """An answer of several lines."""
        self.out.data(_("A line with a single full stop ends it."))
        try:
            return self.ear.text(lines, grown)
        except (KeyboardInterrupt, EOFError) as error:
            self.out.talk("")
            raise Cancelled("\n".join([*lines, *filter(None, [self.ear.unfinished])])) from error

    def chosen(self, name: str, known: Choices) -> str:
        """An answer of one line: a choice's code when there are choices."""
        if known:
            self.offer(known)
        while True:
            answer = self.line(f"{name}> ").strip()
            if answer == LIST and known:
                self.read(known)
                continue
            found = matching(answer, known)
            if not known or not answer or len(found) == 1:
                return found[0][0] if found and answer else answer
            if found:
                self.read(found, known)
            else:
                self.out.data(
                    _("{answer} is none of the choices. {sign} reads them, ctrl+c leaves.").format(
                        answer=safe(answer), sign=LIST
                    )
                )

    def offer(self, known: Choices) -> None:
        """Read the choices, or say how many there are when they are many."""
        if len(known) <= FEW:
            self.read(known)
            return
        told = n_("{count} choice", "{count} choices", len(known)).format(count=len(known))
        self.out.data(
            _("{choices}: type a number, a code or a part of it; {sign} reads them.").format(choices=told, sign=LIST)
        )

    def read(self, some: Choices, known: Choices | None = None) -> None:
        """Read choices with their numbers."""
        for code, word in some:
            place = (known or some).index((code, word)) + 1
            self.out.data(f"{place}: {word}" + ("" if code.isdigit() or word.startswith(code) else f" ({code})"))

    def line(self, prompt: str) -> str:
        """A line that is typed. Cancelled: ctrl+c, or nothing comes any more."""
        try:
            return self.ear.line(prompt)
        except (KeyboardInterrupt, EOFError) as error:
            self.out.talk("")
            raise Cancelled(self.ear.unfinished) from error

    def agreed(self, sentence: str) -> bool:
        """A question with yes or no; anything else is asked again, and leaving it is a no."""
        yes, no = {"y", "yes", _("y"), _("yes")}, {"n", "no", _("n"), _("no")}
        try:
            while True:
                answer = self.line(f"{sentence} {_('yes or no')}> ").strip().casefold()
                if answer in yes | no:
                    return answer in yes
        except Cancelled:
            return False


def purpose(action: argparse.Action) -> str:
    """What an option is for, without what only a shell needs to know of it."""
    said = str(action.help).partition("; -")[0]
    return said[:1].upper() + said[1:] + "."


def matching(answer: str, known: Choices) -> Choices:
    """The choices that are meant: by number, code, word, or a part of these."""
    if answer.isdecimal() and 0 < int(answer) <= len(known):
        return [known[int(answer) - 1]]
    wanted = answer.casefold()
    for test in (lambda text: text == wanted, lambda text: wanted in text):
        found = [each for each in known if any(test(text.casefold()) for text in each)]
        if found:
            return found
    return []
