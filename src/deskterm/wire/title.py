"""The terminal's title."""

_LONGEST = 80


def title_sequence(text: str, count: int = 0) -> str:
    """What sets the title to "deskterm", with what there is of a count and a text; control characters are left out."""
    text = "".join(char for char in text if char.isprintable())[:_LONGEST].strip()
    start = f"deskterm ({count})" if count else "deskterm"
    return f"\x1b]2;{start} - {text}\x07" if text else f"\x1b]2;{start}\x07"


def message_sequence(text: str) -> str:
    """What asks the terminal to show a message of its own: "deskterm" and the text, without control characters."""
    return f"\x1b]9;deskterm: {''.join(char for char in text if char.isprintable())[:_LONGEST].strip()}\x07"
