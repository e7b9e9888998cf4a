"""Which of the desk's languages a text is written in: by its script, then by its commonest words.

Romanian diacritics are not asked: half of those who write Romanian at a keyboard leave them out, and a text must get
the same answer with and without them.
"""

import re

_WORD = re.compile(r"[^\W\d_]+")
_THAI = re.compile(r"[\u0e01-\u0e4e]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z\u00e0-\u024f]")

_ROMANIAN = frozenset(
    """
    abia acces accesa acest aceasta acestea acestui adica ai aici al ale am apare apoi are as asa asta ati atunci au
    avem avea aveti azi bine buna ca cam cand care catre ce cea cei cele cer cere cineva cont contul cu cum cumva da
    daca dar de deja dela deoarece deschide desi despre din doar doresc dori dupa eroare este eu face fara fi fie
    fiecare fisier fisierul fost functioneaza ieri imi imprimanta in inca insa intr intre intra isi la lipsa
    lipseste lucrez lui mai mea meu mi mult multumesc ne nici nimic nou noua nu ori parola pe pentru poate pot prea
    prin problema putem puteti rog sa salut sau se si sistem sistemul solicit solicitare spune sub sunt suntem te
    trebuie tot un una unde unei unii unor unui va vad vreau zice zile
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list of them
)
_ENGLISH = frozenset(
    """
    a about access account after all also an and any are as at be because been but by can cannot could did do does
    error even for from get had has have he help how i if in into is issue it its just me my need new no not of off
    on or our out please problem she should so some than that the their them then there they this to up was we were
    what when where which who why will with without working would you your
    """.split()  # noqa: SIM905
)
_SIGNIFICANT = 0.15
"""The share of letters from which a script decides: texts in Thai and Russian are full of Latin product names."""


_ROMANIAN_ENDINGS = (
    "ului",
    "ilor",
    "urile",
    "eaza",
    "easca",
    "iunea",
    "iunii",
    "tatii",
    "itate",
    "tiei",
    "area",
    "irea",
)


def detect(text: str) -> str | None:
    """The language of a normalised text; None when it is in Latin letters and no word tells which language it is."""
    thai, cyrillic, latin = (len(script.findall(text)) for script in (_THAI, _CYRILLIC, _LATIN))
    letters = thai + cyrillic + latin
    if thai > letters * _SIGNIFICANT and thai >= cyrillic:
        return "th"
    if cyrillic > letters * _SIGNIFICANT:
        return "ru"
    words = _WORD.findall(text)
    romanian = sum(word in _ROMANIAN or word.endswith(_ROMANIAN_ENDINGS) for word in words)
    english = sum(word in _ENGLISH for word in words)
    return None if romanian == english else "ro" if romanian > english else "en"
