"""Rows in columns, aligned by the cells that letters take; the last column gets what is left of the line."""

from collections.abc import Sequence

from deskterm.cli.output import Output
from deskterm.texts.widths import cells, pad

GAP = "  "


def printed(out: Output, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table with its headings. On a terminal the last column is cut to the line, in a pipe it never is.

    Without decoration every row is a line of its own that needs no heading.
    """
    if out.plain:
        for row in rows:
            out.data(labelled(heads, row))
        return
    widths = [max(cells(row[at]) for row in (heads, *rows)) for at in range(len(heads) - 1)]
    room = out.width - sum(widths) - len(GAP) * len(widths)
    for row in (heads, *rows):
        start = GAP.join(pad(word, width) for word, width in zip(row, widths, strict=False))
        last = pad(row[-1], max(room, 10)).rstrip() if out.terminal else row[-1]
        out.data(f"{start}{GAP}{last}".rstrip() if widths else last)


def labelled(heads: Sequence[str], row: Sequence[str]) -> str:
    """A row as labels with their values. What names it comes first and needs no label; what is empty is left out."""
    first, *rest = zip(heads, row, strict=False)
    parts = [
        f"{head}: {word.strip()}" if head else word.strip() for head, word in rest if word.strip() not in ("", "-")
    ]
    return "; ".join([first[1].strip(), *parts])
