"""The one composer: settings, then the store, then the desk as its caller sees it, then the door that was asked for."""

import gc
import os
import sys
import time

TYPE_CHECKING = False  # `typing` alone takes longer to import than the rest of this module
if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import tzinfo
    from pathlib import Path

    from deskterm.cli.asked import Asked
    from deskterm.cli.output import Output
    from deskterm.cli.remote import Guest
    from deskterm.settings import Settings
    from deskterm.store.location import Location
    from deskterm.store.opening import Store
    from deskterm.usecases.desk import Desk
    from deskterm.usecases.keys import Gate
    from deskterm.workflow.checks import Invalid
    from deskterm.workflow.learning import Lessons

YOUNG = (20_000, 20, 20)
"""What a start makes stays: to look through it for garbage at every 700th object takes a tenth of the start."""


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run deskterm as its command line asks; the exit code of `interface`, never an exception."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["--version"]:
        return version()
    gc.set_threshold(*YOUNG)
    from deskterm.cli.ending import guarded

    guest = None
    if "--remote" in given:
        from deskterm.cli import remote

        guest = remote.guest(given, os.environ)
    words = given if guest is None else guest.words
    return guarded(words, lambda out: start(words, out, guest))


def version() -> int:
    """Print the version and nothing else."""
    from deskterm import __version__

    sys.stdout.write(f"deskterm {__version__}\n")
    return 0


def start(given: list[str], out: "Output", guest: "Guest | None" = None) -> int:
    """Understand the command line, read the settings, run the command or open the app."""
    from deskterm.cli import asked, helping
    from deskterm.configuration import settings_of
    from deskterm.texts import language

    language.use(helping.wish(given, os.environ))
    out.afar = guest is not None
    if guest is not None and guest.trouble is not None:
        raise guest.trouble
    wanted = asked.ask(given)
    out.plain = "plain" in wanted.args
    if "version" in wanted.args:
        return version()
    if "help" in wanted.args:
        return helping.print_help(wanted.command, out)
    settings, trouble = settings_of(wanted, None if guest is None else guest.db)
    language.use(settings.lang or language.preferred(os.environ))
    out.plain = settings.plain
    composer = Composer(settings, getattr(wanted.args, "as_", None), trouble, guest)
    try:
        return run(wanted, composer, out)
    except Exception as error:
        composer.watch(error, wanted)
        raise
    finally:
        composer.close()


def run(wanted: "Asked", composer: "Composer", out: "Output") -> int:
    """One command, or the app when none was asked for."""
    from deskterm.cli.call import Call, Open

    call = Call(args=wanted.args, out=out, site=composer)
    if composer.remote:
        composer.admit(wanted)
    if wanted.command is None:
        from deskterm.cli.opening import opening

        result: int | Open = opening(call)
    else:
        from deskterm.cli.running import perform

        with composer.staying():
            result = perform(wanted, call, read_only=composer.settings.read_only)
    if isinstance(result, Open):
        try:
            return open_door(result.desk, composer, out)
        finally:
            result.after()
    return result


def open_door(desk: "Desk", composer: "Composer", out: "Output") -> int:
    """The app; or the linear mode where it is asked for, and where the terminal can't do more."""
    settings = composer.settings
    if composer.linear:
        from deskterm.plain.session import run as run_plain

        return run_plain(desk, composer)
    from deskterm.app import run as run_app

    look = {"zone": settings.zone, "theme": settings.theme, "keys": settings.keys, "state": composer.drafts}
    return run_app(desk, part=out.talk, bell=settings.bell, idle=settings.idle if desk.remote else None, **look)


def microseconds() -> int:
    """The clock: microseconds since 1970 UTC."""
    return time.time_ns() // 1000


class Composer:
    """Makes what a door asks for, when it asks, and closes it all at the end."""

    def __init__(
        self, settings: "Settings", as_name: str | None, trouble: "Invalid | None", guest: "Guest | None"
    ) -> None:
        self.settings, self.trouble, self.remote = settings, trouble, guest is not None
        self.as_name = as_name if guest is None else guest.name
        self.now = microseconds
        self._stores: list[Store] = []
        self._desk: Desk | None = None

    @property
    def account(self) -> str:
        """The name of the account that runs this process."""
        from deskterm.identity import account

        return account()

    @property
    def linear(self) -> bool:
        """Is what opens the linear mode, and not the app?"""
        return self.settings.plain or os.environ.get("TERM") == "dumb"

    @property
    def location(self) -> "Location":
        """Where the desk is, or would be. Invalid: the place makes no sense."""
        from deskterm.store.location import Location
        from deskterm.workflow.checks import Invalid

        try:
            return Location.parse(self.settings.db)
        except ValueError as error:
            raise Invalid("db", "bad_location", value=self.settings.db[:80]) from error

    @property
    def zone(self) -> "tzinfo":
        """The caller's time zone."""
        return self.settings.zone

    @property
    def zone_name(self) -> str:
        """The IANA name of the caller's time zone."""
        return self.settings.zone_name

    @property
    def drafts(self) -> "Path":
        """Where texts that are being written are kept on this machine."""
        from deskterm import settings

        return settings.drafts_folder(os.environ)

    @property
    def caller(self) -> str:
        """The account that called, or that it acts for."""
        return self.as_name or self.account

    def desk(self) -> "Desk":
        """The desk, seen by the caller; one for the whole run."""
        if self._desk is None:
            from deskterm.identity import entitled

            store = self._open(self.location)
            self._desk = self._seen(store, entitled(store, self.as_name, self.remote), self.via)
        return self._desk

    def admit(self, wanted: "Asked") -> None:
        """Let somebody who comes over SSH do this. Refused: the desk does not know them, or it is not done so."""
        from deskterm.cli.remote import permit
        from deskterm.wire.idle import watch_command

        if wanted.command is not None or self.linear:
            watch_command(self.settings.idle)
        self.desk()
        permit(wanted)

    def staying(self) -> "AbstractContextManager[object]":
        """While a command runs. Refused: whoever came over SSH for it was sent away meanwhile."""
        from contextlib import nullcontext

        if not self.remote:
            return nullcontext()
        from deskterm.plain.parting import Parting

        return Parting(self.desk())

    def store(self) -> "Store":
        """The desk's store, opened without asking who wants it: for an examination of what is damaged."""
        return self._open(self.location)

    def lessons(self) -> "Lessons | None":
        """What the desk has learnt; None where there is none, or it can't be read."""
        try:
            if not self.settings.learn or (self.location.is_file and not self.location.path.exists()):
                return None
            from deskterm.identity import lessons

            return lessons(self.location, self.as_name, self.remote)
        except (OSError, ValueError):
            return None

    @property
    def keys_file(self) -> "Path":
        """Where sshd looks for keys of those who may come to the desk."""
        from deskterm.gates import keys_file

        return keys_file(self.settings.authorized_keys, self.desk().store.owner_uid)

    def gate(self) -> "Gate":
        """What is written for whoever may come over SSH. Invalid: the desk or the program is at no plain place."""
        from deskterm.gates import gate

        return gate(self.keys_file, self.location)

    def configuration(self) -> "list[tuple[str, str, dict[str, object]]]":
        """What there is to say of the settings: codes with how bad it is and arguments."""
        from deskterm.configuration import configuration

        return configuration(self.settings, self.trouble)

    def visit(self, location: "Location", name: str) -> "Desk":
        """A desk that this process has made, seen by one of its people."""
        return self._seen(self._open(location), name, None)

    def watch(self, error: Exception, wanted: "Asked") -> None:
        """Have a refusal recorded on the desk that it speaks of; anything else is no such thing."""
        from deskterm.usecases.desk import Refused

        if not isinstance(error, Refused) or not self._stores:
            return
        from deskterm.texts.numbers import number_in
        from deskterm.usecases import watching

        if self._desk is None:
            watching.failed_start(self._stores[0], self.account, self.as_name, error.refusal.codes, self.now())
            return
        ticket = number_in(getattr(wanted.args, "number", None))
        watching.refused(self._desk, wanted.command or "app", error.refusal, ticket)

    def close(self) -> None:
        """Close every store that was opened."""
        for store in self._stores:
            store.close()

    @property
    def via(self) -> str | None:
        """The account that called, when it acts for another; how they came, who came over SSH."""
        if self.remote:
            from deskterm.workflow.permission import REMOTE

            return REMOTE
        return self.account if self.as_name not in (None, self.account) else None

    def _open(self, location: "Location") -> "Store":
        from deskterm.store.opening import open_store

        store = open_store(location, read_only=self.settings.read_only, migrating=not self.remote)
        self._stores.append(store)
        return store

    def _seen(self, store: "Store", name: str, via: str | None) -> "Desk":
        from deskterm.identity import known
        from deskterm.store.read.categories import categories
        from deskterm.usecases.desk import Desk
        from deskterm.workflow.policy import Policy

        return Desk(
            store=store,
            by=known(store, name),
            rules=Policy(categories=categories(store.db), time_zone=store.time_zone),
            now=self.now,
            via=via,
            remote=self.remote,
            learns=self.settings.learn,
        )
