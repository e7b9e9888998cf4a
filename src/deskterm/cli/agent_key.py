"""Keys of OpenSSH by which people come to the desk from another machine: given, listed, taken away."""

import argparse
from collections.abc import Iterable

from deskterm.cli import values
from deskterm.cli.agent import add_name, named
from deskterm.cli.call import Call
from deskterm.cli.shapes import instant
from deskterm.cli.table import printed
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.texts.times import moment
from deskterm.usecases import keys
from deskterm.usecases.desk import NotFound, Refused
from deskterm.usecases.keys import Held
from deskterm.workflow.checks import Invalid
from deskterm.workflow.sshkeys import parse
from deskterm.workflow.values import Point

FINGERPRINT = "SHA256:"


def add_key(parser: argparse.ArgumentParser, said: str) -> None:
    """A key, as the words of its line."""
    parser.add_argument("key", metavar="KEY", nargs="*", help=said)


def arguments_agent_key_add(parser: argparse.ArgumentParser) -> None:
    """Whose, and which."""
    add_name(parser)
    add_key(parser, _("the line of a .pub file; - reads it"))


def run_agent_key_add(call: Call) -> int:
    """Whoever comes with the key works in this name."""
    who, key = named(call), parse(worded(call))
    changed = keys.add(call.desk, call.site.gate(), who, key)
    if call.out.json:
        call.out.document({"name": who, "type": key.kind, "fingerprint": key.fingerprint, "added": changed})
    elif changed:
        call.out.talk(_("{name} comes in with {key} from now on.").format(name=safe(who), key=key.fingerprint))
    else:
        call.out.talk(_("{name} comes in with {key} already.").format(name=safe(who), key=key.fingerprint))
    return 0


def worded(call: Call) -> str:
    """The text with the key: standard input for `-`."""
    given = call.args.key
    return values.piped(call, "key") if given == [values.STDIN] else " ".join(given)


def arguments_agent_key_list(parser: argparse.ArgumentParser) -> None:
    """Whose, or everybody's."""
    add_name(parser)


def run_agent_key_list(call: Call) -> int:
    """Print the keys with their fingerprints, and whether the file and the record say the same of them."""
    who = values.person("who", call.args.who)
    found = [each for each in keys.listed(call.desk, call.site.gate()) if who in (None, each.name)]
    if call.out.json:
        call.out.document({"keys": [shape(each) for each in found]})
        return 0
    if not found:
        call.out.talk(_("Nobody comes in by a key."))
        return 0
    rows = [(safe(each.name), each.algorithm, each.fingerprint, since(call, each), standing(each)) for each in found]
    printed(call.out, (_("Name"), _("Kind"), _("Fingerprint"), _("Since"), _("Standing")), rows)
    return 0


def shape(key: Held) -> dict[str, object]:
    """A key as JSON."""
    return {
        "name": key.name,
        "type": key.algorithm,
        "fingerprint": key.fingerprint,
        "added_at": instant(key.added_at),
        "in_file": key.in_file,
        "on_record": key.added_at is not None,
    }


def since(call: Call, key: Held) -> str:
    """When it was given."""
    return "-" if key.added_at is None else moment(key.added_at, call.site.zone)


def standing(key: Held) -> str:
    """Does it open the desk, and should it?"""
    if key.agrees:
        return _("comes in")
    if key.in_file is None:
        return _("on record")
    return _("only in the file") if key.in_file else _("only on record")


def arguments_agent_key_remove(parser: argparse.ArgumentParser) -> None:
    """Whose, and which."""
    add_name(parser)
    add_key(parser, _("its fingerprint, or the key itself; the only one unless said"))
    parser.add_argument("--all", action="store_true", help=_("every key of this person"))


def run_agent_key_remove(call: Call) -> int:
    """The key opens nothing any more, and whoever is connected in this name is out within a second."""
    who, wanted = named(call), fingerprint(call)
    gone = keys.remove(call.desk, call.site.gate(), who, lambda known: chosen(known, who, wanted, call.args.all))
    if call.out.json:
        call.out.document({"name": who, "removed": [each.fingerprint for each in gone]})
        return 0
    for each in gone:
        call.out.talk(_("{key} opens nothing any more.").format(key=safe(each.fingerprint)))
    call.out.talk(_("Whoever is connected as {name} is out within a second.").format(name=safe(who)))
    return 0


def fingerprint(call: Call) -> str | None:
    """The fingerprint of the key that is meant; None when none was named."""
    given = worded(call)
    if not given.strip():
        return None
    return given.strip() if given.startswith(FINGERPRINT) else parse(given).fingerprint


def chosen(known: list[Held], who: str, wanted: str | None, every: bool) -> Iterable[Held]:
    """The keys that are meant. NotFound: there is no such key; Invalid, Refused: it can't be told which."""
    if every and wanted is not None:
        raise Refused.because(Point(code="key_or_all", field="key"))
    found = [each for each in known if wanted in (None, each.fingerprint)]
    if not found:
        raise NotFound("key", wanted or who)
    if len(found) > 1 and not every:
        raise Invalid("key", "key_which", name=who, known=", ".join(each.fingerprint for each in found))
    return found
