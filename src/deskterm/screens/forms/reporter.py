"""Who reports, as people write it in a form: a name, a mail address, or `Name <mail>`."""

import re

from deskterm.workflow.checks import MAIL, Invalid, line, mail
from deskterm.workflow.values import Reporter

BOTH = re.compile(r"([^<>]*)<([^<>]*)>")


def reporter_text(reporter: Reporter | None) -> str:
    """A reporter as it is written."""
    if reporter is None:
        return ""
    return f"{reporter.name} <{reporter.email}>" if reporter.email else reporter.name


def reporter_of(text: str | None, phone: str | None) -> Reporter | None:
    """The person meant; None when nothing is written. Invalid when there are brackets but no address."""
    text = line("reporter", text)
    if text is None:
        return None
    if found := BOTH.fullmatch(text):
        address = mail("reporter", found[2])
        name = found[1].strip().strip('"') or address or ""
        if not name:
            raise Invalid("reporter", "bad_reporter", value=text[:60])
        return Reporter(name=name, email=address, phone=phone)
    if MAIL.fullmatch(text):
        return Reporter(name=text, email=text, phone=phone)
    if "<" in text or ">" in text:
        raise Invalid("reporter", "bad_reporter", value=text[:60])
    return Reporter(name=text, phone=phone)
