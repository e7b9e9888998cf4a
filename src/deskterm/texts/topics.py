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
_QUESTIONS: Mapping[str, str] = {}


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
