"""A random program and its players -> what both executors make of it, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.chance import CounterChance
from engine.columns import run as columns
from engine.columns.frame import frame_of, states_of
from engine.columns.ledger import Asset
from engine.outcome import Accepted, Given, Outcome, Refused, Taken
from engine.player.run import Executor
from engine.state import State
from rules.expression import column_hash
from rules.site import start
from tests.random_programs import Made

OCCASION = 7

Ledger = dict[tuple[str, str | None, str], int]


@dataclass(frozen=True, slots=True)
class Result:
    """The state and the reason (None if accepted) of each player, and what was minted and burnt in all."""

    states: Sequence[State]
    reasons: Sequence[str | None]
    minted: Ledger
    burnt: Ledger


def asked_by(made: Made) -> list[dict[str, int]]:
    """Return the parameters of each player."""
    return [{name: values[row] for name, values in made.params.items()} for row in range(len(made.states))]


def outcomes_of(made: Made) -> list[Outcome]:
    """Run the program for one player after the other."""
    executor, chance = Executor(made.catalogue), CounterChance(made.seed)
    return [
        executor.play(made.program, state, params, chance, moment, start(moment.me, OCCASION))
        for state, params, moment in zip(made.states, asked_by(made), made.moments, strict=True)
    ]


def play_one_by_one(made: Made) -> Result:
    """Run the program for one player after the other, and add up."""
    outcomes = outcomes_of(made)
    minted: Counter[tuple[str, str | None, str]] = Counter()
    burnt: Counter[tuple[str, str | None, str]] = Counter()
    for outcome in outcomes:
        for event in outcome.events if isinstance(outcome, Accepted) else ():
            if isinstance(event, Given):
                minted[event.slot, event.key, event.why] += event.amount
            elif isinstance(event, Taken):
                burnt[event.slot, event.key, event.why] += event.amount
    reasons = [outcome.reason if isinstance(outcome, Refused) else None for outcome in outcomes]
    return Result([outcome.state for outcome in outcomes], reasons, dict(minted), dict(burnt))


def play_as_columns(made: Made) -> Result:
    """Run the program for all players at once."""
    frame = frame_of(made.catalogue, made.states, made.moments)
    params = {name: np.array(values, dtype=np.int64) for name, values in made.params.items()}
    coordinate = column_hash.start(frame.me, np.array([OCCASION]))
    outcomes = columns.Executor(made.catalogue).play(made.program, frame, params, made.seed, coordinate)
    names = (*outcomes.reasons, None)
    reasons = [names[place] for place in outcomes.reason.tolist()]
    totals = outcomes.totals
    states = states_of(made.catalogue, outcomes.frame)
    return Result(states, reasons, _plain(totals.minted), _plain(totals.burnt))


def _plain(sums: dict[Asset, int]) -> Ledger:
    return {(asset.slot, asset.key, asset.why): amount for asset, amount in sums.items()}


def disagreement(
    made: Made,
    first: Callable[[Made], Result] = play_one_by_one,
    other: Callable[[Made], Result] = play_as_columns,
) -> str:
    """Say where two executors differ, or nothing."""
    one, many = first(made), other(made)
    for row, (state, reason) in enumerate(zip(one.states, one.reasons, strict=True)):
        if reason != many.reasons[row]:
            return f"seed {made.seed}, player {row}: {reason} and {many.reasons[row]}"
        if state != many.states[row]:
            return f"seed {made.seed}, player {row} ({reason}): {state} and {many.states[row]}"
    if (one.minted, one.burnt) != (many.minted, many.burnt):
        return f"seed {made.seed}: {one.minted}, {one.burnt} and {many.minted}, {many.burnt}"
    return ""
