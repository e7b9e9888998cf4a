"""Which option of which command mends a field: rules and checks speak of fields, people at a shell of options."""

from collections.abc import Mapping

from deskterm.workflow.values import Act

OPTIONS: Mapping[str, str] = {
    "text": "-m",
    "message": "-m",
    "description": "--body",
    "steps_before": "--steps",
    "requested_for": "--for",
    "claimed_kind": "--kind",
    "claimed_priority": "--priority-claimed",
    "step": "--kind step --outcome",
    "hypothesis": "--kind hypothesis --outcome",
    "note": "--on",
    "line_number": "--line",
    "files": "--attach",
    "tree": "--category",
    "form": "--format",
    "written": "--from",
    "time_zone": "--zone",
    "week": "--hours",
    "holidays": "--holiday",
    "annual_holidays": "--yearly",
    "shifts": "--shift",
    "absences": "--absent",
    "organisations": "--organisation",
    "questions": "--ask",
    "steps": "--do",
    "words": "--word",
    "starts": "--start",
    "contacts": "--contact",
    "breach_nature": "--nature",
    "data_concerned": "--data",
    "people_concerned": "--people",
    "records_concerned": "--records",
    "remedies": "--measures",
    "informed": "--to",
    "correction": "--correct",
}
"""Fields whose option is called otherwise; those of arrangements are named as their data names them."""
PLACES: Mapping[str, str] = {
    "number": "NUMBER",
    "other": "OTHER",
    "assignee": "NAME",
    "who": "NAME",
    "arrangement": "NAME",
    "person": "WHO",
    "draft": "DRAFT",
    "file": "FILE",
    "classified": "TEXT",
    "searched": "TEXT",
    "wanted": "FILE",
    "plan": "NAME",
    "path": "PATH",
    "plan_step": "CODE",
    "key": "KEY",
}
"""Fields that are given by their place and not by an option."""
COMMAND_OF: Mapping[Act, str] = {
    Act.PULL: "take --from-line",
    Act.SETTLE: "note --on",
    Act.STEP_DONE: "step done",
    Act.STEP_WAIVE: "step waive",
    Act.ATTACH: "attachment add",
    Act.REGISTER: "new",
    Act.PLAN: "plan start",
    Act.CALL: "plan called",
    Act.BREACH: "breach mark",
    Act.BREACH_FACTS: "breach facts",
    Act.BREACH_DECIDE: "breach decide",
    Act.BREACH_REPORT: "breach report",
}


def option(field: str) -> str:
    """The option that a field is given by: `--impact`; of a place in its data: `--hours (week.mon[0])`."""
    if field in PLACES:
        return PLACES[field]
    if field.startswith("answer:"):
        return f"--answer {field.removeprefix('answer:')}="
    if (whole := field.partition("[")[0].partition(".")[0]) not in ("", field):
        return f"{option(whole)} ({field})"
    return OPTIONS.get(field) or "--" + field.replace("_", "-")


def command(act: Act) -> str:
    """The command of an act: `escalate`."""
    return COMMAND_OF.get(act, act.value)


def mend(act: Act, field: str | None, number: str) -> str:
    """The command that mends a point: `deskterm diagnose DT-12 --signs`."""
    asked = f" {option(field)}" if field else ""
    subject = f" {number}" if act is not Act.REGISTER else ""
    return f"deskterm {command(act)}{subject}{asked}"
