"""One command to its end: it is done, or what stands in its way is asked for, point by point, and it is tried again.

What is typed for it is never lost: it is kept with every answer, with every line of a text, and before it is tried. A
command that is left, refused for good, or ended from outside is offered when it is given again, and at the next start.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from deskterm.cli import failures
from deskterm.cli.asked import Asked, Usage, ask, parser_of
from deskterm.cli.call import Call, Open, Site
from deskterm.cli.commands import COMMANDS
from deskterm.cli.ending import Interrupted
from deskterm.cli.hints import command as command_of
from deskterm.cli.remote import permit
from deskterm.cli.running import perform
from deskterm.plain.advice import advice
from deskterm.plain.carrying import long, readable
from deskterm.plain.crossing import crossing, unheard
from deskterm.plain.ear import Ear
from deskterm.plain.lines import numbered, option_of
from deskterm.plain.listening import Listening
from deskterm.plain.questions import Cancelled, Questions, purpose
from deskterm.plain.resuming import offered, resume
from deskterm.plain.unsent import Unsent, deaf
from deskterm.plain.voice import Voice
from deskterm.plain.writing import Writing
from deskterm.texts.fields import field as label
from deskterm.texts.language import _
from deskterm.texts.numbers import parse_number
from deskterm.texts.refusals import invalid, sentence
from deskterm.usecases import look
from deskterm.usecases.desk import Conflict, Crossed, NotFound, Refused
from deskterm.workflow.checks import Invalid
from deskterm.workflow.draft import Draft
from deskterm.workflow.values import Act, Point

STDIN = "-"
ENTRIES = ("step", "hypothesis", "session")
"""Fields that are mended by an entry of that kind."""
FIRST = {"new": ("subject", "reporter", "description")}
"""What a command that is given without anything asks for at once; the last one may be left empty."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a session gives to each of its commands."""

    site: Site
    ear: Ear
    out: Voice
    unsent: Unsent
    heard: dict[int, int]
    """By ticket: the version up to which is known what others have said to the requester, and they to us."""


class Doing:
    """A command that was understood, at the desk of this session."""

    def __init__(self, asked: Asked, around: Around, draft: Draft | None = None) -> None:
        assert asked.command is not None
        self.command, self.args = asked.command, asked.args
        self.around, self.going_on = around, draft
        self.site, self.ear, self.out = around.site, around.ear, around.out
        self.questions = Questions(self.ear, self.out, self.site.desk())
        self.writing = Writing(around.unsent, self.site.desk(), self.command, self.args)

    @property
    def place(self) -> tuple[str, str]:
        """The command and its ticket, as far as one is named."""
        return self.command, str(getattr(self.args, "number", None) or "")

    def run(self) -> int:
        """The exit code. Raises what can't be mended here; Cancelled when somebody leaves it."""
        try:
            self.prepare()
            return self.tried()
        except (Cancelled, Invalid, Refused, Conflict, Crossed, NotFound, Usage):
            self.writing.let_go(sure=True)
            raise
        except (Exception, KeyboardInterrupt):
            self.writing.let_go(sure=False)
            raise

    def prepare(self) -> None:
        """Texts that were left, texts that are announced, and what a bare command begins with."""
        bare = self.bare()
        draft = self.going_on or offered(self)
        if draft is not None:
            resume(self, draft)
            bare = False
        for action in parser_of(self.command).declared:
            if getattr(self.args, action.dest, None) == STDIN and not readable(action):
                self.put(action, self.ask(action, purpose(action)) if self.ear.asks else self.ear.text([]))
        if bare and self.ear.asks and self.command in FIRST:
            *needed, last = FIRST[self.command]
            for field in (*needed, last):
                found = option_of(self.command, field)
                if found is not None and getattr(self.args, found.dest) is None:
                    self.put(found, self.ask(found, purpose(found), optional=field == last))

    def bare(self) -> bool:
        """Was nothing said but the command, and perhaps the ticket?"""
        return not any(value for name, value in vars(self.args).items() if name not in ("number", "seen", "json"))

    def tried(self) -> int:
        """Try until it is done or can't be mended."""
        while True:
            try:
                return self.once()
            except Invalid as error:
                if not self.corrected(error):
                    raise
            except Refused as error:
                if not self.mended(error.refusal.points):
                    raise
            except Conflict as error:
                if not self.insists(error):
                    raise
            except Crossed as error:
                crossing(self, error)

    def once(self) -> int:
        """Do it, with nothing on standard input: what is there are the session's own lines."""
        if self.ear.asks:
            unheard(self)
        call = Call(args=argparse.Namespace(**vars(self.args)), out=self.out, site=self.site)
        asked = Asked(self.command, call.args)
        if self.site.remote:
            permit(asked)
        with nothing_to_read(), self.writing.sending():
            result = perform(asked, call, read_only=self.site.desk().store.read_only)
        if isinstance(result, Open):
            raise Usage(_("It can't be done from inside; type it at a shell, behind deskterm."), self.command)
        return result

    def corrected(self, error: Invalid) -> bool:
        """A value that means nothing is asked for again."""
        action = option_of(self.command, error.field)
        if not self.ear.asks or action is None:
            return False
        held = getattr(self.args, action.dest, None)
        if isinstance(held, list) and len(held) > 1:
            return False  # nobody knows which of them is meant
        value = self.ask(action, invalid(error))
        if isinstance(held, list):
            setattr(self.args, action.dest, [])
        self.put(action, value)
        return True

    def mended(self, points: tuple[Point, ...]) -> bool:
        """Ask for what mends each point; no: one of them can't be mended by an answer, or nobody is asked."""
        mine = [point for point in points if self.own(point)]
        others = [point for point in points if point not in mine]
        if not self.ear.asks or any(point.act is None for point in others):
            return False
        for act, group in groupby(others, key=lambda point: point.act):
            if act is None or not self.elsewhere(act, list(group)):
                return False
        for point in mine:
            self.answer(point.field, sentence(point))
        return True

    def own(self, point: Point) -> bool:
        """Is it mended by an option of this command?"""
        here = point.act is None or command_of(point.act).partition(" --")[0] == self.command
        return here and option_of(self.command, point.field) is not None

    def elsewhere(self, act: Act, points: list[Point]) -> bool:
        """Do the act that mends these points first, if that is wanted."""
        for point in points:
            self.out.data(sentence(point))
        name = command_of(act).partition(" --")[0]
        if name not in COMMANDS or not self.questions.agreed(_("Do this first: {command}?").format(command=name)):
            return False
        for kind, group in groupby(points, key=lambda point: point.field if point.field in ENTRIES else None):
            words = name.split() + ([self.place[1]] if act is not Act.REGISTER and self.place[1] else [])
            other = Doing(ask([*words, *(("--kind", kind) if kind else ())]), self.around)
            if not other.answered(("text", "outcome") if kind else [point.field for point in group]):
                return False
            self.catch_up()
        return True

    def answered(self, fields: Iterable[str | None]) -> bool:
        """Ask for these fields and do it, for the sake of another command; no: it is refused, and that is said."""
        try:
            for field in fields:
                self.answer(field)
        except Cancelled:
            self.writing.let_go(sure=True)
            raise
        try:
            return self.run() == 0
        except Refused as error:
            failures.refused(error, self.out, self.place)
            return False

    def catch_up(self) -> None:
        """What one's own acts have changed meanwhile counts as seen."""
        if getattr(self.args, "seen", None) and numbered(self.place[1]):
            row = look.row(self.site.desk(), parse_number(self.place[1]))
            self.args.seen = str(row.version) if row is not None else self.args.seen

    def insists(self, conflict: Conflict) -> bool:
        """Both values are said; whoever was overtaken decides."""
        if not self.ear.asks or not hasattr(self.args, "seen"):
            return False
        failures.conflict(conflict, self.out, (self.command, f"DT-{conflict.id}"))
        if not self.questions.agreed(_("Do it all the same?")):
            return False
        self.args.seen = str(conflict.version)
        return True

    def answer(self, field: str | None, said: str = "") -> None:
        """Ask for a field by the option that gives it. A question of the diagnosis may also be set aside."""
        action = option_of(self.command, field)
        if action is None or field is None or action.dest == "number":
            return
        question = field.removeprefix("answer:")
        if question == field:
            self.put(action, self.ask(action, said or purpose(action)))
            return
        said = _("{question} A dash: it does not apply.").format(question=label(field))
        value = self.ask(action, said, to=f"{question}=")
        aside = option_of(self.command, "na")
        if value == STDIN and aside is not None:
            self.put(aside, question)
        else:
            self.put(action, f"{question}={value}")

    def ask(self, action: argparse.Action, said: str, *, optional: bool = False, begun: str = "", to: str = "") -> str:
        """An answer for one of the options; what was typed of it is kept when it is left.

        `begun`: what there is of it; `to`: what its value begins with, when the option is given more than an answer.
        """
        if self.command == "triage" and numbered(self.place[1]):
            said = " ".join(filter(None, (said, advice(self.site.desk(), parse_number(self.place[1]), action.dest))))
        lines = begun.split("\n") if begun else []
        grown = partial(self.grown, action, lines, to=to)
        listening = Listening(self.ear, grown)
        try:
            with listening:
                return self.questions.ask(self.command, action, said, optional=optional, lines=lines, grown=grown)
        except Cancelled as error:
            if error.typed.strip() and (long(action) or action.dest not in self.writing.coded):
                self.put(action, f"{to}{error.typed}")
            raise
        except Interrupted:
            deaf()
            listening.end()
            # of a line that its terminal took away nothing is left in the editor
            grown(self.ear.unfinished or listening.last, aside=True)
            raise

    def grown(
        self, action: argparse.Action, lines: list[str], standing: str = "", *, to: str = "", aside: bool = False
    ) -> None:
        """There is more of an answer: of one that is chosen nothing is kept before it is whole.

        What stands in the line may have been ended, and be one of the lines, since it was looked at.
        """
        if long(action) or action.dest not in self.writing.coded:
            heard = standing if not lines or not lines[-1].startswith(standing) else ""
            text = "\n".join([*lines, *filter(None, [heard])])
            self.writing.keep(action, f"{to}{text}" if text.strip() else "", aside=aside)
        elif aside:
            self.writing.keep(aside=True)

    def put(self, action: argparse.Action, value: str) -> None:
        """Give an option its value; a text that is a mere dash stays a text. It is kept from now on."""
        if not value:
            return
        held = getattr(self.args, action.dest, None)
        value = f"{value}\n" if value == STDIN else value
        setattr(self.args, action.dest, [*held, value] if isinstance(held, list) else value)
        self.writing.asked = True
        self.writing.keep()


@contextmanager
def nothing_to_read() -> Iterator[None]:
    """A standard input that has ended."""
    before = sys.stdin
    with open(os.devnull, encoding="utf-8") as empty:
        sys.stdin = empty
        try:
            yield
        finally:
            sys.stdin = before
