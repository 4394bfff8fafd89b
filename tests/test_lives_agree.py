"""Players of generated games come to the same one by one, as columns in blocks of any size, and compiled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.simulating.foundry import built, found
from engine.columns import amounts, luck, sweep
from engine.columns.draft import Draft
from engine.lab import crowd
from engine.lab.census import Census
from engine.lab.life import Lives
from engine.lab.simulate import Block, Experiment
from rules.expression import column_number
from rules.program.node import Program
from rules.program.walk import every
from rules.ruleset import Ruleset
from tests import forms as primitives
from tests.games import NAMES, game
from tests.generated.written.forms import PLAYED, UNPLAYED_NOUNS, every_form, forms_of, nouns
from tests.generated.written.game import written
from tests.lives import (
    FIRST_DAY,
    Alone,
    Made,
    built_from,
    columns_differ,
    difference,
    made,
    native_differs,
    text_of,
)

PACKS, CHUNK = 300, 15
COMPILED, AT_ONCE = 30, 3
TELLING = 18  # a game that shows what few do, looked at first

# Forms of programs to which nothing in the language leads: who plays knows no seed, and `have` is a test.
UNSPOKEN = {"Function.seed", "Take.check"}


@pytest.mark.parametrize("first", range(0, PACKS, CHUNK))
def test_three_hundred_generated_games_are_lived_alike_by_one_and_by_many(first: int) -> None:
    for seed in range(first, first + CHUNK):
        assert columns_differ(made(seed)) == ""


def test_generated_games_are_written_in_every_form_of_the_language() -> None:
    used = set().union(*(forms_of(written(seed)) for seed in range(PACKS)))
    assert sorted(every_form() - used) == [], "no generated game says this"


def test_each_noun_is_written_in_generated_games_or_it_is_said_why_not() -> None:
    assert sorted([*PLAYED, *UNPLAYED_NOUNS]) == sorted(nouns())


def test_programs_of_generated_games_are_made_of_every_form() -> None:
    used = {name for seed in range(PACKS // 3) for name in _forms(made(seed).ruleset)}
    assert sorted(primitives.every_form() - used - UNSPOKEN) == [], "no generated game leads to this"
    assert not used & UNSPOKEN, "something leads there now"


def _forms(ruleset: Ruleset) -> set[str]:
    profiles = ruleset.profiles.values()
    programs: list[Program] = [*ruleset.programs.values()]
    programs += [habit.program for profile in profiles for habit in profile.habits]
    programs += [purchase.program for profile in profiles for purchase in profile.purchases]
    programs += [profile.stop.program for profile in profiles if profile.stop.program]
    used = {name for program in programs for name in primitives.forms(program)}
    bodies = (body for formula in ruleset.catalogue.formulas.values() for body in formula.bodies)
    return used.union(*(primitives.expression_forms(body) for body in bodies))


def test_generated_games_do_much_refuse_some_and_never_fault() -> None:
    done, faults, steps = 0, 0, 0
    for seed in range(20):
        one = made(seed)
        steps += sum(1 for program in one.ruleset.programs.values() for _ in every(program.steps))
        for experiment, block in one.experiments():
            summary = Alone(one.ruleset)(experiment, block).lived.summary
            done += summary.actions.total()
            faults += summary.faults.total()
    assert done > 20 * 15, done
    assert steps > 20 * 60, steps
    assert faults == 0


@pytest.fixture
def compiler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path | None]:
    """Build libraries that nobody finds later; without a compiler there is nothing to compare."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def build(text: str) -> Path | None:
        library = built(text)
        assert library is not None or found() is None, "the compiler refused"
        return library

    return build


@pytest.mark.parametrize("first", range(0, COMPILED, AT_ONCE))
def test_generated_games_are_lived_alike_by_compiled_code(
    first: int, compiler: Callable[[str], Path | None]
) -> None:
    for seed in range(first, first + AT_ONCE):
        one = made(seed)
        text = text_of(one.ruleset)
        assert text is not None, f"seed {seed}: nothing in it is beyond C"
        library = compiler(text)
        if library is not None:
            assert native_differs(one, library) == ""


@pytest.mark.parametrize("name", NAMES)
def test_shipped_games_are_lived_alike_by_compiled_code(
    name: str, compiler: Callable[[str], Path | None]
) -> None:
    ruleset = game(name)
    text = text_of(ruleset)
    assert text is not None
    library = compiler(text)
    if library is None:
        return
    alone, native = Alone(ruleset), built_from(ruleset, library)
    for profile in ruleset.profiles:
        experiment, block = Experiment({profile: 8}, 4, 5, FIRST_DAY), Block(profile, 2, 6)
        lived = native.live(experiment, block)
        assert lived is not None
        assert difference(alone(experiment, block).lived, lived) == ""


PLANTED: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "a gift beyond the upper bound is not cut": (amounts, "fitting", lambda _, __, amount: amount),
    "a refusal does not take writes back": (Draft, "take_back", lambda _: None),
    "attempts do not outlive a refusal": (Draft, "keep", lambda _, __, ___: None),
    "rows that are refused go on": (Draft, "living", lambda _, active: active),
    "floor does not snap": (column_number, "snap", lambda x: x),
    "reactions that may still fire are forgotten": (sweep, "_leave", lambda *_: None),
    "every day is a working day": (crowd, "is_weekend", lambda _: False),
    "nobody has enough": (crowd.Crowd, "_evening", lambda *_: None),
    "pity is not counted": (Census, "_met", lambda *_: None),
    "what is certain is rolled for": (
        luck,
        "happens",
        lambda chance, seed, site, active: luck.below_one(10**9, seed, site, active) <= chance // 2,
    ),
}


@pytest.mark.parametrize("fault", PLANTED, ids=str)
def test_a_difference_that_is_planted_in_columns_is_caught(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*PLANTED[fault])
    assert any(_differs(made(seed)) for seed in range(PACKS // 5)), fault


def _differs(one: Made) -> bool:
    """Tell whether a game shows it; what breaks is as good as different."""
    try:
        return columns_differ(one) != ""
    except (IndexError, ValueError):
        return True


def test_a_difference_that_is_planted_in_the_player_executor_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Lives, "_buy", lambda *_: iter(()))
    assert any(columns_differ(made(seed)) for seed in range(20))


# A word of the generated C, and what is put in its place.
WORDS = {
    "the golden ratio is another": ("0x9E3779B97F4A7C15", "0x9E3779B97F4A7C17"),
    "what is refused is not taken back": ("if (ended != ACCEPTED) take_back(p);", ""),
    "nothing snaps": ("? half : x;", "? x : x;"),
    "days begin three hours late": ("- DAY_STARTS, 86400000)", "- DAY_STARTS - 10800000, 86400000)"),
    "amounts are told once more": ("amount};\n}", "amount + 1};\n}"),
}


@pytest.mark.parametrize("fault", WORDS, ids=str)
def test_a_difference_that_is_planted_in_compiled_code_is_caught(
    fault: str, compiler: Callable[[str], Path | None]
) -> None:
    right, wrong = WORDS[fault]
    for seed in (TELLING, *range(COMPILED)):
        one = made(seed)
        text = text_of(one.ruleset) or ""
        assert right in text
        library = compiler(text.replace(right, wrong))
        if library is None or native_differs(one, library):
            return
    pytest.fail(fault)
