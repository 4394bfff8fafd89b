"""A log tells when a player has had enough, and until when; who has not come yet has not left."""

from __future__ import annotations

import pytest

from engine.lab.life import NEVER, Evening
from engine.lab.log import log
from engine.state import State
from tests.engine.lab.judge.asked import POND

NOBODY = State.empty(POND.catalogue)


@pytest.mark.parametrize(
    ("evenings", "lines"),
    [
        ([(1, 0), (1, 2), (0, 2)], ["day 2 stops until day 3"]),
        ([(1, 0), (1, NEVER), (0, NEVER)], ["day 2 stops for good"]),
        ([(1, 0), (0, 8), (0, 8)], ["day 2 stops until day 9"]),
        ([(0, 2), (0, 2), (1, 2), (0, 2)], []),
    ],
)
def test_the_day_on_which_a_player_stops_has_a_line(
    evenings: list[tuple[int, int]], lines: list[str]
) -> None:
    life = [Evening(NOBODY, sessions, since) for sessions, since in evenings]
    assert [*log(life, POND.catalogue.calendar, by_day=True)] == lines
    assert [*log(life, POND.catalogue.calendar, by_day=False)] == []
