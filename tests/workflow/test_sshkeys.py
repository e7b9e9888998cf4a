"""Public keys of OpenSSH, and the lines of authorized_keys that are a desk's own."""

from base64 import b64encode

import pytest

from deskterm.workflow.authorized import Line, Ring, command, read
from deskterm.workflow.checks import Invalid
from deskterm.workflow.sshkeys import KINDS, Key, parse


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
        f"# ann's\n\n   {kind}\t{body}   \n",
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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_key"),
        ("# only a comment\n", "no_key"),
        (f"{ED}\n{ED}\n", "key_several"),
        ("ssh-dss AAAAB3NzaC1kc3MAAACBAP", "key_kind"),
        ("ssh-ed25519-cert-v01@openssh.com AAAA", "key_kind"),
        ("hello", "key_kind"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz", "key_private"),
        (f"ssh-rsa {blob(b'ssh-rsa', number(65537), number((1 << 1023) + 1))}", "key_short"),
        (f"ssh-rsa {blob(b'ssh-rsa', number(2), MODULUS)}", "bad_key"),
        (f"ssh-rsa {blob(b'ssh-rsa', b'', MODULUS)}", "bad_key"),
        (f"ssh-rsa {blob(b'ssh-rsa', number(65537), bytes(1) + MODULUS)}", "bad_key"),
        (f"ssh-ed25519 {'A' * 20_000}", "bad_key"),
        (f'"{ED}"', "key_kind"),
        (f"{ED} {ED}", "key_behind"),
        (f"{ED} me@home {ED} me@work", "key_behind"),
        (f"ssh-dss AAAA {ED}", "key_kind"),
        (f"ssh-ed25519-cert-v01@openssh.com AAAA {ED}", "key_kind"),
        (f"no-pty {ED.replace('ssh-ed25519', 'ssh-dss', 1)} {ED}", "key_kind"),
        (f"no-pty me {ED}", "key_kind"),
    ],
    ids=range(19),
)
def test_what_is_no_key_is_named(text: str, code: str) -> None:
    """Each way to be wrong has its sentence."""
    with pytest.raises(Invalid) as caught:
        parse(text)
    assert caught.value.code == code


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


@pytest.mark.parametrize(
    "line",
    [
        *("ssh-rsa AAAA", "", "# a word", f'command="sh" {ED}', f'restrict,pty,command="x" {ED}'),
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
        read(f"{begin}\n{line}\n{rest}".encode(), DESK, WHERE)
    assert (caught.value.field, caught.value.code, caught.value.details["line"]) == (WHERE, "keys_foreign_line", 2)


def test_markers_that_do_not_match_are_named() -> None:
    """One without the other, or twice."""
    whole = Ring(DESK, lines=(Line("anna", parse(ED), RUN),)).written()
    begin, line, end, _ = whole.split(b"\n")
    for bad in (begin + b"\n" + line, line + b"\n" + end, whole + whole, end + b"\n" + begin):
        with pytest.raises(Invalid) as caught:
            read(bad, DESK, WHERE)
        assert caught.value.code == "keys_markers"


def test_another_desk_has_markers_of_its_own() -> None:
    """Its lines are somebody else's, and a key in them is outside."""
    other = Ring("other", lines=(Line("boris", parse(ED), RUN),)).written()
    ring = read(other, DESK, WHERE)
    assert (ring.lines, ring.outside(parse(ED))) == ((), True)
