"""Public keys of OpenSSH, and the lines of authorized_keys that are a desk's own."""

from base64 import b64encode

import pytest

from deskterm.workflow.authorized import Line, Ring, command, read
from deskterm.workflow.checks import Invalid
from deskterm.workflow.sshkeys import KINDS, LONGEST, Blob, Key, bare_words, ecdsa, ed25519, on_a_token, parse


def blob(*fields: bytes) -> str:
    """A key's fields as base64."""
    return b64encode(b"".join(len(field).to_bytes(4) + field for field in fields)).decode()


def number(value: int) -> bytes:
    """A positive whole number as a key has it."""
    return value.to_bytes(value.bit_length() // 8 + 1)


POINT = b"\x04" + b"p" * 64
MODULUS = number((1 << 2047) + 1)
WHOLE = {
    "ssh-ed25519": (b"e" * 32,),
    "ecdsa-sha2-nistp256": (b"nistp256", POINT),
    "ecdsa-sha2-nistp384": (b"nistp384", b"\x04" + b"p" * 96),
    "ecdsa-sha2-nistp521": (b"nistp521", b"\x04" + b"p" * 132),
    "sk-ssh-ed25519@openssh.com": (b"e" * 32, b"ssh:"),
    "sk-ecdsa-sha2-nistp256@openssh.com": (b"nistp256", POINT, b"ssh:"),
    "ssh-rsa": (number(65537), MODULUS),
}
ED = f"ssh-ed25519 {blob(b'ssh-ed25519', *WHOLE['ssh-ed25519'])}"
WHERE, DESK = "/home/desk/.ssh/authorized_keys", "11111111-2222-3333-4444-555555555555"
RUN = command("/opt/desk/bin/deskterm", "/srv/desk/desk.db", "anna")


def test_every_kind_has_its_example() -> None:
    """Nothing that is taken goes untried."""
    assert set(WHOLE) == set(KINDS)


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_key_is_taken(kind: str) -> None:
    """Options before it and the comment after it are dropped."""
    body = blob(kind.encode(), *WHOLE[kind])
    for text in (
        f"{kind} {body}",
        f"{kind} {body} ann@laptop, ssh-rsa AAAA\n",
        f'restrict,from="10.0.0.1, ssh-rsa x",command="a \\" b" {kind} {body} ann\r\n',
        f"\ufeff{kind} {body}\r\n",
        f"  # ann's\n\n   {kind}\t{body}   \n",
        f"no-pty  {kind} \t {body}",
        f'command="a\\\\" ssh-rsa b" {kind} {body}',
    ):
        assert parse(text) == Key(kind, body), text


@pytest.mark.parametrize("kind", WHOLE)
def test_a_key_that_is_not_whole_is_refused(kind: str) -> None:
    """Cut off, with something after it, of another kind than it says, or no base64 at all."""
    fields = WHOLE[kind]
    short = (*fields[:-1], fields[-1][:-1]) if kind not in ("ssh-rsa",) and not kind.startswith("sk-") else fields[:-1]
    bad = (
        blob(kind.encode(), *short),
        blob(kind.encode(), *fields, b"more"),
        blob(b"ssh-dss", *fields),
        blob(kind.encode()),
        blob(kind.encode(), *fields)[:-4],
        blob(kind.encode(), *fields).replace("A", "-", 1),
        blob(kind.encode(), *fields) + "\u0430",
        "",
    )
    for body in bad:
        with pytest.raises(Invalid) as caught:
            parse(f"{kind} {body}")
        assert caught.value.code == "bad_key", body


LONG_ED = f"ssh-ed25519 {'A' * 20_000}"
TAKEN = ", ".join(KINDS)


def rsa(exponent: int, bits: int) -> str:
    """A key of RSA with this exponent and a modulus of that many bits."""
    return f"ssh-rsa {blob(b'ssh-rsa', number(exponent), number((1 << bits - 1) + 1))}"


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        ("", "no_key", {}),
        ("# only a comment\n   # and another\n", "no_key", {}),
        (f"{ED}\n{ED}\n", "key_several", {"count": 2}),
        ("no-pty ssh-dss AAAAB3NzaC1kc3MAAACBAP", "key_kind", {"value": "ssh-dss", "known": TAKEN}),
        ("no-pty ecdsa-sha2-nistp192 AAAA", "key_kind", {"value": "ecdsa-sha2-nistp192", "known": TAKEN}),
        ("no-pty sk-ssh-moon@openssh.com AAAA", "key_kind", {"value": "sk-ssh-moon@openssh.com", "known": TAKEN}),
        ("hello there", "key_kind", {"value": "hello", "known": TAKEN}),
        ("h" * 41, "key_kind", {"value": "h" * 40, "known": TAKEN}),
        (f'"{ED}"', "key_kind", {"value": f'"{ED}"'[:40], "known": TAKEN}),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz", "key_private", {}),
        (rsa(65537, 2047), "key_short", {"bits": 2047, "least": 2048}),
        (rsa(1, 2048), "bad_key", None),
        (rsa(2, 2048), "bad_key", None),
        (rsa(4, 2048), "bad_key", None),
        (rsa(65537, 16_385), "bad_key", None),
        (f"ssh-rsa {blob(b'ssh-rsa', b'', MODULUS)}", "bad_key", None),
        (f"ssh-rsa {blob(b'ssh-rsa', number(65537), bytes(1) + MODULUS)}", "bad_key", None),
        (LONG_ED, "bad_key", {"value": LONG_ED[:40]}),
        (f"{ED} ".ljust(LONGEST + 1, "x"), "bad_key", {"value": ED[:40]}),
        ("no-pty ssh-ed25519", "bad_key", {"value": "ssh-ed25519 "}),
        (f"{ED} {ED}", "key_behind", None),
        (f"{ED} me@home {ED} me@work", "key_behind", None),
        (f"ssh-dss AAAA {ED}", "key_kind", None),
        (f"ssh-ed25519-cert-v01@openssh.com AAAA {ED}", "key_kind", None),
        (f"no-pty {ED.replace('ssh-ed25519', 'ssh-dss', 1)} {ED}", "key_kind", None),
        (f"no-pty me {ED}", "key_kind", None),
    ],
    ids=range(26),
)
def test_what_is_no_key_is_named(text: str, code: str, details: dict[str, object] | None) -> None:
    """Each way to be wrong has its sentence, which says what was found."""
    with pytest.raises(Invalid) as caught:
        parse(text)
    assert (caught.value.field, caught.value.code) == ("key", code)
    assert details is None or caught.value.details == details


def test_the_longest_key_and_the_longest_line_are_taken() -> None:
    """Up to the bits that OpenSSH takes, and with the least exponent; a comment may fill the line."""
    for text in (rsa(3, 2048), rsa(65537, 16_384)):
        assert parse(text).body == text.split()[1]
    assert parse(f"{ED} ".ljust(LONGEST, "x")) == parse(ED)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b"", None),
        (b"\0", None),
        (b"\1", 1),
        (b"\x7f", 127),
        (b"\x80", None),
        (b"\0\x7f", None),
        (b"\0\x01", None),
        (b"\0\x80", 128),
        (b"\0\x80\0", 32768),
        (b"\1\0", 256),
    ],
)
def test_a_number_is_positive_and_has_no_byte_too_many(content: bytes, value: int | None) -> None:
    """A leading zero stands only before a byte that would make it negative."""
    field = Blob(len(content).to_bytes(4) + content + b"more")
    if value is None:
        with pytest.raises(ValueError, match=r"^no number$"):
            field.number()
    else:
        assert (field.number(), field.rest) == (value, b"more")


def test_a_field_that_ends_too_early_is_cut_off() -> None:
    """Within its length, or before its end."""
    for content in (b"", b"\0\0\0", b"\0\0\0\3ab"):
        with pytest.raises(ValueError, match=r"^cut off$"):
            Blob(content).field()
    assert Blob(bytes(4)).field() == b""


@pytest.mark.parametrize(
    ("fields", "whole"),
    [
        ((b"nistp256", POINT), True),
        ((b"nistp384", POINT), False),
        ((b"nistp256", POINT[:-1]), False),
        ((b"nistp256", POINT + b"p"), False),
        ((b"nistp256", b"\x02" + POINT[1:]), False),
        ((b"nistp256", b"\x02\x04" + POINT[2:]), False),
    ],
)
def test_a_point_of_a_curve_is_written_in_full(fields: tuple[bytes, ...], whole: bool) -> None:
    """With the curve's name before it; on a token, what the token is for comes after it."""

    def rest(*parts: bytes) -> Blob:
        return Blob(b"".join(len(part).to_bytes(4) + part for part in parts))

    assert ecdsa("nistp256")(rest(*fields)) is whole
    assert on_a_token(ecdsa("nistp256"))(rest(*fields, b"ssh:")) is whole
    assert on_a_token(ecdsa("nistp256"))(rest(*fields, b"")) is False
    assert on_a_token(ed25519)(rest(b"e" * 31, b"ssh:")) is False


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", []),
        ("a b", ["a", "b"]),
        (" \ta \t b  ", ["a", "b"]),
        ('a"b c"d e', ['a"b c"d', "e"]),
        ('"a \\" b" c', ['"a \\" b"', "c"]),
        ('"a \\\\" b" c', ['"a \\\\" b"', "c"]),
        ('"a\\b" c', ['"a\\b"', "c"]),
        ('\\" a', ['\\"', "a"]),
        ('"a b', ['"a b']),
    ],
)
def test_a_quote_after_a_backslash_quotes_nothing(line: str, words: list[str]) -> None:
    """As OpenSSH reads it, to which a backslash before anything else is a backslash."""
    assert bare_words(line) == words


def test_what_others_have_written_stays_byte_for_byte() -> None:
    """The desk's lines come between two markers, and go without a trace."""
    for rest in (b"", b"# mine\nssh-rsa AAAA me\n", b"\xff\xfe \r\n\n  no key\n"):
        ring = read(rest, DESK, WHERE).with_line(Line("anna", parse(ED), RUN))
        assert ring.written().startswith(rest)
        again = read(ring.written() + b"after\r\n", DESK, WHERE)
        assert (again.before, again.lines, again.after) == (rest, ring.lines, b"after\r\n")
        assert again.without([parse(ED)]).written() == rest + b"after\r\n"
    assert read(b"no end of line", DESK, WHERE).with_line(Line("anna", parse(ED), RUN)).written().count(b"\n") == 4


def test_a_line_gives_one_command() -> None:
    """No shell, no forwarding; places with blanks and quotes are words of their own."""
    text = Line("anna", parse(ED), RUN).text
    said = "/opt/desk/bin/deskterm --db /srv/desk/desk.db --remote anna"
    assert text == f'restrict,pty,command="{said}" {ED}\n'
    odd = Line("anna", parse(ED), command("/a b/deskterm", "/c\"d'$e", "anna"))
    assert "'/a b/deskterm' --db '/c\\\"d" in odd.text
    assert read(Ring(DESK, lines=(odd,)).written(), DESK, WHERE).lines == (odd,)


FLAX = f"ssh-ed25519 {blob(b'ssh-ed25519', b'f' * 32)}"
ANNA, BORIS = Line("anna", parse(ED), RUN), Line("boris", parse(FLAX), command("/opt/desk/bin/deskterm", "/d", "boris"))
BEGUN = f"# deskterm: keys of desk {DESK}, begin; written by: deskterm agent key\n"
ENDED = f"# deskterm: keys of desk {DESK}, end\n"


def test_a_ring_is_written_as_it_is_read() -> None:
    """What others have, a line for each key between the markers, and what others have behind them."""
    ring = Ring(DESK, b"# mine", (ANNA, BORIS), b"\nssh-rsa AAAA\n\nssh-rsa BBBB\n")
    written = ring.written()
    assert written == ring.before + f"\n{BEGUN}{ANNA.text}{BORIS.text}{ENDED}".encode() + ring.after
    assert read(written, DESK, WHERE) == Ring(DESK, b"# mine\n", ring.lines, ring.after)


def test_a_key_has_one_line() -> None:
    """A second one with the same key takes the place of the first; one with another key is the last."""
    again = Line("carla", ANNA.key, RUN)
    ring = Ring(DESK).with_line(ANNA).with_line(BORIS)
    assert ring.lines == (ANNA, BORIS)
    assert ring.with_line(again).lines == (again, BORIS)
    assert (ring.of(ANNA.key), ring.of(BORIS.key), ring.without([ANNA.key]).of(ANNA.key)) == (ANNA, BORIS, None)
    assert ring.without([BORIS.key]).lines == (ANNA,) and ring.without([ANNA.key, BORIS.key]).lines == ()


@pytest.mark.parametrize(
    ("before", "after", "stands"),
    [
        (ED, "", True),
        (f"# mine\nno-pty {ED} ann\n", "", True),
        ("", f"{ED}\n", True),
        (f"# {ED}\n  #{ED}\n", f"{FLAX}\n", False),
        (f"{ED}AA\n", "", False),
        ("", "", False),
    ],
)
def test_a_key_stands_outside(before: str, after: str, stands: bool) -> None:
    """In a line that is not the desk's own and no comment."""
    assert Ring(DESK, before.encode(), (ANNA,), after.encode()).outside(ANNA.key) is stands


@pytest.mark.parametrize("place", ['/c\\"d', "/c\\d", "/c\\", '/c\\\\"', "/c d'\"\\'", '/ --remote "ann'])
def test_a_desk_reads_its_line_whatever_its_place_is_called(place: str) -> None:
    """A backslash before a quote, too: OpenSSH takes the quote for a part of the command, and so does the desk."""
    ring = Ring(DESK, lines=(Line("anna", parse(ED), command("/opt/deskterm", place, "anna")),))
    assert read(ring.written(), DESK, WHERE) == ring


@pytest.mark.parametrize(
    "line",
    [
        "ssh-rsa AAAA",
        "",
        "# a word",
        "\xff",
        f'command="sh" {ED}',
        f'restrict,pty,command="x" {ED}',
        'restrict,pty,command="x --remote anna" ssh-ed25519 AAAA',
        f'restrict,pty,command="x" y --remote anna" {ED}',
        *(
            f'restrict,pty,command="{said} --remote anna" {ED}'
            for said in ("sh;", f"sh; {RUN}", "d", "d --db $(id)", "'")
        ),
        f'restrict,pty,command="d --db /d.db --as root --remote anna" {ED}',
    ],
)
def test_a_line_of_somebody_else_among_them_is_named(line: str) -> None:
    """It is not thrown away, and nothing is written until it is gone."""
    whole = Ring(DESK, lines=(Line("anna", parse(ED), RUN),)).written().decode()
    begin, rest = whole.split("\n", 1)
    with pytest.raises(Invalid) as caught:
        read(f"{begin}\n{line}\n{rest}".encode("latin-1"), DESK, WHERE)
    assert (caught.value.field, caught.value.code, caught.value.details["line"]) == (WHERE, "keys_foreign_line", 2)


def test_markers_that_do_not_match_are_named() -> None:
    """One without the other, twice, or the end before the beginning, by their lines."""
    begin, end = BEGUN.encode(), ENDED.encode()
    bad = {begin: "1", b"\n" + end: "2", end + b"\n" + begin: "1, 3", begin + end + begin: "1, 2, 3", end + end: "1, 2"}
    for content, lines in bad.items():
        with pytest.raises(Invalid) as caught:
            read(content, DESK, WHERE)
        assert (caught.value.field, caught.value.code) == (WHERE, "keys_markers")
        assert caught.value.details == {"lines": lines}


def test_another_desk_has_markers_of_its_own() -> None:
    """Its lines are somebody else's, and a key in them is outside."""
    other = Ring("other", lines=(Line("boris", parse(ED), RUN),)).written()
    ring = read(other, DESK, WHERE)
    assert (ring.lines, ring.outside(parse(ED))) == ((), True)
