"""How people write in Romanian that something broke, and what only looks like it."""

from deskterm.workflow.classify.lexicon import NOTHING, rule

TAKES = rule(
    "takes",
    NOTHING,
    0,
    """
    fara nicio|alte|nici? probleme|erori|intreruperi|greseli
    fara probleme|erori|intreruperi
    nicio|nici-o problema|eroare
    nu e|este|exista|sunt|avem|am|are|au|aveti nicio? problema|probleme|eroare|erori|urgent|graba
    in caz de eroare|erori|problema|probleme
    cat mai curand|repede
    cum ar fi
    asa cum
    dupa cum
    cum am mai? spus|zis|scris|mentionat|precizat
    {rog} sa? ma|ne? ajutati|ajuta|incercati|verifica|corectati
    multumesc|multumim anticipat?
    din greseala
    nu se stie|obliga|cere|aplica|pune
    nu e|este|sunt o? eroare|problema|defectiune|erori|probleme
    nu doresc|solicit|folosesc|vreau|dorim|vrem|trebuie|conteaza|stiu|stim|inteleg|intelegem
    daca nu
    nu este|e|sunt|ar obligatoriu|obligatorie|obligati|obligat|necesar|cazul|nevoie|clar|important|urgent
    nu numai|doar
    daca nu ma? insel|gresesc
    raport|rapoarte|jurnal|jurnalul|lista|log|codurile|tipurile de? erori|erorilor
    este|e|exista|apare vreo problema|eroare
    cade|pica in|pe|la sarcina|data|weekend
    dau|dati click
    nu mai? am|avem|are|au|este|e nevoie
    nu mai lucreaza|lucrez|lucram|face|activeaza|foloseste|folosesc|folosim|utilizam|utilizez
    sa nu mai? *
    """,
)
CANNOT = rule(
    "cannot",
    "cannot",
    3.0,
    """
    {not} am? pot|poate|putem|puteti|putut|reusesc|reuseste|reusim|reusit|putea
    n-am|n-a|n-au putut|reusit|mai
    imposibil|imposibila|imposibilitate|imposibilitatea
    nu ma|ne|il|o|imi|ii|te|va lasa|permite|conecteaza|logheaza
    nu permite|permit
    nu este|e|mai|sunt|era posibil|posibila|permis|permisa
    """,
)
NOT_FOUND = rule("not_found", "cannot", 1.2, "nu am? mai? gasit|gasesc|gasim|identificat|reperat")
NOT_HAPPENING = rule(
    "not_happening",
    "not_happening",
    2.5,
    """
    {not} {works}
    n-am|n-a|n-au|n-are|n-avem mai? {works}
    {not} am|avem|are|au acces|internet|semnal|conexiune|retea|curent|sunet|net|lumina
    nu ... a|au|am|s-a|s-au|este|sunt fost? afisat*|preluat*|trimis*|salvat*|primit*|generat*|actualizat*|incarcat*
    nu ... a|au|am|s-a|s-au|este|sunt fost? inregistrat*|procesat*|calculat*|importat*|transmis*|sincronizat*|validat*
    nu ... a|au|am|s-a|s-au|este|sunt|e fost? recunoscut*|gasit*|livrat*|adaugat*|completat*|activat*|emis*|rezolvat*
    nu ... este|e|sunt|mai|i disponibil*|vizibil*|accesibil*|corect*|functional*|valid*|activ*|actualizat*
    nu ... functioneaza|merge|raspunde|apare|corespunde|coincide
    nu face|se intampla|da|arata|afiseaza nimic
    neinregistrat*|nepreluat*|nesalvat*|netransmis*|negenerat*|neactualizat*|neafisat*|neprocesat*|nesincronizat*
    nefunctional*|neoperational*|nedisponibil*
    s-a|s-au oprit|blocat|stricat|ars|inchis|defectat|intrerupt|spart|dublat|corupt|crapat|dat|decalat|incurcat|resetat
    nu-mi|nu-i|nu-ti merge|functioneaza|apare|intra|raspunde|da
    numerge|nufunctioneaza
    """,
)
NOT_VERB = rule(
    "not_verb",
    "not_happening",
    1.8,
    "nu mai? se *",
    "nu mai? *eaza|*teste|*neste|*seste|*leste|*reste|*veste|*meste|*ieste|*geste|*beste|*deste|*esc|*easca",
    "tot|inca nu",
    "nu s-a|s-au|a|au|am mai? *at|*ata|*ate|*ut|*it|*is|*us|*ns",
)
NOT_DONE = rule("not_done", "not_happening", 1.3, "nu *e|*a|*at|*ut|*it|*esc|*ez|*u")
LOST = rule(
    "lost",
    "lost",
    2.5,
    """
    fara|lipsa {supply}
    nu este|e|exista|mai|vine|avem|am mai? {supply}
    s-a|am|se|a|au pierdut|pierdem|pierde|pierd|luat ... accesul|internetul|curentul|semnalul|conexiunea|legatura|datele
    a|au|mi-a|mi-au|ne-a|ne-au|s-a disparut|disparuta|cazut|picat
    s-a|s-au sters|pierdut
    dispar|dispare|disparut|disparuta|pierdut|pierdute|pierduta|pierderi|pierdere|pierderea|disparitia|disparitie
    cade|cazut|cazuta|cazute|cad|pica|picat|picata|picate
    intrerup*|deconect*|indisponibil*|inaccesibil*|deranjament*|caderi|cadere|caderea|picare
    ramane|ramas|ramasa|raman in coada|procesare|asteptare|curs
    ramane|ramas|ramasa|raman blocat|blocata|pe|fara|agatat|agatata|suspendat|asteptare
    nu a|au|ne-a|mi-a raspuns|venit|sunat|contactat|rezolvat nimeni
    """,
)
FAULT = rule(
    "fault",
    "fault",
    2.5,
    """
    eroare|erori|eroarea|erorile|erorii|erorilor|eror
    problema|probleme|problemele|problemei|problemelor|defect|defecta|defecte|defectiune*|defectat*
    disfunctional*|bug-uri|buguri|bug-ul|bugul|avarie|avarii|crash-uri|stricat|stricata|stricate|spart|sparta|ars|arsa
    blocat|blocata|blocate|blocati|blocheaza|blocaj|blocaje|blocare|inghetat|ingheata|inghet*|intepenit*|intepeneste
    crapa|crapat|crapata|moare|murit|bubuie|bubuit|clacat|clacheaza|esueaza|esuat|esuata|esuate|esec|fisurat*|sfasiat*
    lent|lenta|lente|incet|greoi|greoaie|intarzieri|intarziere|sacadat|sacadeaza|laguieste|lag
    foarte|extrem|prea|tare de? greu|incet|lent|mult dureaza
    merge|functioneaza|raspunde|incarca greu|prost|rau|aiurea|incet
    se incarca|deschide|misca la? foarte? greu|incet|infinit|continuu
    ecran|ecranul|pagina|fereastra albastru|negru|alb|alba|goala|gol|neagra
    se|isi inchide|restarteaza|reporneste|opreste|blocheaza|deconecteaza|reseteaza|stinge|modifica|schimba {itself}
    se|isi sterge|dubleaza|deschide|porneste|muta|anuleaza|completeaza|activeaza|dezactiveaza {itself}
    se supraincalzeste|blocheaza|restarteaza|deconecteaza
    dureaza ... mult|prea|ore|ora|enorm
    timp|timpi|timpul de? raspuns|asteptare|incarcare ... mare|mari|lung
    caractere ciudate|gresite
    invizibil*|inactiv*|aleatoriu|aleator|haotic|suprapus*|ilizibil*
    zgomot|fum|scurt-circuit|miros|scurge|curge|fosnet|bazait|tiuie
    mananca|mesteca|agata|blocat hartie|hartia
    nereguli|neregula|anomali*|nefunctionalitat*|incident|incidente|incidentul|inconvenient*
    """,
)
WRONG = rule(
    "wrong",
    "wrong",
    2.0,
    """
    gresit|gresita|gresite|eronat|eronata|eronate|incorect|incorecta|incorecte|invalid|invalida|invalide|gresesc
    duplicare|duplicat*|dublat|dublate|dubleaza|dublura|dubluri
    dublare|trunchiat*|trunchiaza|decalat*|corupt|corupta|corupte
    expirat|expirata|expirate|respins|respinsa|respinse|respinge|refuzat|refuzata|refuza|dezactivat|dezactivata|rejectat
    cont|contul|utilizator|utilizatorul|acces|accesul suspendat|inchis|restrictionat|interzis|restrictionata
    neasteptat|neasteptata|neconform*|inconsecven*|inexist*
    incomplet|incomplete|incompleta|ciudat|ciudata|anormal*
    cere|solicita|intreaba mereu|iar|iarasi|din|tot timpul|nou|parola
    sistemul|aplicatia|programul imi|ne? cere|solicita|spune|zice|da|arunca|intoarce|returneaza
    da|arunca|scoate|intoarce|returneaza|apare|primesc|afiseaza cu? eroare
    da|arunca|scoate|intoarce|returneaza|apare|primesc|afiseaza ... {code}
    spatiu|memorie insuficient*
    apare|apar|afiseaza|figureaza|trimite|trimit|inregistreaza ... dublu|dublat|doua ori
    de doua|trei|mai|multe ori
    sesizare|sesizam|sesizez|semnalez|semnalam|intampin|intampinam|intampina|confrunt|confruntam|patit|patesc|patim
    desi
    cu toate ca
    in mod eronat
    difera|diferit|diferita|diferite de|fata
    semne de intrebare
    ma|ne trimite|duce|scoate|arunca|da|redirectioneaza inapoi|afara|din|iar
    diferente|inadvertent*|neconcordant*|discrepant*|nepotrivir*|necorelar*|contradict*
    gol|goala|goale|ilizibil*
    este|e|iese|apare|sunt|ies|apar|afiseaza 0|negativ|negativa|zero|alb|alba|albe
    se pierd|pierde|sterg|sterge|dubleaza|amesteca|suprapun|suprascrie|suprascriu
    ignora|ignorat|ignorata|sare peste
    de ce nu|apare|imi|nici
    fara sa? raspuns|reactie|niciun|rezultat|vreun|motiv
    minus|partial|partiala|partiale|amestecat*|inversat*|inversate|inversata|dubla|duble|suprascris*|nejustificat*
    doar o parte|jumatate
    in urma|avans cu
    in|cu minus
    vede|vad|vedem|apar|apare|acces ... altei|altor|altui|altcuiva|straine firme|firma|angajati|societati?
    accesa|afiseaza ... altei|altor|altui|altcuiva|straine firme|firma|angajati|societati?
    primesc|primim|obtin|obtinem|intoarce|returneaza|primit|raspuns|eroarea|codul ... {code}
    expira imediat|prea|dupa|la cateva|fiecare|doua?
    tot apare|apar|vechi|vechea|vechiul|la
    apare|apar|figureaza|ramane|raman ... vechi|vechea|vechiul|activ|activa|active|netransmis*
    prea mult|multe|mari|mic|mica|lung|lunga|devreme|tarziu
    nu tine|tin cont|seama
    taiat|taiata|taiate|lipit|lipite|rupt|rupta|deformat*|deplasat*|mutat|sarit|sarite|rasturnat*|ilogic*|aberant*
    este|e grav|ciudat|inadmisibil|dat|data|date peste? cap?
    peste cap
    numele|datele|adresa|contul|cifrele|suma altei|altui|altor|altcuiva
    se inmulteste|dubleaza|aduna|scade ... doua|ori
    ce s-a intamplat
    consuma|ocupa|mananca|umple tot|toata|toate|mult|prea
    pleaca|ies|iese|ajung|ajunge|vin|vine|apar|apare fara
    """,
)
MISSING = rule("missing", "lost", 1.0, "lipsa|lipseste|lipsesc|lipsit|lipsind|lipsita|absent|absenta")
ALARM = rule("alarm", "alarm", 2.0, "alarma|alarme|alerta|alerte|avertizare|avertisment|avertizari|avertismente")
THREAT = rule(
    "threat",
    "threat",
    2.5,
    """
    virus|virusi|virusat|virusul|virusata|phishing|malware|ransomware|hack*|compromis|compromisa|compromise|spyware
    frauda|fraude|frauduloase|fraudulos|frauduloasa|intrus|intrusi|neautorizat*|neautorizata|escroc*|inselaciune|troian
    furat|furata|furate|furt|furtul|suspect|suspecta|suspecte|scurgere|scurgeri
    spart contul|parola|mailul
    cineva a intrat|accesat|schimbat|folosit
    """,
)
COMPLAINT = rule(
    "complaint",
    "complaint",
    2.0,
    """
    reclamatie|reclamatii|reclam|reclamam|plangere|plangeri|nemultumit|nemultumita|nemultumire|nemultumiti
    nepoliticos|nepoliticoasa|inadmisibil|inacceptabil|dezamagit|dezamagita|obraznic|obraznica|jignit|jignita
    bataie de joc
    facturat|taxat|incasat|debitat dublu|gresit|suplimentar
    facturat|taxat|incasat|debitat in plus
    facturat|taxat|incasat|debitat de doua ori
    nimeni nu mai? raspunde|vine|ajuta|suna
    nimeni nu a|ne-a|mi-a raspuns|venit|sunat|contactat
    nu a|au|ne-a|mi-a raspuns|venit|sunat|contactat|rezolvat nimeni
    """,
)
