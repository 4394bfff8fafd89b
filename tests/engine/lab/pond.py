"""A small economy that is simulated in a blink, and how much of it is lived."""

from __future__ import annotations

from engine.lab.simulate import Experiment
from rules.load import compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.ruleset import Ruleset

GAME = """\
game:
  id: pond
  title: Pond
  version: 1.0.0
  language: 1
  report: {firsts: [frog.glow], curves: [level]}
"""
PLAY = """\
kinds:
  money: {holdable: stack}
  glow: {ordered_by: order, fields: {order: {int: [1, 3]}}}
  frog: {holdable: stack, most: 5, fields: {glow: glow}}
money: {gold: {name: Gold}}
glow: {dull: {name: Dull, order: 1}, shiny: {name: Shiny, order: 2}, lost: {name: Lost, order: 3}}
frog: {plop: {name: Plop, glow: dull}, dot: {name: Dot, glow: shiny}, ghost: {name: Ghost, glow: lost}}
variables:
  level: {type: {int: [1, 50]}, default: 1}
  verve:
    {type: {int: [0, 20]}, default: 5, spendable: true, regenerates: {by: 1, every: 1h, up_to: 20}}
limits: {hurry: {per: player, times: 3, in: 10s, counts: attempts}}
tables:
  pond:
    pick: one
    entries: {plop: {weight: 9, give: {plop: 1}}, dot: {weight: 1, give: {dot: 1}}, nothing: {weight: 2}}
actions:
  wake:
    summary: Wake.
    limit: hurry
    do: [{give: {gold: 3..7}}, {when: level < 50, then: [{add: {level: 1}}]}]
  dip: {summary: Dip., cost: {gold: 2, verve: 1}, do: [{draw: pond, as: catch}]}
  sell:
    summary: Sell.
    params: {frog: {type: frog, owned: true}, count: {type: {int: [1, 2]}}}
    cost: {frog: count}
    do: [{give: {gold: 4 * count}}]
  nap: {summary: Nap., say: zzz}
texts: {en: {zzz: Zzz.}}
profiles:
  idle: {logs_in: {chance: 50%}, share: 2, does: [{do: wake}]}
  keen:
    logs_in: {chance: 100%, sessions: 3}
    does:
      - {do: wake, times: 5}
      - {do: dip, while: verve > 2}
      - {do: sell, with: {frog: {any: owned(it) > 1}, count: 1}, times: 2, chance: 80%}
"""


def pond(play: str = PLAY) -> Ruleset:
    """Return the game; it has no error."""
    loaded = compile_pack(
        Texts("pond", {"pond/game.yaml": GAME, "pond/play.yaml": play}), Problems(), lambda *_: None
    )
    assert loaded.ruleset is not None, [problem.message for problem in loaded.problems]
    return loaded.ruleset


def experiment(days: int = 5, **players: int) -> Experiment:
    """Return a experiment for so many players of each profile."""
    return Experiment(players, days, 7, 20_605)
