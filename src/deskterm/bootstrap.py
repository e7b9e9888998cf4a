"""The one composer: settings, then the store, then the desk as its caller sees it, then the door that was asked for."""

import os
import sys
import time

TYPE_CHECKING = False  # `typing` alone takes longer to import than the rest of this module
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo
    from pathlib import Path
    from typing import NoReturn

    from deskterm.cli.asked import Asked
    from deskterm.cli.output import Output
    from deskterm.settings import Settings
    from deskterm.store.location import Location
    from deskterm.store.opening import Store
    from deskterm.usecases.desk import Desk
    from deskterm.workflow.checks import Invalid
    from deskterm.workflow.learning import Lessons
    from deskterm.workflow.values import Person


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run deskterm as its command line asks; the exit code of `interface`, never an exception."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["--version"]:
        return version()
    from deskterm.cli.ending import guarded

    return guarded(given, lambda out: start(given, out))


def version() -> int:
    """Print the version and nothing else."""
    from deskterm import __version__

    sys.stdout.write(f"deskterm {__version__}\n")
    return 0


def start(given: list[str], out: "Output") -> int:
    """Understand the command line, read the settings, run the command or open the app."""
    from deskterm.cli import asked, helping
    from deskterm.texts import language

    language.use(helping.wish(given, os.environ))
    wanted = asked.ask(given)
    if "version" in wanted.args:
        return version()
    if "help" in wanted.args:
        return helping.print_help(wanted.command, out)
    settings, trouble = settings_of(wanted)
    language.use(settings.lang or language.preferred(os.environ))
    composer = Composer(settings, getattr(wanted.args, "as_", None), trouble)
    try:
        return run(wanted, composer, out)
    except Exception as error:
        composer.watch(error, wanted)
        raise
    finally:
        composer.close()


def settings_of(wanted: "Asked") -> "tuple[Settings, Invalid | None]":
    """The settings; an examination does without those that can't be read, and tells why."""
    from deskterm import settings
    from deskterm.workflow.checks import Invalid

    try:
        return read_settings(wanted), None
    except Invalid as error:
        if wanted.command != "doctor" or getattr(wanted.args, "lang", None) == error.details.get("value", ""):
            raise
        known = {name: getattr(wanted.args, name, None) for name in ("db", "read_only")}
        return settings.fallback(os.environ, **known), error


def read_settings(wanted: "Asked") -> "Settings":
    """The settings with what the command line said."""
    from deskterm import settings

    known = {name: getattr(wanted.args, name, None) for name in ("db", "lang", "plain", "read_only")}
    if known["lang"] is not None:
        settings.one_of("lang", known["lang"], settings.LANGUAGES)
    return settings.read(os.environ, **known)


def run(wanted: "Asked", composer: "Composer", out: "Output") -> int:
    """One command, or the app when none was asked for."""
    from deskterm.cli.call import Call, Open

    call = Call(args=wanted.args, out=out, site=composer)
    result: int | Open
    if wanted.command is None:
        from deskterm.cli.opening import opening

        result = opening(call)
    else:
        from deskterm.cli.running import perform

        result = perform(wanted, call, read_only=composer.settings.read_only)
    if isinstance(result, Open):
        try:
            return open_app(result.desk, composer)
        finally:
            result.after()
    return result


def open_app(desk: "Desk", composer: "Composer") -> int:
    """The terminal door. Without colours it is told so by the variable that terminal programs agree on."""
    from deskterm.app import run as run_app

    if (settings := composer.settings).plain:
        os.environ["NO_COLOR"] = "1"
    return run_app(desk, zone=settings.zone, theme=settings.theme, keys=settings.keys, state=composer.drafts)


def microseconds() -> int:
    """The clock: microseconds since 1970 UTC."""
    return time.time_ns() // 1000


def account() -> str:
    """The name of the account that runs this process, by its uid; a uid without a name is called after its number."""
    import pwd

    uid = os.getuid()
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid{uid}"


class Composer:
    """Makes what a door asks for, when it asks, and closes it all at the end."""

    def __init__(self, settings: "Settings", as_name: str | None = None, trouble: "Invalid | None" = None) -> None:
        self.settings, self.as_name, self.trouble = settings, as_name, trouble
        self.now = microseconds
        self._stores: list[Store] = []
        self._desk: Desk | None = None

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
        return self.as_name or account()

    def desk(self) -> "Desk":
        """The desk, seen by the caller; one for the whole run."""
        if self._desk is None:
            store = self._open(self.location)
            self._desk = self._seen(store, entitled(store, self.as_name), self.via)
        return self._desk

    def store(self) -> "Store":
        """The desk's store, opened without asking who wants it: for an examination of what is damaged."""
        return self._open(self.location)

    def lessons(self) -> "Lessons | None":
        """What the desk has learnt, for a caller whom it knows; None where that can't be read, whatever the reason.

        The desk is neither made nor migrated for it, and nothing is written to it.
        """
        try:
            if not self.settings.learn or (self.location.is_file and not self.location.path.exists()):
                return None
        except (OSError, ValueError):
            return None
        from deskterm.store.errors import StoreError
        from deskterm.store.opening import open_store
        from deskterm.store.read.lessons import lessons
        from deskterm.usecases.desk import Refused

        try:
            with open_store(self.location, read_only=True) as store:
                known(store, entitled(store, self.as_name))
                return lessons(store)
        except (StoreError, Refused, OSError, ValueError, LookupError):
            return None

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
        from deskterm.texts.numbers import parse_number
        from deskterm.usecases import watching

        if self._desk is None:
            watching.failed_start(self._stores[0], account(), self.as_name, error.refusal.codes, self.now())
            return
        try:
            ticket = parse_number(getattr(wanted.args, "number", None) or "")
        except ValueError:
            ticket = None
        watching.refused(self._desk, wanted.command or "app", error.refusal, ticket)

    def close(self) -> None:
        """Close every store that was opened."""
        for store in self._stores:
            store.close()

    @property
    def via(self) -> str | None:
        """The account that called, when it acts for another."""
        mine = account()
        return mine if self.as_name not in (None, mine) else None

    def _open(self, location: "Location") -> "Store":
        from deskterm.store.opening import open_store

        store = open_store(location, read_only=self.settings.read_only)
        self._stores.append(store)
        return store

    def _seen(self, store: "Store", name: str, via: str | None) -> "Desk":
        from deskterm.store.read.categories import categories
        from deskterm.usecases.desk import Desk
        from deskterm.workflow.policy import Policy

        return Desk(
            store=store,
            by=known(store, name),
            rules=Policy(categories=categories(store.db), time_zone=store.time_zone),
            now=self.now,
            via=via,
            learns=self.settings.learn,
        )


def entitled(store: "Store", as_name: str | None) -> str:
    """The account that acts: the caller's own, or another's when the caller owns the desk. Refused: not the owner."""
    if as_name is None or as_name == account():
        return account()
    owns = store.owner_uid == os.getuid() if store.location.is_file else store.is_owner
    if not owns:
        refuse("not_owner")
    return as_name


def known(store: "Store", name: str) -> "Person":
    """The person of the desk with this name. Refused: nobody is called so, or they no longer work here."""
    from deskterm.store.read.people import person

    found = person(store.db, name)
    if found is None:
        refuse("unknown_caller", name=name)
    if not found.active:
        refuse("agent_off", name=name)
    return found


def refuse(code: str, **args: object) -> "NoReturn":
    """Say no by one point."""
    from deskterm.usecases.desk import Refused
    from deskterm.workflow.values import Point

    raise Refused.because(Point(code=code, args=args))
