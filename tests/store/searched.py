"""Texts of tickets written for the tests of search, and queries with the tickets that each must find, and no others.

The number of a ticket is its place in TEXTS, from 1 on.
"""

ENGLISH = (
    "The printer on the second floor prints blank pages",  # 1
    "Printers in accounting stopped printing after the update",
    "Cannot connect to the VPN, error 809 appears",
    "VPN connection drops every ten minutes, connected again by hand",
    "Please install Visio 2021 on laptop NB-HR-0417",  # 5
    "Installed the drivers again, installation log in C:\\Temp\\setup.log",
    "Blue screen with stop code 0x0000007B after restart",
    "Windows Update fails with 0x80070005 on srv-app-0012.corp.example.org",
    "ORA-00942: table or view does not exist when the report is opened",
    "The reports folder \\\\fs01\\finance\\2024 can't be opened",  # 10
    "Mail from anna.kowalska@example.org never arrives",
    "Mails to the whole team bounce, mailbox is full",
    "Wi-Fi is weak in meeting room 3.14",
    "No wifi for guests since Monday",
    "Router 192.168.10.1 answers ping but not https",  # 15
    "Switch at 192.168.10.12 is down",
    "Password expired, reset link does not work",
    "User forgot her passwords for SAP and Jira",
    "Access to the shared calendar was denied",
    "Request: grant accesses for the new colleague, see DT-12",  # 20
)
RUSSIAN = (
    "Принтер в бухгалтерии не печатает",  # 21
    "На принтере мигает красная лампочка, принтеров на этаже два",
    "Не подключается впн, ошибка 809",
    "Подключение к удалённому рабочему столу обрывается",
    "Ёлочная гирлянда выбила пробки, серверная обесточена",  # 25
    "Еще раз прошу сбросить пароль от учётной записи",
    "Пароли пользователей не подходят после смены домена",
    "Письмо от ivan.petrov@example.com попало в спам",
    "Письма клиентам уходят с задержкой",
    "Файл Отчёт_2024.xlsx открывается только для чтения",  # 30
    "Установите 1С на компьютер бухгалтера WS-FIN-0007",
    "Обновление 1С 8.3.24 завершилось с ошибкой",
    "Монитор не включается, индикатор жёлтый",
    "Два монитора не определяются через док-станцию",
    "Телефон 555-01-34 не звонит",  # 35
    "Нет доступа к папке \\\\fs01\\Кадры\\Приказы",
    "Доступы новому сотруднику: почта, CRM",
    "Сайт https://portal.example.ru/login не открывается",
    "Клавиатура залита кофе, нужна новая",
    "Картридж закончился, нужны новые картриджи",  # 40
)
ROMANIAN = (
    "Imprimanta din contabilitate nu tipărește",  # 41
    "Hârtia se blochează în imprimantele de la etajul doi",
    "Imprimantei de la secretariat i s-a terminat tonerul",
    "Nu funcționează rețeaua în sala de ședințe",
    "Rețelele wireless nu apar pe laptop",  # 45
    "Parola a expirat și nu o pot schimba",
    "Vă rog să resetați parolele utilizatorilor noi",
    "Utilizatorul nu are acces la dosarul comun",
    "Fişierul nu se deschide, apare eroarea 1935",
    "Fisiere sterse din greseala, va rog restaurati-le",  # 50
    "Factura nu se trimite prin e-mail",
    "Facturile din luna mai lipsesc din program",
    "Calculatorul se blochează la pornire",
    "Calculatoare noi pentru departamentul vânzări",
    "Conexiunea VPN cade, eroare 809",  # 55
    "Ecranul laptopului este spart",
    "Ecrane albastre după actualizare, cod 0xC000021A",
    "Contul lui ion.țurcanu@exemplu.md este blocat",
    "Conturi noi pentru stagiari",
    "Serverul srv-db-03 nu răspunde la 10.0.7.25",  # 60
)
THAI = (
    "เครื่องพิมพ์ชั้นสองพิมพ์ไม่ออก",  # 61
    "กระดาษติดในเครื่องพิมพ์ HP M404",
    "ลืมรหัสผ่านเข้าระบบบัญชี",
    "ขอรีเซ็ตรหัสผ่านอีเมลของคุณสมชาย",
    "เข้าอินเทอร์เน็ตไม่ได้ตั้งแต่เช้า",  # 65
    "อินเทอร์เน็ตช้ามากที่ห้องประชุม 5",
    "เปิดไฟล์ รายงาน2567.xlsx ไม่ได้",
    "ขอติดตั้งโปรแกรม Photoshop บนเครื่อง NB-TH-0099",
    "โปรแกรมบัญชีค้าง ขึ้น error E-4402",
    "อีเมลจาก somchai@example.co.th ไม่เข้า",  # 70
    "คอมพิวเตอร์เปิดไม่ติด ไฟไม่เข้า",
    "จอภาพเป็นเส้น ต้องการเปลี่ยนจอใหม่",
    "น้ำหกใส่คีย์บอร์ด แป้นพิมพ์ใช้ไม่ได้",
    "แอร์ห้องเซิร์ฟเวอร์มีน้ำหยด",
    "เซิร์ฟเวอร์ 10.20.30.40 ไม่ตอบสนอง",  # 75
    "ขอสิทธิ์เข้าโฟลเดอร์ D:\\งานขาย\\สัญญา",
    "โทรศัพท์โต๊ะทำงานไม่มีเสียง",
    "เบอร์ ๐๒-๑๒๓-๔๕๖๗ โทรออกไม่ได้",
    "สแกนเนอร์สแกนแล้วภาพมืด",
    "ต่อวีพีเอ็นไม่ได้ ขึ้นรหัส 809",  # 80
)
TEXTS = (*ENGLISH, *RUSSIAN, *ROMANIAN, *THAI)

QUERIES: tuple[tuple[str, set[int]], ...] = (
    # English: forms of words, phrases, codes, hosts, addresses, paths
    ("printers", {1, 2}),
    ("printing", {1, 2}),
    ("connection", {3, 4}),
    ("installing", {5, 6}),
    ("0x80070005", {8}),
    ("80070005", {8}),
    ("srv-app-0012", {8}),
    ("corp.example.org", {8}),
    ("ora-00942", {9}),
    ("report", {9, 10}),
    (r"\\fs01\finance", {10}),
    ("anna.kowalska@example.org", {11}),
    ("wi-fi", {13, 14}),
    ("192.168.10.1", {15}),
    ("password -expired", {18}),
    # Russian
    ("принтеры", {21, 22}),
    ("принтеру печатать", {21}),
    ("впн 809", {23}),
    ("подключения", {24}),
    ("елочная", {25}),
    ("ещё", {26}),
    ("пароля", {26, 27}),
    ("ivan.petrov@example.com", {28}),
    ("письмам", {28, 29}),
    ("отчет_2024.xlsx", {30}),
    ("1с", {31, 32}),
    ("желтый монитор", {33}),
    ("доступ", {36, 37}),
    (r"\\fs01\кадры", {36}),
    ("картриджа", {40}),
    # Romanian: with diacritics, without, with the cedillas of old keyboards
    ("imprimante", {41, 42, 43}),
    ("imprimantelor", {41, 42, 43}),
    ("tipareste", {41}),
    ("hartie", {42}),
    ("retea", {44, 45}),
    ("reţeaua", {44, 45}),
    ("parolă", {46, 47}),
    ("utilizatorii", {47, 48}),
    ("fișier", {49, 50}),
    ("facturii", {51, 52}),
    ("calculatorului", {53, 54}),
    ("ecran", {56, 57}),
    ("ion.turcanu@exemplu.md", {58}),
    ("cont", {58, 59}),
    ('"eroare 809"', {55}),
    # Thai: parts of what has no blanks, marks in whatever order, digits of both kinds
    ("เครื่องพิมพ์", {61, 62}),
    ("พิมพ์", {61, 62, 73}),
    ("รหัสผ่าน", {63, 64}),
    ("บัญชี", {63, 69}),
    ("อินเทอร์เน็ต", {65, 66}),
    ("รายงาน", {67}),
    ("โปรแกรม", {68, 69}),
    ("e-4402", {69}),
    ("somchai@example.co.th", {70}),
    ("จอ", {72}),
    ("นํ้า", {73, 74}),
    ("เซิร์ฟเวอร์", {74, 75}),
    (r"d:\งานขาย", {76}),
    ("02-123-4567", {78}),
    ("809 -впн -vpn", {80}),
    # Whole and in part, begun, in any letter case: hosts, addresses, paths, codes, numbers
    (r"c:\temp\setup.log", {6}),
    ("setup.log", {6}),
    ("SRV-APP-001*", {8}),
    ("srv-db-03", {60}),
    ("example.org", {8, 11}),
    ("exemplu.md", {58}),
    ("192.168.10", {15, 16}),
    ("10.0.7.25", {60}),
    (r"\\fs01", {10, 36}),
    (r"\\fs01\finance\2024", {10}),
    ("00942", {9}),
    ("0xc000021a", {57}),
    ("3.14", {13}),
    ("555-01-34", {35}),
    ('"stop code"', {7}),
)
"""Fifteen for each language and fifteen more. What shares a word in another language's texts is named too."""
