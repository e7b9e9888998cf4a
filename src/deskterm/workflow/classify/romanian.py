"""Romanian, with or without diacritics: the texts and these phrases lose theirs before they meet."""

from deskterm.workflow.classify.lexicon import NOTHING, Lexicon, rule
from deskterm.workflow.codes import Nature

_MACROS = {
    "not": ("nu mai? se|ne|ma|imi|iti|ii|ni|mi|il|o|le|te|vi|va? mai?",),
    "do": (
        "instalati|instalezi|adaugati|adaugarea|creati|configurati|schimbati|dati|acordati|activati|stergeti|modificati|"
        "inlocuiti|mutati|extindeti|resetati|deblocati|introduceti|introducerea|trimiteti|comandati|publicati|oferiti|"
        "instalare|instalarea|adaugare|creare|crearea|configurare|configurarea|schimbare|schimbarea|acordare|acordarea|"
        "activare|activarea|stergere|stergerea|modificare|modificarea|inlocuire|inlocuirea|mutare|mutarea|extindere|"
        "resetare|resetarea|actualizare|actualizarea|achizitie|achizitionare|achizitionarea|prelungire|prelungirea|"
        "implementare|implementarea|instaleze|adauge|creeze|configureze|schimbe|acorde|activeze|stearga|modifice|"
        "inlocuiasca|mute|extinda|reseteze|introduca|actualizati|corectati|imbunatatiti",
    ),
    "rog": ("va? rog|rugam|roaga mult|frumos|insistent?",),
}

TAKES = rule(
    NOTHING,
    0,
    """
    fara nicio|alte? probleme|erori|intreruperi
    nicio|nici-o problema|eroare
    nu e|este|exista|sunt|avem|am|are nicio? problema|probleme|eroare|erori|urgent
    cat mai curand|repede
    cum ar fi
    asa cum
    dupa cum
    {rog} sa? ma|ne? verificati|verifica|reparati|remediati|rezolvati|ajutati|ajuta|investigati|incercati
    multumesc|multumim
    din greseala
    nu se stie|obliga|cere|aplica|pune
    nu este|doresc|solicit|folosesc
    """,
)
HOW = rule(
    "how_to",
    -2.3,
    """
    nu stiu|stim|inteleg|intelegem|gasesc|gasim|reusesc sa? gasesc? inteleg? cum|unde|ce|care
    nu gasesc|vad|inteleg cum|unde
    nu am gasit cum|unde
    cum pot|putem|poate|se|sa|fac|facem|procedez|procedam|obtin|obtinem|anulez|emit|schimb|configurez|setez|ajung
    cum ... *ez|*esc|*am|*em|*im
    ^ cum
    unde pot|putem|gasesc|gasim|se|este|sunt|folosesc|trebuie
    in ce mod|fel
    care este|sunt|e pasii|procedura|modul|modalitatea
    primii? pasi|pasii
    instructiuni|ghid|manual|tutorial
    """,
)
WISH = rule(
    "wish",
    -2.6,
    """
    ar fi util|bine|frumos|ideal|excelent
    ar fi de ajutor
    mi|ni s-ar parea
    propun|propunem|propunere|propuneri|sugerez|sugeram|sugestie|sugestii|imbunatat*|imbunatatire|imbunatatiri
    se poate sa|ca
    e|este posibil
    posibilitate|posibilitatea|posibilitati
    solicit|solicitam|cerem|dorim introducerea|implementarea|adaugarea|crearea|dezvoltarea
    as|am vrea|dori|prefera
    """,
)
CANNOT = rule(
    "cannot",
    3.0,
    """
    {not} am? pot|poate|putem|puteti|putut|reusesc|reuseste|reusim|reusit|putea
    imposibil*|imposibilitate*
    nu ma|ne|il|o|imi|ii lasa|permite
    nu permite
    """,
)
NOT_HAPPENING = rule(
    "not_happening",
    2.5,
    """
    {not} functioneaza|functiona|functionat|merge|merg|mers|porneste|pornesc|pornit|deschide|deschid|raspunde|raspund
    {not} incarca|apare|apar|aparut|afiseaza|tipareste|printeaza|imprima|conecteaza|conectat|trimite|trimis|salveaza
    {not} actualizeaza|vede|vad|vedem|gaseste|recunoaste|detecteaza|returneaza|vine|vin|dispare|aude|auzim|sincronizeaza
    {not} primesc|primeste|primim|primit|ajung|ajunge|descarca|scaneaza|citeste|incheie|reactioneaza|suna|incarcat|intra
    {not} am|avem|are|au acces|internet|semnal|conexiune|retea|curent|sunet
    nu ... a|au|am|s-a|s-au|este|sunt fost? afisat*|preluat*|trimis*|salvat*|primit*|generat*|actualizat*|incarcat*
    nu ... este|e|sunt disponibil*|vizibil*|accesibil*|corect*
    nu ... functioneaza|merge|raspunde|apare|corespunde|coincide
    nefunctional*|neoperational*
    s-a oprit|blocat|stricat|ars|inchis
    """,
)
NOT_VERB = rule("not_happening", 1.8, "nu mai? se *", "nu mai? *eaza|*este|*esc|*easca")
LOST = rule(
    "lost",
    2.5,
    """
    fara|lipsa acces|internet|curent|semnal|retea|sunet|conexiune|imagine|lumina
    nu este|e|exista|avem|am internet|curent|semnal|retea|sunet|conexiune|imagine|lumina
    s-a|am|se pierdut|pierdem|pierde accesul|internetul|curentul|semnalul|conexiunea
    a|au disparut|disparuta
    s-a|s-au sters|pierdut
    dispar|dispare|disparut|pierdut|pierdute|pierderi
    cade|cazut|cazuta|cad|pica|picat|picata|intrerup*|deconect*|indisponibil*|inaccesibil*
    """,
)
FAULT = rule(
    "fault",
    2.5,
    """
    eroare|erori|eroarea|erorile|erorii|problema|probleme|problemele|problemei|defect|defecta|defecte|defectiune*
    disfunctional*|bug|bug-uri|avarie|avarii|crash|error|stricat|stricata|spart|sparta|ars|arsa|fisurat
    blocat|blocata|blocate|blocheaza|blocaj|blocaje|inghetat|ingheata|inghet*
    lent|lenta|incet|greoi|intarzieri|intarziere
    foarte greu
    ecran albastru|negru|alb
    se inchide|restarteaza|reporneste|opreste|blocheaza|deconecteaza|supraincalzeste singur|singura?
    zgomot|fum|scurt-circuit
    mananca|mesteca|agata hartie|hartia
    """,
)
WRONG = rule(
    "wrong",
    2.0,
    """
    gresit|gresita|gresite|eronat|eronata|eronate|incorect|incorecta|incorecte|invalid|invalida|duplicare|duplicat*|dublat
    expirat|expirata|expirate|respins|respinsa|refuzat|refuzata|dezactivat|dezactivata
    cont|contul suspendat
    account disabled|locked
    neasteptat|neconform*|inconsecven*|inexist*|incomplet|incomplete
    cere|solicita mereu|iar|iarasi parola
    cere|solicita din nou
    spatiu|memorie insuficient*
    se permite ... desi
    sesizare|sesizam|semnalez|semnalam
    desi
    """,
)
MISSING = rule("lost", 1.0, "lipsa|lipseste|lipsesc|lipsit|lipsind")
ALARM = rule("alarm", 2.0, "alarma|alarme|alerta|alerte|avertizare|avertisment|avertizari")
THREAT = rule(
    "threat",
    2.5,
    """
    virus|virusi|virusat|phishing|malware|ransomware|hack*|compromis|compromisa|frauda|frauduloase|intrus|neautorizat*
    furat|furata|furt|suspect|suspecta|suspecte|scurgere|scurgeri
    """,
)
COMPLAINT = rule(
    "complaint",
    2.0,
    """
    reclamatie|reclamatii|reclam|plangere|plangeri|nemultumit|nemultumita|nemultumire|nepoliticos|nepoliticoasa|inadmisibil
    facturat|taxat dublu|gresit
    facturat|taxat de doua ori
    nimeni nu mai? raspunde|vine
    nimeni nu a raspuns|venit
    """,
)
ASKS = rule(
    "asks",
    -2.0,
    """
    {rog} sa? imi|ne|ma? {do}
    solicit|solicitam|solicitare|solicitarea|cerere|cererea|doresc|dorim|vreau|vrem
    am|avem|are|au nevoie
    necesit|necesita|necesitam|necesar|necesara
    trebuie instalat|configurat|schimbat|adaugat
    resetare|resetati|schimbare|schimbati|uitat|uitata parola|parolei
    cont|angajat|coleg|colega|laptop|calculator|monitor|telefon|utilizator|imprimanta nou|noua
    nou|noua cont|angajat|laptop|calculator|monitor|telefon|utilizator|imprimanta
    ^ {do}
    """,
)
QUESTION = rule(
    "question",
    -1.5,
    """
    puteti|pot|putem|putea sa
    ati|as|am putea
    se poate
    intrebare|intrebari|intreb|clarific*|lamurir*|nelamurir*|confirmati|confirmam|precizati
    doresc|dori|voiam|vreau|vrea sa stiu|stim|intreb|confirmam
    daca se|va|trebuie|putem|pot
    cand|cat|care|cine|ce veti|va|este|sunt|e|timp|trebuie|se
    exista vreo|vreun|o? varianta|modalitate|posibilitate|optiune
    oare
    stiti
    """,
)
ADVICE = rule(
    "advice", -1.5, "informatii|detalii|recomand*|consultanta|indrumare|indrumati|instruire|sfat|oferta|documentatie"
)
ACCESS = rule("access", -1.5, "acces la|pentru|pe|in", "drepturi|permisiuni|permisiune|licenta|licente|abonament")
CHANGE = rule(
    "change",
    -1.0,
    """
    {do}
    {rog}
    ma|ne ajutati
    suport|ajutor
    """,
)

ROMANIAN = Lexicon(
    language="ro",
    rules=(
        TAKES,
        HOW,
        WISH,
        CANNOT,
        NOT_HAPPENING,
        NOT_VERB,
        LOST,
        THREAT,
        COMPLAINT,
        WRONG,
        ASKS,
        FAULT,
        MISSING,
        ALARM,
        QUESTION,
        ADVICE,
        ACCESS,
        CHANGE,
    ),
    natures={
        Nature.SECURITY: (
            "virus*|phishing|malware|ransomware|hack*|compromis*|fraud*|intrus|neautorizat*|suspect*|scurger*",
            "furat|furata|furt",
        ),
        Nature.PERSONNEL: ("nepoliticos|nepoliticoasa|jign*|insult*|hartuir*|obraznic*",),
        Nature.SERVICE: (
            "reclamati*|reclam|planger*|nemultumit*|nemultumire|inadmisibil",
            "facturat|taxat dublu|gresit",
            "facturat|taxat de doua ori",
            "factura ... gresita|eronata|incorecta",
            "nimeni nu mai? raspunde|vine",
            "nimeni nu a raspuns|venit",
        ),
    },
    silence=-0.8,
    macros=_MACROS,
)
