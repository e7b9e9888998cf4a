"""The table of docs/classifier.md: how often the classifier is right, beside two that know nothing of the languages.

For each language: accuracy with its 95 % interval (Wilson), macro-F1, how many of the texts it is sure of, and how
often it is right then. An answer of "don't know" counts as wrong. Beside it the commoner kind, always; and a TF-IDF
with logistic regression that is trained on one half of the same texts and asked about the other, both ways round.
That one needs scikit-learn, which nothing else here needs; without it its column says so.

    python -m benchmarks.classify_table DIRECTORY_OR_FILE...
"""

import sys
import unicodedata
from collections.abc import Iterable

from benchmarks.classify_texts import LANGUAGES, SYNTHETIC, Row, macro_f1, rows, wilson
from deskterm.workflow.classify import classify
from deskterm.workflow.codes import Kind

HEAD = (
    "| texts | n | right [95 %] | macro-F1 | sure of | right when sure [95 %] "
    "| the commoner kind | TF-IDF, other half: right, macro-F1 |"
)


def line(name: str, given: list[Row]) -> str:
    """One row of the table."""
    found = [classify(row.text) for row in given]
    said = [None if verdict.kind is None else verdict.kind is Kind.INCIDENT for verdict in found]
    good = [answer is row.incident for answer, row in zip(said, given, strict=True)]
    sure = [right for right, verdict in zip(good, found, strict=True) if verdict.sure]
    incidents = sum(row.incident for row in given)
    return (
        f"| {name} | {len(given)} | {share(good)} "
        f"| {macro_f1((row.incident, answer) for row, answer in zip(given, said, strict=True)):.2f} "
        f"| {len(sure) / len(given):.2f} | {share(sure)} "
        f"| {max(incidents, len(given) - incidents) / len(given):.2f} | {learnt(given)} |"
    )


def share(good: list[bool]) -> str:
    """A share with its interval."""
    low, high = wilson(sum(good), len(good))
    return f"{sum(good) / max(len(good), 1):.3f} [{low:.2f} {high:.2f}]"


def learnt(given: list[Row]) -> str:
    """What a model that learnt one half says about the other."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
    except ImportError:
        return "scikit-learn is not installed"
    pairs: list[tuple[bool, bool]] = []
    for kept in (0, 1):
        taught, asked = given[kept::2], given[1 - kept :: 2]
        if len({row.incident for row in taught}) < 2:
            return "too few texts"
        model = make_pipeline(
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True),
            LogisticRegression(C=10, class_weight="balanced", max_iter=1000),
        )
        model.fit([row.text for row in taught], [row.incident for row in taught])
        said = map(bool, model.predict([row.text for row in asked]))
        pairs += zip((row.incident for row in asked), said, strict=True)
    return f"{sum(a is b for a, b in pairs) / len(pairs):.3f}, {macro_f1(pairs):.2f}"


def unmarked(text: str) -> str:
    """The text without its diacritics."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")


def same_without_diacritics(given: Iterable[Row]) -> str:
    """How many Romanian texts get the same answer plain, with commas below and with cedillas."""
    cedillas = str.maketrans("șțȘȚ", "şţŞŢ")
    texts = [row.text for row in given]
    same = 0
    for text in texts:
        spelt = (text, unmarked(text), text.translate(cedillas), unicodedata.normalize("NFD", text))
        same += len({(v.kind, v.sure, v.score) for v in map(classify, spelt)}) == 1
    return f"Romanian texts with the same answer with, without and with old diacritics: {same} of {len(texts)}"


def main(names: list[str]) -> None:
    """Print the table."""
    every = list(rows(names))
    real = [row for row in every if not row.source.startswith(SYNTHETIC)]
    print(HEAD)
    print("|" + "---|" * (HEAD.count("|") - 1))
    for language in LANGUAGES:
        if given := [row for row in real if row.language == language]:
            sources = sorted({row.source for row in given})
            print(line(f"**{language}**", given))
            if len(sources) > 1:
                for source in sources:
                    print(line(source, [row for row in given if row.source == source]))
    print()
    print(same_without_diacritics(row for row in real if row.language == "ro"))
    for source in sorted({row.source for row in every} - {row.source for row in real}):
        given = [row for row in every if row.source == source]
        answers = [(row, classify(row.text)) for row in given]
        sure = [
            verdict.kind is (Kind.INCIDENT if row.incident else Kind.REQUEST)
            for row, verdict in answers
            if verdict.sure
        ]
        read = sum(verdict.language == row.language for row, verdict in answers)
        print(
            f"{source} (synthetic): {len(given)} texts, language right {read}, sure {len(sure)}, right then {sum(sure)}"
        )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main(sys.argv[1:])
