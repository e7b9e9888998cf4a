"""A session of the linear mode: read a line, do what it says, say what came of it, until the lines end."""

from collections.abc import Callable
from contextlib import suppress

from deskterm.cli import failures
from deskterm.cli.asked import Asked, Usage, ask, nearest
from deskterm.cli.call import Site
from deskterm.cli.commands import COMMANDS, NOUNS
from deskterm.cli.ending import INTERRUPT, Interrupted, defect
from deskterm.cli.output import Unwritable
from deskterm.plain.carrying import carried_by
from deskterm.plain.doing import Around, Doing
from deskterm.plain.ear import Ear
from deskterm.plain.lines import numbered, split, understood
from deskterm.plain.offering import Offering
from deskterm.plain.parting import Parting
from deskterm.plain.place import Place
from deskterm.plain.questions import Cancelled, Questions
from deskterm.plain.reading import standing
from deskterm.plain.site import here
from deskterm.plain.sweeping import Sweeping
from deskterm.plain.unsent import Unsent, deaf
from deskterm.plain.voice import Voice
from deskterm.plain.words import WORDS, help_of, open_ticket
from deskterm.plain.writing import Writing
from deskterm.store.errors import StoreError
from deskterm.store.read.queue import Row
from deskterm.texts.drafts import unsent_sentence
from deskterm.texts.language import _, n_
from deskterm.texts.news import sentence
from deskterm.texts.numbers import number, parse_number
from deskterm.texts.safe import safe
from deskterm.usecases import look, watching
from deskterm.usecases.desk import Desk, Refused
from deskterm.usecases.news import news
from deskterm.usecases.remaining import Remaining
from deskterm.workflow.draft import Draft

LEFT = failures.REFUSED
"""The exit code of a command that was left at a question."""


def run(desk: Desk, site: Site) -> int:
    """The exit code of a session: for a script that of its last command that failed. Refused: they may not stay."""
    session = Session(desk, site)
    watching.login(desk, "plain")
    with session.unsent, Sweeping(desk) as sweeping, Parting(desk):
        session.greet()
        while session.going:
            session.turn(sweeping.trouble())
    return 0 if session.ear.asks else session.code


class Session:
    """Somebody at one desk: where they are, what they typed and did not send, what they heard last."""

    def __init__(self, desk: Desk, site: Site) -> None:
        self.desk, self.site, self.zone = desk, here(site, desk), site.zone
        self.ear, self.out = Ear(), Voice()
        self.place = Place(desk)
        self.unsent = Unsent(desk, self.site.drafts, asks=self.ear.asks)
        self.last: list[str] = []
        self.going, self.code = True, 0
        self.meant: failures.Meant = (None, "NUMBER")
        self._token, self._head = desk.store.changed(), look.head(desk)

    def greet(self) -> None:
        """Where one is, and how to ask."""
        self.place.begin(self.place.filter)
        if self.ear.asks:
            self.out.data(
                _("deskterm, {name}. Type queue to read the queue, help for the rest.").format(
                    name=safe(self.desk.by.name)
                )
            )
            self.answered(self.offer)

    def turn(self, trouble: str | None) -> None:
        """What is new, the prompt, a line, and its answer."""
        try:
            line = self.ear.command(self.prompt(trouble) if self.ear.asks else "")
        except EOFError:
            self.end()
        except Interrupted:
            deaf()
            self.rescue(self.ear.unfinished)
            raise
        except KeyboardInterrupt:
            if not self.ear.asks:
                raise
            Voice().talk("")
        else:
            if line.strip():
                self.answered(lambda: self.obey(split(line)))
            if self.desk.store.access.waiting:
                self.desk.store.access.flush()

    def prompt(self, trouble: str | None) -> str:
        """Say what is new, and where one is."""
        out = Voice()
        try:
            told = self.news()
            where = self.place.name()
        except StoreError as error:
            failures.store(error, out, (None, ""))
            return "> "
        for each in filter(None, (trouble, self.unsent.trouble(), told)):
            out.data(each)
        out.flush()
        return f"{where}> "

    def news(self) -> str:
        """What others have done since it was last told; empty: nothing."""
        token = self.desk.store.changed()
        if token == self._token:
            return ""
        before, self._token = self._head, token
        self._head = look.head(self.desk)
        watched = frozenset() if self.place.ticket is None else frozenset({self.place.ticket})
        found = news(self.desk, before, watched)
        return sentence(found.came, found.mine, found.others)

    def answered(self, work: Callable[[], int]) -> None:
        """Do what was said; whatever goes wrong is told, and the session goes on."""
        self.out, self.meant, before = Voice(), (None, "NUMBER"), set(self.unsent.kept)
        try:
            code = work()
        except KeyboardInterrupt:
            if not self.ear.asks:
                raise
            self.out.talk(_("Interrupted."))
            code = INTERRUPT
        except Cancelled:
            kept = _("Not done. What was typed is kept, and offered when the command is given again.")
            self.out.talk(kept if set(self.unsent.kept) - before else _("Not done."))
            code = LEFT
        except (BrokenPipeError, Unwritable):
            raise
        except Exception as error:  # noqa: BLE001 - a session outlives what goes wrong in it; every error is told
            code = self.failed(error)
        self.code = code or self.code
        self.last = self.out.said or self.last
        self.out.flush()

    def failed(self, error: Exception) -> int:
        """Say what went wrong; a refusal is recorded, and a defect is kept in a file."""
        command, named = self.meant
        if isinstance(error, Refused):
            ticket = parse_number(named) if numbered(named) else None
            watching.refused(self.desk, command or "plain", error.refusal, ticket)
        code = failures.told(error, self.out, self.meant)
        if not self.ear.asks:
            self.out.talk(_("This was line {line} of the script.").format(line=self.ear.heard))
        return defect(error) if code is None else code

    def obey(self, words: list[str]) -> int:
        """A ticket's number, a word of the session, or a command of the shell."""
        if words[:1] == ["deskterm"]:
            words = words[1:]
        if not words:
            return 0
        if len(words) == 1 and numbered(words[0]):
            return open_ticket(self, parse_number(words[0]))
        word = "help" if words[0] == "?" else words[0].lower()
        if word in WORDS:
            return WORDS[word].do(self, words[1:])
        if word not in COMMANDS and word not in NOUNS and not word.startswith("-"):
            raise Usage(_("There is no such command. Type help.") + nearest(word), word)
        asked = understood([word, *words[1:]], self.place.ticket)
        if "help" in asked.args or asked.command not in COMMANDS:
            return help_of(self, (asked.command or "").split())
        return self.do(asked)

    def do(self, asked: Asked, draft: Draft | None = None) -> int:
        """A command, on what was seen of its ticket; or going on with what was left of it."""
        named = getattr(asked.args, "number", None) or ""
        ticket = parse_number(named) if numbered(named) else None
        self.meant = (asked.command, number(ticket) if ticket else "NUMBER")
        if ticket in self.place.seen and getattr(asked.args, "seen", "") is None:
            asked.args.seen = str(self.place.seen[ticket])
        if "json" in asked.args:
            self.out = Voice(as_json=True)
        before = look.row(self.desk, ticket) if ticket else None
        if ticket and before is not None:
            self.place.heard.setdefault(ticket, before.version)
        around = Around(self.site, self.ear, self.out, self.unsent, self.place.heard)
        code = Doing(asked, around, draft).run()
        if code == 0 and asked.entry is not None and asked.entry.writes:
            self.done(asked, ticket, before)
        return code

    def done(self, asked: Asked, ticket: int | None, before: Row | None) -> None:
        """What is new, or was chosen, is the ticket that is open now. A person hears how it stands from now on."""
        printed = next(filter(numbered, reversed(self.out.said)), None)
        chosen = asked.command == "new" or (asked.command == "take" and not asked.args.dry_run)
        if chosen and ticket is None and printed is not None:
            ticket = parse_number(printed)
            self.place.enter(ticket, 1)
        if ticket is None:
            return
        self.place.moved(ticket)
        after = look.row(self.desk, ticket)
        if self.ear.asks and not self.out.json and after is not None and stood(before) != stood(after):
            now = self.desk.now()
            self.out.data(f"{standing(after, Remaining(self.desk).left(after, now), now)}.")

    def end(self) -> None:
        """Nothing more is to come."""
        if self.ear.asks:
            self.out.talk("")
            self.remind()
        self.going = False

    def quit(self) -> int:
        """Leave, unless texts would be lost by it and that is not wanted."""
        lost = self.unsent.lost if self.unsent.keeps else None
        if lost is not None:
            self.out.data(lost)
            leave = Questions(self.ear, self.out, self.desk).agreed(_("Texts that are not sent may be lost. Leave?"))
            self.going = not leave
        else:
            self.remind()
            self.going = False
        return 0

    def remind(self) -> None:
        """Say what waits for the next time."""
        count = len(self.unsent.bring_back())
        if count:
            offers = n_("The next start offers it.", "The next start offers them.", count)
            self.out.talk(f"{unsent_sentence(count)} {offers}")

    # ------------------------------------------------------------------ what was not sent
    def offer(self, *, always: bool = False) -> int:
        """Offer what was left. `always`: it is also said that there is nothing."""
        found = self.unsent.bring_back()
        if not found and always:
            self.out.data(_("There is no unsent text."))
        try:
            draft = Offering(self.unsent, Questions(self.ear, self.out, self.desk), self.zone).one_of(found)
        except Cancelled:
            return 0
        return 0 if draft is None else self.go_on(draft)

    def go_on(self, draft: Draft) -> int:
        """Go on with a text by the command that it was for. Usage: there is none."""
        if len(draft.tickets) > 1:
            self.out.data(_("It is for several tickets; each of them goes on by itself."))
            draft = self.unsent.apart(draft)[0]
        ticket = look.show(self.desk, draft.tickets[0]).ticket if draft.tickets else None
        command = carried_by(draft, ticket.line if ticket else None)
        if command is None:
            raise Usage(_("There is no command for it; read reads the text."), draft.act)
        return self.do(ask([*command.split(), *map(number, draft.tickets)]), draft)

    def rescue(self, line: str) -> None:
        """Keep the text of a command that was being typed when the session was ended from outside."""
        for end in ("", '"', "'"):
            with suppress(Usage):
                asked = understood(split(line + end), self.place.ticket)
                if asked.command is not None and asked.entry is not None and asked.entry.writes:
                    Writing(self.unsent, self.desk, asked.command, asked.args).keep(aside=True)
                return


def stood(row: Row | None) -> tuple[object, ...]:
    """What a person wants to hear of when it has changed."""
    return () if row is None else (row.priority, row.status, row.line, row.assignee)
