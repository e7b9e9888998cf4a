"""The keys of the screens on which tickets are read and judged: a part of the key table, in the same form."""

from collections.abc import Mapping

from deskterm.screens.key import Key
from deskterm.screens.keys import ACTS, ACTS_OF, DESK
from deskterm.texts.language import N_, NP_
from deskterm.widgets.grid import KEYS
from deskterm.workflow.values import Act

READING: tuple[Key, ...] = (
    Key("ticket.section", "tab", "step(1)", NP_("key", "section"), N_("Next section, or next thing to open"), (), True),
    Key("ticket.section_before", "shift+tab", "step(-1)", NP_("key", "section"), N_("Previous section")),
    Key("ticket.open", "enter", "open", NP_("key", "open"), N_("Open the link, or record the outcome, at the mark")),
    Key("ticket.steps", "o", "act('steps')", NP_("key", "steps"), N_("Do the steps of its plans, or waive them")),
    Key("ticket.hit", "n", "hit(1)", NP_("key", "next"), N_("Next place of what was searched for")),
    Key("ticket.hit_before", "N", "hit(-1)", NP_("key", "previous"), N_("Previous place of what was searched for")),
    Key("ticket.after", "J", "beside(1)", NP_("key", "next"), N_("Next ticket of the list")),
    Key("ticket.before", "K", "beside(-1)", NP_("key", "previous"), N_("Previous ticket of the list")),
)
"""The ticket screen's own."""

STEPS: tuple[Key, ...] = (
    Key("steps.waive", "w", "waive", NP_("key", "waive"), N_("Leave the step out, with a reason"), (), True),
)
"""In the list of a ticket's steps."""


CELLS = (
    (
        N_("The business or a site; work has stopped"),
        N_("The business or a site; work is hindered"),
        N_("The business or a site; it can wait"),
    ),
    (
        N_("A department or a service; work has stopped"),
        N_("A department or a service; work is hindered"),
        N_("A department or a service; it can wait"),
    ),
    (
        N_("One person; work has stopped"),
        N_("One person; work is hindered"),
        N_("One person; it can wait"),
    ),
)
"""What each cell of the grid says."""

DECK: tuple[Key, ...] = (
    Key("deck.file", "enter", "file", NP_("key", "file it"), N_("File the ticket as it stands"), (Act.TRIAGE,), True),
    Key("deck.incident", "i", "answer('kind', 'incident')", NP_("key", "incident"), N_("It is an incident")),
    Key(
        "deck.request",
        "a",
        "answer('kind', 'request')",
        NP_("key", "request"),
        N_("It is a request: something is asked for"),
    ),
    Key("deck.nature", "n", "answer('nature', '')", NP_("key", "nature"), N_("The next nature of the incident")),
    Key(
        "deck.item",
        "t",
        "answer('item', '')",
        NP_("key", "item"),
        N_("What is requested: its digit follows; again: no item"),
    ),
    *(
        Key(
            f"deck.digit_{digit}",
            str(digit),
            f"answer('digit', '{digit}')",
            "",
            N_("Category: first its branch, then the leaf"),
        )
        for digit in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
    ),
    *(
        Key(f"deck.cell_{impact}{urgency}", key, f"cell('{key}')", "", CELLS[impact - 1][urgency - 1])
        for impact, row in enumerate(KEYS, 1)
        for urgency, key in enumerate(row, 1)
    ),
    Key("deck.skip", "tab,J", "skip(1)", NP_("key", "skip"), N_("Leave it for now: the next ticket"), (), True),
    Key("deck.before", "shift+tab,K", "skip(-1)", NP_("key", "previous"), N_("The ticket before")),
    Key("deck.undo", "u", "undo", NP_("key", "undo"), N_("Take back my last triage and show that ticket"), (), True),
    Key("deck.open", "o", "open", NP_("key", "open"), N_("Open the whole ticket"), (), True),
    Key("deck.similar", "S", "similar", NP_("key", "similar"), N_("List tickets like this one, and what helped there")),
    Key("deck.amend", "p", "amend", NP_("key", "amend"), N_("Mend reporter, subject and other facts"), (), True),
    Key("deck.zoom", "z", "zoom", NP_("key", "zoom"), N_("Hide the questions to read a long text, or show them")),
    Key(
        "deck.drop",
        "backspace",
        "answer('drop', '')",
        NP_("key", "drop"),
        N_("Take back the first digit of a category, or the list of items"),
    ),
)
"""The triage deck's own; letters of acts mean something else there."""


SIMILAR: tuple[Key, ...] = (
    Key("similar.link", "l", "link", NP_("key", "link"), N_("Link it, or merge this ticket into it"), (), True),
    Key("similar.draft", "y", "draft", NP_("key", "copy"), N_("Copy what helped there into a draft"), (), True),
)
"""In the list of similar tickets."""
UNSENT: tuple[Key, ...] = (
    Key("unsent.copy", "y", "copy", NP_("key", "copy"), N_("Copy the text to the terminal's clipboard"), (), True),
    Key("unsent.discard", "d", "discard", NP_("key", "discard"), N_("Throw the text away, after a question"), (), True),
)
"""In the list of unsent texts."""


def key_of(group: tuple[Key, ...], acts: Mapping[str, tuple[Act, ...]]) -> dict[Act, str]:
    """For every act the key that starts it."""
    found: dict[Act, str] = {}
    for key in group:
        for act in acts.get(key.id.partition(".")[2], ()):
            if key.keys:
                found.setdefault(act, key.keys.split(",")[0])
    return found


OFFERED = key_of((*ACTS, *DESK, *READING), {**ACTS_OF, "triage": (Act.TRIAGE,)})
"""For every act the key that starts it on a ticket's screen."""
