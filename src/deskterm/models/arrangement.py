"""What the desk has arranged: calendars, agreements, catalogue, plans and duties, each as a text of data."""

from sqlalchemy import Text
from sqlmodel import Field

from deskterm.models.schema import Record, one_of, sized
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.checks import LINE_LIMIT, TEXT_LIMIT


class Arrangement(Record, table=True):
    """One arrangement as it is now. `body` is JSON; earlier ones are kept with the events that set them."""

    __tablename__ = "arrangement"
    __table_args__ = (one_of("kind", ArrangementKind), sized("name", LINE_LIMIT), sized("body", TEXT_LIMIT, 2))

    kind: str = Field(sa_type=Text, primary_key=True)
    name: str = Field(sa_type=Text, primary_key=True)
    body: str = Field(sa_type=Text)
    event_id: int = Field(foreign_key="event.id")
    """The event that set it; the highest of all tells whether anything has changed."""
