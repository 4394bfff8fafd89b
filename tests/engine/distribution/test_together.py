"""A draw into an offer has the odds of the draw; what players do together is refused by name."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.distribution.keyed import Keyed
from engine.distribution.question import Answer, Question, TogetherError
from engine.distribution.run import distribution
from engine.distribution.together import together
from rules.expression.node import Const, Local, const
from rules.expression.type import integer, offer
from rules.program.node import Close, Empty, Give, If, Move, Open, Row, Step, Steps, Tally, Uniform
from rules.site import Site
from tests.engine.odds.tables import GAME, MOMENT, draw

DEAL = Const(offer("raid"), MOMENT.me)  # even where its number is that of who acts
HERE = Local(offer("raid"), "raid")
DIE = Uniform(Site("die"), "die", const(1), const(2))
GOLD = (Row("gold", None, Local(integer(1, 2), "die")),)


def ask(question: Question, *steps: Step) -> Answer:
    found = distribution(GAME, steps, question, draw(()).cells, MOMENT)
    assert isinstance(found, Answer)
    return found


@pytest.mark.parametrize("to", [DEAL, HERE], ids=["known", "a parameter that nobody gave"])
def test_the_tally_of_a_draw_into_an_offer_is_that_of_the_draw(to: Const | Local) -> None:
    steps: Steps = (Tally("got"), DIE, Give(GOLD, tally="got", to=to))
    found = ask(Question(locals=frozenset({"got"})), *steps)
    gold = GAME.slot("gold").index, -1
    assert {key[found.names.index("got")]: mass for key, mass in found.states.items()} == {
        Keyed({gold: 1}): Fraction(1, 2),
        Keyed({gold: 2}): Fraction(1, 2),
    }
    nothing = ask(Question(frozenset({"gold"})), *steps)
    assert [key[nothing.names.index("#gold")] for key in nothing.states] == [0]


@pytest.mark.parametrize(
    "step", [Open("raid", "it"), Move(None, source=DEAL), Close(DEAL), Empty("side", DEAL)]
)
def test_what_players_do_together_is_refused_by_name(step: Step) -> None:
    with pytest.raises(TogetherError, match=f"`{type(step).__name__.lower()}` is what players do together"):
        ask(Question(frozenset({"gold"})), DIE, If(const(1), (step,)))
    assert together((DIE, If(const(1), (step,)))) is step
    assert together((DIE,)) is None
