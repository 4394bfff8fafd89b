"""A game that lasts in a store, and others play -> the turns of whoever types here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

from cli.clock import once
from cli.exit import AwayProblem
from cli.playing.game import FIRST, Game, Turn
from cli.storing import faults
from engine.live.around import Around, around
from engine.live.command import Command
from engine.live.game import BusyError
from engine.live.people.look import Told, receipts
from engine.live.people.name import seat
from engine.live.reply import Reply
from engine.live.retry import retried
from engine.live.said import outcome_of
from engine.live.service import Service
from engine.live.store.protocol import GoneError, RetryError
from engine.outcome import Refused
from engine.state import State
from engine.together import World
from engine.view.ask import Situation
from engine.view.reply import Replier
from engine.view.voice import Voice
from rules.program.moment import Moment

T = TypeVar("T")
WORLD, GUILD, CHANNEL = 0, 1, 1  # where the terminal is
_AWAY = (GoneError, RetryError)
_TRIES = 8


class StoredGame(Game):
    """One who plays at a time, of a game that others play too: it is looked at before each command."""

    is_stored = True

    def __init__(self, runner: asyncio.Runner, service: Service, locale: str) -> None:
        """Sit down."""
        self._runner = runner
        self._service = service
        self._jobs = service.runner()
        self._owner = 0
        self._seen: Around | None = None
        super().__init__(service.game.active.ruleset, locale, 0, lambda: self._now)
        self.speak()
        self.become(FIRST)

    @property
    def _now(self) -> int:
        return self._seen.moment.now if self._seen else 0

    @property
    def moment(self) -> Moment:
        """Return the moment of the next command, as the store's clock and places have it."""
        return self.world.moment(self._seen.moment) if self._seen else super().moment

    def become(self, name: str) -> None:
        """Let another player type, who is given an account if he has none."""
        self._owner = self._known(lambda: seat(self._service.store, WORLD, name))
        self._look()

    def ended(self) -> list[tuple[str, int]]:
        """Do what is due of itself; return the offers that ended by that: kind and number."""
        before = {number: self.world.kind(number) for number in self.world.offers}
        self._look()
        due = [(before[number], number) for number in self.world.due(self.now) if number in before]
        self._known(self._jobs.tick)
        self._look()
        return due

    def do(self, action: str, params: Mapping[str, str]) -> Turn:
        """Carry one action out, once."""
        situation = self.situation(action, params)
        if isinstance(situation, Refused):
            before = Situation(self.state, self.moment, {})
            return Turn(action, before, situation, self.replier.reply(action, situation, before))
        reply = self._run(self._submitted(self._command(action, params)))
        self._look()
        after = Situation(self.state, self.moment, situation.params)
        outcome = outcome_of(reply, self.ruleset.programs[action], self.state)
        parts = self.replier.reply(action, outcome, after)
        return Turn(action, after, outcome, parts, list(reply.assets))

    def leave(self) -> None:
        """Let what was asked come to its end."""
        self._run(self._service.game.stop())

    def history(self) -> list[Told]:
        """Return the receipts of whoever types, the last first."""
        return self._known(lambda: receipts(self._service.store, self._owner))

    def _command(self, action: str, params: Mapping[str, str]) -> Command:
        """Return the command: players by account, and of offers the version that was seen."""
        program = self.ruleset.programs[action]
        given: dict[str, Any] = {**params, **self.world.versions(program, params)}
        for param in program.params:
            named = str(given.get(param.name, ""))
            if param.type.name == "player" and named:
                number = self.world.names.get(named) or int(named)
                given[param.name] = self._seen.owners[number] if self._seen else number
            elif param.type.name == "offer" and named:
                given[param.name] = int(named.rpartition(" ")[2])
        return Command(once(), WORLD, self._owner, action, given, guild=GUILD, channel=CHANNEL)

    async def _submitted(self, command: Command) -> Reply:
        """Ask until there is an answer: under one id, so that it is done once."""
        for _ in range(_TRIES):
            try:
                return await self._service.game.submit(command)
            except BusyError as busy:
                await asyncio.sleep(busy.after)
        raise AwayProblem("the store does not answer; what was asked last may have been done: see `history`")

    def _look(self) -> None:
        """See what there is now, under the ruleset that is active now."""
        active = self._service.game.active
        asked = Command("", WORLD, self._owner, "", guild=GUILD, channel=CHANNEL)
        self._seen = seen = self._known(lambda: around(self._service.store, active, asked))
        self.rules = active.ruleset
        self.follow()
        catalogue = self.ruleset.catalogue
        self.world = World(self.ruleset, self.executor)
        self.world.players = {number: State(catalogue, cells) for number, cells in seen.players.items()}
        self.world.offers = {number: State(catalogue, cells) for number, cells in seen.offers.items()}
        self.world.names = {name: number for number, name in seen.called.items()}
        self.me = seen.me

    def speak(self) -> None:
        """Speak of the ruleset at hand, and of players by what the store knows them as."""
        self.voice = Voice(self.ruleset, self.voice.locale, self._called)
        self.replier = Replier(self.voice, self.executor)

    def _called(self, number: int) -> str:
        return self._seen.called.get(number, "") if self._seen else ""

    def _known(self, question: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what the store says, which may be away for a moment: it is asked again, or again later."""

        async def asked() -> T:
            with faults(self._service.store):
                return await question()

        try:
            return self._run(retried(asked, _AWAY))
        except _AWAY as away:
            raise AwayProblem(f"the store does not answer: {away}; nothing was done") from away

    def _run(self, asked: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(asked)
