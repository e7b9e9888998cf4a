"""A form as data: its fields, what they hold, and the call that sends them. No widgets, so that forms can be listed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

from deskterm.usecases.desk import Done
from deskterm.widgets.choice import Option
from deskterm.workflow.acts import ACT_OF
from deskterm.workflow.values import Act

Values = Mapping[str, Any]


class Kind(StrEnum):
    """How a value is entered."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    """One of a few."""
    PICK = "pick"
    """One of many: typing narrows the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. `name` is the name that refusals use; `value` what it holds at first."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    value: Any = None
    options: Sequence[Option] = ()
    hint: str = ""
    """Shown in the empty field."""
    rows: int = 4
    """Lines of a text or a list."""
    when: Callable[[Values], bool] | None = None
    """Is it asked at all, given the other values?"""
    above: bool = False
    """The label is long and stands above the value."""

    def holding(self, value: Any) -> "Field":
        """The same field with this value in it."""
        return replace(self, value=value)

    def asked(self, values: Values) -> bool:
        """Is it shown?"""
        return self.when is None or self.when(values)


class Call(NamedTuple):
    """A use-case with what was entered: `verb(desk, id, *args, seen)`."""

    act: Act
    verb: Callable[..., Done]
    args: tuple[Any, ...]

    @property
    def entered(self) -> Any:
        """The inputs for the rule, if the call has any: what a checklist asks again."""
        return next((arg for arg in self.args if type(arg) in ACT_OF), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """What a form asks. `call` turns its values into a call; ValueError or Invalid names what is malformed."""

    act: Act
    title: str
    fields: tuple[Field, ...]
    call: Callable[[Values], Call]
    public: bool = False
    """The requester will read it: shown in the colour and with the word of public texts."""
    first: str | None = None
    """The field that has the focus at first; the first one when not said."""
    note: str = ""
    """A sentence below the title."""
    tab_turns: str | None = None
    """The choice that tab changes while a text is written."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Other names that refusals use for its fields."""
    also: Mapping[Act, Mapping[str, str]] = field(default_factory=dict)
    """Other acts that its values may call, each with the names that refusals use for its fields."""

    def field_of(self, name: str | None, act: Act | None = None) -> str | None:
        """The form's field that mends a refusal's field, None when there is none. `act`: the act that was refused."""
        if name is None:
            return None
        names = self.labels if act is None or act is self.act else self.also.get(act, {})
        name = names.get(name, name)
        return name if any(item.name == name for item in self.fields) else None


class Malformed(ValueError):
    """A value that means nothing: the field, and the sentence that says so."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
