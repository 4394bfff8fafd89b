"""Players as columns: each row is a player, as he was."""

from __future__ import annotations

from random import Random

from engine.columns.frame import frame_of, row_of
from rules.program.moment import Moment
from tests.generated.players import random_states
from tests.lowered.formulas import GAME


def test_a_row_is_a_player_at_his_moment() -> None:
    states = random_states(Random(8), GAME, 20)
    moments = [Moment(now=row * 7, today=row, me=100 - row, seed=3) for row in range(20)]

    frame = frame_of(GAME, states, moments)

    assert [row_of(GAME, frame, row) for row in range(20)] == list(zip(states, moments, strict=True))
