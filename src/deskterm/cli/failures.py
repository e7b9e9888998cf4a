"""Every way a command can end without being done: a sentence for stderr, a document for --json, and an exit code."""

from collections.abc import Callable, Mapping

from deskterm.cli.asked import Usage
from deskterm.cli.hints import mend, option
from deskterm.cli.output import Output
from deskterm.cli.shapes import plain, reason, stored
from deskterm.store.errors import Changed, StoreError, Unsound
from deskterm.texts import backups, names, refusals, stores
from deskterm.texts.fields import field as label
from deskterm.texts.fieldvalues import value
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.desk import Conflict, Crossed, NotFound, Refused
from deskterm.workflow.checks import Invalid
from deskterm.workflow.values import NoteKind

USAGE, REFUSED, ABSENT, CONFLICT, STORE, DAMAGED = 2, 3, 4, 5, 6, 8
"""The exit codes that scripts rely on."""

Meant = tuple[str | None, str]
"""The command and the ticket's number, as far as they are known."""


def told(error: Exception, out: Output, meant: Meant) -> int | None:
    """Say what went wrong; the exit code, None when it is no failure that is known (a defect)."""
    for kind, tell in TELL.items():
        if isinstance(error, kind):
            return tell(error, out, meant)
    return None


def usage(error: Usage, out: Output, meant: Meant) -> int:
    """The command line can't be understood."""
    sentence = safe(str(error))
    where = safe(error.option[:60]) if error.option else None
    out.talk(f"deskterm: {where}: {sentence}" if where else f"deskterm: {sentence}")
    if out.json:
        out.document({"error": {"code": "usage", "field": where, "message": sentence}})
    return USAGE


def invalid(error: Invalid, out: Output, meant: Meant) -> int:
    """A value is malformed."""
    sentence = refusals.invalid(error)
    command, _number = meant
    where = error.field if command is None or "/" in error.field or error.field.isupper() else option(error.field)
    out.talk(f"deskterm: {safe(where)}: {sentence}")
    if out.json:
        out.document({"error": {"code": error.code, "field": error.field, "message": sentence}})
    return USAGE


def refused(error: Refused, out: Output, meant: Meant) -> int:
    """A rule or a right forbids it: every point at once, each with what mends it."""
    points = error.refusal.points
    command, number = meant
    out.talk(_("deskterm: {command} is refused.").format(command=command or "deskterm"))
    for point in points:
        line = refusals.sentence(point)
        if point.act is not None:
            line += f"{out.room}({mend(point.act, point.field, number)})"
        elif point.field is not None:
            line += f"{out.room}({option(point.field)})"
        out.talk(f"- {line}")
    if out.json:
        out.document({"refused": [reason(point) for point in points]})
    return REFUSED


def absent(error: NotFound, out: Output, meant: Meant) -> int:
    """There is no such thing, or the caller may not know of it."""
    sentence = stores.missing(error.what, error.name)
    out.talk(f"deskterm: {sentence}")
    if out.json:
        out.document({"not_found": {"what": error.what, "name": str(error.name), "message": sentence}})
    return ABSENT


def conflict(error: Conflict, out: Output, meant: Meant) -> int:
    """Somebody has changed the same fields meanwhile: both values."""
    out.talk(
        _("deskterm: DT-{number} has changed meanwhile; it is at version {version} now.").format(
            number=error.id, version=error.version
        )
    )
    for clash in error.clashes:
        out.talk(
            _("- {field}: {by} has set {theirs}, you would set {yours}").format(
                field=label(clash.field),
                by=safe(clash.by),
                theirs=value(clash.field, clash.theirs),
                yours=value(clash.field, clash.yours),
            )
        )
    if out.json:
        clashes = [
            {
                "field": clash.field,
                "theirs": stored(clash.field, clash.theirs),
                "yours": stored(clash.field, clash.yours),
                "by": clash.by,
                "at": stored("at", clash.at),
            }
            for clash in error.clashes
        ]
        out.document({"conflict": clashes, "number": f"DT-{error.id}", "version": error.version})
    return CONFLICT


def crossed(error: Crossed, out: Output, meant: Meant) -> int:
    """Something was said meanwhile that a text for the requester might have to answer."""
    out.talk(
        _("deskterm: DT-{number} has changed meanwhile; it is at version {version} now.").format(
            number=error.id, version=error.version
        )
    )
    for said in error.said:
        kind = names.note_kind(NoteKind(said.kind))
        out.talk(_("- {kind} by {author}").format(kind=kind, author=safe(said.author)))
    if out.json:
        heard = [{"kind": said.kind, "author": said.author, "at": stored("at", said.at)} for said in error.said]
        out.document({"conflict": [], "said": heard, "number": f"DT-{error.id}", "version": error.version})
    return CONFLICT


def changed(error: Changed, out: Output, meant: Meant) -> int:
    """The ticket moved on between reading and writing."""
    out.talk(
        _("deskterm: DT-{number} has changed meanwhile; it is at version {version} now.").format(
            number=error.ticket, version=error.version
        )
    )
    if out.json:
        out.document({"conflict": [], "number": f"DT-{error.ticket}", "version": error.version})
    return CONFLICT


def store(error: StoreError, out: Output, meant: Meant) -> int:
    """The desk can't be opened or written."""
    sentence = stores.sentence(error)
    out.talk(f"deskterm: {sentence}")
    if out.json:
        details = {key: str(value) for key, value in error.details.items()}
        out.document({"error": {"code": error.code, "field": None, "message": sentence, "details": details}})
    return STORE


def unsound(error: Unsound, out: Output, meant: Meant) -> int:
    """A copy of the desk, or the desk that was to be copied, is not whole: everything that is wrong with it."""
    out.talk(_("deskterm: {where} is not whole; it was left as it is.").format(where=safe(error.where)))
    for flaw in error.flaws:
        out.talk(f"- {backups.flaw(flaw)}")
    if error.kept is not None:
        out.talk(backups.kept_as_it_is(error.kept))
    if out.json:
        flaws = [{"code": flaw.code, "args": plain(flaw.args), "message": backups.flaw(flaw)} for flaw in error.flaws]
        out.document({"damaged": {"where": error.where, "kept": error.kept, "flaws": flaws}})
    return DAMAGED


TELL: Mapping[type[Exception], Callable[..., int]] = {
    Usage: usage,
    Invalid: invalid,
    Refused: refused,
    NotFound: absent,
    Conflict: conflict,
    Crossed: crossed,
    Changed: changed,
    StoreError: store,
    Unsound: unsound,
}
