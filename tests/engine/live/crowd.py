"""A crowd that asks a live game for anything that there is: a history to be replayed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from engine.live.activate import Stopped, activate, roll_back
from engine.live.command import Command
from engine.live.correct.flow import FlowError, flow
from engine.live.correct.word import BAN, REVERT
from engine.live.decide import Defects
from engine.live.game import Bounds, Game
from engine.live.reply import Reply
from engine.live.rulesets import Rulesets
from engine.live.store.protocol import Store
from engine.live.task import Task
from rules.pack import Texts
from rules.program.node import Open, Param, Program
from rules.program.opened import opened
from rules.program.walk import every
from rules.ruleset import Ruleset
from tests.engine.live.playing import Known
from tests.games import compiled

START = 1_767_225_600_000
PLAYERS, GUILDS = 24, 3
RETIRED = ("auroch_of_dawn", "beamlet", "marzipan_bear")
EASY = ", ".join(
    f"{{at: actions.{name}.require.trade_level.that, set: level >= 1}}"
    for name in ("trade", "list_esprit", "give_present")
)
OPERATOR = frozenset({"operator"})
_EXTENDED = "game: {{id: reve, title: R, version: {version}, language: 1, extends: reve}}\n"


def rulesets() -> list[Ruleset]:
    """Return the default game, and two that came after it: values changed, a rename; then a retirement."""
    renamed = "{at: esprit.leviathan, rename: another_name}"
    changed = "{at: tables.channel_drop.entries.rare.weight, set: 20}"
    retired = ", ".join(f"{{at: esprit.{name}, becomes: {{gold: 50}}}}" for name in RETIRED)
    return [
        _patched("1.0.0", EASY),
        _patched("2.0.0", f"{EASY}, {renamed}, {changed}"),
        _patched("3.0.0", f"{EASY}, {renamed}, {changed}, {retired}"),
    ]


def _patched(version: str, rows: str) -> Ruleset:
    text = _EXTENDED.format(version=version) + f"patches: {{a: [{rows}]}}\n"
    found = compiled(Texts("later", {"game.yaml": text}))
    assert found.ruleset is not None, [problem.message for problem in found.problems]
    return found.ruleset


@dataclass(slots=True)
class Time:
    """A clock that goes on when it is told to."""

    now: int = START

    def __call__(self, _: int) -> int:
        """Return it, whatever the machine's is."""
        return self.now


@dataclass(slots=True)
class Opened:
    """An offer: where it was opened, and what was said to lie in it."""

    kind: str
    number: int
    guild: int
    channel: int
    ids: list[str]


@dataclass(slots=True)
class Crowd:
    """Who asks what next."""

    ruleset: Ruleset
    luck: Random
    offers: list[Opened] = field(default_factory=list)
    owned: dict[int, list[str]] = field(default_factory=dict)
    asked: list[Command] = field(default_factory=list)
    count: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    errors: list[Exception] = field(default_factory=list)

    def next(self) -> Command:
        """Return a command: everybody begins, and gets something to begin with."""
        self.count += 1
        luck, name = self.luck, f"c{self.count}"
        owner, guild = luck.randrange(1, PLAYERS + 1), luck.randrange(1, GUILDS + 1)
        if self.count <= PLAYERS:
            return Command(name, 0, self.count, "start", {}, guild, guild * 10)
        sort = luck.random()
        if sort < 0.02:
            return luck.choice(self.asked)  # delivered again
        if sort < 0.08:
            return Command(name, 0, owner, *self._corrected(), guild, guild * 10, OPERATOR)
        offer = luck.choice(self.offers) if self.offers and sort < 0.6 else None
        if offer is None:
            programs = [*self.ruleset.programs.values()]
            opening = [each for each in programs if opened(each.steps)]  # rare among so many
            return self._command(name, owner, [*programs, *opening, *opening], None, guild)
        if sort < 0.11:
            ended, given = f"{offer.kind}.at_end", {offer.kind: offer.number}
            return Command(name, 0, 0, ended, given, who=frozenset({"clock"}))
        programs = [*self.ruleset.programs.values()]
        fit = [each for each in programs if any(param.type.kind == offer.kind for param in each.params)]
        return self._command(name, owner, fit or programs, offer, guild)

    def _corrected(self) -> tuple[str, dict[str, int]]:
        luck, gold = self.luck, self.luck.randrange(1, 5000)
        if luck.random() < 0.3:
            return "system.take", {"gold": gold // 20 + 1}
        ids = self.ruleset.catalogue.kinds["esprit"].ids
        return "system.grant", {"gold": gold, luck.choice((luck.choice(ids), *RETIRED)): luck.randrange(1, 6)}

    def _command(
        self, name: str, owner: int, programs: Sequence[Program], offer: Opened | None, guild: int
    ) -> Command:
        luck = self.luck
        program = luck.choice(programs)
        given = {param.name: self._value(param, owner, offer) for param in program.params}
        params = {name_: value for name_, value in given.items() if value}
        who = frozenset({program.who}) - {"player"}
        guild, channel = (offer.guild, offer.channel) if offer else (guild, guild * 10 + luck.randrange(2))
        return Command(name, 0, owner, program.name, params, guild, channel, who)

    def _value(self, param: Param, owner: int, offer: Opened | None) -> Any:
        luck, type_ = self.luck, param.type
        if type_.name == "record":
            codes = self.ruleset.catalogue.kinds[type_.kind].codes
            near = [*self.owned.get(owner, ()), *(offer.ids * 4 if offer else ())]
            known = [each for each in near if each in codes]
            return luck.choice(known if known and luck.random() < 0.9 else [*codes])
        if type_.name == "player":
            return luck.randrange(1, PLAYERS + 1)
        if type_.name == "offer":
            return offer.number if offer and offer.kind == type_.kind else 77
        if type_.name == "int":
            return luck.randrange(int(max(type_.lo, 1)), int(min(type_.hi, type_.lo + 6)) + 1)
        return None

    def heard(self, command: Command, reply: Reply) -> None:
        """Know what was got and opened."""
        self.asked = [*self.asked[-20:], command]
        owned = self.owned.setdefault(command.owner, [])
        owned += [key for _, key, amount in reply.assets if key and amount > 0]
        del owned[:-30]
        sort = reply.outcome if reply.outcome != "refused" else reply.reason
        self.outcomes[sort] = self.outcomes.get(sort, 0) + 1
        program = self.ruleset.programs.get(command.action)
        opens = [step.kind for step in every(program.steps if program else ()) if isinstance(step, Open)]
        ids = re.findall(r"[a-z_]{3,}", str(reply.said))
        if not reply.again:
            self.offers += [
                Opened(opens[0], number, command.guild, command.channel, ids) for number in reply.opened
            ]
        del self.offers[:-12]


async def history(store: Store, time: Time, commands: int, seed: int = 1, *, at_once: int = 12) -> Crowd:
    """Play so many commands over an open store, by two processes, with switches on the way."""
    versions = rulesets()
    kept = Rulesets(store.engine)
    await activate(store, kept, versions[0], "first")
    crowd = Crowd(versions[0], Random(seed))

    def failed(_: Task, error: Exception) -> None:
        crowd.errors.append(error)

    async with AsyncExitStack() as stack:
        games = [await stack.enter_async_context(_game(store, kept, failed)) for _ in range(2)]
        for part, ruleset in enumerate([versions[0], versions[1], versions[2], versions[0], versions[2]]):
            if part == 3:
                await roll_back(store, kept, ruleset.hash)
            elif isinstance(await activate(store, kept, ruleset, "test"), Stopped):
                raise AssertionError(part)
            crowd.ruleset = ruleset
            await _played(games, crowd, time, commands // 5, at_once)
            await _corrected(games[0], crowd, time, 3 + commands // 500)
    assert crowd.errors == []
    return crowd


async def _corrected(game: Game, crowd: Crowd, time: Time, count: int) -> None:
    """Revert what some of the latest commands did, and keep players out for a while."""
    for asked in crowd.luck.sample(crowd.asked, min(count, len(crowd.asked))):
        crowd.count += 1
        name, until = f"c{crowd.count}", {"until": time.now + crowd.luck.randrange(20_000)}
        ban = Command(f"{name}b", 0, asked.owner or 1, BAN, until, who=OPERATOR, by="op", why="loud")
        crowd.heard(ban, await game.submit(ban))
        with suppress(FlowError):
            back = await flow(game.store, asked.id)
            params = {"receipt": asked.id, "position": back.position, "moves": back.moves, "debt": True}
            undo = Command(name, 0, back.owner, REVERT, params, who=OPERATOR, by="op")
            crowd.heard(undo, await game.submit(undo))
            crowd.heard(undo, await game.submit(replace(undo, id=f"{name}a")))


async def _played(games: Sequence[Game], crowd: Crowd, time: Time, commands: int, at_once: int) -> None:
    for _ in range(0, commands, at_once):
        time.now += crowd.luck.randrange(86_400_000 if crowd.luck.random() < 0.02 else 8_000)
        asked = [crowd.next() for _ in range(at_once)]
        coming = (games[number % 2].submit(each) for number, each in enumerate(asked))
        for command, reply in zip(asked, await asyncio.gather(*coming), strict=True):
            crowd.heard(command, reply)


@asynccontextmanager
async def _game(store: Store, kept: Rulesets, failed: Defects) -> AsyncIterator[Game]:
    game_ = Game(store, kept, Known(), failed, Bounds(patience=60.0))
    await game_.start()
    try:
        yield game_
    finally:
        await game_.stop()
