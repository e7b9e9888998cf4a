"""Sentences about copies of the desk: what was made, what was put back, and what is wrong with one."""

from collections.abc import Mapping

from deskterm.store.errors import Flaw
from deskterm.texts.findings import reason
from deskterm.texts.language import N_, _
from deskterm.texts.safe import safe

FLAWS: Mapping[str, str] = {
    "of_file": N_("In {name}:"),
    "manifest_altered": N_("the manifest is not what was written"),
    "manifest_newer": N_("the manifest was written by a newer deskterm (format {found}, this one knows {known})"),
    "not_a_desk": N_("the file is no desk"),
    "size": N_("the file has {found} bytes, the manifest says {told}"),
    "sha256": N_("the file's SHA-256 is {found}, the manifest says {told}"),
    "other_desk": N_("it is a copy of the desk {found}, the manifest speaks of {told}"),
    "schema": N_("its form is {found}, the manifest says {told}"),
    "pages": N_("the database is damaged: {reason}"),
    "references": N_("row {row} of table {table} names a row of {other} that is not there"),
    "guards": N_("what keeps its record append-only is missing: {names}"),
    "rows": N_("table {table} has {found} rows, the manifest says {told}"),
    "chain": N_("the record is broken at event {broken}: {reason}"),
    "chain_unreadable": N_("the record can't be read: {reason}"),
    "head": N_("the record ends at {found}, the manifest says {told}"),
}
UNRECORDED: Mapping[str, str] = {
    "read_only": N_("The desk itself was not told of this backup, because it was only read."),
}


def flaw(found: Flaw) -> str:
    """What is wrong with a copy; a flaw that is not known comes back by its code."""
    words = {key: reason(str(value)) if key == "reason" else safe(str(value)) for key, value in found.args.items()}
    return _(FLAWS[found.code]).format_map(words) if found.code in FLAWS else safe(found.code)


def kept_as_it_is(where: str) -> str:
    """A desk that is not whole was copied all the same."""
    return _("A copy of it as it is lies at {where}; it is no backup, and older backups are all there still.").format(
        where=safe(where)
    )


def unrecorded(code: str) -> str:
    """Why the desk does not know of a backup that is good all the same."""
    return _(UNRECORDED.get(code, N_("The backup is good, but the desk could not be told of it; back it up again.")))
