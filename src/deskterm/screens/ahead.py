"""What is loaded behind the first paint, so that neither the start waits for it nor the first key."""

from collections.abc import Sequence
from importlib import import_module

READING = (
    "deskterm.usecases.remaining",
    "deskterm.usecases.whole",
    "deskterm.widgets.glance",
    "deskterm.workflow.acts",
    "deskterm.screens.dialogs.commands",
)
ACTING = (
    "deskterm.screens.ticket",
    "deskterm.screens.acting",
    "deskterm.screens.forms.starting",
    "deskterm.store.write.writer",
    "deskterm.screens.triage",
    "deskterm.screens.taking",
    "deskterm.usecases.drafts",
)
"""After what reading needs, in this order."""


def load(modules: Sequence[str]) -> None:
    """Import modules."""
    for module in modules:
        import_module(module)
