"""Key events as the bindings expect them: by the place of the key, whatever layout typed it."""

from functools import cache

from textual import events
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key
from textual.widget import Widget

from deskterm.wire.layouts import Layout, moved_characters, physical

_TEXT_FIELDS = {"Input", "TextArea"}


def takes_text(widget: Widget | None) -> bool:
    """Does the widget take typed characters as text? By class name, since importing the text area costs a start."""
    if widget is None:
        return False
    return bool(getattr(widget, "TAKES_TEXT", False)) or any(
        cls.__name__ in _TEXT_FIELDS for cls in type(widget).__mro__
    )


def translate(event: events.Key, layout: Layout, *, text: bool) -> None:
    """Rewrites the event in place. `text`: it goes to a text field, which gets what was typed (not ctrl+letter)."""
    *modifiers, base = event.key.split("+") if len(event.key) > 1 else [event.key]
    if modifiers and modifiers != ["shift"]:
        character = _character(base)
        latin = None if character is None or character.isascii() else physical(character)
        if latin is not None:
            event.key = "+".join([*modifiers, _name(latin.lower())])
        return
    character = event.character
    if character is None or len(character) != 1:
        return
    layout.see(character)
    if text:
        return
    latin = layout.place(character)
    if latin is not None:
        event.key, event.character = _name(latin), latin


def _name(character: str) -> str:
    name = _character_to_key(character)
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _character(name: str) -> str | None:
    """The character with this key name, as far as another layout types it where the Latin one has a key."""
    return name if len(name) == 1 else _names().get(name)


@cache
def _names() -> dict[str, str]:
    return {_name(character): character for character in moved_characters()}
