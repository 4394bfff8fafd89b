"""The address of a store -> the game that lasts there, to be played; where none does, a pack begins one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.exit import UsageProblem
from cli.out import note
from cli.pack import chosen, playable
from cli.playing.keys import keys_of
from cli.playing.stored import StoredGame
from cli.reload import actor
from cli.storing import named
from engine.live.activate import activate
from engine.live.fair.epochs import EpochError
from engine.live.fair.seal import Ring, SealError
from engine.live.rulesets import RulesetError, Rulesets
from engine.live.service import Service, Terms, logged
from engine.live.store.now import now_of
from engine.live.store.protocol import GoneError, RetryError, SchemaError, Store
from rules.ruleset import Ruleset

_PROBLEMS = (EpochError, GoneError, RetryError, RulesetError, SchemaError, SealError)


@contextmanager
def lasting(url: str, pack: Path | None, locale: str) -> Iterator[StoredGame]:
    """Open a game, and close it in the end; nothing that was answered is lost, however it ends."""
    store = named(url, new=True)
    with asyncio.Runner() as runner:
        try:
            game = _seated(runner, store, keys_of(url), (pack, locale))
            try:
                yield game
            finally:
                game.leave()
        finally:
            runner.run(store.close())


def _seated(runner: asyncio.Runner, store: Store, ring: Ring, wanted: tuple[Path | None, str]) -> StoredGame:
    pack, locale = wanted
    try:
        service = runner.run(_begun(store, ring, pack))
        spoken = service.game.active.ruleset.locales
        if locale and locale not in spoken:
            raise UsageProblem(f"the game does not speak `{locale}`; it speaks {', '.join(spoken)}")
        return StoredGame(runner, service, locale)
    except _PROBLEMS as problem:
        raise UsageProblem(str(problem)) from problem


async def _begun(store: Store, ring: Ring, pack: Path | None) -> Service:
    """Return one process of the game, begun."""
    await store.open()
    number = (await now_of(store)).ruleset
    rulesets = Rulesets(store.engine)
    if not number:
        await activate(store, rulesets, _given(pack), "played", actor())
    elif pack is not None and _given(pack).hash != (await rulesets.ruleset(number)).hash:
        note("reve: another game is the active one there; `reve reload` changes that")
    service = Service(store, ring, Terms(), logged)
    await service.epochs.begin(await service.now())
    await service.game.start()
    return service


def _given(pack: Path | None) -> Ruleset:
    return playable(chosen(pack, None))
