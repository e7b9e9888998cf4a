"""Incident or request: verdicts, their evidence, and texts that break other classifiers."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.workflow.classify import HINTS, READ, REASONS, classify
from deskterm.workflow.classify.lexicons import LANGUAGES, load
from deskterm.workflow.classify.normal import normalise
from deskterm.workflow.codes import Kind, Nature

INCIDENTS = [
    "no access to the file server",
    "badge reader on floor 2 does not open the door",
    "password expired, cannot sign in",
    "mails stuck in the outbox since noon",
    "warning: volume backup01 is almost full",
    "intranet down",
    "docking station not detected",
    "the beamer keeps switching off",
    "approval error in the travel tool",
    "Не работает принтер на втором этаже",
    "После обновления вылетает программа учёта",
    "Пропал интернет в бухгалтерии",
    "Почему не приходит код подтверждения?",
    "Завис компьютер, ничего не нажимается",
    "Nu funcționează imprimanta de la recepție",
    "Eroare la salvarea facturii",
    "Nu mai pot intra în contul de mail",
    "A căzut rețeaua la etajul 3",
    "เข้าระบบเงินเดือนไม่ได้",
    "อินเทอร์เน็ตช้ามากตั้งแต่เช้า",
    "เครื่องพิมพ์เสีย",
    "ใช้งาน wifi ไมได้เลยค่ะ",
    "จอค้าง กดอะไรไม่ไป",
]
REQUESTS = [
    "access to the payroll system for Maria",
    "reset my password please",
    "how do I change my voicemail greeting",
    "second monitor for the reception desk",
    "change of line manager",
    "please order two headsets",
    "new joiner on 1 June",
    "is it possible to book the big room",
    "visio license",
    "I can't find how to export my hours",
    "Прошу предоставить доступ к общей папке",
    "Как настроить переадресацию звонков?",
    "Нельзя ли увеличить размер ящика",
    "Возможно ли подключить второй монитор",
    "Не могу найти, как поменять подпись",
    "Как мне получать отчёты на почту",
    "По ошибке отключил уведомления, как включить их снова",
    "Нужен новый ноутбук для стажёра",
    "Rog instalarea programului de desen",
    "Solicit acces la dosarul comun",
    "Cum pot schimba parola?",
    "Avem nevoie de un monitor nou",
    "Lipsă raport pe ore, solicităm introducerea lui",
    "ขอสมัครใช้งาน VPN ค่ะ",
    "อยากสอบถามยอดค้างชำระค่ะ",
    "บริการนี้เสียเงินไหม",
    "ต้องการเปลี่ยนรหัสผ่าน",
    "ขอยกเลิกบริการเสริมที่เสียตังค่ะ",
]


@pytest.mark.parametrize("text", INCIDENTS)
def test_what_is_broken_is_an_incident(text):
    """Something failed, is gone, or threatens to."""
    verdict = classify(text)
    assert verdict.kind is Kind.INCIDENT, verdict
    assert verdict.score > 0
    assert verdict.nature is not None


@pytest.mark.parametrize("text", REQUESTS)
def test_what_is_wanted_is_a_request(text):
    """Something is asked for, wished or wondered about."""
    verdict = classify(text)
    assert verdict.kind is Kind.REQUEST, verdict
    assert verdict.score < 0
    assert verdict.nature is None


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("printer broken", Nature.TECHNICAL),
        ("I got a phishing mail", Nature.SECURITY),
        ("laptop stolen on the train", Nature.SECURITY),
        ("the technician was rude, I complain", Nature.PERSONNEL),
        ("we were charged twice for May", Nature.SERVICE),
        ("На компьютере вирус", Nature.SECURITY),
        ("Жалоба: оператор нахамил", Nature.PERSONNEL),
        ("Am primit o factură greșită, depun reclamație", Nature.SERVICE),
        ("Cont spart, mail suspect", Nature.SECURITY),
        ("เครื่องติดไวรัส", Nature.SECURITY),
        ("ขอร้องเรียน พนักงานพูดไม่สุภาพ", Nature.PERSONNEL),
    ],
)
def test_an_incident_has_a_nature(text, nature):
    """Security before people, people before service, technical when nothing else is said."""
    assert classify(text).nature is nature


@pytest.mark.parametrize("text", ["visual studio", "floor plan", "накладная", "ตาราง"])
def test_a_bare_name_is_asked_about(text):
    """Who only names a thing probably wants it, but nobody is sure."""
    verdict = classify(text)
    assert (verdict.kind, verdict.sure, verdict.evidence) == (Kind.REQUEST, False, ())


@pytest.mark.parametrize("text", ["", "   ", "12345", "🔥🔥🔥", "?!...", "\x00\x1b[2J", "\ud800\udfff"])
def test_nothing_to_go_by_is_no_verdict(text):
    """Without a single word there is no kind."""
    verdict = classify(text.replace("J", ""))
    assert (verdict.kind, verdict.sure, verdict.score, verdict.evidence) == (None, False, 0.0, ())


def test_both_sides_leave_a_doubt():
    """A fault inside a request is never decided without an agent."""
    verdict = classify("please order a replacement, could you also grant access: the reader is broken")
    assert not verdict.sure
    assert {piece.weight > 0 for piece in verdict.evidence} == {True, False}


@pytest.mark.parametrize("text", [text for text in INCIDENTS + REQUESTS if set(text) & set("ăâîșțĂÂÎȘȚ")])
def test_romanian_needs_no_diacritics(text):
    """Commas below, cedillas, decomposed letters and none at all get the same answer."""
    plain = text.translate(str.maketrans("ăâîșțĂÂÎȘȚ", "aaistAAIST"))
    cedilla = text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    pieces = text.translate({ord("ă"): "a\u0306", ord("ș"): "s\u0326", ord("ț"): "t\u0326", ord("î"): "i\u0302"})
    answers = {(v.kind, v.sure, v.score, v.language) for v in map(classify, (text, plain, cedilla, pieces))}
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("I can\u2019t log in", "I can't log in"),
        ("CANNOT PRINT", "cannot print"),
        ("ｅｒｒｏｒ", "error"),
        ("не включается приёмник", "не включается приемник"),
        ("не открывается мой каби\u0438\u0306", "не открывается мой кабий"),
        ("er\u200bror in the list", "error in the list"),
        ("เติมน\u0e49\u0e4d\u0e32ไม่ได้", "เติมน\u0e49\u0e33ไม่ได้"),
    ],
)
def test_spelling_does_not_matter(text, same):
    """Case, apostrophes, ё, letters in two pieces and invisible characters change nothing."""
    assert (classify(text).kind, classify(text).score) == (classify(same).kind, classify(same).score)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the printer is broken", "en"),
        ("Не работает Microsoft Exchange Server", "ru"),
        ("Imprimanta este blocată", "ro"),
        ("imprimanta blocata", "ro"),
        ("เปิด Outlook ไม่ได้", "th"),
        ("🙂", "en"),
    ],
)
def test_the_text_tells_its_language(text, language):
    """Script first, then common words, then whose rules find something."""
    assert classify(text).language == language


def test_the_language_can_be_told():
    """A known language is taken, with or without its region; an unknown one is not."""
    assert classify("problem", "ro").language == "ro"
    assert classify("problem", "ro-MD").language == classify("problem", "RO_md").language == "ro"
    assert classify("problem", "xx").language == "en"
    assert classify("VPN", "ro").language == "ro"


@pytest.mark.parametrize(
    ("text", "reporters", "language"),
    [
        ("Не открывается шлагбаум", "ro", "ru"),
        ("the gate does not open and we can not get in", "ro", "en"),
        ("bariera nu se mai ridica si nu putem intra", "en", "ro"),
        ("gate broken", "ro", "ro"),
        ("Outlook error", "ru", "en"),
        ("Outlook เปิดไม่ได้", "en", "th"),
        ("Не открывается Microsoft Outlook on Windows Server", "en", "ru"),
    ],
)
def test_the_reporters_language_comes_first(text, reporters, language):
    """It is believed unless the script, or clearly the words, say otherwise."""
    assert classify(text, reporters).language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Aufzug funktioniert nicht und wir können nicht mehr nach oben", "de"),
        ("El ascensor no funciona y los vecinos no pueden subir", "es"),
        ("L'ascenseur est en panne depuis lundi, pouvez-vous nous aider", "fr"),
        ("O elevador não funciona e os vizinhos não conseguem subir", "pt"),
        ("Ліфт не працює вже другий день, що робити?", "uk"),
        ("Ο ανελκυστήρας δεν λειτουργεί", None),
        ("电梯坏了", None),
        ("المصعد لا يعمل", None),
        ("エレベーターが動かない", None),
    ],
)
def test_a_language_without_rules_is_never_sure(text, language):
    """It is named where it is known, and an agent is asked."""
    verdict = classify(text)
    assert verdict.language == language
    assert not verdict.sure


@pytest.mark.parametrize("text", ["Der Aufzug und die Treppe sind für uns alle da", "电梯"])
def test_no_rules_and_nothing_found_is_no_verdict(text):
    """That who names a thing wants it is only known of the languages that have rules."""
    assert (classify(text).kind, classify(text).score, classify(text).nature) == (None, 0.0, None)


def test_evidence_points_into_the_text():
    """Spans hold the words as they were written, even where the normal form is shorter."""
    text = "Salut!  Nu functi\u200boneaza\u0306 imprimanta, eroare la tipa\u0306rire"
    verdict = classify(text)
    assert verdict.evidence
    assert any("functi\u200boneaza\u0306" in piece.phrase for piece in verdict.evidence)
    assert all(text[piece.start : piece.end] == piece.phrase for piece in verdict.evidence)


def test_no_issue_is_no_issue():
    """What a denial has taken is no evidence."""
    assert not [piece for piece in classify("no issues so far").evidence if piece.weight > 0]
    assert not [piece for piece in classify("Всё работает без проблем").evidence if piece.weight > 0]
    assert not [piece for piece in classify("ยอดค้างชำระ").evidence if piece.weight > 0]


def test_what_is_said_first_counts_most():
    """A letter is about what it begins with; the polite end weighs less."""
    letter = (
        "The ledger crashes. " + "We tried it on three machines in two rooms. " * 12 + "Please could you send a guide"
    )
    crash, *_, guide = classify(letter).evidence
    assert crash.weight > 2
    assert abs(guide.weight) < 1


ALL = st.text(st.characters(codec=None, categories=None), max_size=300)
WORDS = st.lists(
    st.sampled_from(
        [
            "no",
            "not",
            "cannot",
            "can't",
            "error",
            "please",
            "how",
            "to",
            "access",
            "не",
            "могу",
            "как",
            "ошибка",
            "nu",
            "pot",
            "eroare",
            "ไม่ได้",
            "ขอ",
            "ช้า",
            ".",
            "\n",
            "'",
            "-",
        ]
    ),
    max_size=60,
).map(" ".join)


@given(st.one_of(ALL, WORDS), st.sampled_from([None, "en", "ru", "ro", "th", "xx", ""]))
def test_any_text_gets_an_answer(text, language):
    """Nothing raises, and what is said about the text is true of it."""
    verdict = classify(text, language)
    assert -1 <= verdict.score <= 1
    assert (verdict.kind is None) == (verdict.score == 0)
    assert verdict.kind is not None or not verdict.sure
    assert verdict.personal_data == any(hint.why == "personal_data" for hint in verdict.hints)
    for hint in verdict.hints:
        assert text[hint.start : hint.end] == hint.phrase
        assert hint.why in HINTS
        assert hint.weight == 0
    last = 0
    for piece in verdict.evidence:
        assert last <= piece.start < piece.end <= len(text)
        assert text[piece.start : piece.end] == piece.phrase
        assert piece.why in REASONS
        assert piece.rule.partition("/")[0] in LANGUAGES
        last = piece.end


JUNK = [
    "not ",
    "no  ",
    " ",
    "-",
    "a",
    "how to ",
    "please could you also ",
    "'",
    "not ------------------------",
    "is a-a-a-a-a-a ",
    ". ",
    "не ",
    "как ",
    "nu mai se ",
    "ไม่",
    "จำรหัส",
    "é",
    "\ufffd",
    "🔥",
    "\u0301",
    "\u0e49",
    "\x1b[",
    "\x00",
    "\ud800",
    "\udfff\ud800",
    "aжไ电 ",
    "\u202e",
    "\n",
]


@pytest.mark.parametrize("unit", JUNK, ids=ascii)
def test_of_a_megabyte_the_beginning_is_read(unit):
    """The answer to a long text is the answer to its first characters: the work has an upper bound."""
    text = unit * (1_000_000 // len(unit))
    verdict = classify(text)
    assert verdict == classify(text[:READ])
    assert all(piece.end <= READ for piece in verdict.evidence)
    assert not verdict.sure or verdict.evidence


@pytest.mark.parametrize("unit", JUNK, ids=ascii)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_work_grows_with_the_text(unit, language):
    """Eight times the text, eight times the places at which a pattern is tried: never more."""
    seeker = load(language).seeker
    once = unit * (400 // len(unit))
    tried = seeker.tried(normalise(once).text)
    assert seeker.tried(normalise(once * 8).text) <= 8 * tried + 8 * len(seeker.patterns)
    assert tried <= len(seeker.patterns) * len(once)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_may_look_far(language):
    """Between the words of a phrase every repetition has an upper bound; only a word itself has none."""
    for pattern in load(language).seeker.patterns:
        bare = pattern.pattern.replace(r"\w*", "")
        assert not [place for place, char in enumerate(bare) if char in "*+" and bare[place - 1] != "\\"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("паспорта клиентов видны всем, утечка", "ru"),
        ("salary list of employees sent to a wrong address", "en"),
        ("datele personale ale clienților au ajuns la altcineva", "ro"),
        ("ข้อมูลส่วนตัวลูกค้ารั่ว", "th"),
    ],
)
def test_personal_data_is_hinted_at(text, language):
    """Where data about people may be touched the desk says so, and shows on which words that rests."""
    verdict = classify(text)
    assert verdict.language == language
    assert verdict.personal_data
    assert not classify(
        {"en": "lift is broken", "ru": "лифт сломан", "ro": "lift stricat"}.get(language, "ลิฟต์เสีย")
    ).hints


TRAPS = [
    ("change of shift plan", Kind.REQUEST),
    ("как мне получать сводку", Kind.REQUEST),
    ("ขอทราบยอดค้างชำระ", Kind.REQUEST),
    ("ขอยกเลิกบริการที่เสียตัง", Kind.REQUEST),
    ("เปิดประตูไมได้", Kind.INCIDENT),
    ("не могу найти, как поменять замок", Kind.REQUEST),
    ("по ошибке отключил свет, как включить", Kind.REQUEST),
    ("Lipsa formular chei, solicitam introducerea lui", Kind.REQUEST),
    ("Lipsă formular chei, solicităm introducerea lui", Kind.REQUEST),
    ("no access to archive", Kind.INCIDENT),
    ("access to archive", Kind.REQUEST),
    ("password expired", Kind.INCIDENT),
    ("reset password", Kind.REQUEST),
    ("Нельзя ли перенести замок", Kind.REQUEST),
    ("возможно ли перенести замок", Kind.REQUEST),
]


@pytest.mark.parametrize(("text", "kind"), TRAPS)
def test_known_traps_are_seen(text, kind):
    """What looks like a fault inside a request, and a request inside a fault."""
    assert classify(text).kind is kind


@pytest.mark.parametrize(
    ("text", "inner"),
    [("change", "hang"), ("мне получать", "не получ"), ("ยอดค้างชำระ", "ค้าง"), ("เสียตัง", "เสีย"), ("ช้าง", "ช้า")],
)
def test_a_word_inside_a_word_is_no_evidence(text, inner):
    """Words are found whole; in Thai a longer word hides the shorter one that it holds."""
    assert inner in text
    assert not [piece for piece in classify(text).evidence if piece.weight > 0]


def test_the_classifier_starts_fast():
    """Importing it loads no lexicon and nothing outside the pure standard library."""
    code = "import sys, deskterm.workflow.classify; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not [
        name for name in found if name.startswith("deskterm.workflow.classify.") and name.endswith(("english", "thai"))
    ]
    assert not {"sqlalchemy", "sqlmodel", "pydantic", "textual", "rich", "sqlite3", "unicodedata"} & set(found)
