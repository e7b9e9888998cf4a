"""A sentence for everything that an examination may find, and what to do about it."""

from collections.abc import Mapping

from deskterm.texts.language import N_, NP_, _, p_
from deskterm.texts.safe import safe

PUT_BACK = N_("Keep this file as it is, and put back a copy: deskterm restore PATH")
FIX = N_("deskterm doctor --fix")

SENTENCES: Mapping[tuple[str, str], str] = {
    # the store
    ("integrity", "ok"): N_("The database's pages are whole."),
    ("integrity", "damage"): N_("The database is damaged: {problems}."),
    ("constraints", "damage"): N_("Rows hold what no row may hold: {problems}."),
    ("unreadable", "damage"): N_("{check} can't be read: {reason}."),
    ("unreadable", "warning"): N_("{check} could not be read just now: {reason}."),
    ("chain", "ok"): N_("The record of {checked} events is whole."),
    ("chain", "damage"): N_("The record is broken at event {broken}: {reason}."),
    ("touched", "damage"): N_("What was touched: {where}."),
    ("counters", "ok"): N_("The counters agree with the tickets."),
    ("counters", "damage"): N_("{off} counters do not agree with the tickets."),
    ("sort", "ok"): N_("The queue is sorted by priority and deadline."),
    ("sort", "damage"): N_("{off} tickets are not sorted by their own priority and deadline."),
    ("level_changes", "ok"): N_("The counts of line changes agree with the events."),
    ("level_changes", "damage"): N_("{off} tickets do not count their line changes right: {where}."),
    ("deadlines", "ok"): N_("The deadlines are those that follow from the tickets."),
    ("deadlines", "damage"): N_("{off} tickets have another deadline than follows from them: {where}."),
    ("alarms", "ok"): N_("The desk will look at every ticket when it has to."),
    ("alarms", "damage"): N_("The desk would look at {off} tickets at another time than it has to: {where}."),
    ("lessons", "ok"): N_("What the desk has learnt follows from its tickets."),
    ("lessons", "damage"): N_("What the desk has learnt does not follow from its tickets."),
    ("lessons_left", "warning"): N_("The desk has not learned from {left} of its older tickets."),
    ("search_index", "ok"): N_("The index of search knows every ticket."),
    ("search_index", "warning"): N_("The index of search does not know {left} tickets yet."),
    ("desk_zone", "ok"): N_("The desk counts its hours in {zone}."),
    ("desk_zone", "damage"): N_("The desk counts its hours in {zone}, which this machine does not know."),
    ("log", "ok"): N_("The log beside the desk has {log} MB."),
    ("log", "warning"): N_("The log beside the desk has grown to {log} MB; somebody has been reading for long."),
    ("space", "ok"): N_("{free} MB are free where the desk is."),
    ("space", "warning"): N_("Only {free} MB are free where the desk is; a copy of it needs {needed}."),
    ("modes", "ok"): N_("Nobody but the owner may read or write {path}."),
    ("loose_mode", "warning"): N_("Others may read or write {path} (mode {mode})."),
    ("loose_folder", "warning"): N_("Others may look into or write to the folder {path} (mode {mode})."),
    ("other_owner", "warning"): N_("{path} belongs to another account than the desk."),
    ("backup", "ok"): N_("The last copy of the desk is {hours} hours old."),
    ("backup", "warning"): N_("The last copy of the desk is {hours} hours old."),
    ("no_backup", "warning"): N_("No copy of the desk was ever made."),
    ("sqlite", "ok"): N_("SQLite {version} is new enough."),
    ("sqlite", "warning"): N_("SQLite {version} is too old."),
    ("ssh_keys", "ok"): N_("The keys that come in over SSH are those on record: {count}."),
    ("keys_apart", "warning"): N_("File and record do not agree on the keys of: {names}."),
    ("keys_file", "warning"): N_("The file of keys can't be used: {where}."),
    # the settings
    ("settings", "ok"): N_("The settings in {path} are understood."),
    ("no_settings", "ok"): N_("There are no settings at {path}; everything is as it ships."),
    ("settings", "warning"): N_("{where}: {problem}"),
    ("settings_mode", "warning"): N_("Others may write {path} (mode {mode})."),
    ("settings_secret", "warning"): N_("Others may read {path}, which holds a password (mode {mode})."),
    ("keys", "ok"): N_("{count} keys of your own are in use."),
    ("key_unknown", "warning"): N_("There is no binding {binding}; its key is not used."),
    ("key_clash", "warning"): N_("{key} is the key of {bindings} at once; one of them never hears it."),
    ("zone", "ok"): N_("Your clock is that of {zone}; the zone data is there."),
    ("zone", "warning"): N_("The zone {zone} is not known here; times are shown in UTC."),
    ("zone_data", "warning"): N_("This machine has no data of time zones."),
    ("language", "ok"): N_("Sentences are in {language}."),
    ("python", "ok"): N_("Python {version} is new enough."),
    # the terminal
    ("terminal_size", "ok"): N_("The terminal has {columns} x {rows} cells."),
    ("terminal_size", "warning"): N_("The terminal has {columns} x {rows} cells; the app needs 80 x 24."),
    ("terminal_kind", "ok"): N_("The terminal calls itself {term}."),
    ("terminal_kind", "warning"): N_("The terminal calls itself {term}, which says nothing of what it can do."),
    ("colours", "ok"): N_("Colours: {colours}."),
    ("encoding", "ok"): N_("Letters are sent as {encoding}."),
    ("encoding", "warning"): N_("Letters are sent as {encoding}, which lacks most of them."),
    ("silent", "warning"): N_("The terminal does not tell where its cursor is; widths and keys can't be measured."),
    ("width", "ok"): N_("{script} takes {counted} cells, as counted."),
    ("width", "warning"): N_(
        "{script} takes {measured} cells here, but {counted} are counted: columns will not line up."
    ),
    ("keyboard", "ok"): N_("Keys: {protocol}."),
    ("inside", "ok"): N_("The app would run inside {what}."),
    ("clipboard", "ok"): N_("Copying: sent to the terminal (OSC 52); whether it listens can't be known. {seen}"),
    ("clipboard", "warning"): N_("Copying: {what} does not let the app set the clipboard ({seen})."),
}
MENDS: Mapping[str, str] = {
    "integrity": PUT_BACK,
    "constraints": N_("Mend what else is found first: deskterm doctor --fix. If this stays, compare it with a copy."),
    "unreadable": PUT_BACK,
    "chain": N_("Keep this file as evidence, and compare it with a copy: deskterm audit verify --head HEAD"),
    "touched": N_("deskterm audit verify tells more."),
    "counters": FIX,
    "sort": FIX,
    "level_changes": FIX,
    "deadlines": FIX,
    "alarms": FIX,
    "lessons": FIX,
    "lessons_left": FIX,
    "search_index": FIX,
    "desk_zone": N_("Install the data of time zones: pip install tzdata"),
    "log": N_("Close apps that have been open for long, then: deskterm doctor --fix"),
    "space": N_("Free some space, or move the desk to a larger disk."),
    "loose_mode": N_("deskterm doctor --fix, or: chmod 600 {path}"),
    "loose_folder": N_("Put the desk into a folder of its own with the mode 700: chmod 700 {path}"),
    "other_owner": N_("Give it to the desk's owner with chown, and let only one account run deskterm as owner."),
    "backup": N_("deskterm backup, every day by a timer"),
    "no_backup": N_("deskterm backup, every day by a timer"),
    "keys_apart": N_("deskterm agent key list tells which; agent key add or agent key remove once more."),
    "keys_file": N_("deskterm agent key list says why."),
    "sqlite": N_("Install a Python that comes with SQLite 3.31 or newer."),
    "settings": N_("Mend it in this file; the key is named."),
    "settings_mode": N_("chmod 600 {path}"),
    "settings_secret": N_("chmod 600 {path}"),
    "key_unknown": N_("docs/keys.md names all bindings."),
    "key_clash": N_("Give one of them another key in the table [keys]."),
    "zone": N_("Set timezone in the settings, such as Europe/Chisinau."),
    "zone_data": N_("Install the data of time zones: pip install tzdata"),
    "terminal_size": N_("Make the window larger, or the letters smaller."),
    "terminal_kind": N_("Set TERM to what the terminal is, such as xterm-256color."),
    "encoding": N_("Use a UTF-8 locale, such as LANG=C.UTF-8."),
    "silent": N_("Try another terminal, or leave the multiplexer."),
    "width": N_("Try another font or terminal; the texts themselves are not harmed."),
    "clipboard": N_("In tmux: set -g set-clipboard on"),
}
"""What to do about a finding that is not ok."""
MENDED: Mapping[str, str] = {
    "counters": N_("{n} counters were counted anew."),
    "sort": N_("{n} tickets are sorted by their own priority and deadline again."),
    "level_changes": N_("{n} tickets count their line changes right again."),
    "deadlines": N_("{n} tickets have their deadlines again."),
    "alarms": N_("The desk will look at {n} tickets when it has to."),
    "lessons": N_("What the desk has learnt was counted anew, from {n} tickets."),
    "lessons_left": N_("The desk has learned from {n} tickets."),
    "search_index": N_("The index of search has taken in {n} tickets."),
    "loose_mode": N_("{n} files are for their owner alone again."),
    "loose_folder": N_("The desk's folder is for its owner alone again."),
    "log": N_("The log was brought into the desk's file."),
}
REASONS: Mapping[str, str] = {
    "missing": N_("an event is missing"),
    "altered": N_("the event was altered"),
    "unlinked": N_("it does not follow the event before it"),
    "text_altered": N_("a text of it was altered"),
    "note_altered": N_("an entry of it was altered"),
    "cut": N_("the end was cut off"),
    "other_head": N_("the record ends otherwise than expected"),
    "inserted": N_("an event stands there that was never written"),
    "state_altered": N_("a ticket is not what its events made of it"),
    "ticket_inserted": N_("a ticket has no events"),
    "ticket_missing": N_("a ticket that events speak of is gone"),
    "person_altered": N_("lines, roles or skills of somebody were changed without an event"),
}
_SEVERITIES: Mapping[str, str] = {
    "ok": NP_("severity", "whole"),
    "warning": NP_("severity", "warning"),
    "damage": NP_("severity", "DAMAGE"),
}
CHECKS: Mapping[str, str] = {
    "integrity": N_("the database"),
    "chain": N_("the record"),
    "levels": N_("the counts of line changes"),
    "deadlines": N_("the deadlines"),
    "counters": N_("the counters"),
    "sort": N_("the queue"),
    "lessons": N_("what the desk has learnt"),
    "search": N_("the index of search"),
    "zone": N_("the desk's zone"),
    "backup": N_("the record of copies"),
    "keys": N_("the keys of SSH"),
    "desk": N_("the desk"),
}
"""What was being looked at when it turned out to be unreadable."""
WORDS: Mapping[str, Mapping[str, str]] = {
    "check": CHECKS,
    "script": {
        "thai": N_("Thai with its marks"),
        "cjk": N_("Chinese"),
        "emoji": N_("an emoji"),
        "joined": N_("a joined emoji"),
        "accents": N_("a letter with a combining accent"),
    },
    "protocol": {
        "kitty": N_("every key is told apart (kitty's protocol)"),
        "plain": N_("as terminals have always sent them; esc takes a tenth of a second"),
    },
    "colours": {
        "none": N_("none, by NO_COLOR"),
        "true": N_("16 million"),
        "256": N_("256"),
        "16": N_("16"),
    },
}
"""Arguments that are codes, with their words."""


def sentence(code: str, severity: str, args: Mapping[str, object]) -> str:
    """What was found; a finding that is not known comes back by its code."""
    found = SENTENCES.get((code, severity))
    return safe(code) if found is None else _(found).format_map(worded(args))


def mending(code: str, severity: str, args: Mapping[str, object]) -> str | None:
    """What to do about it; None when nothing is to be done."""
    found = None if severity == "ok" else MENDS.get(code)
    return None if found is None else _(found).format_map(worded(args))


def mended(code: str, n: int) -> str:
    """What was set right."""
    return _(MENDED[code]).format(n=n)


def worded(args: Mapping[str, object]) -> dict[str, str]:
    """The arguments as a person reads them; foreign text made safe."""
    return {key: reason(str(value)) if key == "reason" else word(key, str(value)) for key, value in args.items()}


def word(key: str, value: str) -> str:
    """A code in words; anything else as it is, made safe."""
    known = WORDS.get(key, {})
    return _(known[value]) if value in known else safe(value)


def reason(code: str) -> str:
    """Why the record is broken."""
    return _(REASONS[code]) if code in REASONS else safe(code)


def severity(code: str) -> str:
    """How bad a finding is."""
    return p_("severity", _SEVERITIES[code]) if code in _SEVERITIES else safe(code)
