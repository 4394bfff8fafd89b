"""Other players and offers in a command: drafts of their cells, and their states after it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.offer import Shape
from engine.state import State
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment


class Drafts(dict[int, Any]):
    """The cells of objects by number as a command has written them so far, and as they were before."""

    def __init__(self, before: dict[int, Any]) -> None:
        super().__init__()
        self.before = before

    def __missing__(self, number: int) -> Any:
        """Begin a draft of an object when it is first looked at: whoever keeps them may fetch it then."""
        self[number] = cells = list(self.before[number])
        return cells

    def states(self, catalogue: Catalogue, me: int | None = None) -> dict[int, State]:
        """Return the states that were written or are new, without that of who acts."""
        return {
            number: State(catalogue, cells)
            for number, cells in self.items()
            if number != me and cells != self.before.get(number)
        }


def drafted(moment: Moment, cells: list[Any]) -> Moment:
    """Return a moment whose players and offers may be written; the one who acts is among them."""
    players = Drafts(moment.players)
    players[moment.me] = cells
    return replace(moment, players=players, offers=Drafts(moment.offers))


def changed(catalogue: Catalogue, moment: Moment) -> tuple[dict[int, State], dict[int, State]]:
    """Return the states of the other players and of the offers that the command wrote."""
    players, offers = moment.players, moment.offers
    assert isinstance(players, Drafts)  # noqa: S101 - made by `drafted`
    assert isinstance(offers, Drafts)  # noqa: S101 - made by `drafted`
    return players.states(catalogue, moment.me), offers.states(catalogue)


def opened(moment: Moment, shape: Shape, empty: list[Any], ends: int) -> int:
    """Make an offer under the first number that is free, and return that; there is a defect if none is."""
    number = next(each for each in moment.fresh if each not in moment.offers)
    cells = list(empty)
    cells[shape.owner], cells[shape.ends] = moment.me, ends
    cells[shape.guild], cells[shape.channel] = moment.guild, moment.channel
    moment.offers[number] = cells
    return number


def standing(moment: Moment, shape: Shape, number: int) -> bool:
    """Tell whether the offer that is the only one of its kind stands; one that is not there does not."""
    try:
        cells = moment.offers[number]
    except KeyError:
        return False
    return shape.stands(cells, moment.now)
