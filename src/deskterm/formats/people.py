"""Who reports, out of the columns that say so: `Name <mail>` in one, or each part in its own."""

from collections.abc import Iterable

from deskterm.workflow import checks
from deskterm.workflow.contact import parse_reporter
from deskterm.workflow.values import Reporter

REMEMBERED = 5000
NAMES = ("reporter", "name", "email", "phone", "organisation", "language")
LANGUAGE = NAMES.index("language")
FIELDS = tuple(name if name == "reporter" else f"reporter_{name}" for name in NAMES)


class Reporters:
    """People are met again and again: each is made once."""

    def __init__(self, parts: Iterable[str]) -> None:
        """`parts`: the fields that a row may have."""
        self.parts = [(FIELDS.index(name), name) for name in parts]
        self.known: dict[tuple[object, ...], Reporter | None] = {}

    def of(self, fields: dict[str, object]) -> Reporter | None:
        """Who reports; takes their parts out of the fields. A language without a person stays.

        Invalid: neither a name nor an address can be made out.
        """
        key = tuple([fields.pop(name, None) for _place, name in self.parts])
        try:
            found = self.known[key]
        except KeyError:
            said: list[str | None] = [None] * len(FIELDS)
            for (place, _name), part in zip(self.parts, key, strict=True):
                said[place] = None if part is None else str(part)
            found = person(*said)
            if len(self.known) < REMEMBERED:
                self.known[key] = found
        if found is None and (LANGUAGE, FIELDS[LANGUAGE]) in self.parts:
            language = key[self.parts.index((LANGUAGE, FIELDS[LANGUAGE]))]
            if language is not None:
                fields["language"] = language
        return found


def person(
    whole: str | None,
    name: str | None,
    email: str | None,
    phone: str | None,
    organisation: str | None,
    language: str | None,
) -> Reporter | None:
    """Somebody, by what is known of them; None when nothing is that tells who."""
    said = parse_reporter("reporter", whole, phone)
    if said is not None:
        name, email = name or said.name, email or said.email
    name = name or email or phone
    if name is None:
        return None
    name = checks.line("reporter_name", name)
    return Reporter(name=name or "", email=email, phone=phone, organisation=organisation, language=language)
