"""A file's bytes and chance -> the same with one thing changed: a byte, a token, a line, a value's shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

TOKEN = re.compile(rb"[A-Za-z_][A-Za-z_0-9]*|[0-9]+|[^\sA-Za-z_0-9]")
HOSTILE = (
    *(
        b"[]",
        b"{}",
        b"''",
        b"~",
        b"null",
        b"-1",
        b"0",
        b"1e9",
        b"9" * 20,
        b"150%",
        b"-5%",
        b"1..0",
        b"2026-02-30",
    ),
    *(
        b"&a",
        b"*a",
        b"!!x",
        b"<<",
        b"? ",
        b"- ",
        b": ",
        b"#",
        b"\t",
        b"\x00",
        b"\xff",
        b"\xe2\x80\xae",
        b"'",
        b'"',
    ),
    *(
        b"it",
        b"me",
        b"none",
        b"true",
        b"rest",
        b"this_draw",
        b"int",
        b"table",
        b"text",
        b"amounts",
        b"{any: it}",
    ),
    *(
        b"1/0",
        b"2 ** 99",
        b"sum(1 for x in x)",
        b"(" * 60,
        b"not not",
        b"lambda: 0",
        b"a.b.c",
        b"x[0]",
        b"__class__",
    ),
    *(
        b"[[[[]]]]",
        b"{a: {b: {c: 1}}}",
        b"[1, 2]",
        b"{int: [1, 2]}",
        b"{distinct: 3}",
        b"1h",
        b"30..50",
        b"all",
        b"each",
    ),
)

Mutation = Callable[[Random, bytes], bytes]


def a_byte(random: Random, text: bytes) -> bytes:
    """Change one byte."""
    at = random.randrange(len(text))
    return text[:at] + bytes([random.randrange(256)]) + text[at + 1 :]


def a_piece_less(random: Random, text: bytes) -> bytes:
    """Take a few bytes out."""
    at = random.randrange(len(text))
    return text[:at] + text[at + random.randint(1, 12) :]


def a_token_less(random: Random, text: bytes) -> bytes:
    """Take one token out."""
    start, end = _token(random, text)
    return text[:start] + text[end:]


def another_token(random: Random, text: bytes) -> bytes:
    """Put another token of the same file in one's place."""
    (start, end), (other, stop) = _token(random, text), _token(random, text)
    return text[:start] + text[other:stop] + text[end:]


def a_hostile_token(random: Random, text: bytes) -> bytes:
    """Put something that nobody expects in a token's place."""
    start, end = _token(random, text)
    return text[:start] + random.choice(HOSTILE) + text[end:]


def another_value(random: Random, text: bytes) -> bytes:
    """Put something else in the place of a whole value, up to the next comma, bracket or line."""
    starts = [match.end() for match in re.finditer(rb": ", text)] or [0]
    start = random.choice(starts)
    end = re.compile(rb"[,}\]\n]|$").search(text, start)
    return text[:start] + random.choice(HOSTILE) + text[end.start() if end else len(text) :]


def a_line_less(random: Random, text: bytes) -> bytes:
    """Take one line out."""
    lines = text.splitlines(keepends=True)
    del lines[random.randrange(len(lines))]
    return b"".join(lines)


def a_line_twice(random: Random, text: bytes) -> bytes:
    """Write one line again, there or elsewhere."""
    lines = text.splitlines(keepends=True)
    lines.insert(random.randrange(len(lines) + 1), random.choice(lines))
    return b"".join(lines)


def a_line_moved(random: Random, text: bytes) -> bytes:
    """Indent one line more or less."""
    lines = text.splitlines(keepends=True)
    at = random.randrange(len(lines))
    lines[at] = b"  " + lines[at] if random.random() < 0.5 else lines[at].removeprefix(b"  ")
    return b"".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    a_byte,
    a_piece_less,
    a_token_less,
    another_token,
    a_hostile_token,
    another_value,
    another_value,
    a_line_less,
    a_line_twice,
    a_line_moved,
)


def mutated(random: Random, text: bytes) -> bytes:
    """Change one thing."""
    return random.choice(MUTATIONS)(random, text) if text else text


def _token(random: Random, text: bytes) -> tuple[int, int]:
    spans = [match.span() for match in TOKEN.finditer(text)]
    return random.choice(spans) if spans else (0, 0)
