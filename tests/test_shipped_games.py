"""Every action of every shipped game does the same for one player and for many, and can be told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from engine.columns.forms import refused_forms
from engine.outcome import Outcome, Refused
from engine.player.run import Executor
from engine.view.ask import Situation
from engine.view.reply import Part, Replier
from engine.view.voice import Voice
from tests.agreement import asked_by, disagreement, outcomes_of, play_one_by_one
from tests.games import NAMES, game
from tests.generated.gatherings import Company, commands, ends, needed, opened
from tests.generated.visitors import visits

ACTIONS = [(name, action) for name in NAMES for action in game(name).programs]
TOGETHER = [
    (name, action)
    for name, action in ACTIONS
    if refused_forms(game(name).programs[action], game(name).catalogue)
]
ALONE = [each for each in ACTIONS if each not in TOGETHER]
ENDINGS = [(name, kind) for name in NAMES for kind in game(name).endings]


@cache
def company(name: str) -> Company:
    """Return a game that is played by several."""
    return Company.of(game(name))


@pytest.mark.parametrize(("name", "action"), ALONE)
def test_an_action_does_the_same_for_one_and_for_many_and_is_never_at_fault(name: str, action: str) -> None:
    made = visits(game(name), action, 1)
    one = play_one_by_one(made)
    reasons = Counter(one.reasons)
    assert disagreement(made, lambda _: one) == ""
    assert reasons[None] >= 10, "too few players could do it"
    assert "fault" not in reasons


@pytest.mark.parametrize(("name", "action"), TOGETHER)
def test_what_players_do_together_is_never_at_fault(name: str, action: str) -> None:
    reasons = reasons_of(each.outcome for each in commands(company(name), action, 1, 60))
    assert reasons[None] >= 10, "too few players could do it"
    assert "fault" not in reasons


@pytest.mark.parametrize(("name", "kind"), ENDINGS)
def test_the_end_of_an_offer_is_never_at_fault(name: str, kind: str) -> None:
    reasons = reasons_of(ends(company(name), kind, 1, 40))
    assert reasons[None] >= 10, "too few came to their end"
    assert "fault" not in reasons


@pytest.mark.parametrize(("name", "action"), TOGETHER)
def test_columns_can_run_every_action_but_what_players_do_together(name: str, action: str) -> None:
    program = game(name).programs[action]
    others = any(param.type.name == "player" for param in program.params)
    assert others or needed(program) or opened(program)


def reasons_of(outcomes: Iterable[Outcome]) -> Counter[str | None]:
    """Count why commands were refused; None: accepted."""
    return Counter(each.reason if isinstance(each, Refused) else None for each in outcomes)


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


def asked(name: str, action: str) -> Iterator[tuple[Outcome, Situation]]:
    """Yield commands and what came of them."""
    if (name, action) in TOGETHER:
        for each in commands(company(name), action, 3, 15):
            yield each.outcome, Situation(each.state, each.moment, each.params)
        return
    made = visits(game(name), action, 3, 25)
    for outcome, state, moment, params in zip(
        outcomes_of(made), made.states, made.moments, asked_by(made), strict=True
    ):
        yield outcome, Situation(state, moment, params)


@pytest.mark.parametrize(("name", "action"), ACTIONS)
def test_whatever_happens_is_told_in_full_in_every_language(name: str, action: str) -> None:
    ruleset = game(name)
    executor, keys = Executor(ruleset.catalogue), {key for texts in ruleset.texts.values() for key in texts}
    outcomes = list(asked(name, action))
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
