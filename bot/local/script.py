"""The lines of a tour -> what persons do, one after the other.

`NAME LANGUAGE enters`, `NAME /COMMAND`, `NAME clicks LABEL`, `patch ROW` before anybody enters, `reload ROW`
later; `{NAME}` stands for a person's mention, a `#` begins a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PATCH, RELOAD, ENTERS, CLICKS = "patch", "reload", "enters", "clicks"


class ScriptError(ValueError):
    """A line that says nothing that can be done."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that is done: by *who*, *what* of it, and with which *words*."""

    who: str
    what: str
    words: str


def acts(text: str) -> Iterator[Act]:
    """Yield what a script says; raise `ScriptError` where a line says nothing."""
    for number, line in enumerate(text.splitlines(), 1):
        written = line.partition("#")[0].strip()
        if written:
            yield _act(written, number)


def _act(line: str, number: int) -> Act:
    first, _, rest = line.partition(" ")
    if first in {PATCH, RELOAD} and rest:
        return Act("", first, rest)
    if rest.startswith("/"):
        return Act(first, "/", rest)
    if rest.startswith(f"{CLICKS} "):
        return Act(first, CLICKS, rest.removeprefix(CLICKS).strip())
    if rest.endswith(ENTERS):
        return Act(first, ENTERS, rest.removesuffix(ENTERS).strip() or "en-US")
    raise ScriptError(f"line {number} says nothing that can be done: `{line}`")
