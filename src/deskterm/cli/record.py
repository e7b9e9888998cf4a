"""What is written down on a ticket: the diagnosis sheet, notes, replies."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import act, add_ticket, told
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.usecases.answer import answer
from deskterm.workflow.checks import Invalid, line, text
from deskterm.workflow.inputs import Diagnose, Note, Reply, Settle
from deskterm.workflow.values import Act, NoteKind

HIGHEST_NOTE = 10**15


def arguments_diagnose(parser: argparse.ArgumentParser) -> None:
    """The sheet."""
    add_ticket(parser)
    parser.add_argument("--signs", metavar="TEXT|-", help=_("the first signs"))
    parser.add_argument("--extent", metavar="TEXT|-", help=_("how far it reaches"))
    parser.add_argument("--components", metavar="TEXT|-", help=_("what is affected"))
    parser.add_argument(
        "--answer", metavar="QUESTION=TEXT", action="append", default=[], help=_("an answer; may be repeated")
    )
    parser.add_argument(
        "--na", metavar="QUESTION", action="append", default=[], help=_("a question that does not apply")
    )


def run_diagnose(call: Call) -> int:
    """The new entries are laid over the old ones."""
    return act(
        call,
        Diagnose(
            signs=values.text(call, "signs"),
            extent=values.text(call, "extent"),
            components=values.text(call, "components"),
            answers=answers(call.args.answer, call.args.na),
        ),
    )


def answers(given: list[str], not_applicable: list[str]) -> dict[str, str | None]:
    """Answers by question; None where the question does not apply."""
    found: dict[str, str | None] = {}
    for each in given:
        question, equals, words = each.partition("=")
        name, said = line("answer", question, 60), text("answer", words)
        if not equals or name is None or said is None:
            raise Invalid("answer", "bad_answer", value=each[:40])
        found[name] = said
    for question in not_applicable:
        name = line("na", question, 60)
        if name is None:
            raise Invalid("na", "bad_answer", value=question[:40])
        found[name] = None
    return found


def arguments_note(parser: argparse.ArgumentParser) -> None:
    """A text and its kind, or the outcome of an earlier entry."""
    add_ticket(parser)
    parser.add_argument("-m", dest="text", metavar="TEXT|-", help=_("the text; - reads it"))
    parser.add_argument("--kind", metavar="CODE", help=_("work (unless said), step, hypothesis or session"))
    parser.add_argument("--outcome", metavar="TEXT", help=_("what came of it; open while that is not known"))
    parser.add_argument("--on", dest="note", metavar="ENTRY", help=_("an earlier step or hypothesis gets its outcome"))


def run_note(call: Call) -> int:
    """An internal entry, or the outcome of an earlier one."""
    args = call.args
    note = values.whole("note", args.note, 1, HIGHEST_NOTE)
    outcome = values.text(call, "outcome")
    if note is not None:
        return act(call, Settle(note=note, outcome=outcome))
    kind = values.code("kind", args.kind, NoteKind) or NoteKind.WORK
    return act(call, Note(text=values.text(call, "text"), kind=kind, outcome=outcome))


def arguments_reply(parser: argparse.ArgumentParser) -> None:
    """A public text."""
    add_ticket(parser)
    parser.add_argument("-m", dest="text", metavar="TEXT|-", help=_("the text; - reads it"))


def arguments_hear(parser: argparse.ArgumentParser) -> None:
    """What was said."""
    add_ticket(parser)
    parser.add_argument("-m", dest="text", metavar="TEXT|-", help=_("the text; - reads it"))


def run_hear(call: Call) -> int:
    """A message from the requester."""
    from deskterm.usecases.assign import hear

    id, version = values.ticket(call), values.seen(call)
    return told(call, hear(call.desk, id, values.text(call, "text"), version), Act.HEAR)


def run_reply(call: Call) -> int:
    """A public entry."""
    return act(call, Reply(text=values.text(call, "text")), answer)
