"""The desk's tables: the schema and what every row must hold. No behaviour; only writers and migrations import this."""

from deskterm.models.access import Access, Reading
from deskterm.models.agent import Agent, AgentLine, AgentRole, AgentSkill
from deskterm.models.arrangement import Arrangement
from deskterm.models.attachment import Attachment, AttachmentChunk
from deskterm.models.category import Category, CategoryQuestion
from deskterm.models.counter import Counter
from deskterm.models.desk import Desk
from deskterm.models.event import Event, EventText
from deskterm.models.lease import Lease
from deskterm.models.lesson import Lesson
from deskterm.models.link import Link
from deskterm.models.note import Note
from deskterm.models.organisation import Organisation
from deskterm.models.origin import Origin
from deskterm.models.reporter import Reporter
from deskterm.models.schema import Record
from deskterm.models.sheet import Answer, Sheet
from deskterm.models.step import TicketStep
from deskterm.models.ticket import Ticket, TicketPerson

metadata = Record.metadata
"""Every table of the desk."""

__all__ = [
    "Access",
    "Agent",
    "AgentLine",
    "AgentRole",
    "AgentSkill",
    "Answer",
    "Arrangement",
    "Attachment",
    "AttachmentChunk",
    "Category",
    "CategoryQuestion",
    "Counter",
    "Desk",
    "Event",
    "EventText",
    "Lease",
    "Lesson",
    "Link",
    "Note",
    "Organisation",
    "Origin",
    "Reading",
    "Record",
    "Reporter",
    "Sheet",
    "Ticket",
    "TicketPerson",
    "TicketStep",
    "metadata",
]
