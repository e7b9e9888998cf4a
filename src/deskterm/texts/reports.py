"""Sentences of the reports, each with its number and what it is a part of."""

from deskterm.store.read.levels import Lines
from deskterm.texts.language import _
from deskterm.workflow.policy import Policy


def share(part: int, of: int) -> str:
    """A part in percent, with one digit."""
    return _("{percent} %").format(percent=f"{100 * part / of:.1f}") if of else "-"


def lines(found: Lines, policy: Policy) -> list[tuple[str, int, str]]:
    """What is said of the lines: a sentence, a number, and its share."""
    all_, high = found.tickets, found.reached[3]
    low = sum(n for impact, n in found.impacts.items() if impact is not None and impact >= 2)
    return [
        (_("tickets in all"), all_, ""),
        (_("reached L2"), found.reached[2], share(found.reached[2], all_)),
        (_("reached L3"), high, share(high, all_)),
        (_("- of these, moved straight from L1 to L3"), found.skipped, share(found.skipped, high)),
        (_("- of these, began at L3"), found.began, share(found.began, high)),
        (_("- of these, were never at L2"), found.never, share(found.never, high)),
        (_("- of these, of medium or low impact"), low, share(low, high)),
        (_("came back down"), found.came_back, share(found.came_back, all_)),
        (
            _("moved {often} times or more").format(often=policy.ping_pong),
            found.back_and_forth,
            share(found.back_and_forth, all_),
        ),
    ]
