"""Numbers of this desk for what a ticket that comes in has counted for itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deskterm.store.fields import STEP

if TYPE_CHECKING:
    from deskterm.store.write.intake_rows import Happening


@dataclass(slots=True)
class Numbers:
    """The first numbers of one draft; its n-th note, counted from 0, has `note + n`."""

    ticket: int
    event: int
    version: int
    note: int
    link: int
    file: int
    step: int
    others: Mapping[int, int]
    people: Mapping[int, int]

    def told(self, what: str, said: Any) -> Any:
        """A number of the other desk in the numbers of this one."""
        match what:
            case "note":
                return self.note + said
            case "link":
                return self.link + said
            case "file":
                return self.file + said
            case "step":
                return self.step + said
            case "event":
                return self.event + said - self.version
            case "reporter":
                return self.people.get(said)
            case _:
                return self.others.get(said, 0) if said else said


def told(h: "Happening", own: Numbers) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
    """Fields, data and bodies with numbers of this desk.

    `late`: a name of `data`, the steps that begin with it, a pair of `fields`, a name of one.
    """
    fields, data = dict(h.fields), dict(h.data)
    named: dict[str, str] = {}
    for where, name, what in h.late:
        if where == "data":
            data[name] = own.told(what, data[name])
        elif where == "steps":
            data[name] = [[own.told(what, first), *rest] for first, *rest in data[name]]
        elif where == "fields":
            fields[name] = [own.told(what, value) for value in fields[name]]
        else:
            kind = "step" if what == STEP else "note"
            named[name] = f"{what}{own.told(kind, int(name.removeprefix(what)))}"
    # all at once: the new name of one may be the old name of another
    fields = {named.get(name, name): pair for name, pair in fields.items()}
    return fields, data, [(named.get(name, name), *rest) for name, *rest in h.bodies]
