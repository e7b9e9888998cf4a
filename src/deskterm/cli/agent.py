"""Who works at the desk."""

import argparse

from deskterm.cli import values
from deskterm.cli.call import Call
from deskterm.cli.shapes import person as person_shape
from deskterm.cli.table import printed
from deskterm.texts import names, times
from deskterm.texts.language import _
from deskterm.texts.refusals import invalid
from deskterm.texts.safe import safe
from deskterm.texts.stores import sentence
from deskterm.usecases import people
from deskterm.usecases.desk import Refused
from deskterm.usecases.keys import Gate
from deskterm.workflow.checks import Invalid
from deskterm.workflow.values import Person, Point, Role


def add_name(parser: argparse.ArgumentParser) -> None:
    """A person, by their place."""
    parser.add_argument("who", metavar="NAME", nargs="?", help=_("the account's name"))


def named(call: Call) -> str:
    """The person that is meant."""
    who = values.person("who", call.args.who)
    if who is None:
        raise Invalid("who", "bad_name", value="")
    return who


def arguments_agent_add(parser: argparse.ArgumentParser) -> None:
    """Who, on which lines, as what, and what they can do."""
    add_name(parser)
    parser.add_argument(
        "--line", dest="line_number", metavar="N", action="append", default=[], help=_("1, 2 or 3; may be repeated")
    )
    parser.add_argument(
        "--role", metavar="CODE", action="append", default=[], help=_("agent (unless said), lead, auditor or admin")
    )
    parser.add_argument("--skill", metavar="TEXT", action="append", default=[], help=_("such as network/vpn"))


def run_agent_add(call: Call) -> int:
    """They work here from now on."""
    args = call.args
    lines = {values.desk_line("line_number", part) for each in args.line_number for part in each.split(",")}
    roles = {values.code("role", part, Role) for each in args.role for part in each.split(",")}
    added = people.add_agent(call.desk, named(call), lines - {None}, roles - {None}, set(args.skill))  # type: ignore[arg-type]
    return told(call, added, _("{name} works here from now on."))


def arguments_agent_list(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked."""


def run_agent_list(call: Call) -> int:
    """Print everybody, with lines, roles, skills and absence."""
    everybody = people.agents(call.desk)
    if call.out.json:
        call.out.document({"agents": [person_shape(each) for each in everybody]})
        return 0
    rows = [
        (
            safe(each.name),
            " ".join(names.line(line) for line in sorted(each.lines)) or "-",
            ", ".join(names.role(role) for role in sorted(each.roles)) or "-",
            standing(call, each),
            safe(", ".join(sorted(each.skills))) or "-",
        )
        for each in everybody
    ]
    heads = (_("Name"), _("Lines"), _("Roles"), _("Availability"), _("Skills"))
    printed(call.out, heads, rows)
    return 0


def standing(call: Call, who: Person) -> str:
    """Here, away, or gone."""
    if not who.active:
        return _("no longer here")
    if who.away_until is not None and not who.available(call.site.now()):
        return _("away until {moment}").format(moment=times.near(who.away_until, call.site.zone, call.site.now()))
    return _("here")


def arguments_agent_away(parser: argparse.ArgumentParser) -> None:
    """Who, and until when."""
    add_name(parser)
    parser.add_argument("--until", metavar="TIME", help=_("when they are back: 3d, monday, 2031-05-09"))
    parser.add_argument("--back", action="store_true", help=_("they are back already"))


def run_agent_away(call: Call) -> int:
    """Their tickets stay theirs; they get no new ones."""
    who, until = named(call), values.moment(call, "until", call.args.until)
    if until is None and not call.args.back:
        raise Refused.because(Point(code="away_until_missing", field="until"))
    people.away(call.desk, who, None if call.args.back else until)
    return told(call, found(call, who), _("{name} is back.") if call.args.back else _("{name} is away."))


def arguments_agent_off(parser: argparse.ArgumentParser) -> None:
    """Who."""
    add_name(parser)


def run_agent_off(call: Call) -> int:
    """Their tickets go back to their lines' queues."""
    who = named(call)
    left = people.off(call.desk, who, gate(call))
    if left is not None:
        words = invalid(left) if isinstance(left, Invalid) else sentence(left)
        call.out.talk(_("! A key is left in the file, which opens nothing now: {reason}").format(reason=words))
    return told(
        call, found(call, who), _("{name} no longer works here; whoever is connected so is out within a second.")
    )


def gate(call: Call) -> Gate | None:
    """Where keys are; None where the desk lets nobody in over SSH, because none could stand for it."""
    try:
        return call.site.gate()
    except Invalid:
        return None


def found(call: Call, name: str) -> Person:
    """The person as the desk knows them now."""
    return next(each for each in people.agents(call.desk) if each.name == name)


def told(call: Call, who: Person, sentence: str) -> int:
    """Tell what has been done."""
    if call.out.json:
        call.out.document(person_shape(who))
    else:
        call.out.talk(sentence.format(name=safe(who.name)))
    return 0
