"""A sentence for every reason why the store can't be opened or written, and for what isn't there."""

from collections.abc import Mapping

from deskterm.store.errors import StoreError
from deskterm.texts.language import N_, _
from deskterm.texts.refusals import SENTENCES as REFUSALS
from deskterm.texts.safe import safe

SENTENCES: Mapping[str, str] = {
    "no_desk": N_("There is no desk at {where}. Make one: deskterm init"),
    "foreign_file": N_("{where} is not a desk (it holds {found}). Nothing was changed; name another place with --db."),
    "newer_schema": N_(
        "The desk at {where} was made by a newer deskterm (version {found}, this one knows {known}). "
        "Install the newer one; nothing was changed."
    ),
    "older_schema": N_(
        "The desk at {where} has the older form {found}; this deskterm needs {known}. "
        "Its owner opens it once to bring it up to date."
    ),
    "read_only": N_("{where} can't be written by this account. Ask the desk's owner, or only read with --read-only."),
    "disk_full": N_("There is no space left for {where}. Nothing was changed; free some space and try again."),
    "busy": N_("Somebody else is writing to {where} just now. Nothing was changed; try again in a moment."),
    "cannot_open": N_("{where} can't be opened: {reason}. Check the place and its rights."),
    "cannot_write": N_(
        "{where} can't be written: {reason}. Nothing was changed; "
        "check the disk, the quota and the rights, and try again."
    ),
    "damaged": N_(
        "The desk at {where} is damaged: {reason}. Put a backup back: deskterm restore PATH. This file will be kept."
    ),
    "exists": N_("There is something at {where} already. Nothing was changed; name another place with --db."),
    "moved": N_(
        "{where} is no longer the desk that was opened: it was moved, removed or replaced. "
        "Nothing was written; leave deskterm and start it again."
    ),
    "in_use": N_(
        "Somebody has the desk at {where} open. Nothing was changed; let everybody leave deskterm and try again."
    ),
    "server_backup": N_(
        "The desk at {where} is a database; back it up with pg_dump --format=custom, put it back with pg_restore."
    ),
    "backup_running": N_("Another backup is being made at {where}. Nothing was changed; try again when it is done."),
    "live_damaged": N_(
        "{where} is damaged: {reason}. Unsent texts are kept on this machine alone meanwhile. "
        "Remove that file while nobody works; it holds no part of the desk."
    ),
    "live_foreign": N_(
        "{where} is not a file of this desk's. Unsent texts are kept on this machine alone; move that file elsewhere."
    ),
    "no_driver": N_("The program part {driver} that speaks with PostgreSQL is missing. Install deskterm[postgresql]."),
}
CONTENT: Mapping[str, str] = {
    "directory": N_("a folder"),
    "empty": N_("nothing"),
    "database": N_("a database of another program"),
    "other": N_("something else"),
}
MISSING: Mapping[str, str] = {
    "ticket": N_("There is no ticket {name}."),
    "agent": REFUSALS["agent_unknown"],
    "calendar": N_("There is no calendar {name}."),
    "agreement": N_("There is no agreement {name}."),
    "plan": N_("There is no plan {name} of the desk's own. Plans that ship are changed by setting one of that name."),
    "plan_any": N_("There is no response plan {name}. See: deskterm plan list."),
    "item_any": N_("The catalogue has no item {name}."),
    "item": N_("There is no item {name} of the desk's own in the catalogue."),
    "duty": N_("Nothing is arranged of the duty of {name}."),
    "key": N_("There is no such key: {name}."),
    "attachment": N_("The ticket has no file {name}."),
    "backup": N_("There is no backup at {name}."),
    "reporter": N_("Nobody who reports is reached by {name}."),
    "draft": N_("There is no unsent text of yours called {name}, or several. List them: deskterm draft list"),
}


def sentence(error: StoreError) -> str:
    """What is wrong with the store, and what to do."""
    known = {key: safe(str(value)) for key, value in error.details.items()}
    if error.code == "foreign_file":
        known["found"] = _(CONTENT.get(known.get("found", ""), CONTENT["other"]))
    return _(SENTENCES[error.code]).format_map(Known(known))


def missing(what: str, name: object) -> str:
    """There is no such thing, or the person may not know of it."""
    return _(MISSING.get(what, N_("There is no {name}."))).format(name=safe(str(name)))


class Known(dict[str, str]):
    """Details of an error; one that a driver did not give is shown as a question mark."""

    def __missing__(self, key: str) -> str:
        return "?"
