"""What tells in Romanian the nature of an incident, and that data about people may be touched."""

from deskterm.workflow.classify.lexicon import lines
from deskterm.workflow.codes import Nature

NATURES = {
    Nature.SECURITY: lines(
        """
        virus*|phishing|malware|ransomware|hack*|compromis*|fraud*|intrus|intrusi|neautorizat*|suspect*|scurger*|spyware
        furat|furata|furt|furtul|troian|escroc*
        cineva a intrat|accesat|schimbat|folosit
        """
    ),
    Nature.PERSONNEL: lines("nepoliticos|nepoliticoasa|jign*|insult*|hartuir*|obraznic*|tipat|amenint*|badaran*"),
    Nature.SERVICE: lines(
        """
        reclamati*|reclam|reclamam|planger*|nemultumit*|nemultumire|inadmisibil|inacceptabil|dezamagit*
        facturat|taxat|incasat|debitat dublu|gresit|suplimentar
        facturat|taxat|incasat|debitat de doua ori
        factura|facturi|tarif|suma ... gresita|eronata|incorecta|gresite
        nimeni nu mai? raspunde|vine
        nimeni nu a|ne-a|mi-a raspuns|venit|sunat
        """
    ),
}
PERSONAL_DATA = lines(
    """
    date|datele|informatii|informatiile personale|medicale|bancare|confidentiale
    cnp|cnp-ul|cnp-uri|buletin|buletinul|pasaport|pasaportul
    gdpr|salariu|salariul|salariile|diagnostic|medicala|medicale
    data nasterii
    carte|cartea de? identitate
    adresa|adresele|telefon clientului|clientilor|angajatului|angajatilor|pacientilor|salariatilor
    telefonul|numele|datele clientului|clientilor|angajatului|angajatilor|pacientilor|salariatilor
    datele|contul|contract|contracte|contractele|documente|documentele|fisiere altui|altor|altei|strain|straine|altcuiva
    scurgere|scurgeri de date
    numar|numarul|numere de? card|cardul|telefon
    """
)
