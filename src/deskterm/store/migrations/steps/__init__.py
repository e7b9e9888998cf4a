"""The steps from each schema version to the next, in order; one numbered module for each."""

from deskterm.store.migrations.step import Step
from deskterm.store.migrations.steps import step_0002, step_0003, step_0004, step_0005, step_0006

STEPS: tuple[Step, ...] = (
    Step(2, step_0002.change),
    Step(3, step_0003.change),
    Step(4, step_0004.change),
    Step(5, step_0005.change),
    Step(6, step_0006.change),
)
"""Version 1 is the first: there is nothing to come from before it."""
