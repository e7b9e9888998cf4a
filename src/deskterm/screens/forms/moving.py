"""Forms for who works on it and when: escalate and hand back, assign and release, pull, wait."""

from deskterm.screens.forms.asked import Asked, Values, code_options, line_options, moment, words
from deskterm.screens.forms.fields import Call, Field, FormSpec, Kind
from deskterm.texts import names
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.texts.suggesting import reasons
from deskterm.texts.times import near
from deskterm.usecases.act import perform
from deskterm.usecases.assign import assign as assign_to
from deskterm.usecases.duty import whom
from deskterm.usecases.people import agents
from deskterm.widgets.choice import Option
from deskterm.workflow.acts import barred
from deskterm.workflow.inputs import Escalate, Handback, Pull, Release, Wait
from deskterm.workflow.values import Act, EscalationReason, Person, WaitReason

LINES = (1, 2, 3)
NOBODY = ""


def may(asked: Asked, act: Act) -> bool:
    """Is the act open for the one ticket? For several it is the rule that says so for each."""
    return asked.ticket is None or barred(act, asked.ticket, asked.desk.by) is None


def escalate(asked: Asked) -> FormSpec:
    """Up with a reason and a summary, or back with a reason and what is expected."""
    here = asked.held("line") or 1
    lines = tuple(n for n in LINES if n != here and may(asked, Act.ESCALATE if n > here else Act.HANDBACK))
    wished = [n for n in lines if (n < here) == (asked.focus == "back")]
    default = next(iter(wished), next(iter(lines), None))

    def upwards(values: Values) -> bool:
        return (values["to"] or here + 1) > here

    def call(values: Values) -> Call:
        to, summary = values["to"], words("summary", values["summary"])
        if upwards(values):
            return Call(Act.ESCALATE, perform, (Escalate(to=to, reason=values["reason"], summary=summary),))
        entered = Handback(to=to, reason=words("reason", values["why"]), summary=summary)
        return Call(Act.HANDBACK, perform, (entered,))

    return FormSpec(
        act=Act.ESCALATE,
        title=asked.title(_("Escalate or hand back")),
        fields=(
            Field(name="to", label=field("to"), kind=Kind.CHOICE, value=default, options=line_options(lines, here)),
            Field(
                name="reason",
                label=field("reason"),
                kind=Kind.CHOICE,
                options=code_options(EscalationReason, names.escalation_reason),
                when=upwards,
            ),
            Field(name="why", label=field("reason"), when=lambda values: not upwards(values)),
            Field(name="summary", label=field("summary"), kind=Kind.TEXT, hint=_("for those who take over"), rows=5),
        ),
        call=call,
        first="to" if len(lines) > 1 else "reason" if default and default > here else "why",
        also={Act.HANDBACK: {"reason": "why"}},
    )


def pull(asked: Asked) -> FormSpec:
    """Up to line 3, by an agent of line 3, with a reason."""

    def call(values: Values) -> Call:
        entered = Pull(from_line=asked.held("line"), reason=words("reason", values["reason"]))
        return Call(Act.PULL, perform, (entered,))

    return FormSpec(
        act=Act.PULL,
        title=asked.title(names.act(Act.PULL)),
        fields=(Field(name="reason", label=field("reason")),),
        call=call,
    )


def person_words(person: Person, asked: Asked) -> str:
    """A colleague: name, lines, and whether they are away."""
    lines = " ".join(names.line(n) for n in sorted(person.lines))
    words = [safe(person.name), lines, ", ".join(sorted(map(safe, person.skills)))]
    now = asked.desk.now()
    if person.away_until is not None and person.away_until > now:
        words.append(_("away until {time}").format(time=near(person.away_until, asked.zone, now)))
    return "  ".join(word for word in words if word)


def suggested(asked: Asked) -> list[Option]:
    """Whom to give the one ticket, best first, each with the reasons; nobody is suggested for several."""
    if asked.ticket is None:
        return []
    now = asked.desk.now()
    return [
        Option(each.person.name, f"{safe(each.person.name)}  {reasons(each.reasons, asked.zone, now)}")
        for each in whom(asked.desk, asked.ticket.id)
    ]


def assign(asked: Asked) -> FormSpec:
    """A list of people, the suggested ones first, then the others; and nobody, which releases it."""
    line, options = asked.held("line"), suggested(asked)
    known = {option.value for option in options}
    people = [person for person in agents(asked.desk) if person.active and person.name not in known]
    people.sort(key=lambda person: (line is not None and not person.works_at(line), person.name))
    options += [Option(person.name, person_words(person, asked)) for person in people]
    if asked.ticket is None or asked.ticket.assignee:
        options.append(Option(NOBODY, _("Nobody: back to the queue of its line")))

    def call(values: Values) -> Call:
        if values["assignee"] == NOBODY:
            return Call(Act.RELEASE, perform, (Release(),))
        return Call(Act.ASSIGN, assign_to, (values["assignee"],))

    return FormSpec(
        act=Act.ASSIGN,
        title=asked.title(_("Assign to")),
        fields=(Field(name="assignee", label=field("assignee"), kind=Kind.PICK, options=options, rows=10),),
        call=call,
    )


def wait(asked: Asked) -> FormSpec:
    """A reason, a moment to wake up, and a word to the requester when it is they who are waited for."""

    def call(values: Values) -> Call:
        entered = Wait(
            reason=values["reason"],
            until=moment(asked, "until", values["until"]),
            message=words("message", values["message"]),
        )
        return Call(Act.WAIT, perform, (entered,))

    return FormSpec(
        act=Act.WAIT,
        title=asked.title(names.act(Act.WAIT)),
        fields=(
            Field(
                name="reason",
                label=field("reason"),
                kind=Kind.CHOICE,
                options=code_options(WaitReason, names.wait_reason),
            ),
            Field(name="until", label=field("until"), hint=_("2h, 3d, tomorrow 09:00, fri 14:00, 2031-05-09")),
            Field(
                name="message", label=_("PUBLIC message"), kind=Kind.TEXT, hint=_("the requester reads this"), rows=4
            ),
        ),
        call=call,
    )
