"""The commonest words of languages written in Latin letters, without their diacritics."""

_ROMANIAN = """
abia acces accesa acest aceasta acestea acestui adica ai aici al ale am apare apoi are as asa asta ati atunci au
avem avea aveti azi bine buna ca cam cand care catre ce cea cei cele cer cere cineva cont contul cu cum cumva da
daca dar de deja dela deoarece deschide desi despre din doar doresc dorim dori dupa eroare este eu face fara fi fie
fiecare fisier fisierul fost functioneaza ieri imi imprimanta in inca insa intr intre intra isi la lipsa
lipseste lucrez lui mai mea meu mi mult multumesc ne nici nimic nou noua nu ori parola pe pentru poate pot prea
prin problema putem puteti rog sa salut sau se si sistem sistemul solicit solicitare spune sub sunt suntem te
trebuie tot un una unde unei unii unor unui va vad vreau zice zile merge factura facturi raport raportul
modificare adaugare schimbare instalare blocat blocata angajat angajati salariat salariati apasa dau cererea
documentul documente aplicatia aplicatie sesizare propunere intrebare salvare stergere
luna cod e doua ore zile mereu niste acum fiind pana peste nimeni ori
tare foarte vazut primesc primit nostru noastra dumneavoastra anul aceste acesti vom fi-va poti poate inainte nevoie
cine cati cate
"""
_ENGLISH = """
a about access account after all also an and any are as at be because been but by can cannot could did do does
error even for from get had has have he help how i if in into is issue it its just me my need new no not of off
on or our out please problem she should so some than that the their them then there they this to up was we were
what when where which who why will with without working would you your
"""
_GERMAN = """
aber ab auf auch aus bei beim bitte da das dem der des diese dieser dieses doch durch ein eine einem einen einer
eines er fur ganz gibt haben habe hatte hilfe ich ihr ihre ihren ihnen im ist ja jetzt kann keine keinen kein konnen
konnten leider mehr mein meine meinem meinen meiner mich mir mit nach nicht noch nur ob oder ohne schon sehr seit
sich soll sondern uber um und uns unser unsere unserem unter vom von vor warum wenn werden wie wieder wir wird wo
wurde zu zum zur zwischen
"""
_SPANISH = """
algo ante antes aqui asi aunque ayuda cada con cual cuando cuenta de del desde donde dos el ella ellos en entre es
esa ese eso esta estamos estan estar este esto estoy favor fue gracias ha hace han hasta hay he hemos hola la las le
les lo los mas mi mis mucho muy necesito nos nuestra nuestro nuestros o otra otro para pero por porque puede puedo
pueden que quiero se ser si sin sobre su sus tambien tengo tiene todo todos un una uno usted ustedes y ya yo
"""
_FRENCH = """
ai alors au aucun aussi autre aux avec avez avons bonjour ce cela ces cet cette chez comme dans de depuis des deux
dois doit donc du elle elles en encore est et etait ete etes etre eu faire il ils j je jusqu la le les leur lors
lorsque mais merci meme moi mon ne nos notre nous ont ou par peut peux pour pourriez pouvez pouvons qu quand que qui
quoi sa se ses si sont sous suis sur toute tous toutes tres tu un une vers veuillez voici votre vos vous
"""
_PORTUGUESE = """
ao aos ainda algum alguma bom como da das de dela dele depois dos e ela ele eles em entre essa esse esta estamos
estao estar este estou eu foram ha isso isto ja la lhe mais mas mesmo meu meus minha minhas muito na nao nas nem nos
nossa nosso nossos numa o obrigado obrigada ola onde os ou para pela pelo por porque posso pode podem podemos
preciso quais qual quando que quem se ser seu seus sobre sua suas tambem temos tenho ter tudo um uma voce voces
"""

COMMON = {
    code: frozenset(words.split())
    for code, words in (
        ("en", _ENGLISH),
        ("ro", _ROMANIAN),
        ("de", _GERMAN),
        ("es", _SPANISH),
        ("fr", _FRENCH),
        ("pt", _PORTUGUESE),
    )
}
"""The words by the code of their language."""

OF_WORD = {
    word: tuple(code for code, words in COMMON.items() if word in words) for word in frozenset().union(*COMMON.values())
}
"""The codes of the languages in which a word is common."""

ENDINGS = (
    "ului",
    "ilor",
    "urile",
    "eaza",
    "easca",
    "iunea",
    "iunii",
    "tatii",
    "tiei",
    "area",
    "irea",
    *(f"{letter}ul" for letter in "bcdgilmnrst"),
    *(f"{letter}ile" for letter in "nr"),
    *(f"{letter}ele" for letter in "nrt"),
    *(f"{letter}ii" for letter in "nrt"),
)
"""With which Romanian words end, and words of the others hardly ever."""
