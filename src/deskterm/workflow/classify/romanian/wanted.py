"""How people write in Romanian that they want, ask or wonder."""

from deskterm.workflow.classify.lexicon import rule

HOW = rule(
    "how",
    "how_to",
    -2.3,
    """
    nu stiu|stim|inteleg|intelegem|gasesc sa? gasesc|inteleg|dau|dau|seama? cum|unde|ce|care|daca
    nu gasim|reusesc|reusim|pot|imi sa? gasesc|inteleg|dau|dau|seama? cum|unde|ce|care|daca
    nu imi|mi dau seama cum|unde|ce|daca
    nu gasesc|vad|inteleg|gasim|vedem|mi-e|ne-e clar? cum|unde|ce
    nu am gasit|inteles|vazut|stiut cum|unde|ce
    cum pot|putem|poate|se|sa|fac|facem|procedez|procedam
    cum procedeaza|obtin|obtinem|anulez|emit|schimb|configurez|setez|ajung
    cum ... *ez|*esc|*am|*em|*im
    ^ cum
    unde pot|putem|poate|gasesc|gasim|se|este|e|sunt|folosesc|trebuie|vad|apare|scrie
    de unde pot|putem|iau|luam|se|descarc|obtin|gasesc
    in ce mod|fel|conditii|caz|situatii
    care este|sunt|e|ar pasii|procedura|modul|modalitatea|fi|diferenta|diferentele|termenul|rolul
    ce diferenta|inseamna|reprezinta|presupune|trebuie|documente|acte
    ce pasi|cod|format|tip|valoare|program|varianta|versiune
    primii? pasi|pasii
    instructiuni|ghid|manual|tutorial|exemplu|exemple
    """,
)
WISH = rule(
    "wish",
    "wish",
    -2.6,
    """
    ar fi mai? util|utila|bine|frumos|ideal|ideala|excelent|necesar
    ar fi mai? necesara|indicat|grozav|super|ok|logic|corect|interesant
    ar fi de ajutor|dorit|folos|preferat
    s-ar|ar parea
    mi|ni se pare mai logic|util|corect|bun|bine
    ar trebui
    propun|propunem|propunere|propuneri|sugerez|sugeram|sugestie|sugestii|imbunatat*|imbunatatire|imbunatatiri|idee
    se poate sa|ca
    e|este|ar|fi posibil|posibila fi?
    posibilitate|posibilitatea|posibilitati|optiune|optiunea
    functionalitate noua?
    solicit|solicitam|cerem|dorim|vrem|doresc introducerea|implementarea|adaugarea|crearea|dezvoltarea|modificarea
    as|am vrea|dori|prefera|avea nevoie|aprecia
    ne-am|mi-as|ne dori|dorim
    s-ar putea
    daca se|ar|s-ar poate|putea
    astfel|asa|incat sa
    """,
)
ASKS = rule(
    "asks",
    "asks",
    -2.0,
    """
    {rog} sa? imi|ne|ma? {do}
    {rog} ... un|niste? raspuns|clarificare|informatii|sprijin|lamuriri|clarificari|indrumare|confirmare
    solicit|solicitam|solicitare|solicitarea|cerere|cererea|doresc|dorim|vreau|vrem
    am|avem|are|au|ar|as nevoie
    necesit|necesita|necesitam|necesar|necesara
    trebuie instalat|configurat|schimbat|adaugat|creat|mutat|activat|modificat
    resetare|resetati|schimbare|schimbati|uitat|uitata|recuperare|recuperez|resetez|schimb parola|parolei|parole
    cont|angajat|coleg|colega|laptop|calculator|monitor|telefon|utilizator|imprimanta|mouse|scaun|birou|server nou|noua
    nou|noua cont|angajat|laptop|calculator|monitor|telefon|utilizator|imprimanta|coleg|colega|licenta|versiune
    ^ {do}
    """,
)
QUESTION = rule(
    "question",
    "question",
    -1.5,
    """
    puteti|pot|putem|putea sa
    ati|as|am putea
    ne|imi|ma puteti|poti|poate
    se poate|pot|va|vor|face
    intrebare|intrebari|intreb|clarific*|lamurir*|nelamurir*|confirmati|confirmam|precizati|explicati|spuneti-mi|spuneti
    doresc|dori|voiam|vreau|vrea|dorim|vrem sa stiu|stim|intreb|confirmam|aflu|aflam|intrebam
    daca se|va|trebuie|putem|pot|este|exista|angajatul|nu
    cand|cat|care|cine|ce|cati|cate|cum|unde veti|va|vor|este|sunt|e|timp|trebuie|se|poate|pot|are|apare
    ^ cine|cand|cat|cate|cati|care
    este|e|sunt|trebuie|mai obligatoriu|obligatorie|obligati|necesar|necesara|sa|corect|corecta|nevoie
    exista|aveti|avem vreo|vreun|o|un? varianta|modalitate|posibilitate|optiune|mediu|solutie|documentatie|raport
    oare
    stiti|stie|puteti
    ma gandeam|intrebam
    """,
)
ADVICE = rule(
    "advice",
    "advice",
    -1.5,
    """
    informatii|detalii|recomand*|consultanta|indrumare|indrumati|instruire|sfat|sfaturi|oferta|documentatie|documentatia
    lamuriti-ma|indrumati-ma|curs|training
    """,
)
ACCESS = rule(
    "access",
    "access",
    -1.5,
    "acces la|pentru|pe|in",
    "drepturi|permisiuni|permisiune|licenta|licente|abonament|delegare|aprobare",
)
CHANGE = rule(
    "change",
    "change",
    -1.0,
    """
    {do}
    {rog}
    ma|ne ajutati|sprijiniti|indrumati
    suport|ajutor|sprijin
    """,
)
