"""The end of an app: what is opened in its last moment fails nothing."""

import pytest
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

from deskterm.wire.app import WiredApp


class Late(Screen[None]):
    """A screen that looks for its own parts when it is there."""

    def compose(self) -> ComposeResult:
        """One part."""
        yield Static("words")

    def on_mount(self) -> None:
        """The part is looked for."""
        self.query_one(Static).update("other words")


async def test_a_screen_that_is_opened_as_the_app_ends_is_no_defect() -> None:
    """It is never filled, so it does not find its parts; the exit code stays that of the end."""
    app = WiredApp[None]()
    async with app.run_test():
        app.exit(return_code=143)
        app.push_screen(Late())
    assert app.return_code == 143


async def test_a_screen_without_its_parts_is_a_defect_of_an_app_that_goes_on() -> None:
    """The same is told while nobody has ended the app."""

    class Empty(Late):
        def compose(self) -> ComposeResult:
            """Nothing."""
            yield from ()

    app = WiredApp[None]()
    with pytest.raises(NoMatches):
        async with app.run_test():
            app.push_screen(Empty())
    assert app.return_code == 1
