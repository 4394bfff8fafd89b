"""Content meets state: what is renamed, retired, frozen and rolled back, over every store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from engine.ledger.hash import moved, of_cell
from engine.live.activate import Activated, Stopped, roll_back
from engine.live.codec import SLOT
from engine.live.command import Command
from engine.live.frozen import Frozen, frozen
from engine.live.game import Game
from engine.live.query import reading
from engine.live.retiring import Retiring
from engine.live.rulesets import RulesetError, Rulesets
from engine.live.store.connect import connect
from engine.live.store.protocol import Name, Stored
from engine.live.store.schema import entry, receipt
from rules.pack.kept import keep
from tests.engine.live.playing import Known
from tests.engine.live.switching import Switching, pack, switching

GONE = "{at: card, remove: [fox]}"
RETIRED = "{at: card.fox, becomes: {gold: 50}}"
RENAMED = "{at: card.fox, rename: wolf}, {at: variables.finds, rename: found}"


def play(url: str, body: Callable[[Switching], Awaitable[None]]) -> None:
    async def run() -> None:
        async with switching(connect(url), pack()) as players:
            await body(players)

    asyncio.run(run())


async def stored(players: Switching, owner: int = 1) -> Stored:
    store = players.game.store
    numbers = await store.resolve([Name(0, "player", owner)])
    async with store.transaction() as group:
        return (await group.read([*numbers.values()])).popitem()[1]


async def named(players: Switching, owner: int = 1) -> dict[str, object]:
    """Return what a player has, by the names of the ruleset that is active in the game."""
    active, has = players.game.active, await stored(players, owner)
    names = {number: name for (noun, name), number in active.codec.numbers.items() if noun != SLOT}
    names |= {number: name for (noun, name), number in active.codec.numbers.items() if noun == SLOT}
    known = {row.key for row in has.holdings} & names.keys()
    found = {names[row.key]: row.amount for row in has.holdings if row.key in known}
    return found | {names[row.slot]: row.value for row in has.cells if row.slot in names}


def test_what_players_own_is_not_frozen_unless_forced_and_the_refusal_says_what_to_write(
    store_url: str,
) -> None:
    async def body(players: Switching) -> None:
        for owner in (1, 2):
            assert (await players.ask(owner, "find")).outcome == "accepted"
        without = pack(GONE, "{at: variables, remove: [finds]}", "{at: actions, remove: [find]}")

        stopped = await players.switch(without)

        assert isinstance(stopped, Stopped)
        assert stopped.frozen == [Frozen("card", "fox", 2, 6), Frozen("variables", "finds", 2)]
        card, variable = stopped.lines
        assert card == (
            "this would freeze what players own: 2 players with 6 of `card.fox`; write "
            "`patches: {renamed: [{at: card.fox, rename: NEW_ID}]}`, "
            "or `patches: {retired: [{at: card.fox, becomes: {ID: 1}}]}`"
        )
        assert variable == (
            "this would freeze what players own: 2 players with `variables.finds`; "
            "where it has another id, write `patches: {renamed: [{at: variables.finds, rename: NEW_ID}]}`"
        )
        assert (await players.rulesets.generations())[0].generation == 1

        forced = await players.switch(without, forced=True)
        assert isinstance(forced, Activated)
        assert forced.frozen == stopped.frozen
        assert await frozen(players.game.store, without) == stopped.frozen

    play(store_url, body)


def test_what_is_frozen_is_kept_and_of_use_again_when_its_id_is_back(store_url: str) -> None:
    async def body(players: Switching) -> None:
        await players.ask(1, "find")
        await players.ask(1, "lead", {"who": "fox"})
        before = await stored(players)
        await players.switch(pack(GONE, "{at: actions.find.do, set: [{give: {gold: 1}}]}"), forced=True)
        assert (await players.ask(1, "lead", {"who": "fox"})).reason == "bad_param"
        assert (await players.ask(1, "find")).outcome == "accepted"
        assert {"fox", "wolf"}.isdisjoint(await named(players))

        first = (await players.rulesets.generations())[-1]
        back = await roll_back(players.game.store, players.rulesets, first.hash[:12])

        assert isinstance(back, Activated)
        assert (back.generation, back.number) == (3, first.number)
        after = await stored(players)
        assert set(before.cells) - set(after.cells) == set()
        assert (await players.ask(1, "find")).outcome == "accepted"
        assert (await named(players))["fox"] == 6

    play(store_url, body)


def test_what_is_written_over_a_frozen_reference_is_hashed_as_it_is(store_url: str) -> None:
    async def body(players: Switching) -> None:
        await players.ask(1, "find")
        await players.ask(1, "lead", {"who": "fox"})
        await players.switch(pack(GONE, "{at: actions, remove: [find]}"), forced=True)
        for who in ("owl", None, "owl"):
            asked = ("lead", {"who": who}) if who else ("rest", {})
            assert (await players.ask(1, *asked)).outcome == "accepted"
            has = await stored(players)
            assert has.hash == hash_of(has)

    play(store_url, body)


def hash_of(has: Stored) -> int:
    total = 0
    for row in has.holdings:
        total = moved(total, 0, of_cell(*row))
    for slot, key, value in has.cells:
        total = moved(total, 0, of_cell(slot, key, 0, value or 0))
    return total


def test_a_rename_touches_no_player_and_is_undone_by_rolling_back(store_url: str) -> None:
    async def body(players: Switching) -> None:
        await players.ask(1, "find")
        first = (await players.rulesets.generations())[0]
        before = await stored(players)

        assert isinstance(await players.switch(pack(RENAMED)), Activated)
        assert await stored(players) == before
        assert (await players.ask(1, "find")).assets == (("owned.card", "wolf", 3), ("owned.coin", "gold", 1))
        assert (await named(players)) == {"gold": 2, "wolf": 6, "found": 2}

        await roll_back(players.game.store, players.rulesets, first.hash)
        assert (await players.ask(1, "find")).outcome == "accepted"
        assert (await named(players)) == {"gold": 3, "fox": 9, "finds": 3}

    play(store_url, body)


def test_an_id_that_was_another_record_once_is_not_taken_by_a_rename(store_url: str) -> None:
    async def body(players: Switching) -> None:
        without = "{at: card, remove: [owl]}, {at: card.fox, rename: owl}"
        stopped = await players.switch(pack(without), forced=True)
        assert isinstance(stopped, Stopped)
        assert stopped.taken == [(("card", "fox"), ("card", "owl"))]
        assert stopped.lines == [
            "`card.fox` cannot be renamed to `owl`, which was another once; take a new id"
        ]

    play(store_url, body)


def test_a_retired_record_is_paid_out_once_before_the_next_command_and_is_in_the_ledger(
    store_url: str,
) -> None:
    async def body(players: Switching) -> None:
        await players.ask(1, "find")
        retired = pack(RETIRED, "{at: actions.find.do, set: [{give: {gold: 1}}]}")
        assert isinstance(await players.switch(retired), Activated)

        assert (await players.ask(1, "find")).assets == (("owned.coin", "gold", 1),)
        assert (await players.ask(1, "find")).assets == (("owned.coin", "gold", 1),)

        has = await stored(players)
        assert await named(players) == {"gold": 153, "finds": 1}
        assert has.hash == hash_of(has)
        async with reading(players.game.store.engine) as line:
            receipts = (await line.execute(receipt.select().where(receipt.c.action == "system.retire"))).all()
            booked = (await line.execute(entry.select().where(entry.c.why == "system.retire"))).all()
        assert [row.id for row in receipts] == [f"retire:{has.id}:1"]
        assert [(row.amount, row.source, row.target) for row in booked] == [(3, has.id, 0), (150, 0, has.id)]

    play(store_url, body)


def test_what_does_not_fit_of_a_payment_is_said_and_not_given(store_url: str) -> None:
    async def body(players: Switching) -> None:
        for _ in range(10):
            await players.ask(1, "find")
        await players.switch(pack(RETIRED, "{at: actions.find.do, set: [{give: {gold: 1}}]}"))
        await players.ask(1, "rest")
        assert (await named(players))["gold"] == 1000
        async with reading(players.game.store.engine) as line:
            row = (await line.execute(receipt.select().where(receipt.c.action == "system.retire"))).one()
        assert '"cut":[["owned.coin","gold",510]]' in row.reply

    play(store_url, body)


def test_a_sweep_pays_out_whoever_does_not_come_in_batches(store_url: str) -> None:
    async def body(players: Switching) -> None:
        for owner in range(1, 6):
            await players.ask(owner, "find")
        sweeper = Retiring(players.game.store, players.rulesets)
        assert await sweeper.sweep() == 0
        await players.switch(pack(RETIRED, "{at: actions, remove: [find]}"))
        assert [job.kind for job in await sweeper.plan(7)] == ["retire"]
        counts = [await sweeper.sweep(2) for _ in range(4)]
        assert counts == [2, 2, 1, 0]
        assert await sweeper.plan(8) == []
        for owner in range(1, 6):
            assert (await players.ask(owner, "rest")).outcome == "accepted"
            assert (await named(players, owner))["gold"] == 151

    play(store_url, body)


def test_a_player_and_sweeps_at_once_pay_out_once(store_url: str) -> None:
    async def body(players: Switching) -> None:
        for owner in range(1, 9):
            await players.ask(owner, "find")
        await players.switch(pack(RETIRED, "{at: actions, remove: [find]}"))
        sweepers = [Retiring(players.game.store, Rulesets(players.game.store.engine)) for _ in range(3)]
        asked = [players.ask(owner, "rest") for owner in range(1, 9)]
        await asyncio.gather(*(each.sweep(4) for each in sweepers * 3), *asked)
        for owner in range(1, 9):
            assert (await named(players, owner))["gold"] == 151

    play(store_url, body)


def test_two_processes_pay_out_once(shared_url: str) -> None:
    async def body(players: Switching) -> None:
        for owner in range(1, 13):
            await players.ask(owner, "find")
        await players.switch(pack(RETIRED, "{at: actions, remove: [find]}"))
        other = connect(shared_url)
        await other.open()
        mine = Retiring(players.game.store, players.rulesets)
        theirs = Retiring(other, Rulesets(other.engine))
        game = Game(other, Rulesets(other.engine), Known(), players.heard)
        await game.start()
        asked = [game.submit(Command(f"r{owner}", 0, owner, "rest")) for owner in range(1, 13)]
        try:
            await asyncio.gather(*asked, *(each.sweep(5) for each in (mine, theirs) * 3))
        finally:
            await game.stop()
            await other.close()
        for owner in range(1, 13):
            assert (await named(players, owner))["gold"] == 151

    play(shared_url, body)


def test_an_operator_gives_and_takes_and_nobody_else_does(store_url: str) -> None:
    async def body(players: Switching) -> None:
        who = frozenset({"operator"})
        given = await players.ask(1, "system.grant", {"gold": 7, "owl": 1}, who=who)
        assert given.assets == (("owned.coin", "gold", 7), ("owned.card", "owl", 1))
        assert (await players.ask(1, "system.grant", {"gold": 7})).reason == "not_allowed"
        assert (await players.ask(1, "system.take", {"gold": 8}, who=who)).reason == "short"
        assert (await players.ask(1, "system.take", {"gold": 5}, who=who)).outcome == "accepted"
        unknown = await players.ask(1, "system.grant", {"golt": 5}, who=who)
        assert unknown.message == "`system.grant` has no parameter `golt`; it has none"
        assert await named(players) == {"gold": 2, "owl": 1}

    play(store_url, body)


def test_a_ruleset_is_kept_once_and_built_again_by_who_has_never_seen_it(store_url: str) -> None:
    async def body(players: Switching) -> None:
        rulesets = Rulesets(players.game.store.engine)
        again = await players.switch(pack())
        assert isinstance(again, Activated)
        assert again.again
        built = await rulesets.ruleset(again.number)
        assert built.hash == pack().hash
        assert keep(built.definitions.resolved) == keep(pack().definitions.resolved)
        (only,) = await rulesets.generations()
        assert (only.game, only.version, only.why, only.hash) == ("mine", "1.0.0", "first", built.hash)
        assert await rulesets.find(built.hash[:8]) == again.number
        with pytest.raises(RulesetError, match="no ruleset has"):
            await rulesets.find("zz")
        with pytest.raises(RulesetError, match="there is no ruleset 99"):
            await rulesets.ruleset(99)

    play(store_url, body)
