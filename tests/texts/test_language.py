"""Sentences in the language that was asked for."""

import subprocess
import sys

import pytest

from deskterm.texts import language
from deskterm.texts.language import LANGUAGES, N_, NP_, _, n_, p_, preferred, use


@pytest.fixture(autouse=True)
def english():
    """Every test begins and ends in English."""
    use("en")
    yield
    use("en")


def test_english_is_the_language_of_the_source():
    """Without a catalogue a sentence is itself."""
    assert _("Choose a category.") == N_("Choose a category.") == "Choose a category."
    assert p_("status", "Open") == NP_("status", "Open") == "Open"
    assert [n_("{n} ticket", "{n} tickets", n) for n in (0, 1, 2)] == ["{n} tickets", "{n} ticket", "{n} tickets"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_can_be_used(code):
    """A language without a catalogue falls back to English and is still remembered."""
    assert use(code) == code == language.language()
    assert _("Choose a category.")


@pytest.mark.parametrize("code", ["", "de", "EN", "../../etc"])
def test_an_unknown_language_is_refused(code):
    """Nothing is loaded by a name that is not on the list."""
    with pytest.raises(ValueError):
        use(code)


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "th_TH", "LC_ALL": "ro_RO.UTF-8"}, "ro"),
        ({"LANGUAGE": "de:ro:en"}, "ro"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ru_RU"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "\udcff"}, "en"),
    ],
)
def test_the_shell_says_which_language(environ, code):
    """The variables of gettext are asked in gettext's order."""
    assert preferred(environ) == code


def test_english_costs_nothing():
    """Importing the sentences loads neither gettext nor anything else that is slow."""
    code = "import sys, deskterm.texts.language as l; print([n in sys.modules for n in ('gettext', 'typing', 're')])"
    out = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert out.stdout.strip() == "[False, False, False]"
