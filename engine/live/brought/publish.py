"""What a player wrote, once it is approved or taken down -> another ruleset that is active; or why not."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from engine.live.activate import Activated, Stopped
from engine.live.aside import aside
from engine.live.brought.build import of_kept, tried
from engine.live.brought.sheaf import pieces
from engine.live.brought.submission import Submission
from engine.live.brought.submissions import Submissions
from engine.live.frozen import frozen
from engine.live.query import reading
from engine.live.reload.apart import Packed, Refusal, apart
from engine.live.reload.reload import bring
from engine.live.service import Service
from engine.live.store.now import now_of
from engine.live.store.schema import ruleset as table
from rules.propose.bring import Piece, Sheaf
from rules.ruleset import Ruleset

_TRIES = 10  # should other processes publish meanwhile


class Publisher:
    """Put what players wrote into the game that is played, and take it out."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.submissions = Submissions(service.store)

    async def trial(self, of: Submission) -> Ruleset | Refusal:
        """Return the game as it were with the newest version of one, and nothing else of it changed."""
        piece = Piece(of.kind, of.name, of.written.plain)
        async with self.service.reloading:  # one at a time: it is work
            content = await self._content(await self._number())
            return await aside(tried, content, Sheaf((*await self._others(of), piece)))

    async def put(
        self, changed: Submission, actor: str, did: str, detail: str = ""
    ) -> Activated | Stopped | Refusal:
        """Write a version of which something else is live, and have the game be so.

        Raises `ChangedError` where another version was written since. Nothing is written where the game
        cannot be so.
        """
        async with self.service.reloading:
            number = await self._number()
            sheaf = Sheaf((*await self._others(changed), *pieces([changed])))
            made = await self._made(number, sheaf)
            if isinstance(made, Refusal):
                return made
            before = await self.submissions.one(changed.id)
            written = await self.submissions.put(changed, actor, did, detail)
            found = await self._activated(number, made, sheaf, f"{did} {changed.name}", actor)
            if before is not None and not isinstance(found, Activated):
                await self.submissions.put(replace(before, version=written.version), actor, "undone", did)
            return found

    async def _activated(
        self, number: int, made: Packed, sheaf: Sheaf, why: str, actor: str
    ) -> Activated | Stopped | Refusal:
        """Activate what was made; make it anew where something else is active or live by now."""
        for _ in range(_TRIES):
            now, live = await self._number(), Sheaf(tuple(pieces(await self.submissions.live())))
            if now == number and _same(live, sheaf):
                break
            number, sheaf = now, live
            again = await self._made(number, sheaf)
            if isinstance(again, Refusal):
                return again
            made = again
        return await self._switched(made, why, actor)

    async def _switched(self, made: Packed, why: str, actor: str) -> Activated | Stopped:
        """Activate it; what was frozen before keeps nobody from publishing."""
        found = await bring(self.service, made, why, actor)
        if isinstance(found, Activated) or found.taken:
            return found
        known = await frozen(self.service.store, await self.service.rulesets.ruleset(await self._number()))
        if set(found.frozen) <= set(known):
            return await bring(self.service, made, why, actor, forced=True)
        return found

    async def _made(self, number: int, sheaf: Sheaf) -> Packed | Refusal:
        return await apart(of_kept, await self._content(number), sheaf)

    async def _content(self, number: int) -> bytes:
        async with reading(self.service.store.engine) as connection:
            found = await connection.execute(select(table.c.content).where(table.c.id == number))
            return bytes(found.scalar_one())

    async def _number(self) -> int:
        return (await now_of(self.service.store)).ruleset

    async def _others(self, than: Submission) -> list[Piece]:
        return pieces([each for each in await self.submissions.live() if each.id != than.id])


def _same(one: Sheaf, other: Sheaf) -> bool:
    return sorted(one.pieces, key=lambda piece: piece.id) == sorted(other.pieces, key=lambda piece: piece.id)
