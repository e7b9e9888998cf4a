"""Texts that were written in the terminal and not sent: list, print, throw away. One's own alone."""

import argparse

from deskterm.cli.call import Call
from deskterm.cli.shapes import instant
from deskterm.cli.table import printed
from deskterm.texts import drafts
from deskterm.texts.language import _
from deskterm.usecases.drafts import Journal
from deskterm.workflow.draft import Draft

SHORT = 8
"""Letters of an id that are enough."""


def arguments_draft_list(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked."""


def run_draft_list(call: Call) -> int:
    """Every text with its ticket and how it begins."""
    found = journal(call).left()
    if call.out.json:
        call.out.document({"drafts": [shape(draft) for draft in found]})
        return 0
    if not found:
        call.out.talk(_("There is no unsent text."))
        return 0
    now, zone = call.site.now(), call.site.zone
    rows = [line(draft, drafts.note(draft, zone, now)) for draft in found]
    printed(call.out, (_("Draft"), _("Ticket"), _("Act"), _("Written"), _("Text")), rows)
    return 0


def line(draft: Draft, written: str) -> tuple[str, ...]:
    """A text in a row."""
    return draft.id[:SHORT], drafts.about(draft) or "-", drafts.kind(draft), written, drafts.first_words(draft)


def arguments_draft_show(parser: argparse.ArgumentParser) -> None:
    """Which."""
    add_id(parser)


def run_draft_show(call: Call) -> int:
    """One text in full."""
    draft = journal(call).find(call.args.draft)
    if call.out.json:
        call.out.document(shape(draft))
    else:
        call.out.data(call.out.foreign(draft.words, multiline=True))
    return 0


def arguments_draft_discard(parser: argparse.ArgumentParser) -> None:
    """Which."""
    add_id(parser)


def run_draft_discard(call: Call) -> int:
    """Throw one away."""
    kept = journal(call)
    draft = kept.find(call.args.draft)
    kept.drop(draft.id)
    if kept.trouble is not None:
        raise kept.trouble
    if call.out.json:
        call.out.document({"discarded": draft.id})
    else:
        call.out.talk(_("Discarded."))
    return 0


def add_id(parser: argparse.ArgumentParser) -> None:
    """The place that names a text."""
    parser.add_argument(
        "draft", metavar="DRAFT", nargs="?", default="", help=_("its id, or the beginning of it: deskterm draft list")
    )


def journal(call: Call) -> Journal:
    """Where the caller's texts are kept."""
    return Journal(call.desk, call.site.drafts)


def shape(draft: Draft) -> dict[str, object]:
    """A text as JSON: what was typed, by field."""
    return {
        "id": draft.id,
        "act": draft.act,
        "tickets": [f"DT-{ticket}" for ticket in draft.tickets],
        "at": instant(draft.at),
        "host": draft.host,
        "texts": {name: draft.values[name] for name in draft.texts},
    }
