"""Every rule of every lexicon finds what it is for, and leaves alone what only looks like it."""

import pytest

from deskterm.workflow.classify import REASONS, romanian, russian, thai
from deskterm.workflow.classify.english import ENGLISH, broken, wanted
from deskterm.workflow.classify.lexicon import NOTHING, Lexicon
from deskterm.workflow.classify.normal import normalise

EN = [
    (broken.TAKES, "we had no further problems", "we had a further problem"),
    (broken.TAKES, "please enter it in the bug tracker", "the tracker has a bug"),
    (broken.TAKES, "choose the city from the drop-down", "the choosing city went down"),
    (broken.CANNOT, "I couldn't save the draft", "the account of the saver"),
    (broken.CANNOT, "not really able to hear anyone", "an able colleague"),
    (broken.LOST, "the whole branch has no internet", "change the internet tariff"),
    (broken.LOST, "the intranet is down", "come down to reception"),
    (broken.NOT_HAPPENING, "the lamp does not turn on", "turn on the lamp"),
    (broken.NOT_HAPPENING, "badge reader stopped responding", "he is responding to a tender"),
    (broken.NOT_DONE, "my scanner isn't recognized", "a recognised expert"),
    (broken.NOT_ANYTHING, "the desk phone does not ring", "the desk phone does ring"),
    (broken.NOT_ANYTHING, "receipts not posted", "notes posted"),
    (broken.THREAT, "somebody opened a phishing mail", "we go fishing on Friday"),
    (broken.WRONG, "the intranet keeps logging me out, always asking for my pin", "asking a friend"),
    (broken.WRONG, "certificate expired last night", "the expert arrived"),
    (broken.FAULT, "the beamer hangs during the talk", "change the beamer"),
    (broken.FAULT, "outage in the south wing", "outing of the south wing team"),
    (broken.ALARM, "temperature alarm in rack 4", "alarming is not a word we use"),
    (broken.COMPLAINT, "nobody answers the hotline", "somebody answers the hotline"),
    (wanted.HOW, "how do I share my calendar", "somehow it works"),
    (wanted.HOW, "I can't find where the form is", "I can't print the form"),
    (wanted.WISH, "is it possible to park overnight", "impossible"),
    (wanted.WISH, "feature request: dark mode", "the featured film"),
    (wanted.QUESTION, "a question on travel rules", "questionable taste"),
    (wanted.QUESTION, "Which form is for interns?", "the form which is blue is torn"),
    (wanted.ADVICE, "we want advice for the fair", "he is well advised"),
    (wanted.ASKS, "please could you add a shelf", "pleased with the shelf"),
    (wanted.ASKS, "password reset", "the reset button is worn"),
    (wanted.NEW, "new starter in the Vienna office", "the newest edition of the handbook"),
    (wanted.ACCESS, "access to the archive room", "accessories"),
    (wanted.CHANGE, "move the desk to room 5", "the speech moved everybody"),
]
RU = [
    (russian.TAKES, "отправил письмо по ошибке", "ошибка при отправке письма"),
    (russian.TAKES, "всё прошло без сбоев", "сбой на линии"),
    (russian.HOW, "как подключить второй экран", "экран подключён так"),
    (russian.HOW, "не могу понять, где взять бланк", "не могу взять бланк"),
    (russian.WISH, "нельзя ли добавить фильтр", "нельзя войти"),
    (russian.WISH, "возможно ли работать из дома", "работать невозможно"),
    (russian.CANNOT_FIND, "не могу найти отчёт за май", "нашёл отчёт за май"),
    (russian.CANNOT, "не удаётся войти в портал", "удалось войти в портал"),
    (russian.CANNOT, "у меня не получается распечатать", "как мне получать уведомления"),
    (russian.LOST, "пропала связь на этаже", "связь с отделом кадров"),
    (russian.NOT_HAPPENING, "табло не включается", "включите табло"),
    (russian.NOT_VERB, "форма не сворачивается", "форма сворачивается"),
    (russian.THREAT, "кажется, на компьютере вирус", "вирулентность"),
    (russian.ALARM, "тревога в серверной", "тревожность"),
    (russian.WRONG, "снова просит пин-код", "снова суббота"),
    (russian.ASKS, "прошу выдать пропуск стажёру", "пропуск выдан стажёру"),
    (russian.FAULT, "программа зависает при запуске", "зависть при запуске"),
    (russian.COMPLAINT, "жалоба на работу курьера", "жалованье курьера"),
    (russian.QUESTION, "сколько дней хранится архив", "несколько дней хранится архив"),
    (russian.QUESTION, "придёт ли мастер", "или придёт мастер"),
    (russian.ADVICE, "нужна консультация юриста", "юрист консультативный"),
    (russian.NEW, "новый сотрудник выходит в понедельник", "новости для сотрудников"),
    (russian.ACCESS, "доступ к архиву договоров", "доступная цена"),
    (russian.CHANGE, "перенос рабочего места", "переносица"),
]
RO = [
    (romanian.TAKES, "totul merge fără probleme", "avem probleme"),
    (romanian.HOW, "cum pot muta o întâlnire", "precum am spus"),
    (romanian.HOW, "nu știu unde se depune cererea", "nu merge depunerea"),
    (romanian.WISH, "ar fi util un buton de tipărire", "butonul de tipărire"),
    (romanian.CANNOT, "nu mai pot deschide dulapul digital", "pot deschide dulapul"),
    (romanian.NOT_HAPPENING, "scanerul nu pornește", "scanerul pornește"),
    (romanian.NOT_HAPPENING, "raportul nu a fost generat", "raportul a fost generat"),
    (romanian.NOT_VERB, "becul nu se aprinde", "becul se aprinde"),
    (romanian.LOST, "suntem fără internet de azi", "oferta de internet"),
    (romanian.THREAT, "am primit un mail suspect", "am primit un mail"),
    (romanian.COMPLAINT, "depun o reclamație", "reclama de la radio"),
    (romanian.WRONG, "suma de pe bon este greșită", "suma de pe bon"),
    (romanian.ASKS, "avem nevoie de un scaun", "scaunul nostru"),
    (romanian.FAULT, "eroare la salvare", "ere noi"),
    (romanian.MISSING, "lipsește o pagină", "o pagină întreagă"),
    (romanian.ALARM, "alarmă în camera serverelor", "camera serverelor"),
    (romanian.QUESTION, "am o întrebare despre concediu", "concediul meu"),
    (romanian.ADVICE, "rog detalii despre curs", "cursul de joi"),
    (romanian.ACCESS, "acces la arhivă", "accesoriu pentru arhivă"),
    (romanian.CHANGE, "instalare imprimantă la etaj", "imprimanta de la etaj"),
]
TH = [
    (thai.FORGOT, "ลืมรหัสเข้าเครื่อง", "รหัสสินค้า"),
    (thai.TAKES, "ยอดค้างชำระเดือนนี้", "เครื่องค้าง"),
    (thai.TAKES, "ฟรีหรือเสียเงิน", "จอเสีย"),
    (thai.CANNOT, "เปิดไฟล์ไม่ได้", "เปิดไฟล์ได้"),
    (thai.CANNOT, "เข้าระบบไมได้", "เข้าระบบได้"),
    (thai.LOST, "ห้องประชุมไม่มีสัญญาณ", "มีสัญญาณดี"),
    (thai.NOT_HAPPENING, "เครื่องสแกนไม่ทำงาน", "วันทำงาน"),
    (thai.SOUND, "เสียงตามสาย", "สายหลุด"),
    (thai.COMPLAINT, "ขอร้องเรียนการให้บริการ", "เรียนคอมพิวเตอร์"),
    (thai.THREAT, "เครื่องติดไวรัส", "เครื่องติดฟิล์ม"),
    (thai.FAULT, "จอกระตุกบ่อย", "จอสวยมาก"),
    (thai.CALLS, "ขอสอบถามเวลาทำการ", "เวลาทำการ"),
    (thai.ASKS, "ต้องการเก้าอี้ตัวใหม่", "เก้าอี้ตัวใหม่"),
    (thai.HOW, "ตั้งค่าอย่างไร", "ตั้งค่าแล้ว"),
    (thai.WRONG, "ทำไมยอดเป็นแบบนี้", "ยอดเป็นแบบนี้"),
    (thai.QUESTION, "จองห้องได้ไหม", "จองห้องแล้ว"),
    (thai.WISH, "ควรมีปุ่มพิมพ์", "มีปุ่มพิมพ์"),
    (thai.CHANGE, "ติดตั้งชั้นวาง", "ชั้นวาง"),
]
TABLES = [(ENGLISH, EN), (russian.RUSSIAN, RU), (romanian.ROMANIAN, RO), (thai.THAI, TH)]
ROWS = [(lexicon, *row) for lexicon, rows in TABLES for row in rows]


@pytest.mark.parametrize(("lexicon", "rule", "finds", "leaves"), ROWS, ids=[row[2] for row in ROWS])
def test_a_rule_finds_its_own_and_nothing_else(lexicon: Lexicon, rule, finds, leaves):
    """One text that the rule must find something in, and a near one in which it must not."""
    pattern = lexicon.compiled(rule.phrases)
    assert pattern.search(normalise(finds).text)
    assert not pattern.search(normalise(leaves).text)


@pytest.mark.parametrize(("lexicon", "rows"), TABLES, ids=lambda value: getattr(value, "language", ""))
def test_no_rule_is_untested(lexicon, rows):
    """The tables name every rule of a lexicon."""
    assert {id(row[0]) for row in rows} == {id(rule) for rule in lexicon.rules}


@pytest.mark.parametrize("lexicon", [lexicon for lexicon, _ in TABLES], ids=lambda lexicon: lexicon.language)
def test_rules_are_well_formed(lexicon):
    """A rule's weight says which way it speaks; only rules that merely take have neither weight nor reason."""
    for rule in lexicon.rules:
        assert (rule.why == NOTHING) == (rule.weight == 0)
        assert rule.why in REASONS | {NOTHING}
        assert rule.phrases
    assert lexicon.nature_patterns
