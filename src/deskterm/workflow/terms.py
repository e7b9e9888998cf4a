"""How the present targets came to hold: what each clock had used when priority or agreement last changed.

Kept with the ticket as a text of data. A ticket without it has had the same targets since its cycle began.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

WHOLE = 1_000_000
"""Parts of a whole target: fractions are kept in millionths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one clock brings along. `used`: millionths of its target, above WHOLE by what it was over.

    `due`: the instant by which it had to end, once that is settled (it was missed, or the clock has ended).
    `target`: microseconds it was measured against, when it had ended: a later change touches it no more.
    """

    used: int
    due: int | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The moment of the last change, the agreement since, and what each clock had used by then."""

    at: int
    agreement: str
    shares: Mapping[str, Share] = field(default_factory=dict)

    def text(self) -> str:
        """As it is stored: the same terms are always the same text."""
        clocks = {
            name: {key: getattr(share, key) for key in Share.__slots__ if getattr(share, key) is not None}
            for name, share in self.shares.items()
        }
        told = {"at": self.at, "agreement": self.agreement, "clocks": clocks}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@lru_cache(maxsize=4096)
def read(text: str) -> Terms:
    """Terms from their text. ValueError for a text that is none."""
    try:
        told = json.loads(text)
        shares = {str(name): Share(**share) for name, share in told["clocks"].items()}
        return Terms(at=int(told["at"]), agreement=str(told["agreement"]), shares=shares)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"terms: {text[:80]!r} cannot be read") from error
