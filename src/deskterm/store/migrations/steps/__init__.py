"""The steps from each schema version to the next, in order; one numbered module for each."""

from deskterm.store.migrations.step import Step

STEPS: tuple[Step, ...] = ()
"""Version 1 is the first: there is nothing to come from yet."""
