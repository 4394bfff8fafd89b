"""The offers of a game -> those that a player may act on, a line each: what is in it, and until when."""

from __future__ import annotations

from collections.abc import Iterator

from cli.playing.game import Game
from engine.state import Cells
from engine.view import measure
from rules.report.cells import visible


def offers(game: Game) -> str:
    """Return the offers that stand and that the player who types may act on."""
    return "\n".join(_lines(game)) or "  there are none for you"


def _lines(game: Game) -> Iterator[str]:
    for number, state in game.world.offers.items():
        shape = game.world.kinds.of(state.cells)
        if shape.stands(state.cells, game.now) and _is_for(game, shape.kind, state.cells):
            parts = [*_inside(game, number), *_until(game, number)]
            yield visible(f"  {game.voice.offer(shape.kind, number)}  {'; '.join(parts) or 'nothing in it'}")


def _is_for(game: Game, kind: str, cells: Cells) -> bool:
    """Tell whether an offer is open to the player: he is in its guild and channel, there being but one."""
    form, slot = game.ruleset.offers[kind], game.ruleset.catalogue.slot
    named = (f"{kind}.owner", *form.named)
    return form.open_to != "named" or game.me in {cells[slot(name).index] for name in named}


def _inside(game: Game, number: int) -> Iterator[str]:
    """Yield what each putter has in an offer; what a table put is nobody's."""
    cells, catalogue = game.world.offers[number].cells, game.ruleset.catalogue
    by_putter: dict[int, list[tuple[str, str | None, int]]] = {}
    for part in game.world.kinds.of(cells).parts(cells):
        slot = catalogue.slots[part.slot]
        id_ = catalogue.kinds[slot.kind].ids[part.code] if slot.kind else None
        by_putter.setdefault(part.putter, []).append((slot.name, id_, part.amount))
    for putter, rows in sorted(by_putter.items()):
        of = f" of {game.voice.player(putter)}" if putter else ""
        yield f"{game.voice.amounts(tuple(rows))}{of}"


def _until(game: Game, number: int) -> Iterator[str]:
    ends = game.world.ends(number)
    if ends is not None:
        yield f"until {measure.time(game.ruleset.catalogue.calendar, ends)}"
