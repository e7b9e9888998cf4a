"""What a command is given: its options, the desk when it asks for it, and where its words go."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from deskterm.cli.output import Output

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

    from deskterm.store.location import Location
    from deskterm.store.opening import Store
    from deskterm.usecases.desk import Desk
    from deskterm.usecases.keys import Gate
    from deskterm.workflow.learning import Lessons


class Site(Protocol):
    """What the composer knows and a command may ask for."""

    @property
    def location(self) -> "Location":
        """Where the desk is, or would be."""

    @property
    def caller(self) -> str:
        """The account that called, or that it acts for."""

    @property
    def via(self) -> str | None:
        """The account that called, when it acts for another."""

    @property
    def remote(self) -> bool:
        """Did the caller come over SSH, so that nothing of this machine is theirs?"""

    @property
    def zone(self) -> "tzinfo":
        """The caller's time zone."""

    @property
    def zone_name(self) -> str:
        """The IANA name of that zone, or of the nearest thing that has one."""

    @property
    def drafts(self) -> "Path":
        """Where texts that are being written are kept on this machine."""

    @property
    def now(self) -> Callable[[], int]:
        """The clock."""

    def desk(self) -> "Desk":
        """The open desk, seen by the caller. Raises when there is none or the caller is unknown."""

    def store(self) -> "Store":
        """The desk's store, whoever asks; for an examination of a desk that can't be opened otherwise."""

    def lessons(self) -> "Lessons | None":
        """What the desk has learnt from its tickets; None where there is no desk, or it can't be read."""

    @property
    def keys_file(self) -> "Path":
        """Where sshd looks for keys of those who may come to the desk."""

    def gate(self) -> "Gate":
        """What is written for whoever may come over SSH."""

    def configuration(self) -> "Sequence[tuple[str, str, Mapping[str, object]]]":
        """What there is to say of the settings: codes with how bad it is and arguments."""

    def visit(self, location: "Location", name: str) -> "Desk":
        """Another desk, seen by one of its people."""


@dataclass(frozen=True, slots=True)
class Call:
    """One run of one command."""

    args: argparse.Namespace
    out: Output
    site: Site

    @property
    def desk(self) -> "Desk":
        """The desk; opened when first asked for."""
        return self.site.desk()


@dataclass(frozen=True, slots=True)
class Open:
    """What a command returns to have the terminal app opened: on which desk, and what to do when it ends."""

    desk: "Desk"
    after: Callable[[], None] = field(default=lambda: None)
