"""The response plans that ship: data in the format of `workflow.response`; titles are in the texts, by the codes.

The plans for security follow the phases of handling an incident: analyse, contain, eradicate, recover, learn. A fresh
desk has nobody to name, so those who are told are the leads of the ticket's line. A P1's steps are what its acts write
down anyway: whoever works the ticket to its end has done them. Security wants a hand on each step.
"""

from collections.abc import Mapping
from typing import Any

LEADS: list[Mapping[str, Any]] = [{"role": "lead"}]


def plan(
    starts: list[Mapping[str, Any]], steps: Mapping[str, str], contacts: list[Mapping[str, Any]]
) -> Mapping[str, Any]:
    """One plan: `steps` maps the codes, in order, to who is responsible and the acts that do the step."""
    listed = []
    for code, said in steps.items():
        who, *acts = said.split()
        listed.append({"code": code, "responsible": who, "acts": acts})
    return {"starts": starts, "steps": listed, "contacts": contacts}


SHIPPED: Mapping[str, Mapping[str, Any]] = {
    "p1": plan(
        [{"priority": 1}],
        {
            "confirm_outage": "line:1 diagnose escalate resolve",
            "name_owner": "lead take assign pull resolve",
            "tell_affected": "line:1 reply resolve",
            "look_for_change": "line:2 diagnose resolve",
            "restore_service": "line:2 resolve",
            "keep_informed": "line:1 resolve",
            "check_restored": "line:1 verify",
            "write_down_course": "lead resolve",
        },
        LEADS,
    ),
    "major-incident": plan(
        [{"major": True}],
        {
            "appoint_manager": "lead",
            "open_bridge": "lead",
            "call_specialists": "lead",
            "link_reports": "line:1 resolve",
            "publish_status": "lead",
            "decide_continuity": "lead",
            "stand_down": "lead",
            "hold_review": "lead",
        },
        LEADS,
    ),
    "security-incident": plan(
        [{"nature": "security"}],
        {
            "judge_report": "line:1 diagnose escalate",
            "keep_evidence": "line:2",
            "find_scope": "line:2",
            "ask_personal_data": "lead",
            "tell_security": "lead",
            "contain": "line:2",
            "remove_cause": "line:3",
            "recover_systems": "line:3 verify",
            "watch_again": "line:2",
            "learn_from_it": "lead",
        },
        LEADS,
    ),
    "malware": plan(
        [{"category": "security/malware"}],
        {
            "isolate_machine": "line:1",
            "identify_malware": "line:2",
            "search_others": "line:2",
            "rebuild_machine": "line:2",
            "change_passwords": "line:1",
        },
        [],
    ),
    "phishing": plan(
        [{"category": "security/phishing"}],
        {
            "get_message": "line:1",
            "ask_entered": "line:1",
            "lock_account": "line:1",
            "pull_message": "line:2",
            "block_sender": "line:2",
            "warn_staff": "lead",
        },
        [],
    ),
    "data-exposure": plan(
        [{"category": "security/data"}],
        {"close_exposure": "line:2", "list_data": "line:2", "read_access_log": "line:3", "decide_breach": "lead"},
        [],
    ),
    "device-loss": plan(
        [{"category": "security/physical"}],
        {
            "lock_device": "line:1",
            "revoke_access": "line:2",
            "list_device_data": "line:2",
            "report_loss": "lead",
        },
        [],
    ),
    "data-breach": plan(
        [{"breach": True, "kind": "any"}],
        {
            "note_awareness": "line:1",
            "stop_breach": "line:2",
            "tell_officer": "lead",
            "describe_breach": "line:2 breach_facts",
            "judge_risk": "lead",
            "notify_authority": "lead",
            "notify_people": "lead",
            "record_breach": "lead",
            "prevent_again": "lead",
        },
        LEADS,
    ),
}
"""Plans by name."""
STEP_CODES = frozenset(step["code"] for body in SHIPPED.values() for step in body["steps"])
"""Steps that have their title in the texts."""
