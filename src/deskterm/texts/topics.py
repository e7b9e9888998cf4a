"""The words for the shipped category tree and for the questions of a diagnosis.

A desk makes categories and questions of its own; their codes are shown in a readable form.
"""

from collections.abc import Mapping

from deskterm.texts.language import NP_, p_
from deskterm.texts.safe import safe

_CATEGORIES: Mapping[str, str] = {
    "access": NP_("category", "Access"),
    "access/account": NP_("category", "Account"),
    "access/password": NP_("category", "Password"),
    "access/permission": NP_("category", "Permission"),
    "hardware": NP_("category", "Hardware"),
    "hardware/computer": NP_("category", "Computer"),
    "hardware/printer": NP_("category", "Printer"),
    "hardware/phone": NP_("category", "Phone"),
    "hardware/peripheral": NP_("category", "Peripheral"),
    "software": NP_("category", "Software"),
    "software/office": NP_("category", "Office programs"),
    "software/business": NP_("category", "Business application"),
    "software/os": NP_("category", "Operating system"),
    "software/browser": NP_("category", "Browser"),
    "network": NP_("category", "Network"),
    "network/vpn": NP_("category", "VPN"),
    "network/wifi": NP_("category", "Wi-Fi"),
    "network/lan": NP_("category", "Local network"),
    "network/internet": NP_("category", "Internet"),
    "email": NP_("category", "E-mail"),
    "email/delivery": NP_("category", "Delivery"),
    "email/mailbox": NP_("category", "Mailbox"),
    "server": NP_("category", "Server"),
    "server/availability": NP_("category", "Availability"),
    "server/storage": NP_("category", "Storage"),
    "server/database": NP_("category", "Database"),
    "security": NP_("category", "Security"),
    "security/malware": NP_("category", "Malware"),
    "security/phishing": NP_("category", "Phishing"),
    "security/data": NP_("category", "Data breach"),
    "security/physical": NP_("category", "Physical security"),
    "service": NP_("category", "Service"),
    "service/billing": NP_("category", "Billing"),
    "service/quality": NP_("category", "Quality of service"),
    "service/staff": NP_("category", "Staff"),
    "request": NP_("category", "Request"),
    "request/equipment": NP_("category", "Equipment"),
    "request/consultation": NP_("category", "Consultation"),
    "request/change": NP_("category", "Planned change"),
}
_QUESTIONS: Mapping[str, str] = {
    "account_name": NP_("question", "Which account is it?"),
    "account_message": NP_("question", "What does the sign-in message say?"),
    "password_system": NP_("question", "Which system is the password for?"),
    "password_since": NP_("question", "When did it last work?"),
    "permission_resource": NP_("question", "What can't be reached?"),
    "permission_before": NP_("question", "Could the person reach it before?"),
    "computer_model": NP_("question", "Which computer is it (model, inventory number)?"),
    "computer_power": NP_("question", "Does it get power, and do any lights show?"),
    "computer_changes": NP_("question", "What has changed on it lately?"),
    "printer_name": NP_("question", "Which printer is it, and where does it stand?"),
    "printer_others": NP_("question", "Can others print on it?"),
    "phone_model": NP_("question", "Which phone is it (model, number)?"),
    "phone_symptom": NP_("question", "What does it do or not do?"),
    "peripheral_device": NP_("question", "Which device is it, and what is it plugged into?"),
    "peripheral_swapped": NP_("question", "Was it tried on another computer or port?"),
    "software_message": NP_("question", "What does the message say, word for word?"),
    "software_since": NP_("question", "Since when, and what was done just before?"),
    "software_others": NP_("question", "Do others have it too?"),
    "os_message": NP_("question", "What does the system's message say?"),
    "os_updates": NP_("question", "Were updates installed just before?"),
    "browser_address": NP_("question", "Which address was opened?"),
    "browser_other_browser": NP_("question", "Does it work in another browser?"),
    "vpn_client": NP_("question", "Which VPN program and version?"),
    "vpn_since": NP_("question", "When did the connection last work?"),
    "vpn_others": NP_("question", "Can others connect?"),
    "wifi_place": NP_("question", "Where is the person, and which network do they use?"),
    "wifi_others": NP_("question", "Do others there have it too?"),
    "lan_place": NP_("question", "Which room and which socket?"),
    "lan_cable": NP_("question", "Was another cable or socket tried?"),
    "lan_others": NP_("question", "Are others in that place cut off too?"),
    "internet_scope": NP_("question", "Is it every site, or only some?"),
    "internet_since": NP_("question", "Since when?"),
    "delivery_direction": NP_("question", "Does mail fail to arrive, or to leave?"),
    "delivery_bounce": NP_("question", "What does the returned message say?"),
    "mailbox_client": NP_("question", "Which mail program, or the browser?"),
    "mailbox_message": NP_("question", "What message is shown?"),
    "server_name": NP_("question", "Which server is it?"),
    "server_since": NP_("question", "Since when does it not answer?"),
    "server_users": NP_("question", "Who works with it, and how many are affected?"),
    "storage_free": NP_("question", "How much space is left, and on which volume?"),
    "database_name": NP_("question", "Which database is it?"),
    "database_message": NP_("question", "What does the error say?"),
    "database_changes": NP_("question", "What was changed or run just before?"),
    "malware_signs": NP_("question", "What was seen: a warning, a strange window, changed files?"),
    "malware_isolated": NP_("question", "Is the computer off the network?"),
    "phishing_opened": NP_("question", "Was a link or an attachment opened?"),
    "phishing_entered": NP_("question", "Was a password or other data entered?"),
    "phishing_recipients": NP_("question", "Who else received it?"),
    "data_kind": NP_("question", "What data is it, and is it about people?"),
    "data_exposed": NP_("question", "Who could see or take it?"),
    "data_since": NP_("question", "From when to when?"),
    "physical_place": NP_("question", "Where did it happen?"),
    "physical_missing": NP_("question", "What is missing or was reached?"),
    "billing_document": NP_("question", "Which invoice or payment is it?"),
    "billing_expected": NP_("question", "What was expected instead?"),
    "quality_service": NP_("question", "Which service is it about?"),
    "quality_expected": NP_("question", "What was expected, and what came?"),
    "staff_when": NP_("question", "When and where did it happen?"),
}


def category(code: str | None) -> str:
    """A category with its branch, such as "Network / VPN"; empty when there is none."""
    if not code:
        return ""
    parts = code.split("/")
    paths = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    return " / ".join(
        p_("category", _CATEGORIES[path]) if path in _CATEGORIES else readable(last)
        for path, last in zip(paths, parts, strict=True)
    )


def question(code: str) -> str:
    """A question of the diagnosis sheet."""
    return p_("question", _QUESTIONS[code]) if code in _QUESTIONS else readable(code)


def is_question(code: str) -> bool:
    """Is this the code of a question that ships with deskterm?"""
    return code in _QUESTIONS


def readable(code: str) -> str:
    """A code that the desk made itself, in a form that can be read: `floor_plan` becomes "Floor plan"."""
    words = safe(code).replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
