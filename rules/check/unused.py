"""Definitions of one noun and those that something uses -> a problem for each of the others."""

from __future__ import annotations

from collections.abc import Container, Iterator

from rules.check.subject import Subject
from rules.problem import Code, Problem


def unused(pack: Subject, code: Code, noun: str, used: Container[str], nobody: str) -> Iterator[Problem]:
    """Yield each definition under *noun* that is not among *used*; *nobody* says who would use it."""
    for name in pack.definitions.declared(noun):
        if name not in used and name not in pack.spared:
            yield code.at(
                pack.place(noun, name),
                f"{nobody} `{name}`",
                help="use it, or take it out",
                path=f"{noun}.{name}",
            )
