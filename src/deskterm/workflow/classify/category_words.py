"""The words by which texts in four languages are recognised as belonging to the shipped category tree (M5).

Words are parted by commas; `print*` stands for every word that begins so. Romanian is written without diacritics,
which texts lose before they are compared. A desk keeps its own words beside these.
"""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "access/account": "account*, username, user name, new starter, new joiner, leaver, onboarding, locked out, profile",
    "access/password": "password*, passcode, pin code, mfa, two-factor, 2fa, authenticator, credentials, log in, "
    "login, sign in",
    "access/permission": "access, permission*, rights, role, approval*, grant, membership, shared folder, badge "
    "access, admin rights",
    "hardware/computer": "laptop*, computer*, pc, desktop, workstation, notebook, blue screen, battery, docking, "
    "dock, charger, fan, boot*",
    "hardware/printer": "print*, toner, cartridge, scanner, scan*, copier, paper jam, paper, plotter",
    "hardware/phone": "phone*, mobile, handset, headset, sim, iphone, android, tablet, deskphone, voicemail, call*",
    "hardware/peripheral": "monitor*, mouse, keyboard, webcam, camera, projector, dongle, usb, display, speaker*, "
    "microphone, cable",
    "software/office": "word, excel, powerpoint, office, onenote, teams, spreadsheet, macro*, sharepoint, onedrive, "
    "pdf, acrobat",
    "software/business": "oracle, sap, crm, erp, invoice*, timesheet*, timecard, payroll, jira, confluence, "
    "salesforce, report*, application",
    "software/os": "windows, linux, macos, update*, upgrade*, driver*, reboot*, operating system, login screen, "
    "blue screen",
    "software/browser": "browser, chrome, firefox, edge, safari, web page, cookie*, cache, internet explorer, "
    "bookmark*, url",
    "network/vpn": "vpn, remote access, anyconnect, globalprotect, tunnel, working from home, home office",
    "network/wifi": "wifi, wi-fi, wireless, wlan, hotspot, access point, ssid",
    "network/lan": "network, lan, ethernet, switch, cable, port, dhcp, dns, ip address, firewall, socket, network "
    "drive",
    "network/internet": "internet, website*, web site, provider, bandwidth, router, connection, slow internet, online",
    "email/delivery": "bounce*, undelivered, not delivered, not received, send mail, spam filter, delivery, outbox, "
    "recipient*, attachment*",
    "email/mailbox": "mailbox*, outlook, mail*, email*, e-mail*, inbox, calendar, mailing list, distribution list, "
    "shared mailbox, signature",
    "server/availability": "server*, down, outage, unavailable, host, cluster, node, service restart, vm, virtual "
    "machine, offline",
    "server/storage": "disk*, storage, space, quota, backup*, restore, nas, san, raid, file server, volume",
    "server/database": "database*, db, sql, query, table, replication, postgres*, mysql, mongodb, oracle database, "
    "deadlock",
    "security/malware": "virus*, malware, ransomware, trojan, antivirus, infected, quarantine, worm",
    "security/phishing": "phishing, suspicious, scam, spoof*, fake mail, fraud*, suspicious link, suspicious email",
    "security/data": "data breach, leak*, breach, personal data, gdpr, lost laptop, unauthorized, unauthorised, "
    "confidential, disclosed",
    "security/physical": "stolen, theft, badge, door, lock, camera, intruder, alarm, access card, burglary",
    "service/billing": "bill*, charge*, payment*, refund*, tariff, price*, overcharged, subscription fee",
    "service/quality": "complaint*, quality, dissatisfied, waiting, poor service, unacceptable, slow response",
    "service/staff": "rude, impolite, technician, staff, employee was, attitude, behaviour, behavior, unprofessional",
    "request/equipment": "new laptop, new monitor, second monitor, order*, purchase*, headset, equipment, "
    "replacement, chair, desk, stand, spare",
    "request/consultation": "how to, how do, question*, advice, help with, training, guide, explain, consult*, "
    "information, recommend*",
    "request/change": "install*, change*, move*, relocat*, upgrade*, configure*, set up, setup, migrat*, enable, "
    "deploy*, planned",
}

RUSSIAN: Mapping[str, str] = {
    "access/account": "учетная запис*, учетной запис*, учетную запис*, учетка, аккаунт*, логин*, профил*, новый "
    "сотрудник, увольнен*",
    "access/password": "парол*, пинкод*, код подтверждения, двухфакторн*, вход*, войти, авториз*",
    "access/permission": "доступ*, прав*, роль, роли, разрешени*, согласован*, общая папка",
    "hardware/computer": "компьютер*, ноутбук*, системный блок, батаре*, зарядк*, комп, перезагруж*",
    "hardware/printer": "принтер*, печат*, картридж*, тонер*, скан*, мфу, бумаг*",
    "hardware/phone": "телефон*, мобильн*, гарнитур*, сим-карт*, симк*, смартфон*, планшет*",
    "hardware/peripheral": "монитор*, мыш*, клавиатур*, камер*, проектор*, наушник*, микрофон*, колонк*",
    "software/office": "ворд*, эксел*, excel, word, офис*, таблиц*, презентац*, макрос*",
    "software/business": "1с, отчет*, накладн*, бухгалтер*, зарплат*, программ*, документ*, приложени*, счет-фактур*",
    "software/os": "виндовс, windows, линукс, обновлени*, драйвер*, операционн*",
    "software/browser": "браузер*, хром, chrome, firefox, яндекс браузер, вкладк*, кэш",
    "network/vpn": "vpn, впн, удаленн*, удаленка",
    "network/wifi": "wifi, wi-fi, вайфай, вай-фай, беспроводн*",
    "network/lan": "сеть, сети, сетев*, локальн*, кабел*, розетк*, свитч, коммутатор*",
    "network/internet": "интернет*, сайт*, провайдер*, роутер*, скорость",
    "email/delivery": "не приходит письмо, не приходят письма, не отправляются письма, письм*, спам, вложени*, "
    "доставк*",
    "email/mailbox": "почт*, ящик*, outlook, аутлук, календар*, рассылк*, e-mail",
    "server/availability": "сервер*, недоступ*, упал*, авари*, хост*, виртуальн*",
    "server/storage": "диск*, место на диске, хранилищ*, резервн*, бэкап*, архив*",
    "server/database": "база данных, базы данных, базу данных, базе данных, бд, sql, запрос к базе, репликац*",
    "security/malware": "вирус*, шифровальщик*, троян*, антивирус*, заражен*",
    "security/phishing": "фишинг*, подозрительн*, мошенн*, поддельн*",
    "security/data": "утечк*, персональные данные, персональных данн*, личные данные, взлом*, конфиденциальн*",
    "security/physical": "кража, украли, украден*, пропуск*, турникет*, сигнализац*, замок",
    "service/billing": "счет*, оплат*, платеж*, тариф*, списал*, возврат*, стоимост*",
    "service/quality": "жалоб*, качеств*, недовол*, ожидани*",
    "service/staff": "хам*, груб*, сотрудник нагрубил, оператор*, вежлив*",
    "request/equipment": "новый ноутбук, новый монитор, закуп*, выдать, выдач*, оборудован*, заказ*, замен*",
    "request/consultation": "как, подскажите, вопрос*, консультац*, инструкц*, можно ли, обучен*",
    "request/change": "установ*, настро*, подключ*, измен*, перенес*, перенос*, переезд*, добав*",
}

ROMANIAN: Mapping[str, str] = {
    "access/account": "cont, contul, conturi, utilizator*, angajat nou, profil*",
    "access/password": "parol*, autentific*, logare, loghez, conectare la cont, cod pin",
    "access/permission": "acces*, drepturi, permisiun*, rol, aprobare, folder comun",
    "hardware/computer": "laptop*, calculator*, pc, baterie, incarcator, statie",
    "hardware/printer": "imprimant*, printeaz*, tipar*, toner, cartus*, scan*, hartie",
    "hardware/phone": "telefon*, mobil, casti, sim, tableta",
    "hardware/peripheral": "monitor*, mouse, tastatura, camera, proiector, microfon, boxe",
    "software/office": "excel, word, office, tabel, prezentare, macro",
    "software/business": "aplicati*, program*, factur*, raport*, contract*, salari*, registr*, api",
    "software/os": "windows, actualizare, driver*, sistem de operare",
    "software/browser": "browser*, chrome, firefox, pagina web, cache",
    "network/vpn": "vpn, acces de la distanta, telemunca",
    "network/wifi": "wifi, wi-fi, wireless, fara fir",
    "network/lan": "retea, reteaua, retele, cablu, priza, switch",
    "network/internet": "internet*, site*, furnizor, router*, conexiune*, viteza",
    "email/delivery": "nu primesc mail, nu se trimite, mailuri, mesaj netrimis, spam, atasament*",
    "email/mailbox": "mail*, email*, e-mail*, posta, casuta, outlook, calendar*",
    "server/availability": "server*, indisponibil*, cazut, picat, avarie",
    "server/storage": "disc, spatiu, stocare, backup, copie de siguranta",
    "server/database": "baza de date, bazei de date, sql, interogare",
    "security/malware": "virus*, malware, ransomware, antivirus, infectat*",
    "security/phishing": "phishing, suspect*, frauda, inselatorie",
    "security/data": "scurgere de date, date personale, gdpr, neautorizat*, confidential*",
    "security/physical": "furat*, furt, legitimatie, alarma, usa, cartela",
    "service/billing": "factura, facturat*, plata, plati, tarif*, rambursare, pret",
    "service/quality": "reclamati*, plangere, calitate*, nemultumit*",
    "service/staff": "nepoliticos*, comportament*, angajatul, operatorul",
    "request/equipment": "laptop nou, monitor nou, echipament*, comanda, achizit*, inlocuire",
    "request/consultation": "cum, intrebare*, informati*, clarific*, instructiuni, se poate",
    "request/change": "instal*, configur*, modific*, mutare, schimb*, adaug*, implement*",
}

THAI: Mapping[str, str] = {
    "access/account": "บัญชี, ชื่อผู้ใช้, ยูสเซอร์, พนักงานใหม่",
    "access/password": "รหัสผ่าน, รหัส, พาสเวิร์ด, เข้าสู่ระบบ, ล็อกอิน, ล็อคอิน",
    "access/permission": "สิทธิ์, สิทธิ, การเข้าถึง, อนุมัติ",
    "hardware/computer": "คอมพิวเตอร์, โน้ตบุ๊ก, โน๊ตบุ๊ค, แล็ปท็อป, คอม, แบตเตอรี่",
    "hardware/printer": "เครื่องพิมพ์, ปริ้น, พิมพ์, หมึก, สแกน, กระดาษ",
    "hardware/phone": "โทรศัพท์, มือถือ, ซิม, โทรออก, ไอแพด, หูฟัง",
    "hardware/peripheral": "จอภาพ, เมาส์, คีย์บอร์ด, กล้อง, โปรเจคเตอร์, ไมโครโฟน, ลำโพง",
    "software/office": "excel, word, เอ็กเซล, เวิร์ด, ออฟฟิศ",
    "software/business": "โปรแกรม, แอป, แอพ, ใบแจ้งหนี้, รายงาน, ระบบ",
    "software/os": "windows, วินโดวส์, อัปเดต, อัพเดท, ไดรเวอร์",
    "software/browser": "เบราว์เซอร์, browser, chrome, เว็บเพจ",
    "network/vpn": "vpn, วีพีเอ็น, ทำงานที่บ้าน",
    "network/wifi": "wifi, wi-fi, ไวไฟ, ไร้สาย",
    "network/lan": "เครือข่าย, เน็ตเวิร์ก, สายแลน, แลน",
    "network/internet": "อินเทอร์เน็ต, อินเตอร์เน็ต, เน็ต, เว็บไซต์, สัญญาณ, แอร์การ์ด",
    "email/delivery": "ส่งอีเมล, ส่งเมล, ไม่ได้รับอีเมล, ไม่ได้รับเมล, แนบไฟล์",
    "email/mailbox": "อีเมล, อีเมล์, เมล, กล่องจดหมาย, ปฏิทิน, outlook",
    "server/availability": "เซิร์ฟเวอร์, server, ล่ม",
    "server/storage": "ดิสก์, พื้นที่, สำรองข้อมูล, กู้ไฟล์",
    "server/database": "ฐานข้อมูล, database, sql",
    "security/malware": "ไวรัส, มัลแวร์, แรนซัมแวร์",
    "security/phishing": "ฟิชชิ่ง, หลอกลวง, น่าสงสัย, ลิงก์แปลก",
    "security/data": "ข้อมูลรั่ว, ข้อมูลส่วนบุคคล, แฮก, แฮ็ก",
    "security/physical": "ขโมย, บัตรพนักงาน, ประตู, กุญแจ",
    "service/billing": "บิล, ค่าบริการ, ยอดค้างชำระ, ชำระ, ใบเสร็จ, หักเงิน, เติมเงิน",
    "service/quality": "ร้องเรียน, คุณภาพ, ไม่พอใจ, รอนาน",
    "service/staff": "ไม่สุภาพ, พนักงานพูด, มารยาท",
    "request/equipment": "ขอเบิก, เบิก, สั่งซื้อ, เครื่องใหม่, จอใหม่",
    "request/consultation": "สอบถาม, อย่างไร, ยังไง, วิธี, แนะนำ",
    "request/change": "ติดตั้ง, เปลี่ยน, ย้าย, เพิ่ม, ยกเลิก, สมัคร",
}

SHIPPED = (ENGLISH, RUSSIAN, ROMANIAN, THAI)
