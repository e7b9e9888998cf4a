"""Believable tickets without end for the benchmarks of search: four languages, the same seed gives the same texts.

Sentences are templates; what fills them is drawn by a Zipf-like law from words, made-up words (a desk's words have
a long tail of names and products), hosts, codes, people and paths.
"""

from collections.abc import Iterator
from itertools import accumulate
from random import Random
from typing import NamedTuple

HOSTS = ("srv-app", "srv-db", "srv-fin", "ws-hr", "ws-fin", "nb-app", "nb-hr", "lp-fin")
TEMPLATES = {
    "en": (
        "{thing} does not start on {host} since this morning, error {code}",
        "I can't connect to {thing} from room {n}, it says {code}",
        "Please install {thing} on my laptop {host}, my manager {who} has agreed",
        "{who} can't print to the {thing} printer any more, paper is loaded",
        "The password for {thing} has expired and the reset mail never arrives",
        "Opening {path} takes minutes, other files are fine",
        "After the update {thing} closes by itself when {tail} is chosen",
        "Calls drop after {n} seconds, {who} hears only {tail}",
        "Need access to the shared folder {path} for the {tail} project",
        "Restarted the {tail} service on {host}, users report that it works again",
    ),
    "ru": (
        "Не запускается {thing} на {host} с самого утра, ошибка {code}",
        "Не могу подключиться к {thing} из кабинета {n}, пишет {code}",
        "Прошу установить {thing} на мой ноутбук {host}, {who} согласовал",
        "{who} не может напечатать документы на принтере {thing}, бумага есть",
        "Истёк пароль от {thing}, письмо для сброса так и не пришло",
        "Файл {path} открывается несколько минут, остальные нормально",
        "После обновления {thing} закрывается, когда выбираешь {tail}",
        "Звонки обрываются через {n} секунд, {who} слышит только {tail}",
        "Нужен доступ к общей папке {path} для проекта {tail}",
        "Перезапустили службу {tail} на {host}, пользователи подтверждают, что всё работает",
    ),
    "ro": (
        "{thing} nu pornește pe {host} de azi dimineață, eroarea {code}",
        "Nu mă pot conecta la {thing} din camera {n}, apare {code}",
        "Vă rog să instalați {thing} pe laptopul meu {host}, {who} este de acord",
        "{who} nu mai poate tipări la imprimanta {thing}, hârtie este",
        "Parola pentru {thing} a expirat și mesajul de resetare nu mai vine",
        "Fișierul {path} se deschide în câteva minute, celelalte merg bine",
        "După actualizare {thing} se închide singur când aleg {tail}",
        "Convorbirile se întrerup după {n} secunde, {who} aude doar {tail}",
        "Am nevoie de acces la dosarul comun {path} pentru proiectul {tail}",
        "Am repornit serviciul {tail} de pe {host}, utilizatorii confirmă că funcționează",
    ),
    "th": (
        "{thing} เปิดไม่ได้บนเครื่อง {host} ตั้งแต่เช้า ขึ้นข้อความ {code}",
        "เชื่อมต่อ {thing} จากห้อง {n} ไม่ได้ ระบบแจ้งว่า {code}",
        "ขอติดตั้ง {thing} บนโน้ตบุ๊ก {host} คุณ {who} อนุมัติแล้ว",
        "คุณ {who} พิมพ์เอกสารออกเครื่องพิมพ์ {thing} ไม่ได้ กระดาษมีอยู่",
        "รหัสผ่านของ {thing} หมดอายุ และอีเมลสำหรับตั้งใหม่ไม่มาสักที",
        "เปิดไฟล์ {path} ช้ามากหลายนาที ไฟล์อื่นปกติดี",
        "หลังจากอัปเดตแล้ว {thing} ปิดตัวเองทุกครั้งที่เลือก {tail}",
        "สายหลุดหลังจาก {n} วินาที คุณ {who} ได้ยินแต่เสียง {tail}",
        "ต้องการสิทธิ์เข้าโฟลเดอร์กลาง {path} สำหรับโครงการ {tail}",
        "รีสตาร์ทบริการ {tail} บน {host} แล้ว ผู้ใช้ยืนยันว่าใช้งานได้",
    ),
}
_THINGS = (
    "Outlook Teams Excel SAP 1C Jira Confluence Zoom Chrome Firefox OneDrive SharePoint Citrix VPN Oracle PostgreSQL "
    "Kaspersky AutoCAD Photoshop Moodle GitLab Grafana Word PowerPoint Skype Windows Ubuntu Acrobat Bitrix Webex"
)
THINGS = _THINGS.split()
_SYLLABLES = {
    "en": "al an ber ca con da der el fer gan hol in jor kel lan mar ner or pel ran sel tor ul ver wil son ex",
    "ru": "ва го да ев жи за ин ко ла ми но ор пе ра со та ул фи хо ци ша яр сти кро пла тру бло гра",
    "ro": "al bu că de eş fi gro hai în jo lu mă neş or pi ră se ti ul vă zi cea scă pră trî glo ţi dru",
    "th": "กา ขน คร งาน จอ ชา ซื้อ ดี ตู้ ถา ทอง นำ บ้าน ปลา ผล ฝน พา ฟ้า มา ยา รถ ลม วัน สี หา อา เมือง แก้ว",
}
SYLLABLES = {language: syllables.split() for language, syllables in _SYLLABLES.items()}
TAIL = 30_000
"""Made-up words in each language."""


class Told(NamedTuple):
    """What a ticket says."""

    language: str
    subject: str
    description: str
    solution: str | None
    notes: tuple[str, ...]
    reporter: tuple[str, str]


def tail(language: str, random: Random) -> list[str]:
    """Made-up words, the frequent ones first."""
    parts = SYLLABLES[language]
    return ["".join(random.choices(parts, k=random.choice((2, 3, 3, 4)))) for _ in range(TAIL)]


class Texts:
    """The source of texts."""

    def __init__(self, seed: int = 4) -> None:
        self.random = Random(seed)
        self.tails = {language: tail(language, self.random) for language in TEMPLATES}
        self.weights = list(accumulate(1 / (rank + 5) for rank in range(TAIL)))

    def word(self, language: str) -> str:
        """A word of the tail."""
        return self.random.choices(self.tails[language], cum_weights=self.weights)[0]

    def sentence(self, language: str) -> str:
        """One sentence and a few words more."""
        random, word = self.random, self.word
        said = random.choice(TEMPLATES[language]).format(
            thing=random.choice(THINGS),
            host=f"{random.choice(HOSTS)}-{random.randrange(2000):04}",
            code=random.choice(("0x{:08x}", "E-{:04}", "ORA-{:05}", "{}")).format(
                random.choice((random.randrange(99999), 809, 5, 1460))
            ),
            n=random.randrange(1, 900),
            who=word(language).capitalize(),
            path=rf"C:\share\{word(language)}\{word(language)}.{random.choice(('xlsx', 'docx', 'pdf'))}",
            tail=word(language),
        )
        glue = "" if language == "th" else " "
        return f"{said}, {glue.join(word(language) for _ in range(random.randrange(4, 12)))}"

    def text(self, language: str, least: int, most: int) -> str:
        """Some sentences."""
        glue = " " if language == "th" else ". "
        return glue.join(self.sentence(language) for _ in range(self.random.randint(least, most)))

    def tickets(self, count: int) -> Iterator[Told]:
        """So many tickets."""
        random = self.random
        for number in range(count):
            language = random.choices(("en", "ru", "ro", "th"), (4, 3, 2, 1))[0]
            name = f"{self.word(language).capitalize()} {self.word(language).capitalize()}"
            yield Told(
                language,
                self.sentence(language)[:120],
                self.text(language, 1, 3),
                self.sentence(language) if random.random() < 0.5 else None,
                tuple(self.sentence(language) for _ in range(random.choice((0, 1, 1, 2)))),
                (name, f"user{number % 5000}@{random.choice(('example.org', 'example.com'))}"),
            )
