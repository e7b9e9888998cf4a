"""The category tree that a new desk starts with (interface: Codes), its presets and its questions."""

from collections.abc import Mapping

from deskterm.workflow.values import Category, Kind, Nature

TECHNICAL, SERVICE, SECURITY = Nature.TECHNICAL, Nature.SERVICE, Nature.SECURITY

PARENTS: Mapping[str, Category] = {
    "access": Category(code="access", nature=TECHNICAL),
    "hardware": Category(code="hardware", nature=TECHNICAL),
    "software": Category(code="software", nature=TECHNICAL),
    "network": Category(code="network", nature=TECHNICAL),
    "email": Category(code="email", nature=TECHNICAL),
    "server": Category(code="server", nature=TECHNICAL),
    "security": Category(code="security", nature=SECURITY),
    "service": Category(code="service", nature=SERVICE),
    "request": Category(code="request", kind=Kind.REQUEST),
}
"""The inner nodes: not chosen for a ticket, but named in filters and reports."""


def incident(code: str, *questions: str, nature: Nature = TECHNICAL, levels: tuple[int, int] | None = None) -> Category:
    """A leaf for things that break; `levels` are its preset impact and urgency."""
    impact, urgency = levels or (None, None)
    return Category(code=code, nature=nature, impact=impact, urgency=urgency, questions=questions)


def request(code: str) -> Category:
    """A leaf for things that are wanted: one person, can wait."""
    return Category(code=code, kind=Kind.REQUEST, impact=3, urgency=3)


CATEGORIES: tuple[Category, ...] = (
    incident("access/account", "account_name", "account_message", levels=(3, 2)),
    incident("access/password", "password_system", "password_since", levels=(3, 2)),
    incident("access/permission", "permission_resource", "permission_before"),
    incident("hardware/computer", "computer_model", "computer_power", "computer_changes"),
    incident("hardware/printer", "printer_name", "printer_others", levels=(3, 3)),
    incident("hardware/phone", "phone_model", "phone_symptom", levels=(3, 3)),
    incident("hardware/peripheral", "peripheral_device", "peripheral_swapped", levels=(3, 3)),
    incident("software/office", "software_message", "software_since", "software_others"),
    incident("software/business", "software_message", "software_since", "software_others"),
    incident("software/os", "os_message", "os_updates"),
    incident("software/browser", "browser_address", "browser_other_browser", levels=(3, 3)),
    incident("network/vpn", "vpn_client", "vpn_since", "vpn_others"),
    incident("network/wifi", "wifi_place", "wifi_others"),
    incident("network/lan", "lan_place", "lan_cable", "lan_others"),
    incident("network/internet", "internet_scope", "internet_since"),
    incident("email/delivery", "delivery_direction", "delivery_bounce"),
    incident("email/mailbox", "mailbox_client", "mailbox_message"),
    incident("server/availability", "server_name", "server_since", "server_users"),
    incident("server/storage", "server_name", "storage_free"),
    incident("server/database", "database_name", "database_message", "database_changes"),
    incident("security/malware", "malware_signs", "malware_isolated", nature=SECURITY),
    incident("security/phishing", "phishing_opened", "phishing_entered", "phishing_recipients", nature=SECURITY),
    incident("security/data", "data_kind", "data_exposed", "data_since", nature=SECURITY),
    incident("security/physical", "physical_place", "physical_missing", nature=SECURITY),
    incident("service/billing", "billing_document", "billing_expected", nature=SERVICE),
    incident("service/quality", "quality_service", "quality_expected", nature=SERVICE),
    incident("service/staff", "staff_when", nature=SERVICE),
    request("request/equipment"),
    request("request/consultation"),
    request("request/change"),
)
"""The leaves, in the order they are offered."""

QUESTIONS: tuple[str, ...] = tuple(dict.fromkeys(q for category in CATEGORIES for q in category.questions))
"""Every question code, each once; all have a sentence in `deskterm.texts`."""
