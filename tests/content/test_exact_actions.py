"""What may come of the shipped games' actions is, to the last digit, what playing every outcome gives."""

from __future__ import annotations

import pytest

from tests.agreement import asked_by
from tests.games import game
from tests.generated.visitors import visits
from tests.test_distribution_agrees import Asked, enumerated, exact

ACTIONS = {
    "reve": (
        "allocate awaken battle claim_echo craft daily forage fuse cherish lead open_echo sell start tinker "
        "unlead unwrap"
    ),
    "fishing": "dig_worms dive fit_rod get_permit hang_up hawk settle_in stock_up take_down",
    "banner": "rekindle see_off stipend",
    "tutorial": "beachcomb dip fetch_net let_go wish",
    "lootbox": "pawn sweep_attic",
}
CASES = [(name, action) for name, actions in ACTIONS.items() for action in actions.split()]


@pytest.mark.parametrize(("name", "action"), CASES)
def test_an_action_leads_where_all_its_outcomes_lead(name: str, action: str) -> None:
    made = visits(game(name), action, 4, 16)
    for state, moment, params in zip(made.states, made.moments, asked_by(made), strict=True):
        asked = Asked(made.catalogue, made.program, state, params, moment)
        by_hand = enumerated(asked)
        assert exact(asked) == by_hand
        assert sum(by_hand[0].values()) + sum(by_hand[1].values()) == 1
