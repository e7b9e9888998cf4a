"""The request catalogue in words: titles of the items that ship, what they ask, and what is done for them."""

from collections.abc import Mapping

from deskterm.texts import plans
from deskterm.texts.language import NP_, p_
from deskterm.texts.safe import safe
from deskterm.texts.topics import readable
from deskterm.workflow.catalogue import Item

_TITLES: Mapping[str, str] = {
    "request/password": NP_("item", "New password"),
    "request/account": NP_("item", "Account"),
    "request/permission": NP_("item", "Permission"),
    "request/equipment": NP_("item", "Equipment"),
    "request/phone": NP_("item", "Phone"),
    "request/software": NP_("item", "Installation of a program"),
    "request/mailbox": NP_("item", "Mailbox or list"),
    "request/consultation": NP_("item", "Advice"),
    "request/joiner": NP_("item", "Somebody begins"),
    "request/leaver": NP_("item", "Somebody leaves"),
    "request/change": NP_("item", "Planned change"),
}
_QUESTIONS: Mapping[str, str] = {
    "item_address": NP_("item question", "Which address shall it have?"),
    "item_affected": NP_("item question", "Who and what is affected, and for how long?"),
    "item_approver": NP_("item question", "Who approves it?"),
    "item_back": NP_("item question", "What is done if it fails?"),
    "item_computer": NP_("item question", "On which computer?"),
    "item_files": NP_("item question", "Who gets the files and the mail?"),
    "item_from": NP_("item question", "From when on?"),
    "item_identity": NP_("item question", "How has the person shown who they are?"),
    "item_licence": NP_("item question", "Is there a licence?"),
    "item_members": NP_("item question", "Who reads it, and who may write?"),
    "item_place": NP_("item question", "Where is it needed?"),
    "item_program": NP_("item question", "Which program and version?"),
    "item_resource": NP_("item question", "Access to what, and to read or to change?"),
    "item_role": NP_("item question", "What will the person do, and with which systems?"),
    "item_system": NP_("item question", "For which system?"),
    "item_topic": NP_("item question", "What would they like to do?"),
    "item_until": NP_("item question", "When is the last day?"),
    "item_what": NP_("item question", "What exactly is wanted?"),
    "item_when": NP_("item question", "When does it suit?"),
    "item_who": NP_("item question", "For whom is it?"),
}
_STEPS: Mapping[str, str] = {
    "announce_change": NP_("item step", "Tell those who are affected"),
    "answer_question": NP_("item step", "Answer, or arrange a session"),
    "block_account": NP_("item step", "Block the accounts"),
    "carry_out_change": NP_("item step", "Carry it out at the agreed time"),
    "check_change": NP_("item step", "Check that everything works"),
    "check_identity": NP_("item step", "Make sure who asks"),
    "check_licence": NP_("item step", "Check the licence"),
    "create_account": NP_("item step", "Create the account"),
    "create_mailbox": NP_("item step", "Create the mailbox or list"),
    "get_approval": NP_("item step", "Get the approval"),
    "give_members_access": NP_("item step", "Give its members access"),
    "grant_permission": NP_("item step", "Grant the permissions"),
    "hand_over": NP_("item step", "Hand it over"),
    "hand_over_files": NP_("item step", "Hand files and mail over"),
    "install_program": NP_("item step", "Install the program"),
    "order_equipment": NP_("item step", "Order it, or take it from stock"),
    "plan_change": NP_("item step", "Write down the plan, and the way back"),
    "prepare_phone": NP_("item step", "Prepare the phone and its card"),
    "prepare_workplace": NP_("item step", "Prepare the workplace"),
    "set_password": NP_("item step", "Set a password that is changed at first use"),
    "take_back_equipment": NP_("item step", "Take the equipment back"),
}


def title(code: str, item: Item | None = None) -> str:
    """What an item is called: as the desk says, else as it ships (a plan has no name of an item), else readable."""
    if item is not None and item.title is not None:
        return safe(item.title)
    return p_("item", _TITLES[code]) if code in _TITLES else plans.known(code) or readable(code)


def asked(text: str) -> str:
    """What an item asks: a question that ships by its code, one of the desk's own as it is written."""
    return p_("item question", _QUESTIONS[text]) if text in _QUESTIONS else safe(text)


def step(text: str) -> str:
    """A step of an item in the same way, or one of a response plan: both are kept alike with a ticket."""
    return p_("item step", _STEPS[text]) if text in _STEPS else plans.step(text)
