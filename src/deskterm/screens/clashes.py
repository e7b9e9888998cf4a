"""Are the keys that somebody chose of use? Bindings that there are, and no two on one key where both are heard."""

from collections.abc import Iterator, Mapping

from deskterm.screens import keys as table
from deskterm.screens.reading import DECK, READING

TOGETHER = {
    "queue": (*table.ACTS, *table.DESK, *table.QUEUE, *table.APP, *table.LIST),
    "ticket": (*table.ACTS, *table.DESK, *READING, *table.BACK, *table.APP),
    "deck": (*DECK, *table.BACK, *table.APP),
    "form": (*table.FORM,),
}
"""Groups of bindings that one screen hears."""


def troubles(chosen: Mapping[str, str]) -> Iterator[tuple[str, dict[str, object]]]:
    """What is wrong with the chosen keys, by code: key_unknown, key_clash."""
    known = {key.id for key in (*table.TABLE, *READING, *DECK)}
    for binding in chosen:
        if binding not in known:
            yield "key_unknown", {"binding": binding}
    told: set[tuple[str, str]] = set()
    for group in TOGETHER.values():
        heard: dict[str, list[str]] = {}
        for row in group:
            for key in filter(None, (chosen.get(row.id) or row.keys).split(",")):
                heard.setdefault(key.strip(), []).append(row.id)
        for key, bindings in heard.items():
            shown = ", ".join(bindings)
            if len(bindings) > 1 and any(b in chosen for b in bindings) and (key, shown) not in told:
                told.add((key, shown))
                yield "key_clash", {"key": key, "bindings": shown}
