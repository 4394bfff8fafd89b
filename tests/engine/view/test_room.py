"""What did not fit under its upper bound is said: nobody pays for nothing in silence."""

from __future__ import annotations

import pytest

from engine.chance import CounterChance
from engine.outcome import Accepted
from engine.player.run import Executor
from engine.state import State
from engine.view.ask import Situation
from engine.view.reply import Part, Replier
from engine.view.voice import Voice
from rules.load import compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.program.moment import Moment

PACK = """
game: {id: shop, title: Shop, version: 1.0.0, language: 1}
kinds: {coin: {holdable: stack}, hat: {holdable: stack, most: 3}}
coin: {gold: {name: Gold}}
hat: {crown: {name: Crown}}
actions:
  buy: {summary: Buy crowns., cost: {gold: 5}, do: [{give: {crown: 2}}, {give: {crown: 2}}], say: sold}
texts: {en: {sold: Sold.}}
"""


@pytest.mark.parametrize(
    ("locale", "said"), [("en", "There was no room for {} Crown."), ("de", "Dafür war kein Platz: {} Crown.")]
)
def test_what_was_paid_for_and_did_not_fit_is_named(locale: str, said: str) -> None:
    ruleset = compile_pack(Texts("shop", {"game.yaml": PACK}), Problems(), lambda _, __: None).ruleset
    assert ruleset is not None
    executor, moment = Executor(ruleset.catalogue), Moment(0, 0)
    replier = Replier(Voice(ruleset, locale), executor)
    state = State.of(ruleset.catalogue, {"gold": 10})
    parts: list[list[Part]] = []
    for _ in range(2):
        before = Situation(state, moment, {})
        outcome = executor.play(ruleset.programs["buy"], state, {}, CounterChance(), moment)
        assert isinstance(outcome, Accepted)
        parts.append(replier.reply("buy", outcome, before))
        state = outcome.state

    assert parts == [["Sold.", said.format(1)], ["Sold.", said.format(4)]]
    assert state.named() == {"crown": 3}
