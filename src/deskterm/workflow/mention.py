"""What names a person in a text: the name, mail addresses and telephone numbers, found whatever their letters' case.

Erasing a person rests on it. What it finds is masked by a bar, so that the rest of the text stays of use.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

BAR = "█████"
"""Stands for what was taken out of a text."""
PART = 3
"""Letters from which a part of a name is looked for on its own, in texts of the person's own tickets."""
DIGITS = 6
"""Digits from which a telephone number is found however it is written."""
INFLECTED = re.compile(r"[а-яё]{4,}", re.IGNORECASE)
"""Cyrillic names take endings: the last letter may be another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What is known of how a person is called and reached."""

    id: int
    name: str
    email: str | None = None
    phone: str | None = None

    @property
    def called(self) -> str:
        """The name as it is compared: case and blanks do not matter."""
        return " ".join(self.name.casefold().split())


def same_person(one: Contact, other: Contact) -> bool:
    """Are two rows one person? Called alike and reached alike in at least one way."""
    if one.called != other.called:
        return False
    mail = bool(one.email) and (one.email or "").casefold() == (other.email or "").casefold()
    phone = bool(one.phone) and dialled(one.phone or "") == dialled(other.phone or "")
    return one.id == other.id or mail or phone


def dialled(phone: str) -> str:
    """The digits of a telephone number."""
    return re.sub(r"\D", "", phone)


@dataclass(frozen=True)
class Mentions:
    """Finds and masks what names these people, who are one person."""

    contacts: tuple[Contact, ...]
    own: bool = True
    """Texts of the person's own tickets: parts of the name count too. Elsewhere only what can mean nobody else."""

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """Texts of which one stands, folded, in every text that names the person: what a search can look for."""
        found: dict[str, None] = {}
        for each in self.contacts:
            found |= dict.fromkeys(filter(None, ((each.email or "").casefold(), each.phone)))
            if self.own or " " in each.called:
                found[each.called] = None
        return tuple(found)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        parts: dict[str, None] = {}
        for each in self.contacts:
            for text in (each.email, *_phones(each.phone), *_names(" ".join(each.name.split()), own=self.own)):
                if text:
                    parts[text if text.startswith("(?") else bounded(re.escape(text), text)] = None
        longest_first = sorted(parts, key=len, reverse=True)
        return re.compile("|".join(longest_first), re.IGNORECASE) if longest_first else None

    def named_in(self, text: str | None) -> bool:
        """Does the text name the person?"""
        return bool(text and self._pattern and self._pattern.search(text))

    def masked(self, text: str, limit: int | None = None) -> str:
        """The text with bars in place of what names the person, at most `limit` characters long."""
        found = self._pattern.sub(BAR, text) if self._pattern else text
        return found if limit is None else found[:limit]


def bounded(pattern: str, text: str) -> str:
    """The pattern as a word of its own; scripts that write without blanks between words have no such bounds."""
    before = r"(?<!\w)" if spaced(text[0]) else ""
    after = r"(?!\w)" if spaced(text[-1]) else ""
    return f"(?:{before}{pattern}{after})"


def spaced(letter: str) -> bool:
    """Does the letter's script put blanks between words? Thai and its neighbours, Chinese and Japanese do not."""
    joined = "\u0e00" <= letter <= "\u0eff" or "\u1000" <= letter <= "\u109f" or letter > "\u2e7f"
    return letter.isalnum() and not joined


def _phones(phone: str | None) -> Iterable[str]:
    digits = dialled(phone or "")
    if len(digits) < DIGITS:
        return (phone or "",)
    return (r"(?:(?<!\d)\+?" + r"[ ()./\-]*".join(digits) + r"(?!\d))",)


def _names(name: str, *, own: bool) -> Iterable[str]:
    words = [word for word in re.split(r"[\s,;]+", name) if word]
    if len(words) > 1:
        yield bounded(r"\s+".join(map(re.escape, words)), name)
    if not own:
        return
    for word in words:
        if INFLECTED.fullmatch(word):
            yield bounded(re.escape(word[:-1]) + r"\w{0,3}", word)
        elif len(word) >= PART or len(words) == 1:
            yield word


def forms_of(contacts: Iterable[Contact]) -> tuple[Mentions, Mentions]:
    """For the person's own tickets, and for all others."""
    people = tuple(contacts)
    return Mentions(people), Mentions(people, own=False)


ERASED = re.compile(r"erased:(\d+)")


def erased_name(id: int) -> str:
    """The name that is stored for a reporter who was erased."""
    return f"erased:{id}"


def erased_id(name: str) -> int | None:
    """The number of an erased reporter by the stored name; None for anybody else."""
    found = ERASED.fullmatch(name)
    return int(found[1]) if found else None
