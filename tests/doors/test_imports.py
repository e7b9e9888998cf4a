"""What starts fast stays fast: which modules a command loads, looked at in a fresh interpreter."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.doors.terminals import copied

HEAVY = ("sqlalchemy", "sqlmodel", "pydantic", "alembic", "textual", "rich")
PROGRAM = (
    "import sys\n"
    "from deskterm.bootstrap import main\n"
    "code = main(sys.argv[1:])\n"
    "sys.stderr.write('\\n' + ' '.join(sorted(sys.modules)))\n"
    "raise SystemExit(code)\n"
)


def loaded(db: Path, *args: str) -> set[str]:
    """The modules that a command has loaded when it ends."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *args],
        env={"PYTHONPATH": ":".join(sys.path), "DESKTERM_DB": str(db), "HOME": str(db.parent), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return set(run.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "line",
    [
        "--version",
        "--help",
        "list --help",
        "list",
        "list --json",
        "show 2",
        "show 2 --json",
        "search two --read-only",
        "search two --json --read-only",
        "classify x",
        "agent list",
        "--plain --read-only",
    ],
)
def test_looking_loads_no_heavy_module(prepared: Path, line: str) -> None:
    """No object mapper, no migration tool and no terminal toolkit is loaded to look at something."""
    assert loaded(prepared, *line.split()).isdisjoint(HEAVY)


def test_acts_on_a_file_load_no_dialect_of_a_server(prepared: Path, tmp_path: Path) -> None:
    """What only the other store needs costs an open terminal no memory."""
    names = loaded(copied(prepared, tmp_path), "note", "2", "-m", "seen")
    assert "sqlalchemy.dialects.sqlite" in names
    assert "sqlalchemy.dialects.postgresql" not in names


def test_the_version_loads_next_to_nothing(prepared: Path) -> None:
    """--version does not even load a parser of options."""
    names = loaded(prepared, "--version")
    assert names.isdisjoint({"argparse", "sqlite3", "json", "typing", "dataclasses"} - preloaded())
    assert {name for name in names if name.startswith("deskterm")} == {"deskterm", "deskterm.bootstrap"}


def preloaded() -> set[str]:
    """What the interpreter itself loads at its start here."""
    run = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_classifying_needs_no_store(prepared: Path) -> None:
    """Without a desk, or when its words are not asked, no use-case and none of the store's readers is loaded."""
    for db, more in ((prepared.with_name("none.db"), ()), (prepared, ("--no-learned",))):
        names = loaded(db, "classify", "printer broken", *more)
        assert not any(name.startswith(("deskterm.usecases", "deskterm.store.read")) for name in names)
