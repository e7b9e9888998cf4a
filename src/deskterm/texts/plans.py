"""Response plans in words: titles of plans and steps that ship, conditions, who is responsible, contacts."""

from collections.abc import Mapping

from deskterm.texts import names
from deskterm.texts.language import NP_, _, p_
from deskterm.texts.safe import safe
from deskterm.texts.topics import category, readable
from deskterm.workflow.codes import Kind, Role
from deskterm.workflow.response import ANY, Contact, Plan, Start, Task

_TITLES: Mapping[str, str] = {
    "data-breach": NP_("plan", "Breach of personal data"),
    "data-exposure": NP_("plan", "Data where it should not be"),
    "device-loss": NP_("plan", "Device lost or stolen"),
    "major-incident": NP_("plan", "Major incident"),
    "malware": NP_("plan", "Malware"),
    "p1": NP_("plan", "P1 incident"),
    "phishing": NP_("plan", "Phishing"),
    "security-incident": NP_("plan", "Security incident"),
}
_STEPS: Mapping[str, str] = {
    # P1
    "confirm_outage": NP_("plan step", "Make sure what is down, since when, and for whom"),
    "name_owner": NP_("plan step", "Name one person who has it until the end"),
    "tell_affected": NP_("plan step", "Tell those who are affected, and when they hear again"),
    "look_for_change": NP_("plan step", "Look for what was changed shortly before"),
    "restore_service": NP_("plan step", "Restore the service first, by a workaround if need be"),
    "keep_informed": NP_("plan step", "Tell those who are affected how it stands, at the promised times"),
    "check_restored": NP_("plan step", "Have somebody who was affected confirm that it works"),
    "write_down_course": NP_("plan step", "Write down what happened when, and what is left to find out"),
    # major incident
    "appoint_manager": NP_("plan step", "Appoint who leads the response and decides"),
    "open_bridge": NP_("plan step", "Open one call and one place for notes, for all who work on it"),
    "call_specialists": NP_("plan step", "Call in the specialists and vendors that are needed"),
    "link_reports": NP_("plan step", "Link the tickets of the same cause as parts of this one"),
    "publish_status": NP_("plan step", "Publish how it stands, and when the next word comes"),
    "decide_continuity": NP_("plan step", "Decide whether emergency procedures of the business begin"),
    "stand_down": NP_("plan step", "End the response: the service is stable, and everybody knows"),
    "hold_review": NP_("plan step", "Hold the review: course, cause, and what keeps it from coming again"),
    # security
    "judge_report": NP_("plan step", "Judge whether it is a security incident; note who saw what, and when"),
    "keep_evidence": NP_("plan step", "Keep logs, memory and disks before anything is changed; note who holds them"),
    "find_scope": NP_("plan step", "Find which systems, accounts and data are touched"),
    "ask_personal_data": NP_("plan step", "Decide whether personal data is touched; if so, it is a breach as well"),
    "tell_security": NP_("plan step", "Tell whoever answers for security, by a way that an intruder does not read"),
    "contain": NP_("plan step", "Keep it from spreading: cut off machines, lock accounts, block addresses"),
    "remove_cause": NP_("plan step", "Remove the cause: malicious files, foreign accounts, the hole they came by"),
    "recover_systems": NP_("plan step", "Bring systems back from clean copies, and change what secrets were exposed"),
    "watch_again": NP_("plan step", "Watch the systems for a return"),
    "learn_from_it": NP_("plan step", "Review: how it got in, what was seen too late, what is changed"),
    # malware
    "isolate_machine": NP_("plan step", "Take the machine off the network, and leave it switched on"),
    "identify_malware": NP_("plan step", "Find out what it is, what it does, and how it came"),
    "search_others": NP_("plan step", "Search the other machines for the same signs"),
    "rebuild_machine": NP_("plan step", "Set the machine up anew; restore data from before the infection"),
    "change_passwords": NP_("plan step", "Change every password that was used on the machine, from another one"),
    # phishing
    "get_message": NP_("plan step", "Get the message itself, with its headers"),
    "ask_entered": NP_("plan step", "Ask what was opened, entered or paid, and when"),
    "lock_account": NP_("plan step", "Change the password, end all sessions, look for new forwarding rules"),
    "pull_message": NP_("plan step", "Find who else got it, and take it out of their mailboxes"),
    "block_sender": NP_("plan step", "Block sender, links and attachments; report the site"),
    "warn_staff": NP_("plan step", "Warn the staff, with a picture of the message"),
    # data where it should not be
    "close_exposure": NP_("plan step", "Close the exposure: take it offline, revoke the link, call the message back"),
    "list_data": NP_("plan step", "List what data it is, whose, and since when it was exposed"),
    "read_access_log": NP_("plan step", "Find in the logs who reached it"),
    "decide_breach": NP_("plan step", "Decide whether it is a breach of personal data, and write down why"),
    # a device
    "lock_device": NP_("plan step", "Lock and wipe the device from afar"),
    "revoke_access": NP_("plan step", "Revoke its certificates, tokens and saved passwords"),
    "list_device_data": NP_("plan step", "List what was on it, and whether it was encrypted"),
    "report_loss": NP_("plan step", "Report the loss: police, insurer, the building's security"),
    # breach of personal data
    "note_awareness": NP_("plan step", "Write down when and how the desk became aware: the 72 hours run from then"),
    "stop_breach": NP_("plan step", "Stop it from going on"),
    "tell_officer": NP_("plan step", "Tell whoever answers for data protection"),
    "describe_breach": NP_("plan step", "Describe it: which data, how many people, which consequences are likely"),
    "judge_risk": NP_("plan step", "Judge the risk for the people concerned, and write down why"),
    "notify_authority": NP_("plan step", "Notify the authority within 72 hours, or write down why not"),
    "notify_people": NP_("plan step", "Tell the people concerned without delay when the risk is high"),
    "record_breach": NP_("plan step", "Enter it in the record of breaches: facts, effects, what was done"),
    "prevent_again": NP_("plan step", "Agree on what keeps it from coming again"),
}


def title(name: str, plan: Plan | None = None) -> str:
    """What a plan is called: as the desk says, else as it ships, else its name."""
    if plan is not None and plan.title is not None:
        return safe(plan.title)
    return known(name) or safe(name)


def known(name: str) -> str:
    """What a plan that ships is called; empty for any other."""
    return p_("plan", _TITLES[name]) if name in _TITLES else ""


def step(text: str) -> str:
    """A step as it is kept with a ticket: one that ships by its code, one of the desk's own as it is written."""
    return p_("plan step", _STEPS[text]) if text in _STEPS else safe(text)


def task(held: Task) -> str:
    """A step of a plan with who is responsible."""
    said = step(held.title or held.code)
    if held.responsible is not None:
        said = _("{step} ({who})").format(step=said, who=responsible(held.responsible))
    if not held.acts:
        return said
    return _("{step}; done by: {acts}").format(step=said, acts=", ".join(names.act_done(act) for act in held.acts))


def responsible(who: str | None) -> str:
    """Who does a step: a line, a role, an account; empty when nobody is named."""
    if who is None:
        return ""
    if who.startswith("line:"):
        return names.line(int(who.removeprefix("line:")))
    return names.role(who) if who in tuple(Role) else safe(who)


def start(held: Start) -> str:
    """A condition in words."""
    kind = _("any contact") if held.kind == ANY else names.kind(held.kind) if held.kind != Kind.INCIDENT else ""
    said = [
        kind,
        names.nature(held.nature),
        (category(held.category) or readable(held.category)) if held.category else "",
        priorities(held.priority),
        marked(held.major, _("major incident"), _("no major incident")),
        marked(held.breach, _("data breach"), _("no data breach")),
    ]
    return safe(", ".join(filter(None, said)) or names.kind(Kind.INCIDENT))


def priorities(lowest: int | None) -> str:
    """Down to which priority; nothing when it is not asked."""
    if lowest is None:
        return ""
    return "P1" if lowest == 1 else _("P1 to P{number}").format(number=lowest)


def marked(flag: bool | None, yes: str, no: str) -> str:
    """A mark that must be there, or must not; nothing when it is not asked."""
    return "" if flag is None else yes if flag else no


def contact(held: Contact) -> str:
    """Somebody of the chain, and how to reach them."""
    if held.role is not None:
        return _("leads of the line") if held.role is Role.LEAD else _("admins")
    return safe(" ".join(filter(None, (held.account or held.name, held.phone, held.email))))


def contact_with_hours(held: Contact) -> str:
    """The same with the hours in which they may be told."""
    hours = _("at any hour") if held.hours is None else _("hours: {name}").format(name=safe(held.hours))
    return f"{contact(held)} ({hours})"
