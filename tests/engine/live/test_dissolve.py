"""What nobody needs any more is gone, parents first; what somebody still has stays whole."""

from __future__ import annotations

import asyncio
from weakref import ref

from engine.live.dissolve import Leaving, dissolve
from rules.program.catalogue import Kind
from rules.ruleset import Ruleset
from tests.play import ruleset

GAME = "variables: {finds: {type: {int: [0, 9]}}}\nactions: {find: {do: [{set: {finds: 1}}]}}\n"


class Part:
    """What can be watched."""


Part.__module__ = "engine.live.part"  # a part of ours


def chain(length: int) -> tuple[list[object], list[ref[Part]]]:
    """Return the first of a chain of parts, each of which alone has the next, and a watch on each."""
    first = part = Part()
    watched = [ref(first)]
    for _ in range(length):
        inner = Part()
        part.__dict__["inner"] = [{"part": (inner,)}]
        watched.append(ref(inner))
        part = inner
    return [first], watched


def test_all_parts_are_gone_and_the_list_is_empty() -> None:
    whole, watched = chain(1000)
    asyncio.run(dissolve(whole, 0))
    assert whole == []
    assert [each() for each in watched] == [None] * 1001


def test_a_part_that_somebody_has_stays_with_all_that_it_is_made_of() -> None:
    whole, watched = chain(10)
    kept = watched[5]()
    asyncio.run(dissolve(whole, 0))
    assert [each() is None for each in watched] == [True] * 5 + [False] * 6
    assert kept is not None


def test_a_ruleset_that_somebody_plays_is_as_it_was() -> None:
    played: Ruleset = ruleset(GAME)
    before = repr(played)
    asyncio.run(dissolve([played], 0))
    assert repr(played) == before


def test_where_nothing_is_settled_nobody_lingers() -> None:
    async def run() -> int:
        Leaving().add(Kind("frog", ()))
        return len(asyncio.all_tasks())

    assert asyncio.run(run()) == 1
