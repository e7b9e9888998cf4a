"""What a migration step is."""

from collections.abc import Callable
from dataclasses import dataclass

from alembic.operations import Operations


@dataclass(frozen=True, slots=True)
class Step:
    """`change` brings a desk of schema `version - 1` to `version`. It runs inside the transaction of all steps."""

    version: int
    change: Callable[[Operations], None]
