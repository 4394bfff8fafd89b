"""A model and the live game, side by side: the same commands, the same outcomes, the same holdings."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from engine.live.command import Command
from engine.live.reply import Reply
from engine.live.store.protocol import Store
from tests.bank.crowd import store_of
from tests.bank.model import Model, Told
from tests.bank.watched import Watched
from tests.bank.work import bank
from tests.engine.live.playing import Players, playing

PLAYERS = (1, 2, 3)
HELD = """
SELECT object.scope, object.owner, content.name, coalesce(putter.owner, 0), holding.amount
FROM holding JOIN object ON object.id = holding.object JOIN content ON content.id = holding.key
LEFT JOIN object AS putter ON putter.id = holding.putter WHERE object.world = :world AND holding.amount <> 0
"""
VAULT = """
SELECT coalesce(sum(value), 0) FROM cell JOIN object ON object.id = cell.object
WHERE object.world = :world AND object.scope = 'world'
"""
Asked = tuple[int, str, dict[str, Any]]


def asked(action: str, **params: st.SearchStrategy[Any]) -> st.SearchStrategy[Asked]:
    return st.tuples(who, st.just(action), st.fixed_dictionaries(params))


who = st.sampled_from(PLAYERS)
card = st.sampled_from(["frog", "newt", "toad"])
few = st.sampled_from([10, 20, 50])
offer = st.integers(0, 3)  # of those of its kind, the latest first
ASKED: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "join": {},
    "gift": {"friend": who, "coin": st.sampled_from(["gold", "gem"]), "count": few},
    "pass_on": {"friend": who, "card": card},
    "fuse": {"first": card, "second": card},
    "melt": {"card": card},
    "alms": {},
    "stamp": {},
    "save": {"count": st.sampled_from([10, 20])},
    "rob": {"count": st.sampled_from([10, 20])},
    "trade": {"partner": who},
    "trade_card": {"trade": offer, "card": card},
    "trade_gold": {"trade": offer, "count": few},
    "trade_agree": {"trade": offer},
    "trade_cancel": {"trade": offer},
    "list_card": {"card": card, "price": st.sampled_from([10, 30, 50, 90])},
    "buy_card": {"listing": offer},
    "unlist": {"listing": offer},
    "drop": {},
    "grab": {"drop": offer, "card": card},
}
any_ = st.one_of([asked(action, **params) for action, params in ASKED.items()])


class Side:
    """Two processes of one game, as two games over two stores, and how to wait for them."""

    def __init__(self, url: str, fault: str) -> None:
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.stores = [store_of(url, fault) for _ in range(2)]
        self.games = self.run(self._games())
        self.worlds = count(1)

    async def _games(self) -> list[Players]:
        return [await self.stack.enter_async_context(playing(store, bank())) for store in self.stores]

    def run(self, what: Coroutine[Any, Any, Any]) -> Any:
        """Wait for something."""
        return self.runner.run(what)

    def close(self) -> None:
        """End both."""
        self.run(self.stack.aclose())
        self.runner.close()


class Together(RuleBasedStateMachine):
    """Commands of a few players in a world of their own."""

    side: ClassVar[Side]

    def __init__(self) -> None:
        super().__init__()
        self.world = next(self.side.worlds)
        self.model = Model()
        self.done: list[tuple[Command, Reply]] = []
        self.count = 0
        for each in PLAYERS:
            self.one((each, "join", {}))

    @rule(what=any_)
    def one(self, what: Asked) -> None:
        """Ask for one thing."""
        self._each([what])

    @rule(what=st.lists(any_, min_size=2, max_size=6))
    def in_a_group(self, what: list[Asked]) -> None:
        """Ask for several, which are one group."""
        self._each(what)

    @rule(back=st.integers(0, 7), process=st.integers(0, 1))
    def again(self, back: int, process: int) -> None:
        """Deliver a command again, to either process."""
        command, reply = self.done[-1 - back % len(self.done)]
        assert self._submit([command], process) == [reply]

    @rule(back=st.integers(0, 7), other=who)
    def another_request_under_a_used_id(self, back: int, other: int) -> None:
        """Ask for something else under an id that was used."""
        command, _ = self.done[-1 - back % len(self.done)]
        changed = Command(command.id, self.world, other, "gift", {"friend": 1, "coin": "gem", "count": 3})
        assert [reply.reason for reply in self._submit([changed])] == ["id_used"]

    @rule(count=st.integers(1, 4))
    def crosswise_from_two_processes(self, count: int) -> None:
        """Let two give to each other, each at another process."""
        there = [self._command((1, "gift", {"friend": 2, "coin": "gold", "count": 1})) for _ in range(count)]
        back = [self._command((2, "gift", {"friend": 1, "coin": "gold", "count": 1})) for _ in range(count)]
        enough = min(self.model.purse(1)["gold"], self.model.purse(2)["gold"]) >= count

        async def both() -> list[Reply]:
            games = [players.game for players in self.side.games]
            sides = zip(games, (there, back), strict=True)
            asks = [game.submit(each) for game, all_ in sides for each in all_]
            return list(await asyncio.gather(*asks))

        if enough:
            replies = self.side.run(both())
            for command, reply in zip((*there, *back), replies, strict=True):
                self._compare(command, reply, Counter())

    @invariant()
    def everybody_has_what_the_model_says(self) -> None:
        """Compare all holdings and the vault."""
        held, vault = self.side.run(self._held())
        assert held == self.model.held()
        assert vault == self.model.vault

    @invariant()
    def nothing_stood_in_each_others_way(self) -> None:
        """See that there was no deadlock and no defect."""
        assert not [store for store in self.side.stores if isinstance(store, Watched) and store.deadlocks]
        assert not [error for players in self.side.games for error in players.heard.errors]

    def _each(self, what: list[Asked]) -> None:
        commands = [self._command(each) for each in what]
        for command, reply in zip(commands, self._submit(commands), strict=True):
            self._compare(command, reply, self._lying(reply))

    def _command(self, what: Asked) -> Command:
        self.count += 1
        by, action, params = what
        for kind in ("trade", "listing", "drop"):
            if kind in params:
                known = [number for number, each in self.model.offers.items() if each.kind == kind]
                params = {**params, kind: known[-1 - params[kind] % len(known)] if known else 0}
        return Command(f"{self.world}.{self.count}", self.world, by, action, params)

    def _submit(self, commands: list[Command], process: int = 0) -> list[Reply]:
        game = self.side.games[process].game

        async def all_() -> list[Reply]:
            return list(await asyncio.gather(*map(game.submit, commands)))

        replies: list[Reply] = self.side.run(all_())
        return replies

    def _compare(self, command: Command, reply: Reply, lying: Counter[str]) -> None:
        assets = Counter({key: amount for _, key, amount in reply.assets if key})
        told = Told(assets, next(iter(reply.opened), 0), lying)
        self.done.append((command, reply))
        allowed = self.model.do(command.owner, command.action, command.params, told)
        assert allowed == (reply.outcome == "accepted"), (command, reply)

    def _lying(self, reply: Reply) -> Counter[str]:
        if not reply.opened:
            return Counter()
        rows = self.side.run(self._held())[0]
        number = reply.opened[0]
        return Counter({key[2]: n for key, n in rows.items() if key[:2] == ("drop", number) and not key[3]})

    async def _held(self) -> tuple[dict[tuple[Any, ...], int], int]:
        store: Store = self.side.stores[0]
        async with store.reader.connect() as line:
            rows = (await line.execute(text(HELD), {"world": self.world})).all()
            vault = (await line.execute(text(VAULT), {"world": self.world})).scalar_one()
        return {tuple(row[:4]): int(row[4]) for row in rows}, int(vault)


@contextmanager
def side(url: str, fault: str = "") -> Iterator[type[Together]]:
    made = Side(url, fault)
    try:
        yield type("Together", (Together,), {"side": made})
    finally:
        made.close()


BRIEF = settings(
    max_examples=20,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_the_live_game_does_what_the_model_does_in_a_file(tmp_path: Path) -> None:
    with side(f"sqlite:///{tmp_path / 'game.db'}") as machine:
        run_state_machine_as_test(machine, settings=BRIEF)


def test_the_live_game_does_what_the_model_does_on_postgresql(postgres_url: str) -> None:
    with side(postgres_url) as machine:
        run_state_machine_as_test(machine, settings=BRIEF)


# When a fault strikes is chance, which the second run of an example does not repeat.
FOUND = pytest.raises((AssertionError, Flaky))


@pytest.mark.parametrize("fault", ["Forgetful", "Twice"])
def test_a_fault_is_found_in_a_file(fault: str, tmp_path: Path) -> None:
    with side(f"sqlite:///{tmp_path / 'game.db'}", fault) as machine, FOUND:
        run_state_machine_as_test(machine, settings=BRIEF)


def test_locks_without_an_order_are_found(postgres_url: str) -> None:
    with side(postgres_url, "Unsorted") as machine, FOUND:
        run_state_machine_as_test(machine, settings=BRIEF)
