"""One checked value of a field out of one cell of a file, by the same checks as the doors'.

A check takes the field's name and the text, and gives the value, None for nothing, or `KEPT`: no value of that field,
but worth keeping beside the ticket. Invalid says what is wrong.
"""

from collections.abc import Callable

from deskterm.formats.columns import INSTANTS, LONG, LOOSE, ONE_LINE
from deskterm.formats.moments import instants
from deskterm.formats.vocabulary import CODES, LEVELS, Words, level, plain
from deskterm.formats.wish import Wish
from deskterm.workflow import checks
from deskterm.workflow.checks import Invalid

Check = Callable[[str, str], object]
KEPT = object()
REMEMBERED = 5000
"""Different values of a field that are remembered; a file of codes has a handful."""
SHOWN = 40


class Remembered:
    """A check whose answers repeat."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self.answers: dict[str, object] = {}

    def __call__(self, field: str, text: str) -> object:
        """The answer of the check."""
        try:
            return self.answers[text]
        except KeyError:
            found = self.check(field, text)
            if len(self.answers) < REMEMBERED and len(text) <= checks.LINE_LIMIT:
                self.answers[text] = found
            return found


def check_of(field: str, wish: Wish, *, asked: bool) -> Check:
    """The check of a field. `asked`: somebody has named it, so that values it does not know are no small matter."""
    loose = field in LOOSE and not asked
    check = bare(field, wish, loose)
    said = {theirs.strip().casefold(): ours for theirs, ours in wish.values.get(field, {}).items()}
    there = wish.preset.values.get(field, {}) if wish.preset else {}
    if said or there:
        check = translated(check, said, {k: None if v is None else str(v) for k, v in there.items()})
    return check if field in LONG or field in UNREPEATED else Remembered(check)


UNREPEATED = frozenset({"external_id", "subject", "comments", "reporter_email", "reporter_phone", *INSTANTS})
"""Fields whose values are different in every row: nothing is gained by remembering them."""


def bare(field: str, wish: Wish, loose: bool) -> Check:
    """The check of a field by itself."""
    if field in CODES:
        return coded(CODES[field], loose)
    if field in LEVELS:
        highest = {"impact": wish.matrix.impacts, "urgency": wish.matrix.urgencies}.get(field, wish.matrix.lowest)
        return levelled(LEVELS[field], highest)
    if field in INSTANTS:
        return instants(wish.zone, wish.now, wish.dates)
    if field == "assignee":
        return agent(wish.agents)
    if field in ONE_LINE:
        return one_line(ONE_LINE[field])
    if field == "reporter_email":
        return checks.mail
    if field == "reporter_phone":
        return checks.phone
    return long_text if field in LONG else checks.text


def one_line(limit: int) -> Check:
    """A text of one line; the usual one, which has nothing odd in it, is looked at once instead of twice."""

    def line(field: str, text: str) -> object:
        if text.isprintable() and len(text) <= limit:
            return text.strip() or None
        return checks.line(field, text, limit)

    return line


def long_text(field: str, text: str) -> object:
    """A text of several lines, of which most have one."""
    if text.isprintable() and len(text) <= checks.TEXT_LIMIT:
        return text.rstrip() or None
    return checks.text(field, text)


def translated(check: Check, said: dict[str, str], there: dict[str, str | None]) -> Check:
    """A check that puts our word for theirs first: what somebody said, then what the preset knows."""

    def translate(field: str, text: str) -> object:
        word = text.strip().casefold()
        if word in said:
            ours = said[word].strip()
            return check(field, ours) if ours else None
        if word in there:
            known = there[word]
            return None if known is None else check(field, known)
        return check(field, text)

    return translate


def coded(known: Words, loose: bool) -> Check:
    """A code by what it is called."""

    def code(field: str, text: str) -> object:
        word = plain(text)
        if word in known:
            return known[word]
        if loose or not word:
            return KEPT if word else None
        names = ", ".join(dict.fromkeys(str(value) for value in known.values()))
        raise Invalid(field, "unknown_code", value=text.strip()[:SHOWN], known=names)

    return code


def levelled(known: Words, highest: int) -> Check:
    """An impact, an urgency, a priority."""

    def found(field: str, text: str) -> object:
        value = level(text, known, highest)
        if value is None and text.strip():
            first = {code: word for word, code in reversed([*known.items()]) if _fits(code, highest)}
            names = ", ".join(f"{code} {first[code]}" for code in sorted(first, key=str))
            raise Invalid(field, "unknown_code", value=text.strip()[:SHOWN], known=names)
        return value

    return found


def _fits(value: object, highest: int) -> bool:
    return isinstance(value, int) and value <= highest


def agent(agents: frozenset[str]) -> Check:
    """Somebody who works at this desk, by account or by the mail address that begins with it; others are kept."""

    def found(field: str, text: str) -> object:
        name = checks.line(field, text)
        if name is None:
            return None
        for candidate in (name.lower(), name.lower().partition("@")[0]):
            if candidate in agents:
                return candidate
        return KEPT

    return found


def category_of(known: frozenset[str], category: str | None, subcategory: str | None) -> str | None:
    """The desk's category that two words mean, together or the second one alone; None when there is none."""
    parts = [part.strip().lower() for part in (category or "").split("/") if part.strip()]
    below = (subcategory or "").strip().lower()
    for candidate in ("/".join([*parts, below]), "/".join(parts), below):
        if candidate and candidate in known:
            return candidate
    return None
