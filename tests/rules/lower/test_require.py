"""A row that is asked although others do not hold reads nothing that only they prove to be there."""

from __future__ import annotations

import pytest

from engine.chance import CounterChance
from engine.outcome import Refused
from engine.player.run import Executor
from engine.state import State
from rules.pack import Texts
from rules.program.moment import Moment
from tests.games import compiled

PACK = """\
game: {{id: pets, title: Pets, version: 1.0.0, language: 1}}
kinds: {{gem: {{holdable: stack, fields: {{size: int}}}}}}
gem: {{ruby: {{name: Ruby, size: 1}}, opal: {{name: Opal, size: 2}}}}
variables: {{pet: {{type: gem, optional: true}}, total: {{type: int}}}}
limits: {{daily: {{times: 1, each: day}}}}
actions:
  adopt: {{summary: Adopt., limit: daily, do: [{{set: {{pet: gem.ruby, total: 1}}}}]}}
  act: {{summary: Act., limit: daily, {}, do: []}}
texts: {{en: {{no_pet: None., small: Small.}}}}
"""
ROWS = [
    (
        "params: {p: {type: gem, where: has(pet)}, q: {type: gem, where: pet.size > total}}",
        ("params.p",),
    ),
    (
        "params: {p: {type: gem, where: has(pet)}, q: {type: gem, where: (pet.size if has(pet) else 0) > 0}}",
        ("params.p", "params.q"),
    ),
    (
        "require: [{that: has(pet), else: no_pet}, {that: (pet.size if has(pet) else 0) > 0, else: small}]",
        ("no_pet", "small"),
    ),
    (
        "require: [{that: has(pet), else: no_pet}, {have: {ruby: pet.size}, else: small}]",
        ("no_pet",),
    ),
    (
        "require: [{that: has(pet), else: no_pet}, {have: {ruby: pet.size if has(pet) else 9}, else: small}]",
        ("no_pet", "small"),
    ),
]


@pytest.mark.parametrize(("rows", "told"), ROWS, ids=[rows for rows, _ in ROWS])
def test_rows_that_can_be_read_are_told_and_others_wait(rows: str, told: tuple[str, ...]) -> None:
    ruleset = compiled(Texts("pets", {"pets/game.yaml": PACK.format(rows)})).ruleset
    assert ruleset is not None
    moment = Moment(10**12, 11_574, 1, 1)

    outcome = Executor(ruleset.catalogue).play(
        ruleset.programs["act"],
        State.new(ruleset.catalogue, moment),
        {"p": 0, "q": 0},
        CounterChance(1),
        moment,
        1,
    )

    assert isinstance(outcome, Refused)
    assert outcome.rows == told
