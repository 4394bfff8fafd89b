"""The front end, as far as it goes: the texts of a pack -> all that is wrong with it."""

from __future__ import annotations

from rules.pack import Finder, Texts, read_pack
from rules.pack.read import nothing
from rules.problem import Problems
from rules.schema import check


def front(pack: Texts, find: Finder = nothing) -> Problems:
    """Return the problems of every stage that a pack reaches."""
    tree, problems = read_pack(pack, find)
    if tree is not None:
        problems.extend(check(tree))
    return problems
