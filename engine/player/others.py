"""Other players in a command: drafts of their cells, and their states after it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.state import State
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment


class Drafts(dict[int, Any]):
    """The cells of players by id as a command has written them so far, and as they were before."""

    def __init__(self, before: dict[int, Any], me: int, cells: list[Any]) -> None:
        super().__init__({player: list(held) for player, held in before.items()})
        self.before = before
        self.me = me
        self[me] = cells


def drafted(moment: Moment, cells: list[Any]) -> Moment:
    """Return a moment whose players may be written; the one who acts is among them."""
    return replace(moment, players=Drafts(moment.players, moment.me, cells))


def changed(catalogue: Catalogue, moment: Moment) -> dict[int, State]:
    """Return the states of the other players that the command wrote."""
    drafts = moment.players
    assert isinstance(drafts, Drafts)  # noqa: S101 - made by `drafted`
    return {
        player: State(catalogue, cells)
        for player, cells in drafts.items()
        if player != drafts.me and cells != drafts.before[player]
    }
