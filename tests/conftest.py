"""What holds for all tests: properties are tried less often than in the long runs, and no clock judges them."""

import sys

import pytest
from hypothesis import settings

SHORT = 40
"""Examples of a property in `make test`; the long runs try as many as the library does by itself."""


def pytest_configure(config: pytest.Config) -> None:
    """Fewer examples, unless the long runs are asked for; how long one takes decides nothing."""
    settings.register_profile("long", deadline=None)
    settings.register_profile("short", max_examples=SHORT, deadline=None)
    settings.load_profile("short" if "not soak" in config.getoption("markexpr", "") else "long")


def pytest_unconfigure() -> None:
    """The server that tests of this process have shared ends with it."""
    if "tests.store.servers" in sys.modules:
        sys.modules["tests.store.servers"].stop()
