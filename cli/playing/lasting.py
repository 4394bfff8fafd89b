"""The address of a store -> the game that lasts there, to be played; where none does, a pack begins one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.exit import UsageProblem
from cli.first import begun
from cli.pack import meant, playable
from cli.playing.keys import keys_of
from cli.playing.stored import StoredGame
from cli.storing import is_there, named, told
from engine.live.service import Service, Terms, logged
from engine.live.store.protocol import Store


@contextmanager
def lasting(url: str, pack: Path | None, locale: str) -> Iterator[StoredGame]:
    """Open a game, and close it in the end; nothing that was answered is lost, however it ends."""
    if not is_there(url):
        pack = meant(pack)
        playable(pack)  # where it has errors, no store is made
    store = named(url, new=True)
    with asyncio.Runner() as runner:
        try:
            with told(url, store):
                game = _seated(runner, store, (url, pack, locale))
                try:
                    yield game
                finally:
                    game.leave()
        finally:
            runner.run(store.close())


def _seated(runner: asyncio.Runner, store: Store, wanted: tuple[str, Path | None, str]) -> StoredGame:
    url, pack, locale = wanted
    service = runner.run(_served(store, url, pack))
    spoken = service.game.active.ruleset.locales
    if locale and locale not in spoken:
        raise UsageProblem(f"the game does not speak `{locale}`; it speaks {', '.join(spoken)}")
    return StoredGame(runner, service, locale)


async def _served(store: Store, url: str, pack: Path | None) -> Service:
    """Return one process of the game, begun."""
    await store.open()
    await begun(store, pack, "played")
    service = Service(store, await keys_of(url, store), Terms(), logged)
    await service.epochs.begin(await service.now())
    await service.game.start()
    return service
