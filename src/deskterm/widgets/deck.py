"""The triage deck, painted: one ticket's head, its text with the evidence, and the questions with their answers."""

from collections.abc import Mapping, Sequence

from deskterm.texts import levels, names, times
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.texts.requests import title
from deskterm.texts.safe import safe
from deskterm.texts.topics import category
from deskterm.texts.widths import cells, pad
from deskterm.widgets.evidence import in_words, learned_words, personal_words, underlined
from deskterm.widgets.facts import View, claimed, environment, flags, reporter
from deskterm.widgets.grid import grid
from deskterm.widgets.judging import DIGITS, Judging
from deskterm.widgets.lines import (
    ALARM,
    CHOSEN,
    EMPTY,
    GOOD,
    KEY,
    PLAIN,
    QUIET,
    STRONG,
    WARNING,
    Block,
    Line,
    Piece,
    filled,
    flow,
    ruled,
    said,
    width_of,
)
from deskterm.workflow.priority import Matrix, priority
from deskterm.workflow.values import Kind, Ticket

KIND_KEYS = {Kind.INCIDENT: "i", Kind.REQUEST: "a"}
ITEM_KEY = "t"
WIDE = 100
"""Cells from which there is room for an empty line."""
LABELS = 11
"""Cells of the labels' column."""
OFFERS = 3
"""How many suggested categories are named."""


def head(ticket: Ticket, position: int, total: int, view: View) -> list[Line]:
    """Where one stands in the deck, which ticket this is, and who reports it."""
    place = _("Triage: {position} of {total} untriaged").format(position=position, total=total)
    arrived = _("{channel}, {moment}").format(
        channel=names.channel(ticket.channel), moment=times.near(ticket.created_at, view.zone, view.now)
    )
    left: list[Piece] = [(place, STRONG), *((f"  {flag}", ALARM) for flag in flags(ticket))]
    right: list[Piece] = [(f"{ticket.number}  ", STRONG), (arrived, QUIET)]
    room = view.width - width_of(right)
    first = (*filled(left, room), *right) if width_of(left) < room else tuple(left)
    who = reporter(ticket.reporter)
    if proposed := claimed(ticket):
        who.append((" · " + _("proposes: {values}").format(values=proposed), QUIET))
    return [first, *flow(who, view.width)[:2]]


def story(judging: Judging, text: str, texts: Mapping[str, object], view: View) -> list[Block]:
    """What was reported, the evidence underlined, and whatever else may help to judge."""
    ticket = judging.ticket
    subject = ticket.subject if text.startswith(ticket.subject) else ""
    blocks = [Block("text", tuple(underlined(text, judging.seen.evidence, view.width, len(subject))))]
    if not text.strip():
        blocks = [Block("text", tuple(said(_("Nothing was written."), view.width, QUIET)))]
    occurred = texts.get("occurred_at")
    more = [
        (field("steps_before"), _safe(texts, "steps_before")),
        (field("requested_for"), _safe(texts, "requested_for")),
        (field("place"), _safe(texts, "place")),
        (field("service"), _safe(texts, "service")),
        (_("Environment"), environment(texts)),
        (field("occurred_at"), times.moment(occurred, view.zone) if isinstance(occurred, int) else ""),
    ]
    for label, value in more:
        if value:
            lines = flow([(f"{label}: ", QUIET), (value, PLAIN)], view.width, "", "  ")
            blocks.append(Block(label, tuple(lines)))
    return blocks


def _safe(texts: Mapping[str, object], name: str) -> str:
    value = texts.get(name)
    return safe(str(value), multiline=True) if value else ""


def panel(judging: Judging, matrix: Matrix, view: View) -> list[Line]:
    """The questions of triage, each with the keys that answer it."""
    *above, last = _verdict(judging, matrix, view.width)
    lines: list[Line] = [*above, ruled(last, view.width), *_kind(judging, view.width), *_category(judging, view.width)]
    if view.width >= WIDE:
        lines.append(EMPTY)
    return [*lines, *grid(matrix, judging.levels, view.width)]


def _kind(judging: Judging, width: int) -> list[Line]:
    """Incident or request, the nature, and why."""
    row: list[Piece] = [(pad(field("kind"), LABELS), QUIET)]
    for kind, key in KIND_KEYS.items():
        row += _option(key, names.kind(kind), judging.kind is kind)
    if judging.nature is not None:
        row += [("  ", PLAIN), (f"{field('nature')} ", QUIET), *_option("n", names.nature(judging.nature), True)]
    elif judging.items:
        row += [
            ("  ", PLAIN),
            (f"{field('item')} ", QUIET),
            *_item(judging, width - width_of(row) - 3 - cells(field("item"))),
        ]
    lines = [*flow(row, width), *flow([(in_words(judging.seen), QUIET)], width, " " * LABELS)[:2]]
    for told, style in ((learned_words(judging.seen), QUIET), (personal_words(judging.seen), WARNING)):
        if told:
            lines += flow([(told, style)], width, " " * LABELS)[:1]
    return lines


def _item(judging: Judging, width: int) -> list[Piece]:
    """The item with the key of the list, or the keys of those that the text speaks of, as many as there is room for."""
    if judging.item is not None:
        return _option(ITEM_KEY, title(judging.item, judging.asked), True)
    row: list[Piece] = []
    for digit, code in zip(DIGITS, judging.likely, strict=False):
        entry: list[Piece] = [(f"{ITEM_KEY}{digit} ", KEY), (f"{title(code, judging.items.get(code))}  ", PLAIN)]
        if width_of([*row, *entry]) <= width:
            row += entry
    return row or [(f"{ITEM_KEY} ", KEY), (_("not chosen yet"), QUIET)]


def _option(key: str, name: str, chosen: bool) -> list[Piece]:
    """A key with what it stands for; what holds now is in brackets."""
    return [(f"{key} ", KEY), (f"[{name}]", CHOSEN) if chosen else (f" {name} ", PLAIN), ("  ", PLAIN)]


def _category(judging: Judging, width: int) -> list[Line]:
    """The category with other suggestions, and below it the digits of the tree."""
    code = judging.category
    words: list[list[Piece]] = [[(_("not chosen yet"), WARNING)]]
    if code is not None:
        words = [[(f"[{category(code)}]", CHOSEN)]]
        if judging.said_category is None:
            words[0].append((" " + (_("preset") if judging.item_category else _("suggested")), QUIET))
    for other in [each for each in judging.suggested if each != code][:OFFERS]:
        words.append([(f"{judging.keys_of(other)} ", KEY), (category(other), PLAIN)])
    return [*_run(words, width, field("category"))[:1], *_choice(judging, width)]


def _choice(judging: Judging, width: int) -> list[Line]:
    """What the digits stand for now. Its height is that of the branches, so that nothing moves while one chooses."""
    words: list[list[Piece]] = []
    if judging.listing:
        words.append([(f"{field('item')}:", STRONG)])
    elif judging.group is not None:
        words.append([(f"{category(judging.group)}:", STRONG)])
    for digit, code in judging.offered.items():
        words.append([(f"{digit} ", KEY), (_entry(judging, code), PLAIN)])
    if judging.shift or judging.pressed("0").shift:
        words.append([("0 ", KEY), (_("more"), PLAIN)])
    lines = _run(words, width)
    usual = _choice(judging.dropped(), width) if judging.listing or judging.group is not None else []
    return [*lines, *[EMPTY] * (len(usual) - len(lines))]


def _entry(judging: Judging, code: str) -> str:
    """What a digit's entry is called."""
    if judging.listing:
        return title(code, judging.items.get(code))
    return category(code) if judging.group is None else category(code).rpartition(" / ")[2]


def _run(words: Sequence[Sequence[Piece]], width: int, label: str = "") -> list[Line]:
    """Entries side by side after a label, none broken in two, in as many lines as they need."""
    lines: list[list[Piece]] = []
    for word in words:
        if not lines or width_of(lines[-1]) + 2 + width_of(word) > width:
            lines.append([(pad("" if lines else label, LABELS), QUIET), *word])
        else:
            lines[-1] += [("  ", PLAIN), *word]
    return [tuple(line) for line in lines]


def _verdict(judging: Judging, matrix: Matrix, width: int) -> list[Line]:
    """What enter would do, or what is still to be answered."""
    if judging.missing:
        words = {
            "kind": field("kind"),
            "category": field("category"),
            "levels": _("impact and urgency"),
            "agreed_at": field("agreed_at"),
        }
        asked = ", ".join(words[name].lower() for name in judging.missing)
        return said(_("Still to be answered: {questions}.").format(questions=asked), width, WARNING)
    held = judging.levels
    assert held.impact is not None and held.urgency is not None
    asked = title(judging.item, judging.asked) if judging.item else ""
    said_all = [names.kind(judging.kind), names.nature(judging.nature), asked, category(judging.category)]
    level = levels.priority(priority(held.impact, held.urgency, matrix))
    filed = ", ".join(word for word in (*said_all, level) if word)
    key = _("enter") + " "
    return flow([(key, KEY), (_("files it as: {answers}").format(answers=filed), GOOD)], width, "", " " * cells(key))
