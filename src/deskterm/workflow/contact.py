"""Who reports, as people write it: `Name <mail>`, a name, or a mail address alone."""

import re

from deskterm.workflow.checks import MAIL, Invalid, line, mail
from deskterm.workflow.values import Reporter

BOTH = re.compile(r"([^<>]*)<([^<>]*)>")


def parse_reporter(field: str, text: str | None, phone: str | None = None) -> Reporter | None:
    """The person meant; None when nothing is written. Invalid: neither a name nor an address can be made out."""
    text = line(field, text)
    if text is None:
        return None
    if found := BOTH.fullmatch(text):
        name, address = unquoted(found[1].strip()), mail(field, found[2])
        if not (name or address):
            raise Invalid(field, "bad_reporter", value=text[:60])
        return Reporter(name=name or address or "", email=address, phone=phone)
    if "<" in text or ">" in text:
        raise Invalid(field, "bad_reporter", value=text[:60])
    if MAIL.fullmatch(text):
        return Reporter(name=text, email=text, phone=phone)
    if "@" in text and " " not in text:
        raise Invalid(field, "bad_mail", value=text[:60])
    name = unquoted(text)
    if not name:
        raise Invalid(field, "bad_reporter", value=text[:60])
    return Reporter(name=name, phone=phone)


def unquoted(name: str) -> str:
    """A name without the quotes that mail programs put around it."""
    if len(name) >= 2 and name[0] == name[-1] == '"':
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return " ".join(name.split())
