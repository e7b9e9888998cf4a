"""The words by which texts in four languages are recognised as belonging to the shipped category tree (M5).

Words are parted by commas; `print*` stands for every word that begins so. Romanian is written without diacritics,
which texts lose before they are compared. A desk keeps its own words beside these.
"""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "access/account": "account*, username, user name, new starter, new joiner, leaver, onboarding, locked out, "
    "profile, user account, disabled account, account locked, new employee",
    "access/password": "password*, passcode, pin code, mfa, two-factor, 2fa, authenticator, credentials, log in, "
    "login, sign in",
    "access/permission": "access, permission*, rights, role, approval*, grant, membership, shared folder, badge "
    "access, admin rights, read access, write access, permission denied, access denied",
    "hardware/computer": "laptop*, computer*, pc, desktop, workstation, notebook, blue screen, battery, docking, "
    "dock, charger, fan, boot*, will not charge, motherboard, hard drive, ssd, overheat*",
    "hardware/printer": "print*, toner, cartridge, scanner, scan*, copier, paper jam, paper, plotter",
    "hardware/phone": "phone*, mobile, handset, headset, sim, iphone, android, tablet, deskphone, voicemail, call*",
    "hardware/peripheral": "monitor*, mouse, keyboard, webcam, camera, projector, dongle, usb, display, speaker*, "
    "microphone, cable, screen*, second screen, headphones, touchpad, trackpad, docking station",
    "software/office": "word, excel, powerpoint, office, onenote, teams, spreadsheet, macro*, sharepoint, onedrive, "
    "pdf, acrobat",
    "software/business": "oracle, sap, crm, erp, invoice*, timesheet*, timecard, payroll, jira, confluence, "
    "salesforce, report*, application, expense*, purchase order*, workflow",
    "software/os": "windows, linux, macos, update*, upgrade*, driver*, reboot*, operating system, login screen, blue "
    "screen",
    "software/browser": "browser, chrome, firefox, edge, safari, web page, cookie*, cache, internet explorer, "
    "bookmark*, url",
    "network/vpn": "vpn, remote access, anyconnect, globalprotect, tunnel, working from home, home office",
    "network/wifi": "wifi, wi-fi, wireless, wlan, hotspot, access point, ssid",
    "network/lan": "network, lan, ethernet, switch, cable, port, dhcp, dns, ip address, firewall, socket, network "
    "drive",
    "network/internet": "internet, website*, web site, provider, bandwidth, router, connection, slow internet, online",
    "email/delivery": "bounce*, undelivered, not delivered, not received, send mail, spam filter, delivery, outbox, "
    "recipient*, attachment*, bounced, mails bounce, not arriving, never arrives, junk",
    "email/mailbox": "mailbox*, outlook, mail*, email*, e-mail*, inbox, calendar, mailing list, distribution list, "
    "shared mailbox, signature",
    "server/availability": "server*, down, outage, unavailable, host, cluster, node, service restart, vm, virtual "
    "machine, offline, not reachable, unreachable, web server, app server",
    "server/storage": "disk*, storage, space, quota, backup*, restore, nas, san, raid, file server, volume",
    "server/database": "database*, db, sql, query, table, replication, postgres*, mysql, mongodb, oracle database, "
    "deadlock",
    "security/malware": "virus*, malware, ransomware, trojan, antivirus, infected, quarantine, worm",
    "security/phishing": "phishing, suspicious, scam, spoof*, fake mail, fraud*, suspicious link, suspicious email, "
    "looks fake, fake email, fake website, bank details, gift card*, impersonat*, click a link, suspicious mail",
    "security/data": "data breach, leak*, breach, personal data, gdpr, lost laptop, unauthorized, unauthorised, "
    "confidential, disclosed",
    "security/physical": "stolen, theft, badge, door, lock, camera, intruder, alarm, access card, burglary, key "
    "card, badge door, front door",
    "service/billing": "bill*, charge*, payment*, refund*, tariff, price*, overcharged, subscription fee, charged "
    "twice, invoice was charged, wrong amount, double charge, our card, credit note, billed",
    "service/quality": "complaint*, quality, dissatisfied, waiting, poor service, unacceptable, slow response, "
    "nobody answers, still waiting, no answer for",
    "service/staff": "rude, impolite, technician, staff, employee was, attitude, behaviour, behavior, "
    "unprofessional, shouted, yelled, insulted",
    "request/equipment": "new laptop, new monitor, second monitor, order*, purchase*, headset, equipment, "
    "replacement, chair, desk, stand, spare, please order, new chair, new phone, new headset, new keyboard",
    "request/consultation": "how to, how do, question*, advice, help with, training, guide, explain, consult*, "
    "information, recommend*",
    "request/change": "install*, change*, move*, relocat*, upgrade*, configure*, set up, setup, migrat*, enable, "
    "deploy*, planned",
}

RUSSIAN: Mapping[str, str] = {
    "access/account": "учетная запис*, учетной запис*, учетную запис*, учетка, аккаунт*, логин*, профил*, новый "
    "сотрудник, увольнен*, заблокирован*, новый пользователь, новая учетная",
    "access/password": "парол*, пинкод*, код подтверждения, двухфакторн*, вход*, войти, авториз*",
    "access/permission": "доступ*, прав*, роль, роли, разрешени*, согласован*, общая папка, права доступа, нет доступа",
    "hardware/computer": "компьютер*, ноутбук*, системный блок, батаре*, зарядк*, комп, перезагруж*, ноут, не "
    "включается компьютер, греется, вентилятор*, кулер*",
    "hardware/printer": "принтер*, печат*, картридж*, тонер*, скан*, мфу, бумаг*",
    "hardware/phone": "телефон*, мобильн*, гарнитур*, сим-карт*, симк*, смартфон*, планшет*",
    "hardware/peripheral": "монитор*, мыш*, клавиатур*, камер*, проектор*, наушник*, микрофон*, колонк*, экран*, "
    "веб-камер*, вебкамер*, тачпад*",
    "software/office": "ворд*, эксел*, excel, word, офис*, таблиц*, презентац*, макрос*",
    "software/business": "1с, отчет*, накладн*, бухгалтер*, зарплат*, программ*, документ*, приложени*, счет- "
    "фактур*, накладная*, ведомост*, проводк*, справочник*, контрагент*, номенклатур*, остатк*, эдо, кассов*",
    "software/os": "виндовс, windows, линукс, обновлени*, драйвер*, операционн*, рабочий стол, синий экран, после "
    "обновления windows",
    "software/browser": "браузер*, хром, chrome, firefox, яндекс браузер, вкладк*, кэш",
    "network/vpn": "vpn, впн, удаленн*, удаленка",
    "network/wifi": "wifi, wi-fi, вайфай, вай-фай, беспроводн*",
    "network/lan": "сеть, сети, сетев*, локальн*, кабел*, розетк*, свитч, коммутатор*",
    "network/internet": "интернет*, сайт*, провайдер*, роутер*, скорость",
    "email/delivery": "не приходит письмо, не приходят письма, не отправляются письма, письм*, спам, вложени*, "
    "доставк*, письма не доходят, письма уходят, не доходят письма",
    "email/mailbox": "почт*, ящик*, outlook, аутлук, календар*, рассылк*, e-mail",
    "server/availability": "сервер*, недоступ*, упал*, авари*, хост*, виртуальн*, сервер не отвечает, сервер "
    "недоступен, сервер 1с, сервер упал",
    "server/storage": "диск*, место на диске, хранилищ*, резервн*, бэкап*, архив*",
    "server/database": "база данных, базы данных, базу данных, базе данных, бд, sql, запрос к базе, репликац*",
    "security/malware": "вирус*, шифровальщик*, троян*, антивирус*, заражен*",
    "security/phishing": "фишинг*, подозрительн*, мошенн*, поддельн*, перейти по ссылке, ввести карту, данные карты, "
    "поддельное письмо, письмо от банка, подозрительное письмо",
    "security/data": "утечк*, персональные данные, персональных данн*, личные данные, взлом*, конфиденциальн*",
    "security/physical": "кража, украли, украден*, пропуск*, турникет*, сигнализац*, замок",
    "service/billing": "счет*, оплат*, платеж*, тариф*, списал*, возврат*, стоимост*, деньги списал*, списали "
    "дважды, двойное списание, подписк*",
    "service/quality": "жалоб*, качеств*, недовол*, ожидани*, никто не отвечает, долго ждем, никто не перезвонил",
    "service/staff": "хам*, груб*, сотрудник нагрубил, оператор*, вежлив*, нахамил*, нагрубил*, кричал*",
    "request/equipment": "новый ноутбук, новый монитор, закуп*, выдать, выдач*, оборудован*, заказ*, замен*, просим "
    "заказать, прошу заказать, заказать, купить, новая мышь, новый телефон, новый компьютер",
    "request/consultation": "как, подскажите, вопрос*, консультац*, инструкц*, можно ли, обучен*, подскажите как, "
    "как настроить, как сделать",
    "request/change": "установ*, настро*, подключ*, измен*, перенес*, перенос*, переезд*, добав*",
}

ROMANIAN: Mapping[str, str] = {
    "access/account": "cont, contul, conturi, utilizator*, angajat nou, profil*, utilizator nou, cont blocat, cont nou",
    "access/password": "parol*, autentific*, logare, loghez, conectare la cont, cod pin, uitat parola, am uitat, "
    "parola*, nu ma pot loga, autentificare",
    "access/permission": "acces*, drepturi, permisiun*, rol, aprobare, folder comun, drept*, permis*, folderul",
    "hardware/computer": "laptop*, calculator*, pc, baterie, incarcator, statie, laptopul, calculatorul, nu se "
    "aprinde, nu porneste calculatorul, bateria, ventilator*, unitate",
    "hardware/printer": "imprimant*, printeaz*, tipar*, toner, cartus*, scan*, hartie",
    "hardware/phone": "telefon*, mobil, casti, sim, tableta",
    "hardware/peripheral": "monitor*, mouse, tastatura, camera, proiector, microfon, boxe, mouse*, tastatur*, camera "
    "web, casca, ecran*, monitorul",
    "software/office": "excel, word, office, tabel, prezentare, macro",
    "software/business": "aplicati*, program*, factur*, raport*, contract*, salari*, registr*, api, factura "
    "electronica, efactura, saft, gestiune, stoc*, contabil*, declarati*, bon*, pontaj*, nomenclator*",
    "software/os": "windows, actualizare, driver*, sistem de operare, actualizar*, windowsul, ecran albastru, "
    "sistemul de operare",
    "software/browser": "browser*, chrome, firefox, pagina web, cache",
    "network/vpn": "vpn, acces de la distanta, telemunca, vpn*, vpnul, tunel*",
    "network/wifi": "wifi, wi-fi, wireless, fara fir, wifi*, wifiul, retea wireless",
    "network/lan": "retea, reteaua, retele, cablu, priza, switch, reteaua locala, cablul, priza de retea, switchul",
    "network/internet": "internet*, site*, furnizor, router*, conexiune*, viteza",
    "email/delivery": "nu primesc mail, nu se trimite, mailuri, mesaj netrimis, spam, atasament*, mailurile nu "
    "ajung, nu ajung mailurile, mailul nu ajunge, emailurile",
    "email/mailbox": "mail*, email*, e-mail*, posta, casuta, outlook, calendar*, casuta de email, casuta postala, "
    "semnatura email",
    "server/availability": "server*, indisponibil*, cazut, picat, avarie, serverul, nu raspunde serverul, cade "
    "serverul",
    "server/storage": "disc, spatiu, stocare, backup, copie de siguranta, spatiu pe disc, discul, arhiva, salvari",
    "server/database": "baza de date, bazei de date, sql, interogare, baza*, replicare, postgres*, mysql",
    "security/malware": "virus*, malware, ransomware, antivirus, infectat*",
    "security/phishing": "phishing, suspect*, frauda, inselatorie, mesaj fals, mail fals, mesaj de la banca, link "
    "suspect, date bancare, cardului, pacaleala, inselaciune, escroc*",
    "security/data": "scurgere de date, date personale, gdpr, neautorizat*, confidential*",
    "security/physical": "furat*, furt, legitimatie, alarma, usa, cartela, cheie, cheia, badge*, usa*",
    "service/billing": "factura, facturat*, plata, plati, tarif*, rambursare, pret, taxat*, debitat*, incasat*, "
    "abonament*, de doua ori pe factura, suma gresita, restituire",
    "service/quality": "reclamati*, plangere, calitate*, nemultumit*, nimeni nu raspunde, nemultumire, astept de",
    "service/staff": "nepoliticos*, comportament*, angajatul, operatorul, vorbit urat, tipat, jignit*, obraznic*, "
    "casierul, operator*, tehnicianul",
    "request/equipment": "laptop nou, monitor nou, echipament*, comanda, achizit*, inlocuire, avem nevoie de un "
    "laptop, scaun*, birou nou, telefon nou, comandati, achizitionare",
    "request/consultation": "cum, intrebare*, informati*, clarific*, instructiuni, se poate, cum pot, cum se, cum "
    "procedez, cum fac, ghid, instruire",
    "request/change": "instal*, configur*, modific*, mutare, schimb*, adaug*, implement*, va rugam sa instalati, "
    "instalati, mutat*, mutati, mutarea, relocare",
}

THAI: Mapping[str, str] = {
    "access/account": "บัญชี, ชื่อผู้ใช้, ยูสเซอร์, พนักงานใหม่, บัญชีผู้ใช้, เปิดบัญชี, บัญชีถูกล็อก",
    "access/password": "รหัสผ่าน, รหัส, ลืมรหัส, รหัสผ่านไม่ถูกต้อง, รหัสไม่ถูกต้อง, รหัสผิด, พาสเวิร์ด, เข้าสู่ระบบ, ล็อกอิน, ล็อคอิน",
    "access/permission": "สิทธิ์, สิทธิ, การเข้าถึง, อนุมัติ, โฟลเดอร์, ขอสิทธิ์",
    "hardware/computer": "คอมพิวเตอร์, โน้ตบุ๊ก, โน๊ตบุ๊ค, แล็ปท็อป, คอม, แบตเตอรี่, โน้ตบุ๊ค, เครื่องค้าง, เปิดเครื่อง, จอฟ้า, พัดลม",
    "hardware/printer": "เครื่องพิมพ์, ปริ้น, พิมพ์, หมึก, สแกน, กระดาษ",
    "hardware/phone": "โทรศัพท์, มือถือ, ซิม, โทรออก, ไอแพด, หูฟัง",
    "hardware/peripheral": "จอภาพ, เมาส์, คีย์บอร์ด, กล้อง, โปรเจคเตอร์, ไมโครโฟน, ลำโพง, หน้าจอ, เว็บแคม, แป้นพิมพ์",
    "software/office": "excel, word, เอ็กเซล, เวิร์ด, ออฟฟิศ",
    "software/business": "โปรแกรม, แอป, แอพ, ใบแจ้งหนี้, รายงาน, ระบบ, สต็อก, บาร์โค้ด, ยอดขาย, ใบกำกับ, ใบเสร็จ, บัญชีแยกประเภท",
    "software/os": "windows, วินโดวส์, อัปเดต, อัพเดท, ไดรเวอร์, อัปเดตวินโดวส์",
    "software/browser": "เบราว์เซอร์, browser, chrome, เว็บเพจ",
    "network/vpn": "vpn, วีพีเอ็น, ทำงานที่บ้าน",
    "network/wifi": "wifi, wi-fi, ไวไฟ, ไร้สาย",
    "network/lan": "เครือข่าย, เน็ตเวิร์ก, สายแลน, แลน",
    "network/internet": "อินเทอร์เน็ต, อินเตอร์เน็ต, เน็ต, เว็บไซต์, สัญญาณ, แอร์การ์ด, เน็ตบ้าน, เน็ตช้า, เร้าเตอร์, เราเตอร์",
    "email/delivery": "ส่งอีเมล, ส่งเมล, ไม่ได้รับอีเมล, ไม่ได้รับเมล, แนบไฟล์, อีเมลไม่เข้า, ส่งเมลไม่ออก, เมลตีกลับ",
    "email/mailbox": "อีเมล, อีเมล์, เมล, กล่องจดหมาย, ปฏิทิน, outlook",
    "server/availability": "เซิร์ฟเวอร์, server, ล่ม",
    "server/storage": "ดิสก์, พื้นที่, สำรองข้อมูล, กู้ไฟล์, พื้นที่เต็ม, แบ็คอัพ",
    "server/database": "ฐานข้อมูล, database, sql",
    "security/malware": "ไวรัส, มัลแวร์, แรนซัมแวร์",
    "security/phishing": "ฟิชชิ่ง, หลอกลวง, น่าสงสัย, ลิงก์แปลก, อีเมลปลอม, เมลปลอม, เว็บปลอม, ปลอม, เลขบัตร, "
    "มิจฉาชีพ, ลิงก์ปลอม, กรอกเลขบัตร",
    "security/data": "ข้อมูลรั่ว, ข้อมูลส่วนบุคคล, แฮก, แฮ็ก",
    "security/physical": "ขโมย, บัตรพนักงาน, ประตู, กุญแจ, กล้องวงจรปิด, สัญญาณกันขโมย",
    "service/billing": "บิล, ค่าบริการ, ยอดค้างชำระ, ชำระ, ใบเสร็จ, หักเงิน, เติมเงิน, คิดเงิน, ใบแจ้งหนี้, โดนหัก, ยอดเงิน",
    "service/quality": "ร้องเรียน, คุณภาพ, ไม่พอใจ, รอนาน, ช่างไม่มา, ไม่มีคนรับสาย, บริการแย่",
    "service/staff": "ไม่สุภาพ, พนักงานพูด, มารยาท, พูดจา, พนักงานพูดจา, หยาบคาย, ตะคอก, ช่างพูด",
    "request/equipment": "ขอเบิก, เบิก, สั่งซื้อ, เครื่องใหม่, จอใหม่, ต้องการเบิก, เบิกจอ, ขอจอ, ขอเครื่อง, ขอโน้ตบุ๊ก, จัดซื้อ",
    "request/consultation": "สอบถาม, อย่างไร, ยังไง, วิธี, แนะนำ, วิธีตั้งค่า, วิธีใช้, ทำยังไง, ทำอย่างไร, ต้องทำ, "
    "อยากทราบ, ขอคำแนะนำ",
    "request/change": "ติดตั้ง, เปลี่ยน, ย้าย, เพิ่ม, ยกเลิก, สมัคร",
}

SHIPPED = (ENGLISH, RUSSIAN, ROMANIAN, THAI)
