"""Mail addresses that look like others: what cannot be told by eye is said beside them.

A letter of another script between Latin ones, a part that is written wholly in letters that look Latin, and a domain
that is not ASCII all may be meant to deceive. The address stays as it is written; what it is follows in ‹›.
"""

from deskterm.texts.called import called
from deskterm.texts.language import _
from deskterm.texts.safe import safe

SHOWN = 3
"""Letters that are named at most."""
LOOKS_LATIN = frozenset("аеорсухіјѕһԁԛԝӏգոսօαινορυϲϳ" + "АВЕКМНОРСТУХІЈЅԌԚԜӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
"""Letters of Cyrillic, Greek and Armenian that a Latin one looks like."""


def address(text: str) -> str:
    """An address made safe to show, with what its letters are where that can't be seen."""
    if text.isascii():
        return safe(text)
    local, at, domain = text.rpartition("@")
    notes = [note for part in _parts(local, domain) if (note := _odd(part))]
    if at and not domain.isascii():
        notes.append(_encoded(domain))
    told = "; ".join(dict.fromkeys(notes))
    return safe(f"{text} ‹{told}›" if told else text)


def named(name: str) -> str:
    """A reporter's name made safe to show; a name that is an address is shown as one."""
    return address(name) if "@" in name else safe(called(name))


def _parts(local: str, domain: str) -> list[str]:
    """What is read as one word: letters of two scripts in one of them belong to a deception."""
    words = local
    for sign in ".+-_<>\"' ":
        words = words.replace(sign, "\n")
    return [*words.split("\n"), *domain.split(".")]


def _odd(word: str) -> str:
    """Which letters of a word are not what they seem; empty when all are."""
    if word.isascii():
        return ""
    scripts = {char: _script(char) for char in word if char.isalpha()}
    held = set(scripts.values())
    if len(held) > 1:
        odd = [char for char, script in scripts.items() if script != "LATIN" or "LATIN" not in held]
        return _("mixed letters: {letters}").format(letters=_named(odd))
    if held and held != {"LATIN"} and all(char in LOOKS_LATIN for char in scripts):
        return _("no Latin letters: {letters}").format(letters=_named(list(scripts)))
    return ""


def _named(letters: list[str]) -> str:
    shown = [f"{char} U+{ord(char):04X}" for char in letters[:SHOWN]]
    return ", ".join([*shown, *(["…"] if len(letters) > SHOWN else [])])


def _script(char: str) -> str:
    """The script of a letter, by the first word of its name; Thai, Kana and the like count as one each."""
    from unicodedata import name, normalize

    plain = normalize("NFKC", char)[:1]
    first = name(plain, "UNKNOWN").split()[0]
    return "FULLWIDTH" if plain != char and first == "LATIN" else first


def _encoded(domain: str) -> str:
    """The domain as the network writes it."""
    from unicodedata import normalize

    labels = normalize("NFKC", domain).casefold().split(".")
    return ".".join(label if label.isascii() else _punycode(label) for label in labels)


def _punycode(label: str) -> str:
    try:
        return "xn--" + label.encode("punycode").decode()
    except UnicodeError:
        return label
