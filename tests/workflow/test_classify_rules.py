"""Every rule of every lexicon finds what it is for, and leaves alone what only looks like it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.workflow.classify import REASONS, classify
from deskterm.workflow.classify import romanian as ro
from deskterm.workflow.classify import russian as ru
from deskterm.workflow.classify import thai as th
from deskterm.workflow.classify.english import ENGLISH, broken, told, wanted
from deskterm.workflow.classify.jargon import SPACED_JARGON
from deskterm.workflow.classify.lexicon import NOTHING, Lexicon
from deskterm.workflow.classify.lexicons import LANGUAGES, load
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
    (told.BEHAVES, "the lamp blinks", "the blink of an eye"),
    (told.MEND, "could someone please look into this", "someone looks into the box"),
    (told.CIRCUMSTANCE, "it squeaks after the last update", "the last page of the update"),
    (told.TOLD, "the chart shows last year", "the show of last year"),
    (told.ASKED, "tea or coffee? both", "coffee at https://example.org/?tea"),
]
RU = [
    (ru.TAKES, "отправил письмо по ошибке", "ошибка при отправке письма"),
    (ru.TAKES, "всё прошло без сбоев", "сбой на линии"),
    (ru.HOW, "как подключить второй экран", "экран подключён так"),
    (ru.HOW, "не могу понять, где взять бланк", "не могу взять бланк"),
    (ru.WISH, "нельзя ли добавить фильтр", "нельзя войти"),
    (ru.WISH, "возможно ли работать из дома", "работать невозможно"),
    (ru.CANNOT_FIND, "не могу найти отчёт за май", "нашёл отчёт за май"),
    (ru.CANNOT, "не удаётся войти в портал", "удалось войти в портал"),
    (ru.CANNOT, "у меня не получается распечатать", "как мне получать уведомления"),
    (ru.LOST, "пропала связь на этаже", "связь с отделом кадров"),
    (ru.NOT_HAPPENING, "табло не включается", "включите табло"),
    (ru.NOT_VERB, "форма не сворачивается", "форма сворачивается"),
    (ru.THREAT, "кажется, на компьютере вирус", "вирулентность"),
    (ru.ALARM, "тревога в серверной", "тревожность"),
    (ru.WRONG, "снова просит пин-код", "снова суббота"),
    (ru.ASKS, "прошу выдать пропуск стажёру", "пропуск выдан стажёру"),
    (ru.FAULT, "программа зависает при запуске", "зависть при запуске"),
    (ru.COMPLAINT, "жалоба на работу курьера", "жалованье курьера"),
    (ru.QUESTION, "сколько дней хранится архив", "несколько дней хранится архив"),
    (ru.QUESTION, "придёт ли мастер", "или придёт мастер"),
    (ru.ADVICE, "нужна консультация юриста", "юрист консультативный"),
    (ru.NEW, "новый сотрудник выходит в понедельник", "новости для сотрудников"),
    (ru.ACCESS, "доступ к архиву договоров", "доступная цена"),
    (ru.NOT_ALLOWED, "почему нельзя войти со второго экрана", "почему закрыта дверь"),
    (ru.NOT_DONE, "лампа не мешает, но и не освещает", "лампа освещает стол"),
    (SPACED_JARGON, "вышло окно access denied", "вышло окно accessories"),
    (ru.CIRCUMSTANCE, "при попытке открыть шкаф", "попытка открыть шкаф"),
    (ru.CIRCUMSTANCE, "вместо схемы рисунок", "место для схемы"),
    (ru.HOW, "подскажите, где лежит бланк", "бланк лежит где-то тут"),
    (ru.LOST, "остались без интернета", "обойдёмся без него"),
    (ru.WRONG, "вкладка пустая", "пустырник"),
    (ru.TAKES, "не открывать до понедельника", "не открывается с понедельника"),
    (ru.WHAT_NOW, "и что теперь делать", "есть что доделать"),
    (ru.CHANGE, "перенос рабочего места", "переносица"),
    (ru.SOON, "ответьте как можно скорее", "скорее всего завтра"),
    (ru.FINE, "табло работает", "табло на работе"),
    (ru.MEND, "исправьте, пожалуйста", "исправный шкаф"),
    (ru.TOLD, "табло показывает прошлый рейс", "показ прошлого рейса"),
    (ru.ASKED, "чай или кофе? оба", "кофе на https://example.org/?tea"),
]
RO = [
    (ro.TAKES, "totul merge fără probleme", "avem probleme"),
    (ro.HOW, "cum pot muta o întâlnire", "precum am spus"),
    (ro.HOW, "nu știu unde se depune cererea", "nu merge depunerea"),
    (ro.WISH, "ar fi util un buton de tipărire", "butonul de tipărire"),
    (ro.CANNOT, "nu mai pot deschide dulapul digital", "pot deschide dulapul"),
    (ro.NOT_HAPPENING, "scanerul nu pornește", "scanerul pornește"),
    (ro.NOT_HAPPENING, "raportul nu a fost generat", "raportul a fost generat"),
    (ro.NOT_VERB, "becul nu se aprinde", "becul se aprinde"),
    (ro.LOST, "suntem fără internet de azi", "oferta de internet"),
    (ro.THREAT, "am primit un mail suspect", "am primit un mail"),
    (ro.COMPLAINT, "depun o reclamație", "reclama de la radio"),
    (ro.WRONG, "suma de pe bon este greșită", "suma de pe bon"),
    (ro.ASKS, "avem nevoie de un scaun", "scaunul nostru"),
    (ro.FAULT, "eroare la salvare", "ere noi"),
    (ro.MISSING, "lipsește o pagină", "o pagină întreagă"),
    (ro.ALARM, "alarmă în camera serverelor", "camera serverelor"),
    (ro.QUESTION, "am o întrebare despre concediu", "concediul meu"),
    (ro.ADVICE, "rog detalii despre curs", "cursul de joi"),
    (ro.ACCESS, "acces la arhivă", "accesoriu pentru arhivă"),
    (ro.NOT_FOUND, "nu am găsit dulapul", "am găsit dulapul"),
    (ro.NOT_DONE, "dulapul nu încape", "dulapul încape"),
    (SPACED_JARGON, "scrie: connection timed out", "scrie frumos pe outfit"),
    (ro.CIRCUMSTANCE, "de două zile așteptăm", "două zile libere"),
    (ro.NOT_HAPPENING, "nu mi se deschide sertarul", "mi se deschide sertarul"),
    (ro.LOST, "fișa rămâne în procesare", "fișa rămâne la noi"),
    (ro.CHANGE, "instalare imprimantă la etaj", "imprimanta de la etaj"),
    (ro.MEND, "vă rugăm să remediați", "remediul de acasă"),
    (ro.TOLD, "tabela arată luna trecută", "tabela din luna trecută"),
    (ro.ASKED, "ceai sau cafea? ambele", "cafea la https://example.org/?ceai"),
]
TH = [
    (th.FORGOT, "ลืมรหัสเข้าเครื่อง", "รหัสสินค้า"),
    (th.TAKES, "ยอดค้างชำระเดือนนี้", "เครื่องค้าง"),
    (th.TAKES, "ฟรีหรือเสียเงิน", "จอเสีย"),
    (th.TAKES, "ตั้งแต่เช้า", "ช้ามาก"),
    (th.CANNOT, "เปิดไฟล์ไม่ได้", "เปิดไฟล์ได้"),
    (th.CANNOT, "เข้าระบบไมได้", "เข้าระบบได้"),
    (th.LOST, "ห้องประชุมไม่มีสัญญาณ", "มีสัญญาณดี"),
    (th.NOT_HAPPENING, "เครื่องสแกนไม่ทำงาน", "วันทำงาน"),
    (th.SOUND, "เสียงตามสาย", "สายหลุด"),
    (th.COMPLAINT, "ขอร้องเรียนการให้บริการ", "เรียนคอมพิวเตอร์"),
    (th.THREAT, "เครื่องติดไวรัส", "เครื่องติดฟิล์ม"),
    (th.FAULT, "จอกระตุกบ่อย", "จอสวยมาก"),
    (th.CALLS, "ขอสอบถามเวลาทำการ", "เวลาทำการ"),
    (th.ASKS, "ต้องการเก้าอี้ตัวใหม่", "เก้าอี้ตัวใหม่"),
    (th.HOW, "ตั้งค่าอย่างไร", "ตั้งค่าแล้ว"),
    (th.WRONG, "ชื่อบนป้ายผิด", "ชื่อบนป้าย"),
    (th.QUESTION, "จองห้องได้ไหม", "จองห้องแล้ว"),
    (th.WISH, "ควรมีปุ่มพิมพ์", "มีปุ่มพิมพ์"),
    (th.WHY, "ทำไมไฟไม่สว่าง", "ไฟสว่าง"),
    (th.CANNOT_DO, "สแกนบัตรไม่ได้", "สแกนบัตรแล้ว"),
    (th.JARGON, "หน้าต่างขึ้น timeout", "หน้าต่างสีขาว"),
    (th.SHOWN, "ขึ้นว่าลองอีกครั้ง", "ขึ้นรถเมล์"),
    (th.NOT_HAVING, "ไม่มีรายชื่อ", "มีรายชื่อ"),
    (th.CIRCUMSTANCE, "เป็นมาตั้งแต่เมื่อวาน", "นัดวันพรุ่งนี้"),
    (th.TAKES, "สีแตกต่างกัน", "จอแตก"),
    (th.LOST, "ไฟล์งานหาย", "ไฟล์งาน"),
    (th.CHANGE, "ติดตั้งชั้นวาง", "ชั้นวาง"),
    (th.UNUSED, "ลบเมนูที่ไม่ได้ใช้", "ลบเมนูไม่ได้"),
    (th.SEEN, "ตัวหนังสือทับกัน", "ตัวหนังสือสวย"),
    (th.MEND, "ช่วยตรวจสอบให้ด้วย", "ผลตรวจสุขภาพ"),
    (th.NOT_ANY, "ประตูไม่เตือน", "ประตูเตือน"),
]
NATURES = [
    ("en", "security", "somebody hacked the screen in the lobby", "a hacksaw for the workshop"),
    ("en", "personnel", "the receptionist was rude", "a crude drawing"),
    ("en", "service", "we were billed twice", "billboard"),
    ("ru", "security", "похоже на фишинг", "финишная прямая"),
    ("ru", "personnel", "мастер нахамил жильцам", "ком снега"),
    ("ru", "service", "списали повторно", "список повторов"),
    ("ro", "security", "am găsit un virus pe stick", "viraj la dreapta"),
    ("ro", "personnel", "casierul a fost nepoliticos", "politica firmei"),
    ("ro", "service", "depun o plângere", "plan pe mai"),
    ("th", "security", "มีคนแฮกกล้องหน้าร้าน", "กล้องหน้าร้าน"),
    ("th", "personnel", "ช่างพูดไม่สุภาพ", "ช่างพูดสุภาพ"),
    ("th", "service", "เก็บเงินเกินสองร้อย", "เก็บเงินแล้ว"),
    ("en", "personal_data", "salary slips lie open on the shelf", "the shelf is open"),
    ("ru", "personal_data", "в шкафу видны паспорта гостей", "в шкафу видна лампа"),
    ("ro", "personal_data", "se văd datele clienților", "se văd dalele din hol"),
    ("th", "personal_data", "เห็นข้อมูลลูกค้าบนจอ", "เห็นรูปบนจอ"),
]
TABLES = [(ENGLISH, EN), (ru.RUSSIAN, RU), (ro.ROMANIAN, RO), (th.THAI, TH)]
ROWS = [(lexicon, *row) for lexicon, rows in TABLES for row in rows]


@pytest.mark.parametrize(("lexicon", "rule", "finds", "leaves"), ROWS, ids=[row[2] for row in ROWS])
def test_a_rule_finds_its_own_and_nothing_else(lexicon: Lexicon, rule, finds, leaves):
    """One text that the rule must find something in, and a near one in which it must not."""
    pattern = re.compile(lexicon.pattern(rule.phrases))
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
    assert len({rule.name for rule in lexicon.rules}) == len(lexicon.rules)
    assert lexicon.natures
    assert lexicon.personal


@pytest.mark.parametrize(("language", "hint", "finds", "leaves"), NATURES)
def test_a_hint_finds_its_own_and_nothing_else(language, hint, finds, leaves):
    """One text that tells the nature, or personal data, and a near one that does not."""
    assert hint in {found.why for found in classify(finds, language).hints}
    assert hint not in {found.why for found in classify(leaves, language).hints}


def test_no_hint_is_untested():
    """The table names every nature of every language, and personal data."""
    named = {(code, str(nature)) for code in LANGUAGES for nature in load(code).natures}
    assert {row[:2] for row in NATURES} == named | {(code, "personal_data") for code in LANGUAGES}


PIECES = [word for lexicon, rows in TABLES for row in rows for text in row[1:] for word in text.split()]
MIXED = st.lists(st.sampled_from([*PIECES, ".", ",", "-", "'", "\n", "ไม่ได้", "s'", "e-mail"]), max_size=40)


@given(MIXED.map(" ".join), st.sampled_from(LANGUAGES))
def test_the_short_way_finds_what_the_long_way_finds(text, language):
    """Trying a rule only where one of its phrases can begin finds what searching the whole text for it finds."""
    lexicon = load(language)
    normal = normalise(text).text
    groups = [*(rule.phrases for rule in lexicon.rules), *lexicon.natures.values(), lexicon.personal]
    whole = [re.compile(lexicon.pattern(group)) for group in groups]
    found = [(number, *match.span()) for number, each in enumerate(whole) for match in each.finditer(normal)]
    assert list(lexicon.seeker.find(normal)) == found
