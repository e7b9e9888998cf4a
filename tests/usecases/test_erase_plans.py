"""A person is erased from what the desk has arranged before, whether they have ever reported or not."""

from pathlib import Path
from typing import Any

import pytest

from deskterm.store.read import chain, show
from deskterm.texts import events
from deskterm.texts.erasing import remains
from deskterm.usecases.act import perform
from deskterm.usecases.arrange import arrange, strike
from deskterm.usecases.desk import NotFound
from deskterm.usecases.erase import erase
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.checks import Invalid
from deskterm.workflow.inputs import Amend, Details
from deskterm.workflow.mention import BAR
from tests.usecases.desks import House
from tests.usecases.test_erase import WHO, bytes_of, full

__all__ = ["full"]

CALLED = {"name": "Rhea Example", "phone": "+1 202 555 0101"}
"""As a plan calls the person, in a text of data."""


def arranged(h: House, name: str, *contacts: dict[str, str], title: str = "Flood") -> None:
    steps = [{"code": "pump", "title": "Start the pump"}]
    body = {"title": title, "steps": steps, "contacts": list(contacts)}
    arrange(h.by("boss"), ArrangementKind.PLAN, name, lambda _: body, False)


def test_old_texts_of_plans_go(full: Any, tmp_path: Path) -> None:
    """Replaced and struck plans lose the texts that name the person, in the file too; what calls nobody else stays."""
    h, _ = full
    arranged(h, "flood", {"name": 'Ada "the pump" Lem', "phone": "+1 202 555 0199"}, CALLED)
    arranged(h, "flood", title="Ask RHEA  Example first")
    arranged(h, "flood", title="Calm")
    arranged(h, "fire", {"name": "Somebody", "email": "rhea@example.org"})
    strike(h.by("boss"), ArrangementKind.PLAN, "fire", False)
    arranged(h, "storm", {"name": "Rheanna Exampleton", "phone": "+1 202 555 01011"})
    strike(h.by("boss"), ArrangementKind.PLAN, "storm", False)
    tried = erase(h.by("boss"), WHO, dry_run=True)
    report = erase(h.by("boss"), WHO)
    assert (tried.arranged, report.arranged, report.named_by) == (3, 3, ())
    old = h.store.db.all(
        "SELECT x.body IS NULL, length(x.salt) FROM event_text x JOIN event e ON e.id = x.event_id "
        "WHERE e.kind = 'arranged' ORDER BY e.id"
    )
    assert old == [(1, 0), (1, 0), (0, 16), (1, 0), (0, 16)]
    after = bytes_of(tmp_path)
    assert not any(after.count(piece) for piece in (b"Rhea Example", b"RHEA  Example", b"rhea@example.org"))
    assert after.count(b"Rheanna Exampleton") and chain.verify(h.store.db).broken is None


def test_what_is_arranged_now_is_told_and_stays(full: Any) -> None:
    """A plan that still calls the person is named; set without them, its old text goes at the next asking."""
    h, _ = full
    arranged(h, "flood", CALLED)
    report = erase(h.by("boss"), WHO)
    assert (report.arranged, report.named_by) == (0, (("plan", "flood"),))
    told = dict(remains(report, str))["arranged"]
    assert "plan flood" in told
    assert h.by("boss").policy.book.get(ArrangementKind.PLAN, "flood", dict)["contacts"] == [CALLED]
    arranged(h, "flood")
    report = erase(h.by("boss"), CALLED["phone"])
    assert (report.reporters, report.arranged, report.named_by) == ((), 1, ())
    assert "number" not in dict(remains(report, str))
    with pytest.raises(NotFound):
        erase(h.by("boss"), CALLED["phone"])


def test_a_contact_who_never_reported_is_erased(full: Any) -> None:
    """From tickets that name them as well; of several at one number the name as it stands says who."""
    h, (_, other, _) = full
    for name in ("Ada Lem", "Stan Lem"):
        arranged(h, name.split()[0], {"name": name, "phone": "+1 202 555 0199"})
        strike(h.by("boss"), ArrangementKind.PLAN, name.split()[0], False)
    perform(h.by("lea"), other, Amend(details=Details(description="ask Ada Lem and Stan Lem")))
    with pytest.raises(Invalid) as raised:
        erase(h.by("boss"), "+1 (202) 555-0199")
    assert raised.value.details["candidates"] == "Ada Lem, Stan Lem"
    report = erase(h.by("boss"), "ada lem", reason="Ada Lem has asked")
    assert (report.reporters, report.tickets, report.own, report.arranged) == ((), (other,), 0, 2), (
        "his text had the number, too"
    )
    assert show.texts(h.store.db, other)["description"] == f"ask {BAR} and Stan Lem"
    assert report.event is not None
    event = show.event(h.store.db, report.event)
    assert event is not None
    assert events.line(event) == f"a contact of response plans was erased: {BAR} has asked"
    assert chain.verify(h.store.db).broken is None
