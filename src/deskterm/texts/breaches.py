"""The words about a breach of personal data: what is decided, who is told."""

from collections.abc import Mapping

from deskterm.texts.language import NP_, p_
from deskterm.texts.topics import readable
from deskterm.workflow.values import Decision, Informed, StepState

_DECISIONS: Mapping[str, str] = {
    Decision.CONTAIN: NP_("decision", "Contain the breach"),
    Decision.ASSESS: NP_("decision", "Assess the risk"),
    Decision.NOTIFY_AUTHORITY: NP_("decision", "Tell the authority"),
    Decision.NOT_NOTIFY: NP_("decision", "Do not tell the authority"),
    Decision.NOTIFY_SUBJECTS: NP_("decision", "Tell the people concerned"),
    Decision.NOT_NOTIFY_SUBJECTS: NP_("decision", "Do not tell the people concerned"),
    Decision.OTHER: NP_("decision", "Other"),
}
_INFORMED: Mapping[str, str] = {
    Informed.AUTHORITY: NP_("informed", "The authority"),
    Informed.SUBJECTS: NP_("informed", "The people concerned"),
}
_STEPS: Mapping[str, str] = {
    StepState.OPEN: NP_("step", "open"),
    StepState.DONE: NP_("step", "done"),
    StepState.WAIVED: NP_("step", "left out"),
}


def decision(code: str) -> str:
    """What is decided: "Tell the authority"."""
    return p_("decision", _DECISIONS[code]) if code in _DECISIONS else readable(code)


def informed(code: str) -> str:
    """Who is told: "The authority"."""
    return p_("informed", _INFORMED[code]) if code in _INFORMED else readable(code)


def step_state(code: str) -> str:
    """What became of a step of a plan: "done"."""
    return p_("step", _STEPS[code]) if code in _STEPS else readable(code)
