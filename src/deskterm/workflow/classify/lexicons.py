"""Which languages have rules, each loaded when it is first met."""

from deskterm.workflow.classify.lexicon import Lexicon

LANGUAGES = ("en", "ru", "ro", "th")


def load(language: str) -> Lexicon:
    """The rules of a language. KeyError for one that has none."""
    return _LOADERS[language]()


def _english() -> Lexicon:
    from deskterm.workflow.classify.english import ENGLISH

    return ENGLISH


def _russian() -> Lexicon:
    from deskterm.workflow.classify.russian import RUSSIAN

    return RUSSIAN


def _romanian() -> Lexicon:
    from deskterm.workflow.classify.romanian import ROMANIAN

    return ROMANIAN


def _thai() -> Lexicon:
    from deskterm.workflow.classify.thai import THAI

    return THAI


_LOADERS = {"en": _english, "ru": _russian, "ro": _romanian, "th": _thai}
