"""The default game, in which everybody begins with enough to do everything at once."""

from __future__ import annotations

import pytest

from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.games import compiled

RICH = """
game: {id: reve, title: R, version: 1.0.0, language: 1, extends: reve}
patches:
  rich:
    - {at: actions.trade.require.trade_level.that, set: level >= 1}
    - {at: actions.list_esprit.require.trade_level.that, set: level >= 1}
    - {at: actions.give_present.require.trade_level.that, set: level >= 1}
    - {at: actions.start.do, append: [{give: {gold: 100000, revie: 5, beamlet: 3, blazeling: 1}}]}
"""


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    """It."""
    found = compiled(Texts("rich", {"game.yaml": RICH})).ruleset  # which warns of what always holds
    assert found is not None
    return found
