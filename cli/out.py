"""Results -> stdout; progress -> stderr; colour only where somebody looks."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from typing import Any, TextIO

FORMAT_VERSION = "1.0"


class Format(StrEnum):
    """How a result is written, where there are no more ways."""

    HUMAN = "human"
    JSON = "json"


def colour(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal that wants colour."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def emit(text: str) -> None:
    """Print a result, without what would move the cursor or colour the screen."""
    emit_as_it_is(plain(text))


def emit_as_it_is(text: str) -> None:
    """Print what is coloured, or what another program reads."""
    print(text, end="" if text.endswith("\n") else "\n")


def plain(text: str) -> str:
    """Return *text*, which may quote anything, as it is safe to show."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    from rules.report.cells import visible

    return "\n".join(map(visible, text.split("\n")))


def emit_json(**content: Any) -> None:
    """Print a result for other programs; a field may be added within a major version, none changes."""
    print(as_json(**content))


def as_json(**content: Any) -> str:
    """Return a result for other programs."""
    return json.dumps({"format_version": FORMAT_VERSION, **content}, ensure_ascii=False, indent=1)


def note(text: str) -> None:
    """Say on stderr how a command gets on, after all that was printed before."""
    sys.stdout.flush()
    print(plain(text), file=sys.stderr)


def interactive() -> bool:
    """Tell whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
