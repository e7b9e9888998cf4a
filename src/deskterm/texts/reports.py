"""Sentences of the reports, each with its number and what it is a part of."""

from collections.abc import Iterable, Mapping

from deskterm.store.read.levels import Lines
from deskterm.texts import clocks, levels, times
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.workflow.calendar import Calendar
from deskterm.workflow.measured import Mean, Tally
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import ClockName
from deskterm.workflow.values import SECOND

GOAL = 24 * 3600 * SECOND
"""Mean working time in which incidents are to be resolved (M15)."""
Counted = tuple[tuple[ClockName, int | None], Tally]


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


def in_order(found: Mapping[tuple[ClockName, int | None], Tally]) -> list[Counted]:
    """By target, then by priority; tickets without one last."""
    order = list(ClockName)
    return sorted(found.items(), key=lambda item: (order.index(item[0][0]), item[0][1] is None, item[0][1] or 0))


def targets(found: Mapping[tuple[ClockName, int | None], Tally]) -> list[tuple[str, ...]]:
    """A row for every target and priority, and one for each target in all."""
    rows = []
    for name in ClockName:
        own = [(priority, tally) for (target, priority), tally in in_order(found) if target is name]
        whole = Tally(*(sum(getattr(tally, part) for _p, tally in own) for part in ("met", "breached", "running")))
        told = [(levels.priority_code(priority), tally) for priority, tally in own]
        rows += [counted(clocks.name(name), *each) for each in (*told, (_("all"), whole)) if own]
    return rows


def counted(target: str, priority: str, tally: Tally) -> tuple[str, ...]:
    """One row: how often it was measured, and with which result."""
    numbers = (tally.all, tally.met, tally.breached, tally.running)
    return (target, priority, *map(str, numbers), share(tally.met, tally.met + tally.breached))


def means(policy: Policy, found: Iterable[tuple[str | None, Calendar, Mean]]) -> list[tuple[str, ...]]:
    """A row for all hours by which resolutions were measured."""
    return [
        (
            safe(name) if name else _("round the clock") if hours == policy.always else _("service hours"),
            str(mean.incidents),
            times.worked(mean.worked // mean.incidents),
            times.worked(GOAL),
        )
        for name, hours, mean in found
    ]
