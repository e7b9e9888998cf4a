"""From an act to what it needs: its form, or nothing but the deed."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from deskterm.screens.forms import breaching, ending, files, judging, linking, moving, planning, registration, writing
from deskterm.screens.forms.asked import Asked
from deskterm.screens.forms.fields import Call, FormSpec
from deskterm.screens.forms.form import Form
from deskterm.screens.forms.steps import Steps
from deskterm.screens.keys import ACTS_OF
from deskterm.usecases import look
from deskterm.usecases.act import perform
from deskterm.workflow.acts import barred
from deskterm.workflow.draft import Draft
from deskterm.workflow.inputs import Close, Release, Resume, Take, Unmerge
from deskterm.workflow.values import Act, Ticket

if TYPE_CHECKING:
    from deskterm.app import Deskterm

AT_ONCE: Mapping[Act, Call] = {
    Act.TAKE: Call(Act.TAKE, perform, (Take(),)),
    Act.RELEASE: Call(Act.RELEASE, perform, (Release(),)),
    Act.RESUME: Call(Act.RESUME, perform, (Resume(),)),
    Act.CLOSE: Call(Act.CLOSE, perform, (Close(),)),
    Act.UNMERGE: Call(Act.UNMERGE, perform, (Unmerge(),)),
}
"""Acts that ask nothing."""
SPECS: Mapping[Act, Callable[[Asked], FormSpec]] = {
    Act.REGISTER: registration.registration,
    Act.AMEND: judging.amend,
    Act.PULL: moving.pull,
    Act.ASSIGN: moving.assign,
    Act.WAIT: moving.wait,
    Act.DIAGNOSE: writing.diagnose,
    Act.NOTE: writing.note,
    Act.SETTLE: writing.settle,
    Act.REPLY: writing.reply,
    Act.HEAR: writing.hear,
    Act.ATTACH: files.attach,
    Act.LINK: linking.link,
    Act.MERGE: linking.link,
    Act.ESCALATE: moving.escalate,
    Act.HANDBACK: moving.escalate,
    Act.RESOLVE: ending.resolve,
    Act.VERIFY: ending.verify,
    Act.REOPEN: ending.reopen,
    Act.CANCEL: ending.cancel,
    Act.OVERRIDE: judging.override,
    Act.MAJOR: judging.major,
    Act.RESTRICT: judging.restrict,
    Act.PLAN: planning.plan,
    Act.CALL: planning.called,
    Act.BREACH: breaching.mark,
    Act.BREACH_FACTS: breaching.describe,
    Act.BREACH_DECIDE: breaching.resolve_upon,
    Act.BREACH_REPORT: breaching.report,
}
"""Acts that have a form."""
FOCUS: Mapping[Act, str] = {Act.MERGE: "into", Act.HANDBACK: "back"}
"""Acts that share a form, by what they wish of it."""


def act_of(name: str, ticket: Ticket | None, app: "Deskterm") -> Act:
    """What a key starts on this ticket: the first of its acts that nothing bars, or the first of all."""
    acts = ACTS_OF[name]
    if ticket is None:
        return acts[0]
    return next((act for act in acts if barred(act, ticket, app.desk.by) is None), acts[0])


def start_key(app: "Deskterm", name: str, ids: Sequence[int], seen: Mapping[int, int], ticket: Ticket | None) -> None:
    """An act key was pressed."""
    if name == "files" and len(ids) == 1:
        app.push_screen(files.Files(ids[0]))
    elif name == "files":
        start(app, Act.ATTACH, ids, seen, None)
    elif name == "edit":
        start(app, Act.NOTE, ids, seen, None, editor=True)
    else:
        start(app, act_of(name, ticket, app), ids, seen, None)


def start(
    app: "Deskterm",
    act: Act,
    ids: Sequence[int],
    seen: Mapping[int, int],
    focus: str | None,
    *,
    editor: bool = False,
    draft: Draft | None = None,
) -> None:
    """Do it, or open its form on the named field."""
    if act is Act.TRIAGE:
        app.open_triage(list(ids) or None)
    elif act in (Act.STEP_DONE, Act.STEP_WAIVE):
        app.push_screen(Steps(ids[0]))
    elif act in AT_ONCE:
        app.act(AT_ONCE[act], list(ids), seen)
    else:
        asked = Asked(
            desk=app.desk,
            zone=app.zone,
            ids=tuple(ids),
            shown=look.show(app.desk, ids[0]) if len(ids) == 1 else None,
            focus=focus or FOCUS.get(act),
        )
        form = Form(SPECS[act](asked), list(ids), seen, focus, draft)
        app.push_screen(form)
        if editor:
            form.call_after_refresh(form.action_edit)
