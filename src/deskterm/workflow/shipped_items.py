"""The catalogue that ships: data in the format of `workflow.catalogue`; titles, questions and steps are in the texts.

Words are beginnings of words in English, Russian, Romanian and Thai, as requests hold them.
"""

from collections.abc import Mapping
from typing import Any

HOUR = 3600


def item(
    category: str, resolution: object, questions: str, steps: str, words: str, levels: tuple[int, int] = (3, 3)
) -> Mapping[str, Any]:
    """One item: codes of questions and steps parted by blanks, phrases by commas, impact and urgency."""
    return {
        "category": category,
        "resolution": resolution,
        "questions": questions.split(),
        "steps": steps.split(),
        "words": [phrase.strip() for phrase in words.split(",")],
        "impact": levels[0],
        "urgency": levels[1],
    }


SHIPPED: Mapping[str, Mapping[str, Any]] = {
    "request/password": item(
        "access/password",
        4 * HOUR,
        "item_system item_identity",
        "check_identity set_password",
        "password, парол, parol, รหัสผ่าน",
        (3, 2),
    ),
    "request/account": item(
        "access/account",
        {"days": 2},
        "item_who item_system item_from item_approver",
        "get_approval create_account hand_over",
        "new account, new user, create account, учетн запис, создать аккаунт, cont nou, utilizator nou, "
        "เปิดบัญชี, สร้างบัญชี",
    ),
    "request/permission": item(
        "access/permission",
        {"days": 2},
        "item_resource item_who item_approver",
        "get_approval grant_permission",
        "access to, permission, доступ к, права, acces la, drepturi, permisiun, สิทธิ์",
    ),
    "request/equipment": item(
        "request/equipment",
        {"days": 10},
        "item_what item_who item_place item_approver",
        "get_approval order_equipment hand_over",
        "laptop, monitor, keyboard, new computer, ноутбук, монитор, клавиатур, tastatur, calculator nou, "
        "โน้ตบุ๊ก, จอภาพ, แป้นพิมพ์",
    ),
    "request/phone": item(
        "hardware/phone",
        {"days": 5},
        "item_who item_place item_approver",
        "get_approval prepare_phone hand_over",
        "phone, sim card, телефон, сим карт, telefon, cartela sim, โทรศัพท์, ซิม",
    ),
    "request/software": item(
        "software/business",
        {"days": 3},
        "item_program item_computer item_licence",
        "check_licence install_program",
        "install, licen, установ, лиценз, instal, licent, ติดตั้ง, ลิขสิทธิ์",
    ),
    "request/mailbox": item(
        "email/mailbox",
        {"days": 2},
        "item_address item_members",
        "create_mailbox give_members_access",
        "mailbox, shared mailbox, distribution list, почтов ящик, рассылк, casuta postal, casuta de e, "
        "กล่องจดหมาย, กล่องเมล",
    ),
    "request/consultation": item(
        "request/consultation",
        16 * HOUR,
        "item_topic item_when",
        "answer_question",
        "how do i, how to, advice, training, как сделать, подскаж, консультац, cum se, cum pot, consulta, "
        "สอบถาม, วิธี, แนะนำ",
    ),
    "request/joiner": item(
        "access/account",
        "agreed",
        "item_who item_from item_role item_approver",
        "get_approval create_account grant_permission prepare_workplace hand_over",
        "new employee, new colleague, joins, новый сотрудник, нового сотрудник, angajat nou, coleg nou, พนักงานใหม่",
    ),
    "request/leaver": item(
        "access/account",
        "agreed",
        "item_who item_until item_files",
        "block_account take_back_equipment hand_over_files",
        "leaves the company, last day, resign, увольн, уволен, demisi, pleaca din, ลาออก, พนักงานออก",
        (3, 2),
    ),
    "request/change": item(
        "request/change",
        "agreed",
        "item_what item_when item_affected item_back",
        "plan_change get_approval announce_change carry_out_change check_change",
        "planned change, maintenance window, move office, плановые работ, переезд, mentenanta planificat, mutare, "
        "แผนการเปลี่ยนแปลง, ย้ายสำนักงาน",
        (2, 3),
    ),
}
"""Items by code."""
