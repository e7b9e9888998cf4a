"""How fast the classifier is, beside one compiled alternation of the same patterns; and what importing it costs.

Both read the same generated texts of 500 characters, in turn, pair by pair: the ratio of a pair is not moved by what
else the machine does. The alternation only searches; the classifier searches, weighs and explains. The import is
measured in new processes, in turn with that of the standard modules that it needs.

    python -m benchmarks.classify_rate [PAIRS]
"""

import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from deskterm.workflow.classify import classify
from deskterm.workflow.classify.lexicons import LANGUAGES, load
from deskterm.workflow.classify.normal import normalise

LENGTH = 500
TEXTS = 200
WORDS = {
    "en": "the shelf in room seven is full and we would like to know how the door can be opened please since monday "
    "it does not close and an error light is on thank you for the quick answer to my letter about it all",
    "ru": "шкаф в седьмой комнате полон и мы хотели бы знать как можно открыть дверь с понедельника она не закрывается "
    "горит лампа ошибка спасибо за быстрый ответ на моё письмо об этом всём заранее",
    "ro": "dulapul din camera șapte este plin și am vrea să știm cum se poate deschide ușa de luni nu se mai închide "
    "și apare o eroare pe ecran vă mulțumim pentru răspunsul rapid la scrisoarea noastră",
    "th": "ตู้ ใน ห้อง เจ็ด เต็ม แล้ว อยากทราบ ว่า จะ เปิด ประตู อย่างไร ตั้งแต่ วันจันทร์ ปิด ไม่ได้ มี ไฟ แดง ขึ้น ขอบคุณ สำหรับ "
    "คำตอบ ที่ รวดเร็ว ค่ะ",
}
NEEDED = "import re, typing, enum, functools"
WANTED = "import deskterm.workflow.classify"
FIRST = (
    "import time; from deskterm.workflow.classify import lexicons; start = time.process_time(); "
    "lexicons.load('{}').seeker; print(time.process_time() - start)"
)


def texts(language: str) -> list[str]:
    """Texts of 500 characters in a language, always the same."""
    draw = random.Random(language)
    words = WORDS[language].split()
    joint = "" if language == "th" else " "
    found = []
    for _ in range(TEXTS):
        text = ""
        while len(text) < LENGTH:
            text += draw.choice(words) + (joint if draw.random() < 0.93 else ". ")
        found.append(text[:LENGTH])
    return found


def seconds(work: Callable[[str], object], given: list[str]) -> float:
    """The time of this process that the work on all the texts takes."""
    start = time.process_time()
    for text in given:
        work(text)
    return time.process_time() - start


def alternation(language: str) -> Callable[[str], object]:
    """Searching with all phrases of all rules and hints in one pattern."""
    lexicon = load(language)
    groups = (*(rule.phrases for rule in lexicon.rules), *lexicon.natures.values(), lexicon.personal)
    pattern = re.compile(lexicon.pattern(tuple(phrase for group in groups for phrase in group)))
    return lambda text: [match.span() for match in pattern.finditer(normalise(text).text)]


def rate(language: str, pairs: int) -> str:
    """One line about one language."""
    given = texts(language)
    plain = alternation(language)
    seconds(classify, given)
    seconds(plain, given)
    spent = [(seconds(classify, given), seconds(plain, given)) for _ in range(pairs)]
    ratios = sorted(ours / theirs for ours, theirs in spent)
    ours = statistics.median(ours for ours, _ in spent) / TEXTS
    return (
        f"{language}  {1 / ours:7.0f} texts/s ({ours * 1e6:.0f} µs)  "
        f"ratio to one alternation {statistics.median(ratios):.2f} [{ratios[0]:.2f} {ratios[-1]:.2f}], {pairs} pairs"
    )


def imported(code: str) -> float:
    """Milliseconds that a statement takes in a new interpreter, by its own count of imports (-X importtime)."""
    run = subprocess.run([sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=True)
    rows = [row.split("|") for row in run.stderr.splitlines() if row.startswith("import time:") and "[us]" not in row]
    names = set(re.split(r"[ ,]+", code)) - {"import"}
    return sum(int(total) for _, total, name in rows if name.strip() in names and not name.startswith("  ")) / 1000


def main(pairs: int) -> None:
    """Print the rates and the import."""
    for language in LANGUAGES:
        print(rate(language, pairs))
    spent = [(imported(WANTED), imported(NEEDED)) for _ in range(pairs)]
    ours, needed = (statistics.median(column) for column in zip(*spent, strict=True))
    print(f"import deskterm.workflow.classify {ours:.1f} ms, of which {needed:.1f} ms standard modules; {pairs} pairs")
    for language in LANGUAGES:
        run = subprocess.run([sys.executable, "-c", FIRST.format(language)], capture_output=True, text=True, check=True)
        print(f"first text in {language}: {float(run.stdout) * 1000:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
