"""The terminal's title."""

_LONGEST = 80


def title_sequence(text: str) -> str:
    """What sets the title to "deskterm", with the text behind it if there is one; control characters are left out."""
    text = "".join(char for char in text if char.isprintable())[:_LONGEST].strip()
    return f"\x1b]2;deskterm - {text}\x07" if text else "\x1b]2;deskterm\x07"
