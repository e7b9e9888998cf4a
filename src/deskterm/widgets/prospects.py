"""What may be done next with a ticket, painted: each act with its key, and for each that may not, every reason why."""

from collections.abc import Mapping, Sequence

from deskterm.texts import names
from deskterm.texts.language import _
from deskterm.texts.refusals import sentence
from deskterm.texts.widths import pad
from deskterm.widgets.facts import View
from deskterm.widgets.lines import EMPTY, KEY, PLAIN, QUIET, STRONG, Block, Line, Piece, flow, heading, said, width_of
from deskterm.workflow.values import Act, Point

COLUMN = 26
"""Cells of one act among those that may be done."""


def prospects(found: Mapping[Act, tuple[Point, ...]], keys: Mapping[Act, str], view: View) -> list[Block]:
    """First what may be done, then what may not; reasons that can be mended come before those that can't."""
    may = [act for act, points in found.items() if not points]
    lines: list[Line] = [heading(_("What may be done next"), view.width)]
    lines += _columns(may, keys, view.width) or said(_("Nothing, in this state and with your rights."), view.width)
    lines.append(EMPTY)
    reasons: dict[tuple[str, ...], list[Act]] = {}
    for act in sorted((act for act, points in found.items() if points), key=lambda act: not _mendable(found[act])):
        reasons.setdefault(tuple(sentence(point) for point in found[act]), []).append(act)
    if reasons:
        lines.append(heading(_("What may not be done yet, and why"), view.width))
    for acts in reasons.values():
        lines += _refused(acts, found[acts[0]], keys, view.width)
    return [Block("next", (*lines, EMPTY), section=True)]


def _mendable(points: Sequence[Point]) -> bool:
    return all(point.act is not None or point.field is not None for point in points)


def _columns(acts: Sequence[Act], keys: Mapping[Act, str], width: int) -> list[Line]:
    """Acts in as many columns as there is room for."""
    entries: list[list[Piece]] = [[(pad(keys.get(act, ""), 3), KEY), (names.act(act), PLAIN)] for act in acts]
    column = max([COLUMN, *(width_of(entry) + 2 for entry in entries)])
    across = max(width // column, 1)
    lines: list[Line] = []
    for start in range(0, len(entries), across):
        row: list[Piece] = []
        for entry in entries[start : start + across]:
            row += [*entry, (" " * (column - width_of(entry)), PLAIN)]
        lines.append(tuple(row))
    return lines


def _refused(acts: Sequence[Act], points: Sequence[Point], keys: Mapping[Act, str], width: int) -> list[Line]:
    """Acts that are refused for the same reasons: every point, and the act that mends it when that is another one."""
    words = [f"{keys[act]} {names.act(act)}" if act in keys else names.act(act) for act in acts]
    lines = flow([(", ".join(words), STRONG)], width, "", "  ")
    for point in points:
        told: list[Piece] = [(sentence(point), QUIET)]
        if point.act is not None and point.act not in acts and (key := keys.get(point.act)):
            told.append((f" [{key} {names.act(point.act)}]", KEY))
        lines += flow(told, width, "  - ", "    ")
    return lines
