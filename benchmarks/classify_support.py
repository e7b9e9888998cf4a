"""How much of the classifier's rightness rests on words that only one text holds: an honest guess at over-fitting.

Every piece of evidence rests on one choice in each place of its phrase: `open` in `cannot open|print|save`. Such a
choice is supported by the texts in which it was decisive for a match. The second figure is the share that stays right
when, for each text, all evidence is ignored that rests on a choice no other text supports: what the rules would know
had they only ever been written from the other texts. It is a floor: a good word that happens to occur once is
ignored too. `--words` lists the choices that a single text supports.

    python benchmarks/classify_support.py [--words] DIRECTORY_OR_FILE...
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from benchmarks.classify_texts import LANGUAGES, SYNTHETIC, Row, rows, wilson
from deskterm.workflow.classify import Classification, Evidence, classify, engine, lexicons
from deskterm.workflow.classify.lexicon import Lexicon, Rule, lines
from deskterm.workflow.classify.normal import normalise

Choice = tuple[str, str, str]
"""Rule, phrase, and the word chosen in one place of it."""


@cache
def phrases(language: str, rule: Rule) -> list[tuple[str, re.Pattern[str], list[tuple[str, re.Pattern[str]]]]]:
    """The phrases of a rule with their patterns and the patterns of their choices."""
    lexicon: Lexicon = lexicons.load(language)
    found = []
    for phrase in rule.phrases:
        choices = []
        for word in re.sub(r"\{(\w+)\}", lambda m: " ".join(lexicon.macros[m[1]]), phrase).split():
            for choice in word.strip("^$?").split("|"):
                if choice and choice != "...":
                    choices.append((choice, re.compile(lexicon.pattern(lines(choice)))))
        found.append((phrase, re.compile(lexicon.pattern((phrase,))), choices))
    return found


def rests_on(piece: Evidence) -> Iterator[Choice]:
    """The choices that a piece of evidence rests on."""
    language = piece.rule.partition("/")[0]
    rule = next(rule for rule in lexicons.load(language).rules if f"{language}/{rule.name}" == piece.rule)
    said = normalise(piece.phrase).text
    for phrase, pattern, choices in phrases(language, rule):
        if pattern.search(said):
            for choice, single in choices:
                if single.search(said):
                    yield piece.rule, phrase, choice
            return


def verdict(found: Classification, ignored: set[int]) -> bool | None:
    """Incident or not, with the pieces of evidence of these numbers left out."""
    kept = tuple(piece for number, piece in enumerate(found.evidence) if number not in ignored)
    total = sum(engine.weigh(kept)) if kept else lexicons.load(found.language or LANGUAGES[0]).silence
    return None if total == 0 else total > 0


def report(language: str, given: list[Row], words: bool) -> None:
    """Print what is known of one language."""
    found = [classify(row.text) for row in given]
    bases = [[set(rests_on(piece)) for piece in verdict.evidence] for verdict in found]
    support: dict[Choice, set[int]] = defaultdict(set)
    for number, pieces in enumerate(bases):
        for piece in pieces:
            for choice in piece:
                support[choice].add(number)
    alone = {choice for choice, texts in support.items() if len(texts) == 1}
    right = fewer = 0
    for row, verdict_, pieces in zip(given, found, bases, strict=True):
        right += verdict(verdict_, set()) is row.incident
        fewer += verdict(verdict_, {n for n, piece in enumerate(pieces) if piece & alone}) is row.incident
    low, high = wilson(right, len(given))
    print(
        f"{language}  {len(given)} texts  right {right / len(given):.3f} [{low:.3f} {high:.3f}]  "
        f"without words of one text {fewer / len(given):.3f}  "
        f"choices met {len(support)}, by one text {len(alone)}"
    )
    if words:
        for rule, names in sorted(Counter(rule for rule, _, _ in alone).items()):
            print(f"  {rule} ({names}):", ", ".join(sorted({c[2] for c in alone if c[0] == rule})))


if __name__ == "__main__":
    listing = "--words" in sys.argv
    names = [name for name in sys.argv[1:] if name != "--words"]
    if not names:
        raise SystemExit(__doc__)
    every = [row for row in rows(names) if not row.source.startswith(SYNTHETIC)]
    for language in LANGUAGES:
        if given := [row for row in every if row.language == language]:
            report(language, given, listing)
