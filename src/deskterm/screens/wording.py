"""What the message line says when an act is done, and when it is not."""

from collections.abc import Iterable

from deskterm.store.errors import StoreError
from deskterm.texts import names
from deskterm.texts.fields import field
from deskterm.texts.language import _, n_
from deskterm.texts.refusals import invalid, sentence
from deskterm.texts.safe import safe
from deskterm.texts.stores import sentence as store_sentence
from deskterm.usecases.desk import Conflict, Done, NotFound, Refused
from deskterm.workflow.checks import Invalid
from deskterm.workflow.values import Act, Point

FAILURES = (Refused, Conflict, NotFound, Invalid, StoreError)
"""What use-cases raise when an act is not done; everything else is a defect."""


def done_sentence(act: Act, done: Done, *, hint: bool) -> str:
    """The act that has been done, and how to take it back."""
    if act is Act.UNDO:
        return _("{number}: taken back: {act}.").format(
            number=done.number, act=names.act(str(done.data.get("act", "")))
        )
    if act is Act.REGISTER:
        return _("{number} is registered.").format(number=done.number)
    if hint:
        return _("{number}: {done}. u takes it back.").format(number=done.number, done=names.act_done(act))
    return _("{number}: {done}.").format(number=done.number, done=names.act_done(act))


def sum_sentence(act: Act, count: int, failed: int) -> str:
    """What an act did to several tickets."""
    text = n_("{count} ticket: {done}.", "{count} tickets: {done}.", count)
    text = text.format(count=count, done=names.act_done(act))
    if not failed:
        return text
    return text + " " + n_("{count} was not.", "{count} were not.", failed).format(count=failed)


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
