"""Sentences about searching: where a hit is, what was not understood, what is not in the index."""

from deskterm.store.read.query import BadTerm
from deskterm.texts.fields import field
from deskterm.texts.language import _, n_
from deskterm.texts.safe import safe


def place(name: str) -> str:
    """Where a hit is: the label of a field, of a file, of an entry of the thread."""
    return _("File") if name == "attachment" else field(name)


def nothing(text: str) -> str:
    """Nothing fits."""
    return _("Nothing is found for {text}.").format(text=safe(text[:60]))


def nothing_yet(text: str) -> str:
    """Nothing fits among those that were looked through; the others are not."""
    return _("Nothing is found yet for {text}: it takes long, and the older tickets are still to be searched.").format(
        text=safe(text[:60])
    )


def nothing_asked() -> str:
    """The command was given nothing to search for."""
    return _("Write what to search for, such as: deskterm search printer 'paper jam'")


def unknown(term: BadTerm) -> str:
    """Something looked like a term and is none."""
    return _("{term} was searched for as words; known are: {known}").format(
        term=safe(term.term[:40]), known=", ".join(term.known)
    )


def missing(count: int) -> str:
    """Tickets that can't be found yet."""
    return n_(
        "{count} ticket is not in the index yet: deskterm search --rebuild",
        "{count} tickets are not in the index yet: deskterm search --rebuild",
        count,
    ).format(count=count)


def rebuilt(count: int) -> str:
    """The index is whole."""
    return n_("The index is built: {count} ticket.", "The index is built: {count} tickets.", count).format(count=count)


def building(done: int, total: int) -> str:
    """How far it is."""
    return _("Building the index: {done} of {total}").format(done=done, total=total)
