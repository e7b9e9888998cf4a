"""The rules of the house that a machine can hold (docs/house.md)."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "deskterm"
FILES = sorted(SOURCE.rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "manager", "service", "misc"}
CLOCKS = {"time", "now", "utcnow", "today", "time_ns", "monotonic", "perf_counter"}
OTHERS_WORDS = re.compile(
    r"pyp[i]\.org|pythonhoste[d]|npmj[s]\.|deb\.debia[n]|(?<![A-Za-z0-9_.])/(?:work|farm)/", re.IGNORECASE
)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path):
    return [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_files_are_short(path):
    """A screen has at most 200 lines, any other file 300, a function 40."""
    limit = 200 if path.parent.name == "screens" else 300
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit
    long = [f.name for f in functions(path) if (f.end_lineno or 0) - f.lineno + 1 > 40]
    assert not long


@pytest.mark.parametrize("path", FILES, ids=named)
def test_files_say_why_they_exist(path):
    """Every module has a docstring, every public function and class too; `__main__` is three lines."""
    module = tree(path)
    if path.name == "__main__.py":
        assert len(path.read_text().splitlines()) == 3
        return
    assert ast.get_docstring(module)
    public = [
        node
        for node in module.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    ]
    assert not [node.name for node in public if not ast.get_docstring(node)]


def test_no_file_is_named_after_nothing():
    """A file is named after its noun or verb."""
    assert not [named(path) for path in FILES if path.stem in FORBIDDEN_NAMES]


@pytest.mark.parametrize("path", sorted((SOURCE / "workflow").rglob("*.py")), ids=named)
def test_the_rules_never_read_a_clock(path):
    """Time is an argument."""
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert not [f.attr for f in calls if isinstance(f, ast.Attribute) and f.attr in CLOCKS]
    imported = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {alias.name for node in imported if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in imported if isinstance(node, ast.ImportFrom)}
    assert not modules & {"time", "os", "random", "sqlite3", "logging", "pathlib", "sqlmodel", "textual"}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_error_is_swallowed(path):
    """No bare except, no handler that only passes."""
    handlers = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler)]
    assert not [h.lineno for h in handlers if h.type is None]
    assert not [h.lineno for h in handlers if len(h.body) == 1 and isinstance(h.body[0], ast.Pass)]


@pytest.mark.parametrize("path", [p for p in FILES if "cli" not in p.parts], ids=named)
def test_only_the_shell_prints(path):
    """Other doors have a screen; everything else returns values."""
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert not [f.id for f in calls if isinstance(f, ast.Name) and f.id == "print"]


def test_the_project_speaks_of_itself_alone():
    """No path of a machine, no name of a registry's host, in anything that is kept."""
    kept = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, kept.decode().split("\0")):
        path = ROOT / name
        if not path.is_file() or path.suffix in (".png", ".gz", ".mo"):
            continue
        found = OTHERS_WORDS.search(path.read_text(encoding="utf-8", errors="replace"))
        assert found is None, (name, found)


def test_every_test_states_one_truth():
    """A test without a docstring says nothing to whoever breaks it."""
    silent = [
        f"{named(path)}: {f.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for f in functions(path)
        if f.name.startswith("test_") and not ast.get_docstring(f)
    ]
    assert not silent


def test_what_people_do_is_written_in_their_name():
    """A use-case writes through the desk, which asks whether its person still works there; but for the desk's own."""
    own = {"desk.py", "backing.py", "sweep.py"}
    found = {path.name for path in (SOURCE / "usecases").glob("*.py") if "store.writing()" in path.read_text()}
    assert found == own
