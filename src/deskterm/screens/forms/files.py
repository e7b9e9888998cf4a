"""Attachments of a ticket: list them, add one by its path, save one."""

from pathlib import Path

from textual.app import ComposeResult

from deskterm.screens.dialogs.dialog import Dialog
from deskterm.screens.forms.asked import Asked, Values
from deskterm.screens.forms.fields import Call, Field, FormSpec, Malformed
from deskterm.screens.wording import FAILURES, trouble
from deskterm.store.read.show import Attachment
from deskterm.texts import names
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases import look
from deskterm.usecases.attach import File, save
from deskterm.usecases.attach import attach as attach_file
from deskterm.widgets.bars import Hint
from deskterm.widgets.menu import Item, Menu
from deskterm.workflow.values import Act

ADD = "add"


def attach(asked: Asked) -> FormSpec:
    """A file of this machine, by its path."""

    def call(values: Values) -> Call:
        path = (values["file"] or "").strip()
        if asked.desk.remote:
            raise Malformed("file", from_afar(f"attachment add DT-{asked.ids[0]} --name NAME - < NAME"))
        if not path:
            raise Malformed("file", _("Write the path of a file on this machine."))
        return Call(Act.ATTACH, attach_file, (File.from_path(path),))

    return FormSpec(
        act=Act.ATTACH,
        title=asked.title(names.act(Act.ATTACH)),
        fields=(Field(name="file", label=field("file"), hint=_("a path on this machine")),),
        call=call,
        labels={"name": "file"},
    )


def from_afar(command: str) -> str:
    """How a file travels when the machine that the app runs on is none of the person's."""
    return _("Over SSH files travel beside the app: ssh HOST {command}").format(command=safe(command))


def size_words(size: int) -> str:
    """A size in the unit that suits it."""
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.1f} kB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


class Files(Dialog[None]):
    """The list. Enter saves a file into the directory the app was started in, under a name that is free there."""

    def __init__(self, ticket: int) -> None:
        super().__init__(_("DT-{id}: files").format(id=ticket))
        self.ticket = ticket

    def body(self) -> ComposeResult:
        """A line per file."""
        yield Menu(self.items(), narrows=False)

    def items(self) -> list[Item]:
        """The files, and the way to add one."""
        files = look.show(self.door.desk, self.ticket).attachments
        lines = [Item(file, safe(file.name), note=f"{size_words(file.size)}  {safe(file.author)}") for file in files]
        return [*lines, Item(ADD, _("Add a file"), "+")]

    def hints(self) -> tuple[Hint, ...]:
        """How to go on."""
        return (Hint("enter", _("save here, or add")), Hint("+", _("add")), Hint("esc", _("back")))

    def on_mount(self) -> None:
        """Follow what is added."""
        self.query_one(Menu).focus()
        self.door.ticket_changed.subscribe(self, self.on_ticket_changed)

    def on_ticket_changed(self, ticket: int) -> None:
        """Read the list again."""
        self.query_one(Menu).items = tuple(self.items())

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Save a file, or add one."""
        if self.door.desk.remote:
            self.door.say(from_afar(self.travel(message.item.value)))
            return
        if message.item.value == ADD:
            self.door.start_act(Act.ATTACH, self.ticket)
            return
        file: Attachment = message.item.value
        try:
            place = free_name(Path.cwd(), file.name)
            with place.open("xb") as target:
                for piece in save(self.door.desk, self.ticket, file.id):
                    target.write(piece)
            self.door.say(_("Saved: {path}").format(path=safe(str(place))))
        except OSError as error:
            self.door.say(_("It can't be saved: {reason}").format(reason=safe(str(error))), "error")
        except FAILURES as error:
            self.door.say(trouble(error), "error")

    def travel(self, chosen: object) -> str:
        """The command by which a file comes or goes."""
        if isinstance(chosen, Attachment):
            return f"attachment get DT-{self.ticket} {chosen.id} > FILE"
        return f"attachment add DT-{self.ticket} --name NAME - < NAME"


def free_name(folder: Path, name: str) -> Path:
    """A path in the folder that no file has yet; the name loses whatever would lead out of it."""
    plain = safe(name).replace("/", "_").replace("\\", "_").lstrip(".")[:120] or "file"
    stem, dot, ending = plain.rpartition(".")
    place = folder / plain
    number = 1
    while place.exists():
        number += 1
        place = folder / (f"{stem} ({number}){dot}{ending}" if dot else f"{plain} ({number})")
    return place
