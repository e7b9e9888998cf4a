"""Takes a public log of incidents with their history into a new desk and holds every deadline against its account.

    python benchmarks/volvo_targets.py LOG.csv [PRESET options of deskterm import ...]

Prints the report of targets, whether it adds up, and for how many clocks the arithmetic in words comes to the target:
the worked parts from the start to the deadline are as long as the target. Ends with 1 when one does not.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read.people import person
from deskterm.store.read.targets import measured
from deskterm.texts import reports
from deskterm.workflow.calendar.account import PartKind
from deskterm.workflow.measured import Measured, present
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import ClockName
from deskterm.workflow.values import SECOND

OWING = "SELECT COUNT(*) FROM ticket WHERE status NOT IN ('cancelled', 'merged') AND priority IS NOT NULL"


def desk_of(log: str, options: list[str], folder: Path) -> Path:
    """A desk with the log in it."""
    place = folder / "desk.db"
    for words in (["init", "--lead", "lead"], ["--as", "lead", "import", log, *options]):
        subprocess.run([sys.executable, "-m", "deskterm", "--db", str(place), *words], check=False, stdout=2)
    return place


def main() -> None:
    """Import, report, explain."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Location(file=desk_of(sys.argv[1], sys.argv[2:], Path(folder)))) as store,
    ):
        policy, now = Policy(book=store.book()), time.time_ns() // 1000
        found, explained, wrong, ended = Measured(), 0, 0, 0
        for ticket, past in measured(store.db, person(store.db, "lead"), None, None):
            found.add(ticket, past, policy, now)
            ended += sum(p.target is ClockName.RESOLUTION and p.ticket.triaged for p in past)
            for _, clock in present(ticket, policy, now):
                if clock.due_at is None or clock.carried is not None:
                    continue
                worked = sum(part.length for part in clock.steps if part.kind is PartKind.WORKED)
                explained += 1
                wrong += worked != clock.target_seconds * SECOND
        for row in reports.targets(found.targets):
            print("  ".join(f"{cell:14}" for cell in row))
        owing = store.db.all(OWING)[0][0]
        cycles = sum(t.all for (name, _), t in found.targets.items() if name is ClockName.RESOLUTION)
        adds_up = owing + ended == cycles
        print(f"{found.tickets} tickets, {found.without} without a response target")
        print(f"{owing} present and {ended} ended cycles of resolution, {cycles} measured; adds up: {adds_up}")
        for _hours, mean in found.means.items():
            print(f"{mean.incidents} incidents, {mean.worked / mean.incidents / SECOND / 3600:.1f} h to resolution")
        print(f"{explained} deadlines explained, {wrong} of them otherwise than their target")
        sys.exit(1 if wrong or not adds_up else 0)


if __name__ == "__main__":
    main()
