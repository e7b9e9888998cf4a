"""Sentences about tickets that are like another one."""

from deskterm.texts import names
from deskterm.texts.language import _, n_
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe
from deskterm.workflow.likeness import Alike


def share(score: float) -> str:
    """How much alike, in hundredths."""
    return _("{percent} %").format(percent=round(score * 100))


def words(alike: Alike) -> str:
    """What both say."""
    return ", ".join(f"“{safe(word)}”" for word in alike.words)


def tied(alike: Alike) -> str:
    """The same as a sentence."""
    return _("Both say: {words}").format(words=words(alike))


def outcome(alike: Alike) -> str:
    """What helped; empty when nothing is known of that."""
    if not alike.solution:
        return ""
    gist = safe(alike.gist, multiline=True)
    code = names.resolution(alike.code) if alike.code else ""
    return f"{code}: {gist}" if code else gist


def hint(alike: Alike) -> str:
    """One line for somebody who has not asked: a likely duplicate, or what helped with a ticket like this."""
    values = {"number": number(alike.id), "subject": safe(alike.subject), "words": words(alike)}
    if not alike.solved:
        return _("perhaps {number} again ({words}): {subject}").format(**values)
    gist = " ".join(safe(alike.gist, multiline=True).split())
    return _("like {number} ({words}), solved: {gist}").format(**values, gist=gist)


def duplicates() -> str:
    """The heading over open tickets."""
    return _("Likely the same, and still open")


def similar() -> str:
    """The heading over the others."""
    return _("Similar tickets")


def nothing(ticket: int) -> str:
    """There is none."""
    return _("No ticket is known that is like {number}.").format(number=number(ticket))


def missing(count: int) -> str:
    """Tickets that were not looked at."""
    return n_(
        "{count} ticket was not looked at, it is not in the index yet: deskterm search --rebuild",
        "{count} tickets were not looked at, they are not in the index yet: deskterm search --rebuild",
        count,
    ).format(count=count)
