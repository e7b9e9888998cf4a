"""Commands go by the place of the key on three layouts."""

import pytest
from textual.events import Key
from textual.widgets import Input, Static

from deskterm.wire.keys import takes_text, translate
from deskterm.wire.layouts import Layout, physical

COMMANDS = "jkgGaAeEcidpwsvxXlfuymrzVtqnNY[]/:?.+*123456789"
# What the three layouts type with the keys of the commands, key by key.
TYPED = {
    "ru": "олпПфФуУсшвзцымчЧдагнькяМейтТНхъ.Ж,ю+*123456789",
    "th": "่าเฌฟฤำฎแรกยไหอป)สดีัทพผฮะๆื์ํบลฝซฦใ๙๕ๅ/-ภถุึคต",
    "ro": "jkgGaAeEcidpwsvxXlfuymrzVtqnNYăî/Ș?.+*123456789",
}
US = {
    "ru": dict(zip("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.", strict=True)),
    "th": dict(zip("ๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ", "qwertyuiop[]asdfghjkl;'zxcvbnm,./", strict=True)),
}


@pytest.mark.parametrize("name", ["ru", "th", "ro"])
def test_every_command_can_be_typed(name):
    """Each command key, pressed on that layout after a letter of it, arrives as the Latin command."""
    assert len(TYPED[name]) == len(COMMANDS)
    for command, typed in zip(COMMANDS, TYPED[name], strict=True):
        layout = Layout()
        layout.see({"ru": "о", "th": "า", "ro": "ă"}[name])
        layout.see(typed)
        assert (layout.place(typed) or typed) == command, (typed, command)


@pytest.mark.parametrize("name", ["ru", "th"])
def test_letters_are_at_their_places(name):
    """The unshifted letters follow the standard layout."""
    assert {letter: physical(letter) for letter in US[name]} == US[name]


def test_latin_letters_mean_themselves():
    """Nobody with a Latin layout sees any of this."""
    layout = Layout()
    for character in COMMANDS + ",-)(;\"'":
        layout.see(character)
        if layout.name == "us":
            assert layout.place(character) is None


def test_a_sign_follows_the_layout_of_the_last_letter():
    """ "." is "/" on a Russian keyboard and "." again after a Latin letter."""
    layout = Layout()
    assert layout.place(".") is None
    layout.see("ы")
    assert layout.place(".") == "/"
    layout.see("s")
    assert layout.place(".") is None


@pytest.mark.parametrize(
    ("key", "character", "text", "expected"),
    [
        ("о", "о", False, ("j", "j")),
        ("о", "о", True, ("о", "о")),
        ("thai_character_mai_ek", "่", False, ("j", "j")),
        ("х", "х", False, ("left_square_bracket", "[")),
        ("ctrl+ы", None, True, ("ctrl+s", None)),
        ("ctrl+thai_character_mai_han_akat", None, False, ("ctrl+y", None)),
        ("escape", "\x1b", False, ("escape", "\x1b")),
        ("ctrl+s", "\x13", False, ("ctrl+s", "\x13")),
        ("plus", "+", False, ("plus", "+")),
        ("+", None, False, ("+", "+")),
        ("f2", None, False, ("f2", None)),
    ],
)
def test_events_are_rewritten(key, character, text, expected):
    """Outside text fields by place; in them only what cannot be text."""
    event = Key(key, character)
    translate(event, Layout(), text=text)
    assert (event.key, event.character) == expected


def test_text_fields_are_recognised():
    """Input, whatever derives from it, and what says so itself."""

    class Own(Static):
        TAKES_TEXT = True

    class Derived(Input):
        pass

    assert takes_text(Derived()) and takes_text(Own())
    assert not takes_text(Static()) and not takes_text(None)
