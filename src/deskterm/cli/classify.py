"""Incident or request, and why; one text, or a stream of JSON lines. Needs no desk."""

import argparse
import json
import sys
from typing import Any

from deskterm.cli import values
from deskterm.cli.call import Call
from deskterm.cli.output import json_text
from deskterm.cli.shapes import plain
from deskterm.texts import names, reasons
from deskterm.texts.language import LANGUAGES, _
from deskterm.texts.safe import safe
from deskterm.workflow.checks import Invalid, text
from deskterm.workflow.classify import Classification, classify

PARTLY = 7
LONGEST = 8 << 20
"""Bytes of a line that are read; a longer line is left out."""


def arguments_classify(parser: argparse.ArgumentParser) -> None:
    """A text, or many."""
    parser.add_argument("classified", metavar="TEXT", nargs="?", help=_("the text; - reads it"))
    parser.add_argument(
        "--lang", dest="spoken", metavar="|".join(LANGUAGES), help=_("the language of the text; found out unless said")
    )
    parser.add_argument("--jsonl", action="store_true", help=_("read and write JSON lines with id and text"))


def run_classify(call: Call) -> int:
    """Print the kind, how sure that is, and the phrases that say so."""
    language = call.args.spoken
    if language is not None and language not in LANGUAGES:
        raise Invalid("lang", "unknown_code", value=language[:40], known=", ".join(LANGUAGES))
    if call.args.jsonl:
        return stream(call, language)
    given = call.args.classified
    if given is None or given == values.STDIN:
        given = values.piped(call, "classified")
    found = classify(text("classified", given) or "", language)
    if call.out.json:
        call.out.document(shape(found))
    else:
        print_found(call, found)
    return 0


def shape(found: Classification) -> dict[str, Any]:
    """A classification in JSON."""
    return {
        "kind": plain(found.kind),
        "sure": found.sure,
        "score": round(found.score, 4),
        "language": found.language,
        "nature": plain(found.nature),
        "evidence": [
            {
                "phrase": each.phrase,
                "start": each.start,
                "end": each.end,
                "weight": round(each.weight, 4),
                "why": each.why,
            }
            for each in found.evidence
        ],
    }


def print_found(call: Call, found: Classification) -> None:
    """A classification for people."""
    certainty = _("sure") if found.sure else _("not sure")
    nature = f", {names.nature(found.nature)}" if found.nature else ""
    call.out.data(f"{names.kind(found.kind)}{nature} ({certainty}, {found.score:+.2f}, {found.language})")
    for each in found.evidence:
        phrase = call.out.foreign(each.phrase)
        call.out.data(f"  {each.weight:+.2f}  {phrase}  ({reasons.reason(each.why)})")


def stream(call: Call, language: str | None) -> int:
    """One JSON line out for each one in, as soon as it is read; a line that can't be read is named and left out."""
    left_out = 0
    number = 0
    while line := sys.stdin.buffer.readline(LONGEST):
        number += 1
        if not line.strip():
            continue
        try:
            id, given = row(line)
        except ValueError as error:
            left_out += 1
            call.out.talk(_("line {number}: {problem}").format(number=number, problem=error))
            skip(line)
            continue
        call.out.data(json_text({"id": id, **shape(classify(given, language))}))
        call.out.flush()
    if left_out:
        call.out.talk(_("{count} lines left out.").format(count=left_out))
    return PARTLY if left_out else 0


def row(line: bytes) -> tuple[object, str]:
    """The id and the text of a line. ValueError, with a sentence, for a line without them."""
    if len(line) >= LONGEST and not line.endswith(b"\n"):
        raise ValueError(_("longer than {limit} bytes").format(limit=LONGEST))
    try:
        found = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise ValueError(_("byte {at} is not UTF-8").format(at=error.start + 1)) from error
    except (ValueError, RecursionError) as error:
        raise ValueError(_("no JSON: {reason}").format(reason=safe(str(error)))) from error
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise ValueError(_('an object with "id" and "text" is expected'))
    return found.get("id"), found["text"]


def skip(line: bytes) -> None:
    """Read on to the end of a line that was too long."""
    while line and len(line) >= LONGEST and not line.endswith(b"\n"):
        line = sys.stdin.buffer.readline(LONGEST)
