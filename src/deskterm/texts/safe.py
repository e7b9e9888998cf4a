"""The one function that makes foreign text safe to show.

Whatever a person, a mail or a log file wrote may hold escape sequences that move the cursor, set the clipboard or
hide text. Nothing foreign reaches a terminal without `safe`. What is shown stays as close to what was written as
possible: no normalisation, and what can harm is either taken out (it was never meant to be seen) or made visible
(somebody may have meant to deceive):

- complete escape sequences (CSI, OSC, DCS, APC, PM, SOS and the short ones, in their ESC and their one-character
  form) are taken out, so that a pasted coloured log reads well; an incomplete one leaves its introducer visible;
- other controls become the pictures of themselves, such as `␀`; blank controls become a blank, or a line end;
- direction marks, overrides and isolates, tag characters and other steering marks become `‹U+202E›`;
- characters of no width that only steer line breaks (zero width space, soft hyphen, byte order mark) are taken out;
- the joiners ZWJ and ZWNJ stay where writing needs them: inside Arabic and Indic words and between emoji;
- at most four combining marks follow a letter (Thai needs three), and a mark without a letter gets a dotted circle;
- lone surrogates and code points that are no characters become U+FFFD.
"""

import re
from functools import cache

MARKS = 4
"""Combining marks that a letter keeps."""

_TAB = "    "

# Sequences are matched possessively and their payload ends at the next control character,
# so every character is looked at a bounded number of times.
_SEQUENCE = (
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x00-\x08\x0a-\x1f\x7f-\x9f]*+(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]"
    r"|\x1b[ -/]++[0-~]"
    r"|\x1b[0-OQ-WYZ\\`-~]"
)
_LINE_END = r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]"
_CONTROL = r"[\x00-\x1f\x7f-\x9f]"
_GONE = r"[\xad\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
_STEERING = (
    r"[\u061c\u200e\u200f\u202a-\u202e\u2065-\u206f\ufff9-\ufffb\U00013430-\U0001345f"
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
_NO_CHARACTERS = "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
_BROKEN = f"[\\ud800-\\udfff\\ufdd0-\\ufdef{_NO_CHARACTERS}]"
_JOINERS = "\u200c\u200d"
# Ranges that hold every combining mark, and some letters beside them: which is which is asked only on a hit.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a"
    r"\u07a6-\u07b0\u07eb-\u07fd\u0816-\u082d\u0859-\u085b\u0890-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    r"\u0eb4-\u0ebc\u0ec8-\u0ece\u0f18-\u0fc6\u102b-\u109d\u135d-\u135f\u1712-\u1734\u1752-\u1773\u17b4-\u17dd"
    r"\u180b-\u180f\u1885-\u18a9\u1920-\u193b\u1a17-\u1a7f\u1ab0-\u1aff\u1b00-\u1bf3\u1c24-\u1c37\u1cd0-\u1cf9"
    r"\u1dc0-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua67d\ua69e-\ua69f"
    r"\ua6f0-\ua6f1\ua802-\uabed\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\U000101fd-\U00011fff\U00016af0-\U00016fe4"
    r"\U0001bc9d-\U0001bc9e\U0001cf00-\U0001cf46\U0001d165-\U0001d244\U0001da00-\U0001daaf\U0001e000-\U0001e94a"
    r"\U000e0100-\U000e01ef"
)
_RUN = f"(?:\\A|(?<=\n))[{_MARKS}{_JOINERS}]+|[{_MARKS}{_JOINERS}]{{{MARKS + 1},}}"
_PIECE = (
    f"(?P<sequence>{_SEQUENCE})|(?P<end>{_LINE_END})|(?P<tab>\t)|(?P<control>{_CONTROL})|(?P<gone>{_GONE})"
    f"|(?P<broken>{_BROKEN})|(?P<steering>[\\U000e0000-\\U000e00ff]++|(?P<one>{_STEERING})(?P=one)*+)"
)


def safe(text: str, *, multiline: bool = False) -> str:
    """The text without anything that a terminal would obey.

    Without `multiline` line ends and tabs become single spaces; with it line ends stay (as `\\n`) and tabs become
    four spaces. The result holds no control character but that line end, and `safe` of it is itself.
    """
    plain = text.replace("\n", "") if multiline else text
    if not plain.isprintable():
        lines, tab = ("\n", _TAB) if multiline else (" ", " ")
        text = _pattern(_PIECE).sub(lambda found: _shown(found, lines, tab), text)
        if not text.isascii():
            text = _pattern(_RUN).sub(_fewer_marks, text)
            text = _pattern(f"[{_JOINERS}]").sub(_joiner, text)
    elif not plain.isascii() and _pattern(_RUN).search(text):
        text = _pattern(_RUN).sub(_fewer_marks, text)
    return text


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed: most texts never need the large ones, and the first paint waits for none."""
    return re.compile(pattern)


def _shown(found: re.Match[str], lines: str, tab: str) -> str:
    """What stands for one piece that must not be shown as it is."""
    piece = found.group()
    match found.lastgroup:
        case "sequence" | "gone":
            return ""
        case "end":
            return lines
        case "tab":
            return tab
        case "control":
            return _picture(piece)
        case "broken":
            return "\ufffd"
        case _:
            return _token(piece)


def _picture(control: str) -> str:
    """A visible sign for a control character: the C0 ones have pictures of their own."""
    code = ord(control)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else _token(control)


def _token(run: str) -> str:
    """The code point of a mark that steers, once for a whole run of them."""
    times = f"×{len(run)}" if len(run) > 1 else ""
    return f"‹U+{ord(run[0]):04X}{times}›"


def _fewer_marks(found: re.Match[str]) -> str:
    """A run with at most `MARKS` marks after each letter, and a base for marks that have none."""
    from unicodedata import category

    text, at, run = found.string, found.start(), found.group()
    kept: list[str] = []
    if at == 0 or text[at - 1] == "\n":
        run = run.lstrip(_JOINERS)
        if run and category(run[0]) in {"Mn", "Me"}:
            kept.append("\u25cc")
    marks = 0
    for char in run:
        if char in _JOINERS or category(char) in {"Mn", "Me"}:
            marks += 1
            if marks > MARKS:
                continue
        else:
            marks = 0
        kept.append(char)
    return "".join(kept)


def _joiner(found: re.Match[str]) -> str:
    """The joiner itself where writing needs it, nothing anywhere else."""
    text, at = found.string, found.start()
    if 0 < at < len(text) - 1:
        before, after = ord(text[at - 1]), ord(text[at + 1])
        if _joins(before) and _joins(after):
            return found.group()
        if found.group() == "\u200d" and (_pictures(before) or before == 0xFE0F) and _pictures(after):
            return found.group()
    return ""


def _joins(code: int) -> bool:
    """Is this a letter or mark of a script whose shapes joiners change: Arabic, Indic and their neighbours?"""
    return 0x600 <= code <= 0xDFF or 0xF00 <= code <= 0x109F or 0x1780 <= code <= 0x18AF or 0xA840 <= code <= 0xABFF


def _pictures(code: int) -> bool:
    """Is this an emoji or a symbol that emoji are joined with?"""
    return 0x2190 <= code <= 0x2BFF or 0x1F000 <= code <= 0x1FAFF
