"""One spelling for letters that are written in several ways: case, width, diacritics, order of marks.

Latin and Cyrillic letters lose their marks (й is a letter of its own, ё is read as е), so that Romanian is found with
diacritics, with the old cedilla letters and without either. Thai keeps its marks: they tell words apart. They are put
into one order, because keyboards and programs differ in it.
"""

import re
from unicodedata import category, decimal, normalize

PLAIN = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n", "ё": "е"}
)
"""Letters whose stroke is no mark of its own."""
INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff"
"""Signs that only say where a line may break or how letters join."""
DROPPED = dict.fromkeys(map(ord, INVISIBLE))
SHORT_I = "\u0438\u0306"
"""й in two pieces: the only Cyrillic letter that keeps its mark."""
NIKHAHIT, AA, AM = "\u0e4d", "\u0e32", "\u0e33"
TONES = "\u0e48\u0e49\u0e4a\u0e4b"
THAI_AM = re.compile(f"{NIKHAHIT}([{TONES}]*){AA}|([{TONES}]+){NIKHAHIT}{AA}")
THAI_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}")


def folded(word: str) -> str:
    """The word in the spelling that is indexed. It may have other signs in it than letters and digits."""
    if word.isascii():
        return word.lower()
    plain = normalize("NFKC", word.translate(DROPPED)).casefold().translate(PLAIN)
    if plain.isascii():
        return plain
    parts = []
    for letter in normalize("NFD", plain).replace(SHORT_I, "й"):
        kind = category(letter)
        if kind not in ("Mn", "Me", "Cf"):
            parts.append(str(decimal(letter)) if kind == "Nd" else letter)
        elif not "\u0300" <= letter <= "\u036f" and kind != "Cf" and not "\u0483" <= letter <= "\u0489":
            parts.append(letter)
    return normalize("NFC", "".join(parts)).translate(PLAIN)


def thai(run: str) -> str:
    """A run of Thai with its marks in one order, sara am in one piece and เเ as แ."""
    run = THAI_AM.sub(lambda found: f"{found[1] or found[2] or ''}{AM}", run.translate(DROPPED))
    run = run.replace("\u0e40\u0e40", "\u0e41")
    return THAI_MARKS.sub(lambda found: "".join(sorted(set(found[0]))), run)
