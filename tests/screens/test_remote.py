"""The app for somebody who comes over SSH: no key of it leads to the machine that it runs on."""

from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.screens.forms.form import Form
from deskterm.screens.keys import ACTS, APP, DESK, FORM
from deskterm.usecases import keys as gates
from deskterm.usecases.attach import File, attach
from deskterm.usecases.desk import Refused
from deskterm.usecases.people import off
from deskterm.workflow.values import Act
from tests.doors.overhearing import escapes, overheard
from tests.screens.desks import House, Terminal, terminal
from tests.usecases.test_keys import ONE

KEYS = sorted({key for row in (*ACTS, *DESK, *APP, *FORM) for key in row.keys.split(",") if key} - {"q", "ctrl+q"})
KEYS += ["ctrl+z", "ctrl+p", "ctrl+c", "ctrl+backslash", "ctrl+x", "f1", "f12", "exclamation_mark", "vertical_line"]
PLACES = {"queue": (), "form": ("i",)}


@pytest.fixture
def afar(house: House) -> House:
    """The desk as it is seen over SSH, with a ticket that has a file."""
    id = house.triaged("VPN")
    attach(house.desk, id, File.from_bytes("log.txt", b"secret"))
    house.desk = replace(house.desk, remote=True, via="ssh")
    return house


def back(at: Terminal) -> None:
    """To the queue, whatever is open."""
    while len(at.app.screen_stack) > 1:
        at.app.pop_screen()


@pytest.mark.parametrize("place", ["queue", pytest.param("form", marks=pytest.mark.soak)])
async def test_no_key_is_a_way_out(afar: House, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No program is started, no file of the machine is read or written, whatever is pressed and confirmed."""
    folder = tmp_path / "cwd"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("EDITOR", f"touch {folder}/edited")
    async with terminal(afar.desk) as at:
        with overheard() as found:
            for key in KEYS:
                back(at)
                await at.pilot.press(*PLACES[place], key, "enter")
            await at.settle()
            back(at)
        assert at.app.is_running
    assert escapes(found, afar.desk.store.location.path, folder) == []
    assert list(folder.iterdir()) == []


async def test_the_editor_is_the_form_itself(afar: House) -> None:
    """E begins a note on the whole screen; once more gives the text its own lines again, and nothing is lost."""
    async with terminal(afar.desk) as at:
        await at.press("E")
        await at.rest()
        form = at.app.screen
        assert isinstance(form, Form)
        row = form.fields.text_row
        assert row is not None
        await at.type("first")
        assert row.editor.size.height > row.field.rows
        await at.press("ctrl+o")
        assert (row.editor.size.height, row.value) == (row.field.rows, "first")


async def test_files_come_and_go_beside_the_app(afar: House) -> None:
    """The list stays; what would read or write a file here names the command instead."""
    async with terminal(afar.desk) as at:
        await at.press("f", "enter")
        assert "ssh HOST attachment get DT-1 1 > FILE" in at.message
        await at.press("plus")
        assert "ssh HOST attachment add DT-1 --name NAME - < NAME" in at.message
        back(at)
        at.app.start_act(Act.ATTACH, 1)
        await at.settle()
        await at.type("/etc/passwd")
        await at.press("ctrl+s")
        assert "attachment add DT-1" in at.picture
    assert len(afar.show(1).attachments) == 1


@pytest.mark.parametrize("lost", ["works here no longer", "key"])
async def test_who_is_sent_away_leaves_within_a_second(
    afar: House, lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a refusal that says why; somebody else stays."""
    monkeypatch.setattr("deskterm.screens.parting.GRACE", 1_000_000)  # this process goes on
    gate = gates.Gate(path=tmp_path / "ssh" / "authorized_keys", program="/opt/deskterm", db="/d")
    boss = replace(afar.desk, remote=False, via=None)
    gates.add(boss, gate, "boris", ONE)
    boris = replace(afar.seen_by("boris"), remote=lost == "key")
    async with terminal(boris) as at, terminal(afar.desk) as other:
        if lost == "key":
            gates.remove(boss, gate, "boris", lambda held: held)
        else:
            off(boss, "boris", gate)
        for app in (at.app, other.app):
            app.parting.look()
        assert isinstance(at.app.failure, Refused)
        assert at.app.failure.refusal.codes == (("key_gone",) if lost == "key" else ("agent_off",))
        assert other.app.failure is None
