"""Public keys of OpenSSH: which kinds are taken, what makes one whole, and the fingerprint that people compare."""

import hashlib
import re
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NoReturn

from deskterm.workflow.checks import Invalid

LONGEST = 16_384
"""Characters of a line with a key; a key of RSA with as many bits as OpenSSH takes has fewer."""
RSA_BITS = (2048, 16_384)
ED25519_BYTES = 32
POINTS: Mapping[str, int] = {"nistp256": 65, "nistp384": 97, "nistp521": 133}
"""Bytes of a point of each curve, written in full."""
FULL_POINT = 4
PRIVATE = "PRIVATE KEY"
FAMILIES = ("ssh-", "ecdsa-", "sk-")
"""How the names of kinds begin, of those that are not taken too."""
MARK = "\ufeff"
"""What some editors put before everything."""
BEGUN = re.compile(r"AAAA[A-Za-z0-9+/]{40}")
"""How the base64 of every key begins."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key: its kind and its bytes, as base64. Options and comment are no part of it."""

    kind: str
    body: str

    @property
    def fingerprint(self) -> str:
        """What `ssh-keygen -lf` prints of it: SHA256:..."""
        told = hashlib.sha256(b64decode(self.body)).digest()
        return "SHA256:" + b64encode(told).decode().rstrip("=")


class Blob:
    """The fields of a key, one after the other. ValueError where they end too early."""

    def __init__(self, content: bytes) -> None:
        self.rest = content

    def field(self) -> bytes:
        """The next field: its length in four bytes, then as many bytes."""
        size = int.from_bytes(self.rest[:4])
        if len(self.rest) < 4 + size:
            raise ValueError("cut off")
        found, self.rest = self.rest[4 : 4 + size], self.rest[4 + size :]
        return found

    def number(self) -> int:
        """The next field as a whole number, which is positive and has no byte too many."""
        found = self.field()
        if not found or found[0] & 0x80 or (found[0] == 0 and (len(found) < 2 or not found[1] & 0x80)):
            raise ValueError("no number")
        return int.from_bytes(found)


def ed25519(blob: Blob) -> bool:
    """Is the rest a point of this curve?"""
    return len(blob.field()) == ED25519_BYTES


def ecdsa(curve: str) -> Callable[[Blob], bool]:
    """Is the rest the curve's name and a point of it?"""

    def whole(blob: Blob) -> bool:
        named, point = blob.field(), blob.field()
        return named == curve.encode() and len(point) == POINTS[curve] and point[0] == FULL_POINT

    return whole


def on_a_token(whole: Callable[[Blob], bool]) -> Callable[[Blob], bool]:
    """The same, followed by the name of what the token is for."""
    return lambda blob: whole(blob) and bool(blob.field())


def rsa(blob: Blob) -> bool:
    """Is the rest an odd exponent and a modulus that is long enough?"""
    exponent, modulus = blob.number(), blob.number()
    if modulus.bit_length() < RSA_BITS[0]:
        raise Invalid("key", "key_short", bits=modulus.bit_length(), least=RSA_BITS[0])
    return exponent >= 3 and exponent % 2 == 1 and modulus.bit_length() <= RSA_BITS[1]


KINDS: Mapping[str, Callable[[Blob], bool]] = {
    "ssh-ed25519": ed25519,
    **{f"ecdsa-sha2-{curve}": ecdsa(curve) for curve in POINTS},
    "sk-ssh-ed25519@openssh.com": on_a_token(ed25519),
    "sk-ecdsa-sha2-nistp256@openssh.com": on_a_token(ecdsa("nistp256")),
    "ssh-rsa": rsa,
}
"""The kinds of keys that are taken, with what tells whether the rest of one is whole."""


def parse(text: str) -> Key:
    """The one key in a text: options before it and a comment after it are dropped. Invalid says what is wrong."""
    text = text.removeprefix(MARK)
    if PRIVATE in text:
        raise Invalid("key", "key_private")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        raise Invalid("key", "no_key")
    if len(lines) > 1:
        raise Invalid("key", "key_several", count=len(lines))
    if len(lines[0]) > LONGEST:
        malformed(lines[0])
    words = bare_words(lines[0])
    if len(words) > 1 and not words[0].startswith(FAMILIES) and words[1].startswith(FAMILIES):
        del words[0]  # the options
    if words[0] not in KINDS:
        raise Invalid("key", "key_kind", value=words[0][:40], known=", ".join(KINDS))
    if any(word in KINDS and BEGUN.match(body) for word, body in pairwise(words[2:])):
        raise Invalid("key", "key_behind", value=words[0])
    return decoded(words[0], words[1] if len(words) > 1 else "")


def decoded(kind: str, body: str) -> Key:
    """The key of this kind. Invalid: the base64 is none, or no whole key of the kind."""
    try:
        content = b64decode(body, validate=True)
        blob = Blob(content)
        whole = blob.field() == kind.encode() and KINDS[kind](blob) and not blob.rest
    except Invalid:
        raise
    except (NoBase64, ValueError):
        whole = False
    if not whole or b64encode(content).decode() != body:
        malformed(f"{kind} {body}")
    return Key(kind, body)


def malformed(value: str) -> NoReturn:
    """It is no key."""
    raise Invalid("key", "bad_key", value=value[:40])


def bare_words(line: str) -> list[str]:
    """The words of a line; what stands in double quotes is part of its word, blanks and all.

    As OpenSSH reads them: a quote after a backslash is a letter like others, even when another backslash precedes.
    """
    words, word, quoted, escaped = [], "", False, False
    for letter in line:
        if letter == '"' and not escaped:
            quoted = not quoted
        escaped = letter == "\\"
        if letter in " \t" and not quoted:
            words += [word] if word else []
            word = ""
        else:
            word += letter
    return [*words, word] if word else words
