"""What the desk has learnt from its own triage: one row, kept as tickets are judged and corrected."""

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field

from deskterm.models.schema import Record, must, sized
from deskterm.workflow.learning import BUCKETS


class Lesson(Record, table=True):
    """How many judged tickets of each kind there are, and in how many of them each word was.

    `words` is `workflow.learning.Lessons.packed()`; no word can be read out of it. No row: nothing was judged yet.
    """

    __tablename__ = "lesson"
    __table_args__ = (
        must("singleton", "id = 1"),
        must("since_range", "since >= 0"),
        must("incidents_range", "incidents >= 0"),
        must("requests_range", "requests >= 0"),
        sized("words", 4 * BUCKETS, 4 * BUCKETS),
    )

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int
    """How texts were read into places: `workflow.learning.VERSION`."""
    serial: int = Field(sa_type=BigInteger)
    """Another one after every change."""
    since: int = Field(sa_type=BigInteger)
    """Tickets above this number are counted, those up to it are not (yet)."""
    incidents: int
    requests: int
    words: bytes = Field(sa_type=LargeBinary)
