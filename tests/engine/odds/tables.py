"""Tables lowered by hand: entries, guarantees and counters -> the steps of one draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from engine.odds.chain import Draw
from engine.state import State
from rules.expression.node import Cell, Const, Local, const
from rules.expression.type import COUNT, NONE, integer, record
from rules.program.catalogue import Catalogue, Kind
from rules.program.guarantee import Guarantee, Tabulation, tabulate
from rules.program.moment import Moment
from rules.program.node import Assign, Choose, Emit, Repeat, Step, Steps, Switch, Weights, Write
from rules.program.slot import Slot
from rules.site import Site

F = Fraction
CARD = record("card")
KINDS = {
    "card": Kind("card", ("ace", "king", "queen", "jack"), columns={"worth": (4, 3, 2, 1)}, holdable=True)
}
SLOTS = (
    Slot(0, "pity5", integer(0, 89)),
    Slot(1, "pity4", integer(0, 9)),
    Slot(2, "lost", integer(0, 1)),
    Slot(3, "this_draw", integer(0, 9), scope="draw"),
    Slot(4, "gold", COUNT, asset=True),
    Slot(5, "owned.card", COUNT, kind="card", asset=True),
    Slot(6, "taken", integer(0, 1), kind="card", scope="draw"),
    Slot(7, "side", integer(0, 2)),
    Slot(8, "last", CARD.maybe(), default=NONE),
)
GAME = Catalogue(KINDS, SLOTS, {})
MOMENT = Moment(10**12, 20_000, 1)

WISH = {"five": F(6, 1000), "four": F(51, 1000), "three": F(943, 1000)}
FIVE = Guarantee("five", "pity5", soft_from=74, soft_add=F(6, 100), by=90)
FOUR = Guarantee("four", "pity4", by=10)


def cell(slot: str) -> Cell:
    return Cell(GAME.slot(slot).type, slot)


def card(name: str) -> Const:
    return const(KINDS["card"].codes[name], CARD)


def table(
    name: str,
    chances: Mapping[str, Fraction],
    guarantees: Sequence[Guarantee] = (),
    inside: Mapping[str, Steps] | None = None,
) -> Steps:
    """Return one draw: a choice, what each entry does (*inside*, or a mark), and the counters."""
    made = tabulate(chances, guarantees)
    assert isinstance(made, Tabulation)
    weights = Weights(rows=made.rows, index=made.index(cell) if guarantees else None)
    return (
        Choose(Site(name, name, made.entries), name, weights),
        Switch(
            Local(integer(0, len(made.entries) - 1), name),
            tuple(
                (*(inside or {}).get(entry, (Emit("drawn", f"{name}.{entry}"),)), *_counted(made, entry))
                for entry in made.entries
            ),
        ),
    )


def _counted(made: Tabulation, entry: str) -> Steps:
    if not made.digits:
        return ()
    writes = (
        Write(each.counter, None, const(int(entry not in each.met)), add=entry not in each.met)
        for each in made.digits
    )
    return (Assign(tuple(writes), clamp=True),)


def half(name: str = "five") -> Steps:
    """Return a 50/50 with a guarantee: featured after each time that it was not."""
    return (
        Choose(Site(name), name, Weights(rows=((1, 1), (1, 0)), index=cell("lost"))),
        Switch(
            Local(integer(0, 1), name),
            (
                (Assign((Write("lost", None, const(0)),)), Emit("drawn", f"wish.{name}.featured")),
                (Assign((Write("lost", None, const(1)),)), Emit("drawn", f"wish.{name}.other")),
            ),
        ),
    )


def times(count: int, steps: Steps) -> Steps:
    return (Repeat(const(count), count, steps),)


def draw(steps: Sequence[Step], **held: Any) -> Draw:
    return Draw(GAME, tuple(steps), State.of(GAME, held).cells, MOMENT)


def of(made: Draw, steps: Steps) -> Draw:
    return replace(made, steps=steps)
