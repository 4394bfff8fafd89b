"""A ruleset -> the active one of a store, unless what players own would freeze under it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from engine.live.content import Word, clashes, numbered
from engine.live.frozen import Frozen, frozen
from engine.live.rulesets import Rulesets
from engine.live.store.now import now_of
from engine.live.store.protocol import Store
from rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Activated:
    """A ruleset is the active one, since *generation*; *frozen* is what it does not know; *again*: it was."""

    number: int
    generation: int
    frozen: Sequence[Frozen] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """A ruleset was not activated: it would freeze what players own, or takes an id that was another's."""

    frozen: Sequence[Frozen] = ()
    taken: Sequence[tuple[Word, Word]] = ()

    @property
    def lines(self) -> list[str]:
        """Say why, and what to write."""
        taken = [
            f"`{old[0]}.{old[1]}` cannot be renamed to `{new[1]}`, which was another once; take a new id"
            for old, new in self.taken
        ]
        return taken + [f"this would freeze what players own: {each}; {each.todo}" for each in self.frozen]


Ready = Callable[[int], Awaitable[None]]


async def at_once(_: int) -> None:
    """Wait for nobody: whoever is not ready gets ready when the next command comes."""


async def activate(
    store: Store,
    rulesets: Rulesets,
    ruleset: Ruleset,
    why: str,
    actor: str = "",
    *,
    forced: bool = False,
    content: bytes = b"",
    ready: Ready = at_once,
) -> Activated | Stopped:
    """Make a ruleset the active one from the next group on, in every process, as soon as those are *ready*.

    *content* is what `pack` made of it, where that is known. Players may gain between the count and the
    switch what then freezes: nothing frozen is ever lost.
    """
    begun = await now_of(store)
    found, taken = await frozen(store, ruleset), await clashes(store, ruleset)
    if taken or (found and not forced):
        return Stopped(found, taken)
    number = await rulesets.keep(ruleset, begun.now, content)
    await numbered(store, ruleset)
    if number == begun.ruleset:
        return Activated(number, begun.generation, found, again=True)
    await ready(number)
    return Activated(number, await store.activate(number, why, actor), found)


async def roll_back(
    store: Store,
    rulesets: Rulesets,
    hash_: str,
    why: str = "rolled back",
    actor: str = "",
    ready: Ready = at_once,
) -> Activated | Stopped:
    """Make a ruleset active that was kept before; what it does not know freezes, and comes back with it."""
    ruleset = await rulesets.ruleset(await rulesets.find(hash_))
    return await activate(store, rulesets, ruleset, why, actor, forced=True, ready=ready)
