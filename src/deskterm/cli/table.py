"""Rows in columns, aligned by the cells that letters take; the last column gets what is left of the line."""

from collections.abc import Sequence

from deskterm.cli.output import Output
from deskterm.texts.widths import cells, pad

GAP = "  "


def printed(out: Output, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table with its headings. On a terminal the last column is cut to the line, in a pipe it never is."""
    widths = [max(cells(row[at]) for row in (heads, *rows)) for at in range(len(heads) - 1)]
    room = out.width - sum(widths) - len(GAP) * len(widths)
    for row in (heads, *rows):
        start = GAP.join(pad(word, width) for word, width in zip(row, widths, strict=False))
        last = pad(row[-1], max(room, 10)).rstrip() if out.terminal else row[-1]
        out.data(f"{start}{GAP}{last}".rstrip() if widths else last)
