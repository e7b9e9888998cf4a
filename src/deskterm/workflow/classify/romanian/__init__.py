"""Romanian, with or without diacritics: the texts and these phrases lose theirs before they meet."""

from deskterm.workflow.classify.jargon import SPACED_JARGON
from deskterm.workflow.classify.lexicon import Lexicon
from deskterm.workflow.classify.romanian.broken import (
    ALARM,
    CANNOT,
    COMPLAINT,
    FAULT,
    LOST,
    MISSING,
    NOT_DONE,
    NOT_FOUND,
    NOT_HAPPENING,
    NOT_VERB,
    TAKES,
    THREAT,
    WRONG,
)
from deskterm.workflow.classify.romanian.hints import NATURES, PERSONAL_DATA
from deskterm.workflow.classify.romanian.told import ASKED, CIRCUMSTANCE, MEND, TOLD
from deskterm.workflow.classify.romanian.wanted import ACCESS, ADVICE, ASKS, CHANGE, HOW, QUESTION, WISH

_MACROS = {
    "not": ("nu mai? imi|iti|ii|ni|mi|vi|i|li|ne|le|va? se|ne|ma|il|o|te|imi|le? mai?",),
    "works": (
        "functioneaza|functiona|functionat|merge|merg|mers|mergea|porneste|pornesc|pornit|deschide|deschid|deschis|raspunde",
        "raspund|incarca|incarcat|apare|apar|aparut|aparea|afiseaza|afisat|tipareste|printeaza|imprima|conecteaza|conectat",
        "trimite|trimis|trimit|salveaza|salvat|actualizeaza|actualizat|vede|vad|vedem|gaseste|recunoaste|detecteaza",
        "returneaza|returnat|vine|vin|venit|dispare|aude|auzim|aud|sincronizeaza|primesc|primeste|primim|primit|ajung|ajunge",
        "ajuns|descarca|scaneaza|citeste|incheie|reactioneaza|suna|intra|intru|intram|activeaza|calculeaza|calculat",
        "genereaza|generat|exporta|importa|importat|valideaza|preia|preiau|preluat|transmite|transmit|transmis|logheaza",
        "loga|logam|autentifica|deblocheaza|aprinde|incarc|stinge|inchide|sterge|modifica|completeaza|selecteaza|proceseaza",
        "contine|returna|functiona|tine|tin|pastreaza|accepta|acceptat|prinde|prind|pleaca|plec|corespunde|corespund",
        "coincide|coincid|potrivesc|potriveste|iese|listeaza|scade|scad|aduna|insumeaza|rotunjeste|figureaza|sta|stau|scoate",
    ),
    "supply": (
        "internet|internetul|net|netul|curent|curentul|semnal|semnalul|retea|reteaua|sunet|sunetul|conexiune|conexiunea|"
        "imagine|lumina|raspuns|ton|wifi|wi-fi|vpn|acces|legatura|caldura|apa",
    ),
    "itself": ("singur|singura|singuri|singure|automat|brusc|mereu|des|constant|continuu|aleatoriu|frecvent|imediat",),
    "code": ("400|401|403|404|405|408|409|413|422|429|500|501|502|503|504|505|timeout|exceptie|exceptii|null",),
    "do": (
        "instalati|instalezi|adaugati|adaugarea|creati|configurati|schimbati|dati|acordati|activati|stergeti|modificati|"
        "inlocuiti|mutati|extindeti|resetati|deblocati|introduceti|introducerea|trimiteti|comandati|publicati|oferiti|"
        "instalare|instalarea|adaugare|creare|crearea|configurare|configurarea|schimbare|schimbarea|acordare|acordarea|"
        "activare|activarea|stergere|stergerea|modificare|modificarea|inlocuire|inlocuirea|mutare|mutarea|extindere|"
        "resetare|resetarea|actualizare|actualizarea|achizitie|achizitionare|achizitionarea|prelungire|prelungirea|"
        "implementare|implementarea|instaleze|adauge|creeze|configureze|schimbe|acorde|activeze|stearga|modifice|"
        "inlocuiasca|mute|extinda|reseteze|introduca|actualizati|corectati|imbunatatiti|implementati|permiteti|"
        "puneti|eliminati|eliminare|eliminarea|scoateti|integrare|integrarea|integrati|migrare|migrarea|exportare|"
        "comanda|comandare|dezactivare|dezactivati|redenumire|redenumiti|transfer|simplificare|simplificati|"
        "traducere|traduceti|suplimentare|optimizare|rezervare|inscriere|inregistrati|generati|listati|afisati|ridicati",
    ),
    "rog": ("va? rog|rugam|roaga|rugamintea mult|frumos|insistent?", "rugamintea este|e"),
}

ROMANIAN = Lexicon(
    language="ro",
    rules=(
        MEND,
        HOW,
        TAKES,
        WISH,
        NOT_FOUND,
        CANNOT,
        NOT_HAPPENING,
        NOT_VERB,
        LOST,
        THREAT,
        COMPLAINT,
        WRONG,
        ASKS,
        FAULT,
        SPACED_JARGON,
        MISSING,
        ALARM,
        QUESTION,
        ADVICE,
        ACCESS,
        CHANGE,
        NOT_DONE,
        CIRCUMSTANCE,
        TOLD,
        ASKED,
    ),
    natures=NATURES,
    personal=PERSONAL_DATA,
    silence=-0.8,
    macros=_MACROS,
)
