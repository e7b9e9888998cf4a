"""What in Romanian surrounds a fault without naming it: when it began, and what a thing does by itself."""

from deskterm.workflow.classify.lexicon import rule

CIRCUMSTANCE = rule(
    "circumstance",
    "wrong",
    0.8,
    """
    dupa ultima|ultimul|noul|noua? actualizare|update|actualizarea|update-ul|repornire|instalare|upgrade|migrare|restart
    dupa actualizarea|instalarea|migrarea|salvarea|transmiterea|preluarea|importul
    cand incerc|incercam|dau|apas|apasam|deschid|salvez|intru|selectez|generez|vreau|pornesc|incearca|apesi|import
    la incercarea|apasarea|salvare|salvarea|deschidere|deschiderea|incercare|pornire|tiparire|printare|listare
    la generare|generarea|trimitere|transmitere|import|importul|logare|export|exportul|validare
    la validarea|calcul|calculul
    uneori|cateodata|intermitent|sporadic|periodic|constant
    in continuare
    din cand in cand
    de azi|ieri|luni|marti|miercuri|joi|vineri|dimineata|aseara|alaltaieri
    de cateva|doua|trei|patru|cinci|vreo zile|ore|saptamani|minute
    de o|saptamana|ore|zile saptamana|ora|zi|intregi|bune
    ore|zile|minute in sir
    ieri|inainte|pana|azi acum? mergea|functiona|a mers|mers|era|aparea
    in loc de|sa|ca
    dar|insa|iar apare|aplicatia|sistemul|tot|ramane|nu|imi|e|este|ea|el|programul|totusi|a|am|se
    totusi|cu toate acestea
    desi este|sunt|e|s-a|a|am|exista|apare
    la nesfarsit|infinit
    de cand am|a|s-a|ati ... trecut|actualizat|instalat|schimbat|migrat
    """,
)
TOLD = rule(
    "told",
    "wrong",
    0.6,
    """
    ramane|raman|apare|apar|afiseaza|arata|contine|contin|vede|vad|primim|primesc|expira|iese|ies|intoarce|returneaza
    pune|ia|duce|copiaza|calculeaza|trimite|aduna|sare|ignora|reincarca|rotunjeste|preia|trece|pastreaza|permite|scrie
    se *eaza|*este|*easca|*esc|*a|*e
    a|au fost *at|*ut|*it|*is|*ate|*ati|*ite|*ita|*ata|*ute|*uta|*ise
    s-a|s-au|mi-a|ne-a|i-a *at|*ut|*it|*is|*us
    este|sunt|e doar|tot|numai|inca|deja|cu
    pleaca|vine|vin|consuma|ocupa|ajunge|ajung|lipesc|creste|scade|citeste|sar|mananca|umple|cresc|scad
    *eaza
    dupa *are|*area|*ire|*irea
    fara *
    sterge|modifica|muta|inverseaza|incurca|amesteca|strica|taie|adauga
    """,
)
MEND = rule(
    "mend",
    "fault",
    0.8,
    """
    {rog} sa? ma|ne|o|le? verificati|reparati|remediati|rezolvati|investigati|remediem|analizati|interveniti
    verificati|remediati|rezolvati|reparati|corectati va|urgent|aceasta|acest|problema|situatia
    asteptam|astept remedierea|rezolvarea|solutionarea
    ce facem|fac in
    """,
)
ASKED = rule("asked", "question", -1.1, "?")
