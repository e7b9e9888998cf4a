"""A sentence for everything that keeps a row, or a whole file, from being taken in."""

from collections.abc import Mapping

from deskterm.texts.fields import field as label
from deskterm.texts.language import N_, _
from deskterm.texts.refusals import SENTENCES as REFUSALS
from deskterm.texts.safe import safe
from deskterm.workflow.intake import LeftOut, Unreadable

ROWS: Mapping[str, str] = {
    # the line
    "long_line": N_("The line has more than {limit} bytes; at most that many make a row."),
    "not_text": N_("This is not text in {encoding}."),
    "open_quote": N_("A quote is opened and not closed. Reading went on at the next line."),
    "stray_quote": N_("A quote is closed and something other than the end of the cell follows, on line {at}."),
    "many_columns": N_("There are more than {limit} columns."),
    "few_cells": N_("The row has {cells} cells, the header {columns} columns: it is cut off, or a quote is missing."),
    "many_cells": N_("The row has {cells} cells, the header {columns} columns: a delimiter stands outside quotes."),
    "not_json": N_("This is no JSON: {reason}."),
    "not_a_number": N_("{word} is no number in JSON."),
    "doubled_key": N_("{word} is said twice."),
    "too_deep": N_("It is nested too deeply."),
    "long_number": N_("A number has too many digits."),
    "not_an_object": N_("The line holds no object: {{...}}."),
    "lone_surrogate": N_("An escape is half of a character; its other half is missing."),
    # values
    "not_a_value": N_("{column} holds a list or an object, not a text."),
    # the desk
    "unstorable": N_("The desk can't hold these values together: {reason}."),
    # a desk's own export
    "bad_encoding": N_("This is not text in UTF-8."),
    "bad_json": N_("This is no JSON."),
    "unknown_record": N_("A record of the type {value} is not known."),
    "bad_record": N_("The record does not have the form that an export gives it."),
    "admin_only": N_("Only an admin may take over who works at a desk, and its categories: {name}."),
    "last_admin": N_("{name} stays as they are here: the desk would lose its last admin."),
}
FILES: Mapping[str, str] = {
    "read_failed": N_("It can't be read on: {reason}."),
    "empty": N_("There is nothing in it."),
    "not_a_text": N_("It is no text but {kind}. Save it as CSV in UTF-8, or unpack it, and import that."),
    "wide": N_("It is not in UTF-8. Try --encoding {guess}"),
    "not_utf8_file": N_("It is not in UTF-8. If it is what it looks like, try --encoding {guess}"),
    "not_in_encoding": N_("It is not in {name}."),
    "no_such_encoding": N_("There is no encoding {name} for texts. Try utf-8, utf-16, cp1251, cp1250 or cp874."),
    "gzip_damaged": N_("The gzip file is damaged: {reason}."),
    "gzip_cut": N_("The gzip file is cut off."),
    "gzip_bomb": N_(
        "{packed} kB unpack to more than {size} MB, over {ratio} times as much. Unpack it yourself if that is right."
    ),
    "json_array": N_("It is one list. Write one object a line, for example with: jq -c '.[]' FILE"),
    "header_unreadable": N_("The first line must name the columns, and can't be read: {reason}"),
    "first_line_unreadable": N_("None of its first lines can be read. The first one: {reason}"),
    "doubled_column": N_("Two columns are called {name}. Rename or remove one."),
    "no_such_column": N_("There is no column {name}. Columns: {known}."),
    "no_text_column": N_(
        "No column says what a ticket is about. Columns: {known}. "
        "Say which with --map subject=COLUMN or --map text=COLUMN"
    ),
    "not_ours": N_("It looks like an export of a desk, but its first line is not one that is known."),
}
KINDS: Mapping[str, str] = {
    "zip": N_("an archive or a spreadsheet (zip, xlsx, ods)"),
    "xls": N_("a spreadsheet (xls)"),
    "pdf": N_("a PDF"),
    "bzip2": N_("packed by bzip2"),
    "xz": N_("packed by xz"),
    "zstd": N_("packed by zstd"),
    "sqlite": N_("a database"),
}


def reason(row: LeftOut) -> str:
    """Why a row was left out, without its place. KeyError: a code without a sentence."""
    sentence = ROWS.get(row.code) or REFUSALS[row.code]
    return _(sentence).format_map({name: safe(str(value)) for name, value in row.args.items()})


def left_out(row: LeftOut) -> str:
    """A row that was left out: its place, its field, why."""
    place = (
        _("line {line}, column {column}").format(line=row.line, column=row.column)
        if row.column
        else _("line {line}").format(line=row.line)
    )
    if row.field is None:
        return _("{place}: {reason}").format(place=place, reason=reason(row))
    return _("{place}, {field}: {reason}").format(place=place, field=label(row.field), reason=reason(row))


def unreadable(error: Unreadable) -> str:
    """Why a whole file can't be read, without its name."""
    told = {
        name: reason(value) if isinstance(value, LeftOut) else safe(str(value)) for name, value in error.details.items()
    }
    if "kind" in told:
        told["kind"] = _(KINDS[told["kind"]])
    sentence = _(FILES[error.code]).format_map(told)
    if error.line is None:
        return sentence
    if error.column is None:
        return _("line {line}: {reason}").format(line=error.line, reason=sentence)
    return _("line {line}, column {column}: {reason}").format(line=error.line, column=error.column, reason=sentence)
