"""What the message line says when an act is done, and when it is not."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo

from deskterm.store.errors import StoreError
from deskterm.texts import names
from deskterm.texts.fields import field
from deskterm.texts.language import _, n_
from deskterm.texts.numbers import number
from deskterm.texts.refusals import invalid, sentence
from deskterm.texts.safe import safe
from deskterm.texts.stores import sentence as store_sentence
from deskterm.texts.times import near
from deskterm.usecases.desk import Conflict, Done, NotFound, Refused
from deskterm.workflow.checks import Invalid
from deskterm.workflow.inputs import Wait
from deskterm.workflow.values import Act, Point

FAILURES = (Refused, Conflict, NotFound, Invalid, StoreError)
"""What use-cases raise when an act is not done; everything else is a defect."""


def done_sentence(act: Act, done: Done, outcome: str, *, hint: bool) -> str:
    """The act that has been done, and how to take it back. `outcome`: see `happened`."""
    if act is Act.UNDO:
        return _("{number}: taken back: {act}.").format(
            number=done.number, act=names.act(str(done.data.get("act", "")))
        )
    if act is Act.REGISTER:
        return _("{number} is registered.").format(number=done.number)
    if hint:
        return _("{number}: {done}. u takes it back.").format(number=done.number, done=outcome)
    return _("{number}: {done}.").format(number=done.number, done=outcome)


def happened(act: Act, done: Done, entered: Sequence[object], zone: tzinfo, now: int) -> str:
    """The act as something that has happened: with where the ticket went, or whose it is, or until when."""
    data, given = done.data, entered[0] if entered else None
    to, other = data.get("to"), data.get("other", data.get("into"))
    match act:
        case Act.TAKE:
            return _("taken, it is yours")
        case Act.ASSIGN if isinstance(given, str):
            return _("assigned to {person}").format(person=safe(given))
        case Act.RELEASE:
            return _("released to the queue of its line")
        case Act.WAIT if isinstance(given, Wait) and given.until is not None:
            return _("set to wait until {time}").format(time=near(given.until, zone, now))
        case Act.ESCALATE if isinstance(to, int):
            return _("escalated to {line}").format(line=names.line(to))
        case Act.HANDBACK if isinstance(to, int):
            return _("handed back to {line}").format(line=names.line(to))
        case Act.LINK if isinstance(other, int):
            return _("linked to {other}").format(other=number(other))
        case Act.MERGE if isinstance(other, int):
            return _("merged into {other}").format(other=number(other))
    return names.act_done(act)


def sum_sentence(act: Act, count: int, failed: int, *, hint: bool = False) -> str:
    """What an act did to several tickets, and how to take it back."""
    if not count:
        text = n_("{act}: not done for {count} ticket.", "{act}: not done for {count} tickets.", failed)
        return text.format(act=names.act(act), count=failed)
    text = n_("{count} ticket: {done}.", "{count} tickets: {done}.", count)
    text = text.format(count=count, done=_("taken back") if act is Act.UNDO else names.act_done(act))
    if failed:
        text += " " + n_("{count} was not.", "{count} were not.", failed).format(count=failed)
    return text + " " + n_("u takes it back.", "u takes them back.", count) if hint else text


def warnings_sentence(points: Iterable[Point]) -> str:
    """Warnings in one line."""
    return " ".join(sentence(point) for point in points)


def trouble(error: Exception) -> str:
    """Why an act was not done, in one line."""
    if isinstance(error, Refused):
        return warnings_sentence(error.refusal.points)
    if isinstance(error, Invalid):
        return _("{field}: {sentence}").format(field=field(error.field), sentence=invalid(error))
    if isinstance(error, NotFound):
        return _("There is no {name}, or you may not see it.").format(name=safe(str(error.name)))
    if isinstance(error, StoreError):
        return store_sentence(error)
    if isinstance(error, Conflict):
        fields = ", ".join(field(clash.field) for clash in error.clashes)
        return _("Somebody has changed it meanwhile: {fields}.").format(fields=fields)
    raise TypeError(error)
