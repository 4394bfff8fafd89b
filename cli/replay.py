"""`reve replay`: the history of a store -> the same again, or what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cli.exit import FINDINGS, FINE, UsageProblem
from cli.options import FORMAT, MOST, STORE
from cli.out import Format, emit, emit_json

if TYPE_CHECKING:
    from engine.live.replay.replay import Replayed
    from engine.live.store.protocol import Store
    from engine.replay.order import Rank

_SHOWN = 20


def replay(
    player: int = typer.Option(
        0, "--player", min=0, max=MOST, metavar="ID", help="One player, and all that this depends on."
    ),
    everybody: bool = typer.Option(False, "--all", help="Everybody."),
    world: int = typer.Option(0, "--world", min=0, max=MOST, metavar="ID", help="The player's world."),
    store: str = STORE,
    order: str = typer.Option("written", "--order", metavar="ORDER", help="written, reverse or random:SEED."),
    form: Format = FORMAT,
) -> int:
    """Run history again from genesis; every receipt and what everybody has must come out the same."""
    from cli.storing import ask

    if bool(player) == everybody:
        raise UsageProblem("say whose history: `--player ID`, or `--all`")
    rank = _rank(order)
    found = ask(store, lambda opened: _replayed(opened, store, rank, (world, player)))
    if form is Format.JSON:
        told = [{name: _plain(value) for name, value in each._asdict().items()} for each in found.differences]
        emit_json(receipts=found.receipts, objects=found.objects, count=found.count, differences=told)
    else:
        emit("\n".join(_lines(found)))
    return FINDINGS if found.count else FINE


async def _replayed(store: Store, url: str, rank: Rank, who: tuple[int, int]) -> Replayed:
    from cli.playing.keys import keys_at
    from engine.live.fair.epochs import EpochError
    from engine.live.fair.seal import SealError
    from engine.live.replay.names import number_of
    from engine.live.replay.replay import Replay
    from engine.live.replay.seeds import Seeds
    from engine.live.rulesets import Rulesets

    world, player = who
    number = await number_of(store, world, player) if player else None
    if player and number is None:
        raise UsageProblem(f"nobody has the id {player} in world {world}")
    luck = Seeds(store, keys_at(url))
    try:
        return await Replay(store, Rulesets(store.engine), luck, number, rank).run()
    except (EpochError, SealError) as problem:
        raise UsageProblem(str(problem)) from problem


def _rank(order: str) -> Rank:
    from engine.replay.order import as_written, backwards, shuffled

    word, _, seed = order.partition(":")
    known = {"written": as_written, "reverse": backwards}
    if word in known and not seed:
        return known[word]
    if word == "random" and seed.isdecimal():
        return shuffled(int(seed))
    raise UsageProblem(f"`{order}` is no order; write `written`, `reverse` or `random:SEED`")


def _lines(found: Replayed) -> list[str]:
    what = f"{found.receipts:,} receipts and what {found.objects:,} objects have"
    if not found.count:
        return [f"the same again: {what}"]
    lines = [str(each) for each in found.differences[:_SHOWN]]
    more = [f"and {found.count - len(lines):,} more"] if found.count > len(lines) else []
    return [*lines, *more, f"{found.count:,} differences in {what}"]


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | None) else str(value)
