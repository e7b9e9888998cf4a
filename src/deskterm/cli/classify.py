"""Incident or request, and why; one text, or a stream of JSON lines. Needs no desk, and uses what a desk has learnt."""

import argparse
import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from deskterm.cli import values
from deskterm.cli.call import Call
from deskterm.cli.shapes import plain
from deskterm.texts import names, reasons
from deskterm.texts.language import LANGUAGES, _
from deskterm.texts.safe import safe
from deskterm.workflow.checks import Invalid, text
from deskterm.workflow.classify import Classification, Evidence, classify, engine
from deskterm.workflow.classify.verdict import LEARNED, PERSONAL
from deskterm.workflow.codes import Nature

if TYPE_CHECKING:
    from deskterm.workflow.learning import Lessons

PARTLY = 7
LONGEST = 8 << 20
"""Bytes of a line that are read; a longer line is left out."""


def arguments_classify(parser: argparse.ArgumentParser) -> None:
    """A text, or many."""
    parser.add_argument("classified", metavar="TEXT", nargs="?", help=_("the text; - reads it"))
    parser.add_argument(
        "--lang", dest="spoken", metavar="|".join(LANGUAGES), help=_("the language of the text; found out unless said")
    )
    parser.add_argument(
        "--explain", action="store_true", help=_("name the rule of each phrase, and how the score comes about")
    )
    parser.add_argument(
        "--no-learned", action="store_true", help=_("leave out what the desk has learned from its tickets")
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
    lessons = None if call.args.no_learned else call.site.lessons()
    rules, found = judged(text("classified", given) or "", language, lessons)
    if call.out.json:
        call.out.document(shape(found) | (weighing(rules, found, lessons) if call.args.explain else {}))
    elif call.args.explain:
        print_explained(call, rules, found)
        print_learned(call, rules, found, lessons)
    else:
        print_found(call, found)
    return 0


def judged(given: str, language: str | None, lessons: "Lessons | None") -> tuple[Classification, Classification]:
    """What the rules say, and what it comes to with what the desk has learnt."""
    rules = classify(given, language)
    if lessons is None:
        return rules, rules
    from deskterm.workflow.learning import with_lessons

    return rules, with_lessons(rules, given, lessons)


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
                "rule": each.rule,
            }
            for each in found.evidence
        ],
        "personal_data": found.personal_data,
        "hints": [
            {"phrase": each.phrase, "start": each.start, "end": each.end, "why": each.why} for each in found.hints
        ],
    }


def weighing(rules: Classification, found: Classification, lessons: "Lessons | None") -> dict[str, Any]:
    """How the score comes about: what each phrase adds, both sides by the rules, and what the desk's words add."""
    incident, request = engine.weigh(rules.evidence)
    told: dict[str, Any] = {
        "incident": round(incident, 4),
        "request": round(request, 4),
        "shares": [
            {"phrase": each.phrase, "start": each.start, "weight": round(each.weight, 4), "share": share}
            for each, share in engine.shares(found.evidence)
        ],
        "sure_from": engine.SURE,
        "doubt_up_to": engine.DOUBT,
    }
    if lessons is not None:
        from deskterm.workflow.learning import ENOUGH

        told["learned"] = {
            "judged": lessons.judged,
            "needed": ENOUGH,
            "speaks": lessons.speaks,
            "adds": round(added(found), 4),
            "counts": not rules.sure,
        }
    return {"weighing": told}


def added(found: Classification) -> float:
    """What the desk's own words add together."""
    return sum(each.weight for each in found.evidence if each.why == LEARNED)


def print_found(call: Call, found: Classification) -> None:
    """A classification for people."""
    print_verdict(call, found)
    for each in found.evidence:
        phrase = call.out.foreign(each.phrase)
        call.out.below(f"{each.weight:+.2f}", phrase, f"({reasons.reason(each.why)})")
    print_hints(call, [each for each in found.hints if each.why == PERSONAL])


def print_explained(call: Call, rules: Classification, found: Classification) -> None:
    """A classification with the rule behind each phrase, what each adds, and how the rules' score comes about."""
    print_verdict(call, found)
    for each, share in engine.shares(rules.evidence):
        line = _("{rule}: {reason}; weighs {weight}, counts {share} of it; characters {start} to {end}")
        call.out.below(
            f"{each.weight * share:+.2f}",
            call.out.foreign(each.phrase),
            line.format(
                rule=each.rule,
                reason=reasons.reason(each.why),
                weight=f"{each.weight:+.2f}",
                share=f"{share:.1f}",
                start=each.start + 1,
                end=each.end,
            ),
        )
    print_hints(call, found.hints)
    if not rules.evidence:
        call.out.data(_("No rule finds anything. Who only names a thing probably wants it, but nobody is sure."))
        return
    incident, request = engine.weigh(rules.evidence)
    call.out.data(
        _("For an incident {incident}, for a request {request}, together {total}: score {score}.").format(
            incident=f"{incident:+.2f}",
            request=f"{request:+.2f}",
            total=f"{incident + request:+.2f}",
            score=f"{rules.score:+.2f}",
        )
    )
    call.out.data(
        _("Sure from {sure} on, when the other side has at most {doubt} and the language has rules.").format(
            sure=f"{engine.SURE:.2f}", doubt=f"{engine.DOUBT:.2f}"
        )
    )


def print_learned(call: Call, rules: Classification, found: Classification, lessons: "Lessons | None") -> None:
    """What the desk's own words add, apart from the rules; or that they are not asked yet."""
    if lessons is None:
        return
    if not lessons.speaks:
        from deskterm.workflow.learning import ENOUGH, FEW

        few = _("Nothing learned yet: {judged} of {needed} judged tickets, of each kind at least {few}.")
        call.out.data(few.format(judged=lessons.judged, needed=ENOUGH, few=FEW))
        return
    call.out.data(_("Learned from {judged} judged tickets of this desk:").format(judged=lessons.judged))
    mine = [each for each in found.evidence if each.why == LEARNED]
    if not mine:
        call.out.below(_("no word of this text says anything."))
        return
    for each in sorted(mine, key=lambda each: -abs(each.weight)):
        call.out.below(f"{each.weight:+.2f}", call.out.foreign(each.phrase))
    total = f"{added(found):+.2f}"
    if rules.sure:
        call.out.data(_("Together {total}; it does not count, for the rules are sure.").format(total=total))
        return
    counted = _("Together {total}; with what the rules say: score {score}.")
    call.out.data(counted.format(total=total, score=f"{found.score:+.2f}"))


def print_verdict(call: Call, found: Classification) -> None:
    """Kind, nature, how sure, score and language."""
    certainty = _("sure") if found.sure else _("not sure")
    nature = f", {names.nature(found.nature)}" if found.nature else ""
    language = found.language or _("unknown language")
    call.out.data(f"{names.kind(found.kind)}{nature} ({certainty}, {found.score:+.2f}, {language})")


def print_hints(call: Call, hints: Iterable[Evidence]) -> None:
    """What nature and personal data rest on; the same words once."""
    for why, phrase in dict.fromkeys((each.why, each.phrase) for each in hints):
        told = _("personal data?") if why == PERSONAL else names.nature(Nature(why))
        call.out.below(call.out.foreign(phrase), f"({told})", indent=9)


def stream(call: Call, language: str | None) -> int:
    """One JSON line out for each one in, as soon as it is read; a line that can't be read is named and left out."""
    left_out = 0
    number = 0
    lessons = None if call.args.no_learned else call.site.lessons()
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
        rules, found = judged(given, language, lessons)
        more = weighing(rules, found, lessons) if call.args.explain else {}
        call.out.data(call.out.told({"id": id, **shape(found), **more}))
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
