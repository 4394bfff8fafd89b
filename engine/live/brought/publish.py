"""What a player wrote, once it is approved or taken down -> another ruleset that is active; or why not."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from engine.live.activate import Activated, Stopped, activate
from engine.live.aside import aside
from engine.live.brought.build import rebuilt, tried
from engine.live.brought.submission import Submission
from engine.live.brought.submissions import Submissions
from engine.live.frozen import frozen
from engine.live.query import reading
from engine.live.rulesets import Rulesets
from engine.live.store.now import now_of
from engine.live.store.protocol import Store
from engine.live.store.schema import ruleset as table
from rules.propose.bring import Piece, Shelf
from rules.ruleset import Ruleset

_TRIES = 10  # should others publish meanwhile


@dataclass(frozen=True, slots=True)
class Unfit:
    """It was not let into the game: what is wrong, in words."""

    lines: Sequence[str]


class Publisher:
    """Put what players wrote into the game that a store has, and take it out."""

    def __init__(self, store: Store, rulesets: Rulesets) -> None:
        self.submissions = Submissions(store)
        self._store = store
        self._rulesets = rulesets
        self._turn = asyncio.Lock()

    async def trial(self, of: Submission) -> Ruleset | Unfit:
        """Return the game as it were with the newest version of one, and nothing else of it changed."""
        content = await self._content((await now_of(self._store)).ruleset)
        piece = Piece(of.kind, of.name, of.written.plain)
        made = await aside(tried, content, Shelf((*await self._others(of), piece)))
        return Unfit(made) if isinstance(made, list) else made

    async def put(
        self, changed: Submission, actor: str, did: str, detail: str = ""
    ) -> Activated | Stopped | Unfit:
        """Write a version of which what is live differs, and have the game be so.

        Raises `ChangedError` where another version was written since. Nothing is written where the game
        cannot be so.
        """
        async with self._turn:
            number = (await now_of(self._store)).ruleset
            shelf = Shelf((*await self._others(changed), *pieces([changed])))
            made = await self._made(number, shelf)
            if isinstance(made, Unfit):
                return made
            before = await self.submissions.one(changed.id)
            written = await self.submissions.put(changed, actor, did, detail)
            found = await self._activated(number, made, shelf, f"{did} {changed.name}", actor)
            if before is not None and not isinstance(found, Activated):
                await self.submissions.put(replace(before, version=written.version), actor, "undone", did)
            return found

    async def _activated(
        self, number: int, made: Ruleset, shelf: Shelf, why: str, actor: str
    ) -> Activated | Stopped | Unfit:
        """Activate what was made; make it anew where something else is active or live by now."""
        for _ in range(_TRIES):
            now = (await now_of(self._store)).ruleset
            live = Shelf(tuple(pieces(await self.submissions.live())))
            if now == number and _same(live, shelf):
                break
            number, shelf = now, live
            again = await self._made(number, shelf)
            if isinstance(again, Unfit):
                return again
            made = again
        return await self._switched(made, why, actor)

    async def _switched(self, made: Ruleset, why: str, actor: str) -> Activated | Stopped:
        """Activate it; what was frozen before keeps nobody from publishing."""
        found = await activate(self._store, self._rulesets, made, why, actor)
        if isinstance(found, Activated) or found.taken:
            return found
        active = await self._rulesets.ruleset((await now_of(self._store)).ruleset)
        if set(found.frozen) <= set(await frozen(self._store, active)):
            return await activate(self._store, self._rulesets, made, why, actor, forced=True)
        return found

    async def _made(self, number: int, shelf: Shelf) -> Ruleset | Unfit:
        made = await aside(rebuilt, await self._content(number), shelf)
        return Unfit(made) if isinstance(made, list) else await self._rulesets.built(*made)

    async def _content(self, number: int) -> bytes:
        async with reading(self._store.engine) as connection:
            found = await connection.execute(select(table.c.content).where(table.c.id == number))
            return bytes(found.scalar_one())

    async def _others(self, than: Submission) -> list[Piece]:
        return pieces([each for each in await self.submissions.live() if each.id != than.id])


def pieces(of: Sequence[Submission]) -> list[Piece]:
    """Return what of them is in the game."""
    return [Piece(each.kind, each.name, each.live.plain) for each in of if each.live is not None]


def _same(one: Shelf, other: Shelf) -> bool:
    return sorted(one.pieces, key=lambda piece: piece.id) == sorted(other.pieces, key=lambda piece: piece.id)
