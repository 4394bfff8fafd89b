"""Bytes of a file -> its source, or why they are no text."""

from __future__ import annotations

from rules.document.code import ENCODING
from rules.problem import Problem
from rules.source import Source

_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}
_HELP = "save it as UTF-8"


def decode(file: str, content: bytes) -> tuple[Source, list[Problem]]:
    """Return the text of *content*, with a problem at its first byte that is not UTF-8.

    A UTF-8 byte order mark at the start is allowed and dropped.
    """
    try:
        return Source(file, content.decode("utf-8").removeprefix("\ufeff")), []
    except UnicodeDecodeError as wrong:
        source = Source(file, content.decode("utf-8", "replace"))
        at = len(content[: wrong.start].decode("utf-8"))
        byte = content[wrong.start]
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return source, [ENCODING.at(source.place(0, 1), f"the file is {name}, not UTF-8", help=_HELP)]
    return source, [ENCODING.at(source.place(at, at + 1), f"the byte 0x{byte:02X} is not UTF-8", help=_HELP)]
