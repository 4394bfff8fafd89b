"""The front end: the texts of a pack -> all that is wrong with it."""

from __future__ import annotations

from rules.load import compile_pack
from rules.pack import Finder, Texts
from rules.pack.read import nothing
from rules.problem import Problem, Problems


def front(pack: Texts, find: Finder = nothing) -> list[Problem]:
    """Return the problems of every stage that a pack reaches, in order."""
    return compile_pack(pack, Problems(), find).problems
