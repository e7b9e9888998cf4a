"""Stems: what the forms of one word have in common. Russian, and one stem for all that is written in Latin letters.

The language of a single word can't be known, least of all in a query. So a Latin word gets one stem that takes away
what English *and* Romanian add to words; both meet again in words that they share (error, eroare). The stem is no
word: it only has to be the same for the forms of one word, in the text and in the query.

Russian follows the published Snowball algorithm (snowballstem.org, BSD), on text in which ё is written е.
"""

import re
from functools import lru_cache

SHORTEST = 3
"""Letters that a stem keeps at least."""

# ------------------------------------------------------------------ Russian
_VOWEL = re.compile("[аеиоуыэюя]")
_GERUND = re.compile("((?<=[ая])(?:в|вши|вшись)|ив|ивши|ившись|ыв|ывши|ывшись)$")
_REFLEXIVE = re.compile("(?:ся|сь)$")
_ADJECTIVE = re.compile("(?:ими|ыми|его|ого|ему|ому|ее|ие|ые|ое|ей|ий|ый|ой|ем|им|ым|ом|их|ых|ую|юю|ая|яя|ою|ею)$")
_PARTICIPLE = re.compile("(?:(?<=[ая])(?:ем|нн|вш|ющ|щ)|ивш|ывш|ующ)$")
_VERB = re.compile(
    "(?:(?<=[ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно)"
    "|ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю)$"
)
_NOUN = re.compile(
    "(?:иями|ями|ами|ией|иям|ием|иях|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|[аеийоуыьюя])$"
)
_SECOND = re.compile("^[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]+[аеиоуыэюя]+[^аеиоуыэюя]")
_QUALITY = re.compile("ость?$")
_SUPERLATIVE = re.compile("ейше?$")


def russian(word: str) -> str:
    """The stem of a word in Cyrillic letters."""
    vowel = _VOWEL.search(word)
    if vowel is None:
        return word
    head, rest = word[: vowel.end()], word[vowel.end() :]
    if (plain := _GERUND.sub("", rest)) == rest:
        plain = rest = _REFLEXIVE.sub("", rest)
        if (adjective := _ADJECTIVE.sub("", rest)) != rest:
            plain = _PARTICIPLE.sub("", adjective)
        elif (plain := _VERB.sub("", rest)) == rest:
            plain = _NOUN.sub("", rest)
    plain = plain.removesuffix("и")
    second = _SECOND.match(head + plain)
    if second is not None and (found := _QUALITY.search(head + plain)) and found.start() >= second.end():
        plain = plain[: found.start() - len(head)]
    if (best := _SUPERLATIVE.sub("", plain)) != plain or plain.endswith("нн"):
        return head + (best[:-1] if best.endswith("нн") else best)
    return head + plain.removesuffix("ь")


# ------------------------------------------------------------------ English and Romanian
_DOUBLE = re.compile(r"([bcdfgklmnprstvz])\1$")
_PLURAL = re.compile("(?<=[^isu])s$")
_BROKEN = re.compile("oa(?=[nl]|r(?!d))")
"""o under stress: eroare and erori, telefoane and telefon."""
_ENDING = re.compile(
    "(?:ationale?|ations?|ational|ati(?:ilor|ile|ei|e|a|i)|iun(?:ilor|ile|ii|ea|e|i)|(?<=[stx])ion"
    "|[ai]r(?:ilor|ile|ii|ea|e|i)?|eaza|[ai]nd|ez[ei]?|esc|este|esti"
    "|(?:[ai]|(?<!o)u)t(?:ilor|elor|ele|ei|ea|ul|ii|a|e|i)?"
    "|ului|ur(?:ilor|ile|i)|[ie]?ilor|elor|i?ile|ele|i?ii|iei|[uei]l|ei|[eu]a|ing|ied|ed|ly|ment|[aeiouy])$"
)
_FEMININE = re.compile("(?:[aeiclptuzx]t|ig|s|ced|ent|ult)ur$")
"""How a stem ends in which -uri is no ending of its own: facturi belongs to factura, conturi to cont."""
_LONGER = {"ly": 4, "este": 4, "esti": 4, "and": 5, "ind": 5, "ment": 5}
"""Endings that only longer words have: letters that must be left."""
_WHOLE_WORDS = (
    "acces proces succes exces progres congres stres expres interes mers curs sens discurs recurs concurs raspuns "
    "folos format alias canvas atlas bias"
)
_WHOLE = frozenset(_WHOLE_WORDS.split())
"""Words that end as if something had been added to them."""
_MUTE = re.compile("[^aeiouy]*")


def latin(word: str) -> str:
    """The stem of a word in plain Latin letters, of whatever language."""
    if len(word) <= SHORTEST:
        return word
    word = _BROKEN.sub("o", word[:-2] if word.endswith("lly") else word)
    if _single(word) not in _WHOLE:
        word = _PLURAL.sub("", word) if len(word) > SHORTEST else word
    while (word := _single(word)) not in _WHOLE and (shorter := _shorter(word)) != word:
        word = shorter
    return word[:-1] if word.endswith(("ch", "gh")) else word


def _single(word: str) -> str:
    return word[:-1] if len(word) > SHORTEST and _DOUBLE.search(word) else word


def _shorter(word: str) -> str:
    """The word without an ending, when enough is left of it: some letters, a vowel among them."""
    found = _ENDING.search(word, SHORTEST)
    while found is not None:
        rest, ending = word[: found.start()], found[0]
        if ending.startswith("ur") and _FEMININE.search(rest + "ur"):
            return rest + "ur"
        if rest + ending[:2] in _WHOLE:
            return rest + ending[:2]
        if len(rest) >= _LONGER.get(ending, SHORTEST) and not _MUTE.fullmatch(rest):
            return rest
        found = _ENDING.search(word, found.start() + 1)
    return word


# ------------------------------------------------------------------ both
@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded word of letters; a word in another script is its own."""
    if "a" <= word[0] <= "z":
        return latin(word) if word.isascii() else word
    return russian(word) if "\u0400" <= word[0] <= "\u04ff" else word


def unfinished(word: str) -> frozenset[str]:
    """Stems of the words that the beginning of a word may be, as far as they are shorter than it."""
    word = _BROKEN.sub("o", word)
    cuts = range(max(SHORTEST + 1, len(word) - 3), len(word) + 1)
    found = {stem(word[:cut]) for cut in cuts} if len(word) > SHORTEST else set()
    whole = stem(word)
    return frozenset(each for each in found if each == whole or (word.startswith(each) and word[len(each) :] in _BEGUN))


def beginning(word: str) -> str:
    """What the stems of all longer words with this beginning begin with."""
    return _BROKEN.sub("o", word).removesuffix("a") if word.endswith("oa") else _BROKEN.sub("o", word)


_ENDINGS = (
    "ations ationale atiilor atiile atiei iunilor iunile iunii iunea ion arilor irile area irea eaza and ind ezi "
    "este esti atilor atele utilor utelor itul ului urilor urile ilor iilor elor ele iile iei ul el ei ea ua ing "
    "ied ed ly ment s es ally a e i o u y "
    "ими ыми его ого ему ому ее ие ые ое ей ий ый ой ем им ым ом их ых ую юю ая яя ою ею иями ями ами ией иям "
    "ием иях ев ов ье еи ям ам ах ях ию ью ия ья ала ила ыла ена ейте уйте ите или ыли ило ыло ено ает ует уют "
    "ают ит ыт ить ыть ать ишь ешь ость ся сь"
)
_BEGUN = frozenset(ending[:cut] for ending in _ENDINGS.split() for cut in range(1, len(ending) + 1))
"""Endings and their beginnings."""
