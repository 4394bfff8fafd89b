"""What a game says of notices: which there are, and whether somebody is to be told."""

from __future__ import annotations

from typing import Any

import pytest

from engine.chance import CounterChance
from engine.outcome import Accepted
from engine.player.run import play
from rules.expression.type import HOUR
from tests.packs import GAME
from tests.play import player, problems, ruleset

HEAD = GAME.replace("}", ', notices: {of: notice, when: "wants(it) and it.holds"}}', 1)
PACK = """
kinds: {notice: {fields: {holds: {formula: bool}}}}
notice: {full: {holds: verve >= 10}, hello: {holds: "true"}}
variables:
  wants: {per: notice, type: bool}
  verve: {type: {int: [0, 10]}, default: 5, regenerates: {by: 1, every: 1h, up_to: 10}}
actions:
  greet: {params: {p: {type: player}}, do: [{tell: hello, to: p}]}
texts: {en: {full: Full., hello: Hello.}}
"""


def wanted(notice: str, hours: int = 0, **given: Any) -> bool:
    """Tell whether somebody who has what is given is told of a notice after so many hours."""
    rules, someone = ruleset(PACK, HEAD), player(PACK, HEAD, **given)
    assert rules.notices is not None
    someone.now += hours * HOUR
    params = {"it": rules.catalogue.kinds["notice"].codes[notice]}
    outcome = play(rules.catalogue, rules.notices, someone.state, params, CounterChance(1), someone.moment)
    return isinstance(outcome, Accepted)


@pytest.mark.system("G33")
def test_nobody_is_told_who_did_not_ask_for_it() -> None:
    assert not wanted("hello")
    assert wanted("hello", wants={"hello": True})
    assert not wanted("hello", wants={"full": True})


def test_whether_it_still_holds_is_asked_of_the_settled_player() -> None:
    assert not wanted("full", wants={"full": True})
    assert wanted("full", hours=5, wants={"full": True})


def test_a_game_that_says_nothing_of_notices_sends_them_all() -> None:
    assert ruleset(PACK).notices is None


def test_what_is_told_must_be_a_notice() -> None:
    wrong = PACK.replace("tell: hello", "tell: helo").replace("hello: Hello.", "hello: Hello., helo: Helo.")

    assert problems(wrong, HEAD) == [
        ("E516", "there is no notice called `helo`, so nobody could ask to be told of it")
    ]


def test_the_kind_of_notices_must_be_there() -> None:
    assert ("E604", "there is no kind called `notes`") in problems(
        PACK, HEAD.replace("of: notice", "of: notes")
    )
