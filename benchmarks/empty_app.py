"""An empty Textual app that paints one word: what the start of deskterm is compared with."""

from textual.app import App, RenderResult
from textual.screen import Screen


class Word(Screen[None]):
    """One word."""

    def render(self) -> RenderResult:
        """The word that the benchmark waits for."""
        return "READY"


class Empty(App[None]):
    """The least that Textual can do."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [("q", "quit", "quit")]  # noqa: RUF012 - Textual's own way

    def get_default_screen(self) -> Screen[None]:
        """The word."""
        return Word()


if __name__ == "__main__":
    Empty().run()
