"""What players hold is counted from their first morning on, what they begin with included."""

from __future__ import annotations

from engine.lab.watch import watch_of
from engine.state import State
from rules.pack import Texts
from tests.games import compiled

PACK = """\
game: {id: jars, title: Jars, version: 1.0.0, language: 1}
kinds: {place: {}}
place: {attic: {name: Attic}, cellar: {name: Cellar}}
variables: {jars: {type: {int: [0, 40]}, per: place, spendable: true, default: 2}}
limits: {daily: {times: 1, each: day}}
actions: {fill: {summary: Fill., limit: daily, do: [{give: {jars(place.attic): 3}}]}}
"""


def test_what_everybody_begins_with_is_held() -> None:
    ruleset = compiled(Texts("jars", {"jars/game.yaml": PACK})).ruleset
    assert ruleset is not None
    state = State.of(ruleset.catalogue, {"jars": {"attic": 5}})

    assert dict(watch_of(ruleset).holdings(state)) == {"attic": 5, "cellar": 2}
