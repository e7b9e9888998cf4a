"""Nothing was asked for: open the app, and offer to make the desk where there is none."""

import sys

from deskterm.cli.asked import Usage
from deskterm.cli.call import Call, Open
from deskterm.cli.desk import found_here
from deskterm.store.errors import StoreError
from deskterm.texts.language import _
from deskterm.texts.safe import safe


def opening(call: Call) -> Open:
    """What is to be opened. StoreError `no_desk` when there is none and nobody wants one."""
    try:
        desk = call.desk
    except StoreError as error:
        if error.code != "no_desk" or not on_terminal() or not wanted(call):
            raise
        found_here(call, call.site.caller)
        desk = call.desk
    if not on_terminal() and not call.out.plain and call.site.remote:
        raise Usage(_("The app needs a terminal: ssh -t HOST. Every act is also a command: ssh HOST --help"))
    if not on_terminal() and not call.out.plain:
        raise Usage(_("The app needs a terminal. Every act is also a command: deskterm --help"))
    return Open(desk)


def on_terminal() -> bool:
    """Does a person sit at both ends?"""
    return sys.stdin.isatty() and sys.stdout.isatty()


def wanted(call: Call) -> bool:
    """Does the person want a desk here?"""
    call.out.talk(_("There is no desk at {where}.").format(where=safe(str(call.site.location))))
    question = _("Make one, with you ({name}) as its lead? [y/N] ").format(name=safe(call.site.caller))
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes", _("y"), _("yes")}
