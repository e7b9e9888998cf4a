"""The request catalogue: what can be asked for, and the desk's own items."""

import argparse
import re
from collections.abc import Mapping
from typing import Any

from deskterm.cli import values
from deskterm.cli.arranging import add_dry_run, add_name, add_written, data, named, told
from deskterm.cli.call import Call
from deskterm.cli.table import printed
from deskterm.texts import requests
from deskterm.texts.clocks import hours
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.texts.topics import category
from deskterm.usecases.arrange import arrange, strike
from deskterm.usecases.desk import NotFound
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.catalogue import AGREED, HIGHEST_LEVEL, Item, catalogue, steps_of
from deskterm.workflow.checks import Invalid
from deskterm.workflow.shipped_items import SHIPPED

KIND = ArrangementKind.ITEM
LENGTH = re.compile(r"(\d{1,5})(d|h|m)", re.ASCII)
SECONDS = {"h": 3600, "m": 60}


def arguments_catalogue_list(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked."""


def run_catalogue_list(call: Call) -> int:
    """Every item with its title and time; the desk's own among those that ship."""
    found = catalogue(call.desk.policy.book)
    if call.out.json:
        call.out.document({"items": [shape(call, code, item) for code, item in found.items()]})
        return 0
    rows = [
        (safe(code), requests.title(code, item), promised(item), _("yes") if item.offered else _("no"))
        for code, item in found.items()
    ]
    printed(call.out, (_("Item"), _("Title"), _("Resolution"), _("Offered")), rows)
    return 0


def arguments_catalogue_show(parser: argparse.ArgumentParser) -> None:
    """Which."""
    add_name(parser)


def run_catalogue_show(call: Call) -> int:
    """One item in full."""
    code = named(call)
    item = catalogue(call.desk.policy.book).get(code)
    if item is None:
        raise NotFound("item_any", code)
    if call.out.json:
        call.out.document(shape(call, code, item))
        return 0
    call.out.data(f"{safe(code)}: {requests.title(code, item)}")
    levels = f"{item.impact or '-'} / {item.urgency or '-'}"
    call.out.below(_("category: {category}").format(category=safe(category(item.category)) or "-"))
    call.out.below(_("impact / urgency: {levels}").format(levels=levels))
    call.out.below(_("resolution: {time}").format(time=promised(item)))
    for text in item.questions:
        call.out.below(f"? {requests.asked(text)}")
    for place, text in enumerate(steps_of(item), start=1):
        call.out.below(f"{place}. {requests.step(text)}")
    return 0


def shape(call: Call, code: str, item: Item) -> dict[str, Any]:
    """An item as data: the format of `--from`, with its code and title."""
    own = call.desk.policy.book.get(KIND, code, dict)
    body = dict(own if own is not None else SHIPPED[code])
    return {**body, "code": code, "title": requests.title(code, item), "own": own is not None, "offered": item.offered}


def promised(item: Item) -> str:
    """By when, in words."""
    if item.agreed:
        return _("on the agreed date")
    if item.days is not None:
        return _("working days: {days}").format(days=item.days)
    return _("by priority") if item.seconds is None else hours(item.seconds)


def arguments_catalogue_set(parser: argparse.ArgumentParser) -> None:
    """A new item, or more of one that is there."""
    add_name(parser)
    add_written(parser, _("the whole item as JSON or TOML"))
    parser.add_argument("--title", metavar="TEXT", help=_("what it is called"))
    parser.add_argument("--category", metavar="CODE", help=_("its category, such as request/equipment"))
    parser.add_argument("--impact", metavar="N", help=_("the impact unless another is given"))
    parser.add_argument("--urgency", metavar="N", help=_("the urgency unless another is given"))
    parser.add_argument(
        "--resolution", metavar="TIME", help=_("working time such as 8h, working days such as 3d, agreed")
    )
    said = (("ask", _("a question to the requester")), ("do", _("a step")), ("word", _("words it is known by")))
    for name, help in said:
        text = _("{what}; may be repeated; replaces those there are").format(what=help)
        parser.add_argument(f"--{name}", metavar="TEXT", action="append", default=[], help=text)
    parser.add_argument("--offered", metavar="yes|no", help=_("no: kept, but no longer offered"))
    add_dry_run(parser)


def run_catalogue_set(call: Call) -> int:
    """Set it; deadlines of the tickets that have it follow."""
    code, given = named(call), data(call)

    def change(now: Mapping[str, Any]) -> dict[str, Any]:
        return changed(given or now or SHIPPED.get(code, {}), call.args)

    return told(call, arrange(call.desk, KIND, code, change, call.args.dry_run), _("The item is arranged."))


def changed(body: Mapping[str, Any], args: argparse.Namespace) -> dict[str, Any]:
    """An item with what the options say."""
    new: dict[str, Any] = {**body}
    said = {
        "title": args.title,
        "category": values.category(args.category),
        "impact": values.whole("impact", args.impact, 1, HIGHEST_LEVEL),
        "urgency": values.whole("urgency", args.urgency, 1, HIGHEST_LEVEL),
        "resolution": None if args.resolution is None else resolution(args.resolution),
        "questions": args.ask or None,
        "steps": args.do or None,
        "words": args.word or None,
        "offered": offered(args.offered),
    }
    new.update({name: value for name, value in said.items() if value is not None})
    return new


def resolution(text: str) -> object:
    """`8h`, `90m`, `3d` or `agreed`. Invalid for anything else."""
    if text == AGREED:
        return AGREED
    found = LENGTH.fullmatch(text)
    if found is None:
        reason = f"a time such as 8h, 90m or 3d is expected, or agreed, not {text[:20]!r}"
        raise Invalid("resolution", "bad_arrangement", reason=reason)
    return {"days": int(found[1])} if found[2] == "d" else int(found[1]) * SECONDS[found[2]]


def offered(text: str | None) -> bool | None:
    """`yes` or `no`. Invalid for anything else."""
    if text not in (None, "yes", "no"):
        raise Invalid("offered", "bad_arrangement", reason=f"yes or no is expected, not {text[:20]!r}")
    return None if text is None else text == "yes"


def arguments_catalogue_strike(parser: argparse.ArgumentParser) -> None:
    """What goes."""
    add_name(parser)
    add_dry_run(parser)


def run_catalogue_strike(call: Call) -> int:
    """Take it away; the shipped item of that code, if there is one, is back."""
    return told(call, strike(call.desk, KIND, named(call), call.args.dry_run), _("The item is struck."))
