"""A pack as its files are now, or a ruleset of before -> the active one of a game that is being played."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from engine.live.activate import Activated, Stopped, activate, roll_back
from engine.live.brought.sheaf import sheaf_of
from engine.live.reload.apart import Packed, Refusal, apart
from engine.live.reload.child import Source, of_source
from engine.live.service import Service

_LATER, _LONGEST = 0.25, 1.0  # what the others take longer, as a part; seconds that they are given at most
_log = logging.getLogger(__name__)


async def reload(
    service: Service,
    pack: Path | Source,
    actor: str,
    why: str = "reload",
    *,
    forced: bool = False,
) -> Activated | Stopped | Refusal:
    """Play a pack from the next command on, in every process; what is refused changes nothing, and is logged.

    It is read in a process of its own, so whatever is in its files, the game goes on.
    """
    async with service.reloading:
        source = pack if isinstance(pack, Source) else Source(pack)
        source = replace(source, sheaf=await sheaf_of(service.store, service.game.active.ruleset))
        found: Packed | Activated | Stopped | Refusal = await apart(of_source, source, limits=source.limits)
        if isinstance(found, Packed):
            found = await bring(service, found, why, actor, forced=forced)
    return _logged(found, str(source.folder))


async def bring(
    service: Service, packed: Packed, why: str, actor: str, *, forced: bool = False
) -> Activated | Stopped:
    """Play what was packed apart from the next command on, unless that would freeze what players own."""
    ruleset = await service.rulesets.built(packed.content, packed.hash)
    found = await activate(
        service.store,
        service.rulesets,
        ruleset,
        why,
        actor,
        forced=forced,
        content=packed.content,
        ready=_ready(service),
    )
    await service.game.refresh()
    return found


async def rollback(service: Service, hash_: str, actor: str, why: str = "rolled back") -> Activated | Stopped:
    """Play what was kept before, by the beginning of its hash; raise `RulesetError` where that names none."""
    async with service.reloading:
        ready = _ready(service)
        found = await roll_back(service.store, service.rulesets, hash_, why, actor, ready)
        await service.game.refresh()
    _logged(found, hash_)
    return found


def _ready(service: Service) -> Callable[[int], Awaitable[None]]:
    """Return what waits until this process can play a ruleset, and the others, who began at the same time."""

    async def ready(number: int) -> None:
        began = monotonic()
        await service.game.prepare(number)
        if service.terms.processes > 1:
            await asyncio.sleep(min((monotonic() - began) * _LATER, _LONGEST))

    return ready


def _logged(found: Activated | Stopped | Refusal, what: str) -> Activated | Stopped | Refusal:
    if isinstance(found, Activated):
        _log.info("%s is played, since generation %d", what, found.generation)
    else:
        _log.warning("%s is not played: %s", what, "\n".join(found.lines))
    return found
