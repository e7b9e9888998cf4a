"""Have done what the desk does by itself."""

import argparse

from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.usecases.sweep import sweep


def arguments_sweep(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked."""


def run_sweep(call: Call) -> int:
    """Wake up and close what is due; quiet for a timer when there is nothing."""
    done = sweep(call.desk)
    if call.out.json:
        call.out.document(
            {
                "woken": [f"DT-{id}" for id in done.woken],
                "closed": [f"DT-{id}" for id in done.closed],
                "told": [f"DT-{id}" for id in done.told],
                "busy": done.busy,
            }
        )
        return 0
    for id in done.woken:
        call.out.data(_("{number} woke up").format(number=f"DT-{id}"))
    for id in done.closed:
        call.out.data(_("{number} was closed: nobody has objected").format(number=f"DT-{id}"))
    for id in done.told:
        call.out.data(_("{number}: a target runs out, or has").format(number=f"DT-{id}"))
    if done.busy:
        call.out.talk(_("Another process is at it."))
    return 0
