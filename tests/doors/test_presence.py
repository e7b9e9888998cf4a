"""Two at one desk see each other within a second or two, in the list and on the ticket, and nobody is held up."""

from pathlib import Path

from tests.doors.terminals import Seat, copied


def test_who_looks_and_who_writes_is_shown(tmp_path: Path, prepared: Path) -> None:
    """A sign in the list, words on the ticket; both go when the other has left."""
    desk = copied(prepared, tmp_path)
    with Seat(desk, "--as", "anna") as anna, Seat(desk, "--as", "boris") as boris:
        boris.types("9")
        boris.sees(r"DT-2     ")
        anna.types("/2\r").sees("two")
        anna.types("\r").sees("Facts")
        boris.sees("DT-2    @")
        anna.types("ihalf").sees("half")
        boris.sees("DT-2    ~")
        boris.types("/2\r").sees("7/8")
        boris.types("\r").sees("anna writes")
        anna.types("\x1bd").sees("boris looks")
        boris.types("q").sees("DT-2    @")
        anna.types("q")
        boris.sees("DT-2     ")
