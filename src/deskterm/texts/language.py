"""The language that sentences are made in.

English is written in the source; the other languages come from compiled catalogues beside this file, in
`locale/<language>/LC_MESSAGES/deskterm.mo`. Nothing is loaded for English, and a catalogue only when a language is
asked for, because this module is imported on the way to the first paint.

`_`, `n_` and `p_` translate when they are called, so tables that are made at import time hold their English words
marked with `N_` or `NP_`, and translate them when somebody asks.
"""

from collections.abc import Mapping
from os.path import dirname, exists, join

TYPE_CHECKING = False  # `typing` alone takes longer to import than the rest of this module
if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "ru", "ro", "th")
"""The languages of the interface; the first is the language of the source."""

ENGLISH = LANGUAGES[0]

_in_use = ENGLISH
_catalogue: "NullTranslations | None" = None


def use(language: str) -> str:
    """Make sentences in this language from now on, and return it.

    A language without a catalogue of its own is spoken in English: the return value still names what was asked
    for, so that dates and suggestions may follow it. ValueError when the language is not one of `LANGUAGES`.
    """
    global _in_use, _catalogue
    if language not in LANGUAGES:
        raise ValueError(language)
    _catalogue = None if language == ENGLISH else _load(language)
    _in_use = language
    return language


def language() -> str:
    """The language in use."""
    return _in_use


def preferred(environ: Mapping[str, str]) -> str:
    """The language that a shell's environment asks for (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), or English."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for wish in environ.get(variable, "").split(":"):
            code = wish.replace("-", "_").partition("_")[0].partition(".")[0].lower()
            if code in LANGUAGES:
                return code
            if code in {"c", "posix"}:
                return ENGLISH
    return ENGLISH


def _(sentence: str) -> str:
    """The sentence in the language in use. Arguments are named: `_("{name} is away").format(name=...)`."""
    return sentence if _catalogue is None else _catalogue.gettext(sentence)


def n_(one: str, many: str, count: int) -> str:
    """The form of a sentence that goes with this count."""
    if _catalogue is not None:
        return _catalogue.ngettext(one, many, count)
    return one if count == 1 else many


def p_(context: str, word: str) -> str:
    """A word whose translation depends on where it stands, such as the state "open"."""
    return word if _catalogue is None else _catalogue.pgettext(context, word)


def N_(sentence: str) -> str:
    """Marks a sentence for the catalogues where it must not be translated yet."""
    return sentence


def NP_(context: str, word: str) -> str:
    """Marks a word and its context for the catalogues where it must not be translated yet."""
    del context
    return word


def _load(language: str) -> "NullTranslations | None":
    """The catalogue of a language, or None when there is none."""
    path = join(dirname(__file__), "locale", language, "LC_MESSAGES", "deskterm.mo")
    if not exists(path):
        return None
    from gettext import GNUTranslations

    with open(path, "rb") as file:
        return GNUTranslations(file)
