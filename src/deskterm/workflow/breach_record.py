"""The facts of a breach of personal data, as the record of it holds them (GDPR, articles 33 and 34)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachRecord:
    """Part of a ticket; every field is empty for one that is no breach. Instants in microseconds."""

    breach: bool = False
    aware_at: int | None = None
    """When the desk became aware of a data breach: its own clock runs from then, by the wall."""
    reported_at: int | None = None
    """When the authority was told for the first time: ends that clock."""
    report_reference: str | None = None
    """What the authority knows it by."""
    report_waived_at: int | None = None
    """When it was decided that the authority need not be told: ends the clock, too."""
    subjects_owed_at: int | None = None
    """When it was decided that the people concerned are to be told; None: it was not, or otherwise since."""
    subjects_at: int | None = None
    """When they were told for the first time."""
    people_concerned: int | None = None
    """About how many people."""
    records_concerned: int | None = None
    """About how many records of data."""
    breach_nature: str | None = None
    """What happened to the data: lost, altered, disclosed, read, out of reach."""
    data_concerned: str | None = None
    """Which categories of people and of data."""
    consequences: str | None = None
    """What it may mean for these people."""
    remedies: str | None = None
    """Measures taken or proposed against it."""
