"""A pack that changes while it is played: from the next command on, everywhere, or not at all."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.live.activate import Activated, Stopped, activate
from engine.live.command import Command
from engine.live.content import ready
from engine.live.fair.seal import fresh_key, ring
from engine.live.packed import pack, unpack
from engine.live.reload.apart import Refusal
from engine.live.reload.reload import reload, rollback
from engine.live.rulesets import RulesetError, Rulesets
from engine.live.service import Service, Terms, serving
from engine.live.store.connect import connect
from rules.load import load
from rules.program.catalogue import Catalogue
from tests.bot.playing import until

KEY = fresh_key()
GAME = """
game: {id: pond, title: Pond, version: 1.0.0, language: 1, allow: {E622: a pond}}
kinds: {frog: {holdable: stack}}
frog: {mabel: {name: Mabel}, karl: {name: Karl}}
actions:
  find: {do: [{give: {mabel: 1}}]}
"""
MORE = GAME + "  rest: {do: [{give: {karl: 1}}]}\n"
GONE = GAME.replace("mabel: {name: Mabel}, ", "").replace("{mabel: 1}", "{karl: 1}")
BAD = GAME + "  rest: {do: [{give: {karla: 1}}]}\n"


@dataclass(slots=True)
class Pond:
    """A game that is played, and its folder."""

    service: Service
    folder: Path

    async def become(self, text: str, *, forced: bool = False) -> Activated | Stopped | Refusal:
        """Write the game down and reload it."""
        (self.folder / "game.yaml").write_text(text, "utf-8")
        return await reload(self.service, self.folder, "me", forced=forced)

    async def did(self, id_: str, action: str = "find") -> str:
        """Return how a command ended."""
        return (await self.service.game.submit(Command(id_, 0, 1, action))).outcome


@asynccontextmanager
async def served(url: str, processes: int = 1) -> AsyncIterator[Service]:
    store = connect(url)
    await store.open()
    try:
        async with serving(store, ring(KEY), Terms(processes=processes)) as service:
            yield service
    finally:
        await store.close()


@asynccontextmanager
async def pond(url: str, folder: Path) -> AsyncIterator[Pond]:
    (folder / "game.yaml").write_text(GAME, "utf-8")
    ruleset, store = load(folder).ruleset, connect(url)
    assert ruleset is not None
    await store.open()
    try:
        await activate(store, Rulesets(store.engine), ruleset, "first")
        async with serving(store, ring(KEY), Terms()) as service:
            yield Pond(service, folder)
    finally:
        await store.close()


def play(url: str, folder: Path, body: Callable[[Pond], Awaitable[None]]) -> None:
    async def run() -> None:
        async with pond(url, folder) as played:
            await body(played)

    asyncio.run(run())


@pytest.mark.system("P11")
def test_a_changed_pack_is_played_at_once_and_gone_back_from(store_url: str, tmp_path: Path) -> None:
    async def body(played: Pond) -> None:
        first = played.service.game.active.ruleset.hash
        assert await played.did("one", "rest") == "refused"

        found = await played.become(MORE)

        assert isinstance(found, Activated)
        assert (found.generation, played.service.game.active.number) == (2, found.number)
        assert played.service.game.active.is_warm
        assert await played.did("two", "rest") == "accepted"
        again = await played.become(MORE)
        assert isinstance(again, Activated)
        assert (again.again, again.generation) == (True, 2)

        back = await rollback(played.service, first[:9], "me")
        assert isinstance(back, Activated)
        assert (back.generation, played.service.game.active.ruleset.hash) == (3, first)
        assert await played.did("three", "rest") == "refused"
        with pytest.raises(RulesetError, match="no ruleset has a hash"):
            await rollback(played.service, "zz", "me")

    play(store_url, tmp_path, body)


@pytest.mark.system("P11")
def test_what_is_refused_changes_nothing_and_is_logged_with_its_place(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def body(played: Pond) -> None:
        before = played.service.game.active
        for text in (BAD, "actions: [", GAME.replace("language: 1", "language: 99")):
            with caplog.at_level(logging.WARNING):
                found = await played.become(text)
            assert isinstance(found, Refusal)
            assert all("game.yaml:" in line for line in found.lines)
            assert found.lines[0] in caplog.text
        assert played.service.game.active is before
        assert await played.service.rulesets.newest() == before.number
        assert [each.generation for each in await played.service.rulesets.generations()] == [1]
        assert await played.did("one") == "accepted"

    play("memory://", tmp_path, body)


def test_what_players_own_keeps_a_pack_from_being_played_unless_it_is_forced(tmp_path: Path) -> None:
    async def body(played: Pond) -> None:
        await played.did("one")
        stopped = await played.become(GONE)
        assert isinstance(stopped, Stopped)
        assert "1 player with 1 of `frog.mabel`" in stopped.lines[0]
        assert played.service.game.active.number == 1
        forced = await played.become(GONE, forced=True)
        assert isinstance(forced, Activated)
        assert [str(each) for each in forced.frozen] == ["1 player with 1 of `frog.mabel`"]

    play("memory://", tmp_path, body)


@pytest.mark.system("P11")
def test_other_processes_go_over_by_themselves(shared_url: str, tmp_path: Path) -> None:
    async def body(played: Pond) -> None:
        async with served(shared_url, 3) as second, served(shared_url, 3) as third:
            found = await played.become(MORE)
            assert isinstance(found, Activated)
            await until(lambda: {each.game.active.number for each in (second, third)} == {found.number})
            reply = await second.game.submit(Command("one", 0, 1, "rest"))
            assert reply.outcome == "accepted"

    play(shared_url, tmp_path, body)


def test_a_ruleset_that_nobody_plays_any_more_is_gone_without_the_collector(tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_text(MORE, "utf-8")
    ruleset = load(tmp_path).ruleset
    assert ruleset is not None
    content = pack(ruleset)

    def catalogues() -> int:
        return sum(isinstance(each, Catalogue) for each in gc.get_objects())

    async def run() -> tuple[int, int, int]:
        store = connect("memory://")
        await store.open()
        before = catalogues()
        active = await ready(store, unpack(content), 1)
        active.warm()
        while_played = catalogues()
        del active
        await store.close()
        return before, while_played, catalogues()

    gc.collect()
    gc.disable()
    try:
        before, while_played, after = asyncio.run(run())
    finally:
        gc.enable()
    assert before < while_played
    assert after == before


def test_who_wants_to_know_what_is_active_is_told_however_much_is_asked(tmp_path: Path) -> None:
    async def body(played: Pond) -> None:
        told, turns = False, [0] * 130  # players, who are more than two groups

        async def ask(who: int) -> None:
            while not told:
                turns[who] += 1
                assert await played.did(f"{who}.{turns[who]}") == "accepted"

        asking = [asyncio.create_task(ask(who)) for who in range(len(turns))]
        await until(lambda: min(turns) > 1)
        async with asyncio.timeout(20):
            await played.service.game.refresh()
        told = True
        await asyncio.gather(*asking)

    play("memory://", tmp_path, body)
