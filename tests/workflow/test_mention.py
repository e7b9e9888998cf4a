"""What names a person is found however it is written, and nothing else is."""

import pytest

from deskterm.workflow.mention import BAR, Contact, Mentions, erased_id, erased_name, forms_of, same_person

MARIA = Contact(id=1, name="Maria Ionescu", email="maria@example.org", phone="+373 22 123456")


@pytest.mark.parametrize(
    ("text", "own", "elsewhere"),
    [
        ("Call MARIA today", f"Call {BAR} today", None),
        ("maria  ionescu says", f"{BAR} says", f"{BAR} says"),
        ("to Maria@Example.org.", f"to {BAR}.", f"to {BAR}."),
        ("xmaria@example.org", None, None),
        ("+37322123456", BAR, BAR),
        ("tel 373-22-12-34-56", f"tel {BAR}", f"tel {BAR}"),
        ("13732212345690", None, None),
        ("Marian was here", None, None),
        ("Ionescu's screen", f"{BAR}'s screen", None),
    ],
)
def test_a_person_is_found(text: str, own: str | None, elsewhere: str | None) -> None:
    """Names in any case, numbers with any signs between; parts of a name only on the person's own tickets."""
    mine, others = forms_of([MARIA])
    assert mine.named_in(text) == (own is not None)
    assert mine.masked(text) == (own or text)
    assert others.masked(text) == (elsewhere or text)


def test_names_of_other_scripts() -> None:
    """Russian names take endings; Thai ones stand without blanks."""
    russian, _ = forms_of([Contact(id=1, name="Мария Иванова")])
    assert russian.masked("Марии Ивановой нет") == f"{BAR} {BAR} нет"
    thai, _ = forms_of([Contact(id=1, name="สมชาย ใจดี")])
    assert thai.masked("คุณสมชายโทรมา") == f"คุณ{BAR}โทรมา"


def test_a_single_name_is_not_looked_for_elsewhere() -> None:
    """One word may mean anybody: on other tickets only the address and the number count."""
    _, elsewhere = forms_of([Contact(id=1, name="Ann", email="ann@example.org")])
    assert elsewhere.needles == ("ann@example.org",)
    assert not elsewhere.named_in("Ann called")


def test_nobody_is_named_by_nothing() -> None:
    """Without people nothing is found."""
    assert Mentions(()).masked("text") == "text"
    assert not Mentions(()).named_in("text")
    assert not forms_of([MARIA])[0].named_in(None)


def test_a_masked_text_fits() -> None:
    """A bar may be longer than what it stands for."""
    short = Mentions((Contact(id=1, name="Al"),))
    assert len(short.masked("Al " * 83, 250)) <= 250


def test_who_is_the_same_person() -> None:
    """The same name with the same address or number; neither alone."""
    other = Contact(id=2, name="maria ionescu", email="MARIA@example.org")
    assert same_person(MARIA, other)
    assert same_person(MARIA, Contact(id=3, name="Maria Ionescu", phone="(373) 22-123456"))
    assert not same_person(MARIA, Contact(id=4, name="Maria Ionescu"))
    assert not same_person(MARIA, Contact(id=5, name="Front Desk", email="maria@example.org"))


def test_an_erased_name_is_known_again() -> None:
    """What is stored for an erased person is a code with their number."""
    assert erased_id(erased_name(12)) == 12
    assert erased_id("Erased Person") is None
