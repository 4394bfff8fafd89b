"""Every action of every shipped game does the same for one player and for many, and can be told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from engine.columns.forms import refused_forms
from engine.player.run import Executor
from engine.view.ask import Situation
from engine.view.reply import Part, Replier
from engine.view.voice import Voice
from tests.agreement import asked_by, disagreement, outcomes_of, play_one_by_one
from tests.games import NAMES, game
from tests.generated.visitors import visits

ACTIONS = [(name, action) for name in NAMES for action in game(name).programs]


@pytest.mark.parametrize(("name", "action"), ACTIONS)
def test_an_action_does_the_same_for_one_and_for_many_and_is_never_at_fault(name: str, action: str) -> None:
    made = visits(game(name), action, 1)
    one = play_one_by_one(made)
    reasons = Counter(one.reasons)
    assert disagreement(made, lambda _: one) == ""
    assert reasons[None] >= 10, "too few players could do it"
    assert "fault" not in reasons


@pytest.mark.parametrize("name", NAMES)
def test_columns_can_run_every_action(name: str) -> None:
    ruleset = game(name)
    found = {
        action: refused_forms(program, ruleset.catalogue) for action, program in ruleset.programs.items()
    }
    assert {action: forms for action, forms in found.items() if forms} == {}


def lines(part: Part) -> Iterator[str]:
    """Yield all that is shown of a part."""
    if isinstance(part, str):
        yield part
        return
    yield from (part.title, *part.lines)
    for row in part.rows:
        yield row.label
        yield from (words for outcome in row.odds for words in outcome)
        if not row.odds:
            yield row.value


@pytest.mark.parametrize(("name", "action"), ACTIONS)
def test_whatever_happens_is_told_in_full_in_every_language(name: str, action: str) -> None:
    ruleset, made = game(name), visits(game(name), action, 3, 25)
    executor, keys = Executor(made.catalogue), {key for texts in ruleset.texts.values() for key in texts}
    outcomes = [
        (outcome, Situation(state, moment, asked))
        for outcome, state, moment, asked in zip(
            outcomes_of(made), made.states, made.moments, asked_by(made), strict=True
        )
    ]
    for locale in ruleset.locales:
        replier = Replier(Voice(ruleset, locale), executor)
        for outcome, before in outcomes:
            told = replier.reply(action, outcome, before)
            preview = replier.preview(action, before)
            parts = [*told, preview] if preview is not None else told
            assert told
            for words in (line for part in parts for line in lines(part)):
                assert words not in keys
                assert words.strip()
                assert not set("{}") & set(words), words
