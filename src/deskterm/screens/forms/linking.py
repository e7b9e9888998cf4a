"""The form that ties two tickets together: part of, related, duplicate, or merged into."""

from deskterm.screens.forms.asked import Asked, Values, ticket_number
from deskterm.screens.forms.fields import Call, Field, FormSpec, Kind
from deskterm.screens.forms.moving import may
from deskterm.texts import names
from deskterm.texts.language import _
from deskterm.usecases.link import link as link_to
from deskterm.usecases.link import merge as merge_into
from deskterm.widgets.choice import Option
from deskterm.workflow.values import Act, LinkType

MERGE = "merge"


def link(asked: Asked) -> FormSpec:
    """The other ticket's number, and how it relates to this one."""
    options = [Option(type, names.link(type)) for type in LinkType] if may(asked, Act.LINK) else []
    if may(asked, Act.MERGE):
        options.append(Option(MERGE, _("Merge this one into it")))
    merging = asked.focus == "into"

    def call(values: Values) -> Call:
        other = ticket_number("other", values["other"])
        if values["type"] == MERGE:
            return Call(Act.MERGE, merge_into, (other,))
        return Call(Act.LINK, link_to, (other, values["type"] or LinkType.RELATED))

    return FormSpec(
        act=Act.LINK,
        title=asked.title(_("Link or merge")),
        fields=(
            Field(name="other", label=_("Other ticket"), hint="DT-12"),
            Field(
                name="type",
                label=_("Relation"),
                kind=Kind.CHOICE,
                options=options,
                value=MERGE if merging else LinkType.RELATED,
            ),
        ),
        call=call,
        also={Act.MERGE: {"into": "other"}},
    )
