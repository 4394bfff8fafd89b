"""What an operator asks for -> noted, then carried out as any command is: once, however often."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from engine.fair.secret import Secret
from engine.live.command import Command
from engine.live.correct.flow import Flow, flow
from engine.live.correct.word import REVERT
from engine.live.game import Game
from engine.live.people.audit import noted
from engine.live.reply import Reply
from engine.live.rulesets import Rulesets
from engine.live.store.now import now_of
from engine.live.store.protocol import Name, Store
from engine.live.system import OPERATOR
from engine.live.task import Task

WHO = frozenset({OPERATOR})


class _NoSeeds:
    """Seeds for commands that do not roll."""

    async def seed(self, _: int) -> Secret:
        """Return nothing that could be rolled with."""
        return Secret(b"")


@asynccontextmanager
async def operating(store: Store) -> AsyncIterator[Game]:
    """Begin a process of the game that no player asks anything of."""
    game = Game(store, Rulesets(store.engine), _NoSeeds(), _raised)
    await game.start()
    try:
        yield game
    finally:
        await game.stop()


async def operate(store: Store, command: Command) -> Reply:
    """Carry out what an operator asks for, beside the processes of the game."""
    async with operating(store) as game:
        return await carry(game, command)


async def carry(game: Game, command: Command) -> Reply:
    """Carry out what an operator asks for; that he asked stands in the audit before it is done."""
    name = Name(command.world, "player", command.owner)
    number = (await game.store.resolve([name]))[name]
    await note(game.store, command.by, command.action, number, f"{command.id} {command.why}".strip())
    return await game.submit(command)


async def note(store: Store, actor: str, action: str, target: int, detail: str) -> None:
    """Write down what an operator does or found."""
    now = (await now_of(store)).now
    async with store.engine.begin() as connection:
        await noted(connection, now, actor, action, target, detail)


async def revert(store: Store, receipt: str, id_: str, by: str, why: str, *, debt: bool) -> Reply:
    """Revert a receipt; raise `FlowError` where that cannot be, whatever anybody has."""
    back = await flow(store, receipt)
    return await operate(store, reverting(back, id_, by, why, debt=debt))


def reverting(back: Flow, id_: str, by: str, why: str, *, debt: bool) -> Command:
    """Return the command by which a receipt flows back."""
    named: dict[str, Any] = {"receipt": back.receipt, "position": back.position}
    params = {**named, "moves": back.moves, "debt": debt}
    return Command(id_, back.world, back.owner, REVERT, params, who=WHO, by=by, why=why)


def _raised(_: Task, error: Exception) -> None:
    raise error
