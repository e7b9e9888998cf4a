"""Every key of the terminal in one table: bindings, footer, help, command palette and docs/keys.md are made from it.

All can be remapped by their ids. The words are marked here and translated when they are shown.
"""

from textual.binding import Binding

from deskterm.screens.key import Key
from deskterm.texts.language import N_, NP_
from deskterm.workflow.values import Act


def _act(name: str, key: str, word: str, tooltip: str, *acts: Act, foot: bool = False) -> Key:
    return Key(f"act.{name}", key, f"act('{name}')", word, tooltip, acts, foot)


LINKING = (Act.LINK, Act.MERGE, Act.UNMERGE)
ACTS: tuple[Key, ...] = (
    _act("take", "a", NP_("key", "take"), N_("Take the ticket"), Act.TAKE, Act.PULL, foot=True),
    _act("assign", "A", NP_("key", "assign"), N_("Assign it to somebody, or release it"), Act.ASSIGN, Act.RELEASE),
    _act("reply", "c", NP_("key", "reply"), N_("Write a public reply to the requester"), Act.REPLY, foot=True),
    _act("note", "i", NP_("key", "note"), N_("Write an internal note; tab changes its kind"), Act.NOTE, foot=True),
    _act("diagnose", "d", NP_("key", "diagnose"), N_("Fill in the diagnosis sheet"), Act.DIAGNOSE),
    _act("amend", "p", NP_("key", "amend"), N_("Amend category, impact, urgency and other facts"), Act.AMEND),
    _act("escalate", "e", NP_("key", "escalate"), N_("Escalate or hand back"), Act.ESCALATE, Act.HANDBACK, foot=True),
    _act("wait", "w", NP_("key", "wait"), N_("Wait for somebody or something, or resume"), Act.WAIT, Act.RESUME),
    _act("resolve", "s", NP_("key", "resolve"), N_("Resolve the ticket"), Act.RESOLVE, foot=True),
    _act("verify", "v", NP_("key", "verify"), N_("Say who confirmed it, or how it was tested"), Act.VERIFY),
    _act("close", "x", NP_("key", "close"), N_("Close a verified ticket"), Act.CLOSE, foot=True),
    _act("cancel", "X", NP_("key", "cancel"), N_("Cancel the ticket, or reopen it"), Act.CANCEL, Act.REOPEN),
    _act("link", "l", NP_("key", "link"), N_("Link it to another ticket, merge or unmerge"), *LINKING),
    _act("files", "f", NP_("key", "files"), N_("List, add and save attachments")),
    _act("edit", "E", NP_("key", "editor"), N_("Write a note, or go on with a draft, in your own editor"), Act.NOTE),
)
"""Acts on the ticket under the cursor, or on the marked ones: the same keys in the queue and on a ticket."""

COMMANDS: tuple[Key, ...] = (
    _act("override", "", "", N_("Override the priority"), Act.OVERRIDE),
    _act("major", "", "", N_("Mark as a major incident, or take the mark away"), Act.MAJOR),
    _act("restrict", "", "", N_("Restrict who may see the ticket"), Act.RESTRICT),
    _act("plan", "", "", N_("Start a response plan"), Act.PLAN),
    _act("call", "", "", N_("Record that a contact of a plan was called"), Act.CALL),
    _act("breach", "", "", N_("Mark as a breach of personal data, or take the mark away"), Act.BREACH),
    _act("breach_facts", "", "", N_("Describe the data breach for its record"), Act.BREACH_FACTS),
    _act("breach_decide", "", "", N_("Record a decision on the data breach"), Act.BREACH_DECIDE),
    _act("breach_report", "", "", N_("Record who was told of the data breach"), Act.BREACH_REPORT),
    _act("hear", "", "", N_("Record what the requester said"), Act.HEAR),
    _act("settle", "", "", N_("Record the outcome of a step or hypothesis that was left open"), Act.SETTLE),
    _act("steps", "", "", N_("List the steps of the ticket's plans"), Act.STEP_DONE, Act.STEP_WAIVE),
    Key("desk.take_next", "", "take_next", "", N_("Take my next ticket")),
    Key("desk.drafts", "", "drafts", "", N_("List my texts that are not sent: go on, copy or discard")),
    Key("app.theme", "", "app.swap_theme", "", N_("Change between dark and light")),
)
"""What the command palette offers beside the keys."""

DESK: tuple[Key, ...] = (
    Key("desk.new", "plus", "new", NP_("key", "new"), N_("Register a new ticket"), (), True),
    Key("desk.triage", "t", "triage", NP_("key", "triage"), N_("Triage: the deck of untriaged tickets"), (), True),
    Key("desk.undo", "u", "undo", NP_("key", "undo"), N_("Take back my last act")),
    Key("desk.repeat", "full_stop", "repeat", NP_("key", "repeat"), N_("Repeat the last change on the next ticket")),
    Key("desk.similar", "S", "similar", NP_("key", "similar"), N_("List tickets like this one, and what helped there")),
    Key("desk.copy", "y", "copy_number", NP_("key", "copy"), N_("Copy the ticket's number")),
    Key("desk.copy_link", "Y", "copy_link", NP_("key", "copy link"), N_("Copy a line that names the ticket")),
    Key("desk.zoom", "z", "zoom", NP_("key", "zoom"), N_("Zoom the pane, or show both again")),
    Key("desk.refresh", "r", "refresh_all", NP_("key", "refresh"), N_("Read everything again")),
    Key("desk.shell", "ctrl+z", "shell", NP_("key", "shell"), N_("Go to the shell; fg there comes back")),
)
"""What the queue and the ticket screen share beside acts."""

QUEUE: tuple[Key, ...] = (
    Key("queue.find", "slash", "find", NP_("key", "find"), N_("Search, narrow the list, or go to a number"), (), True),
    Key("queue.next", "n", "match(1)", NP_("key", "next"), N_("Next ticket of what was found")),
    Key("queue.previous", "N", "match(-1)", NP_("key", "previous"), N_("Previous ticket of what was found")),
    Key("queue.view_before", "left_square_bracket", "turn(-1)", NP_("key", "view"), N_("Previous view")),
    Key("queue.view_after", "right_square_bracket", "turn(1)", NP_("key", "view"), N_("Next view")),
    *(
        Key(f"queue.view_{number}", str(number), f"view({number})", NP_("key", "view"), N_("Go to the numbered view"))
        for number in range(1, 10)
    ),
    Key("queue.view_due", "0", "view(10)", NP_("key", "due"), N_("What falls due within an hour, or is late")),
    Key("queue.view_breached", "b", "view(11)", NP_("key", "late"), N_("What is late")),
    Key("queue.order", "o", "order", NP_("key", "order"), N_("Order by deadline, or by priority again")),
    Key("queue.clear", "escape", "clear", NP_("key", "clear"), N_("Drop the marks, then the filter")),
)
"""The queue's own."""

BACK: tuple[Key, ...] = (Key("screen.back", "escape,left", "back", NP_("key", "back"), N_("Go back")),)
"""On every screen that stands above the queue."""

APP: tuple[Key, ...] = (
    Key("app.help", "question_mark", "app.help", NP_("key", "help"), N_("All keys, searched and run"), (), True),
    Key("app.palette", "colon", "app.palette", NP_("key", "commands"), N_("Command palette")),
    Key("app.close", "q", "app.close", NP_("key", "quit"), N_("Close this; at the queue: quit")),
    Key("app.quit", "ctrl+q", "app.leave", NP_("key", "quit"), N_("Quit; asks while a text is unsent")),
    Key("app.redraw", "ctrl+l", "app.redraw", NP_("key", "redraw"), N_("Draw the whole screen again")),
)
"""Everywhere outside texts; the last two inside them too."""

SHEET: tuple[Key, ...] = (
    Key("sheet.leave", "escape,q", "leave", NP_("key", "back"), N_("Close the dialog"), (), True),
)
"""In dialogs."""

FORM: tuple[Key, ...] = (
    Key("form.send", "ctrl+s", "send", NP_("key", "send"), N_("Send what was written"), (), True),
    Key(
        "form.leave",
        "escape,q",
        "leave",
        NP_("key", "leave"),
        N_("Send, keep as a draft, discard or go on writing; q outside a text"),
        (),
        True,
    ),
    Key("form.next", "tab", "next_field", NP_("key", "next"), N_("Next field"), (), True),
    Key("form.previous", "shift+tab", "previous_field", NP_("key", "previous"), N_("Previous field")),
    Key("form.edit", "E,ctrl+o", "edit", NP_("key", "editor"), N_("Edit the text in your own editor"), (), True),
)
"""While something is written."""

LIST: tuple[Key, ...] = (
    Key("rows.down", "j,down", "move(1)", NP_("key", "down"), N_("Down")),
    Key("rows.up", "k,up", "move(-1)", NP_("key", "up"), N_("Up")),
    Key("rows.half_down", "ctrl+d", "half(1)", NP_("key", "down"), N_("Half a page down")),
    Key("rows.half_up", "ctrl+u", "half(-1)", NP_("key", "up"), N_("Half a page up")),
    Key("rows.page_down", "pagedown", "page(1)", NP_("key", "down"), N_("A page down")),
    Key("rows.page_up", "pageup", "page(-1)", NP_("key", "up"), N_("A page up")),
    Key("rows.first", "g,home", "first", NP_("key", "first"), N_("The first one")),
    Key("rows.last", "G,end", "last", NP_("key", "last"), N_("The last one")),
    Key("rows.open", "enter", "open", NP_("key", "open"), N_("Open the ticket")),
    Key("rows.mark", "space", "mark", NP_("key", "mark"), N_("Mark the ticket and move down")),
    Key("rows.mark_range", "V", "mark_range", NP_("key", "range"), N_("Mark from the last mark to here")),
    Key("rows.mark_shown", "asterisk", "mark_shown", NP_("key", "all"), N_("Mark all that are shown, or none")),
)
"""The list's own bindings, as `widgets.rows` defines them: here for help, footer and documentation."""

TABLE: tuple[Key, ...] = (*ACTS, *COMMANDS, *DESK, *QUEUE, *BACK, *APP, *SHEET, *FORM, *LIST)
ACTS_OF = {key.id.partition(".")[2]: key.acts for key in TABLE if key.id.startswith("act.")}
"""What the key of this name may start."""
EVERYWHERE = frozenset({"app.quit", "app.redraw"})
"""Keys that hold inside texts and dialogs too."""


def bindings(*groups: tuple[Key, ...]) -> list[Binding]:
    """The bindings of some groups of the table, as a screen declares them."""
    return [
        Binding(
            key.keys,
            key.action,
            key.word,
            show=key.foot,
            tooltip=key.tooltip,
            id=key.id,
            priority=key.id in EVERYWHERE,
        )
        for group in groups
        for key in group
        if key.keys
    ]
