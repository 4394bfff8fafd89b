"""What holds in packs that are generated: refusals, limits, costs, and what a cache changes: nothing."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.outcome import Accepted, Outcome
from engine.state import State
from rules.define.moment import moment
from rules.load import compile_pack, load
from rules.pack import Texts
from rules.problem import Problems
from rules.program.moment import Moment
from rules.ruleset import Ruleset
from tests.generated.packs import many
from tests.packs import CONTENT, find, folder
from tests.play import ME, Player
from tests.rules.pack.test_cache import Memory

STATES = {"c0": 3, "c5": 2, "gold": 5000}


def compiled(files: dict[str, str]) -> Ruleset:
    found = compile_pack(Texts("mine", files), Problems(), find)
    assert found.ruleset is not None, [problem.message for problem in found.problems]
    return found.ruleset


def newcomer(rules: Ruleset, **given_: Any) -> Player:
    begins = moment("2026-01-05 12:00", rules.catalogue.calendar) or 0
    today = rules.catalogue.calendar.day_of(begins)
    return Player(rules, State.new(rules.catalogue, Moment(begins, today, ME)).with_(given_), begins)


def life(one: Player, seed: int, steps: int) -> list[str]:
    """Return what a player who does anything at random goes through, each outcome as a line."""
    random, lines = Random(seed), []
    for step in range(steps):
        action = random.choice(sorted(one.rules.programs))
        params = {
            param.name: random.choice(one.rules.catalogue.kinds[param.type.kind].ids)
            if param.type.name == "record"
            else random.randint(1, 5)
            for param in sorted(one.rules.programs[action].params, key=lambda param: param.name)
        }
        one.now += random.randrange(10**7)
        before = one.state
        lines.append(told(action, before, one.lucky(action, seed * 1000 + step, **params)))
    return lines


def told(action: str, before: Any, outcome: Outcome) -> str:
    if isinstance(outcome, Accepted):
        return f"{action} {sorted(outcome.state.named().items())} {outcome.events}"
    changed = {name for name, value in outcome.state.named().items() if before.named().get(name) != value}
    assert {name for name in changed if not name.startswith("limit.")} == set()
    assert outcome.reason != "fault", outcome.message
    return f"{action} {outcome.reason} {outcome.rows}"


MANY = compiled(many(120))


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_what_is_refused_changes_nothing_but_attempts_and_nothing_is_ever_a_fault(seed: int) -> None:
    life(newcomer(MANY, **STATES), seed, 30)


def test_comments_and_styles_do_not_change_a_games_name() -> None:
    texts = folder(CONTENT / "examples" / "lootbox")
    noted = {
        name: "# a note\n" + text.replace("\n", "  # and another\n", 1) for name, text in texts.files.items()
    }

    one, other = (compile_pack(Texts("mine", files), Problems(), find) for files in (texts.files, noted))

    assert one.ruleset is not None
    assert other.ruleset is not None
    assert one.ruleset.hash == other.ruleset.hash


def test_nothing_is_made_from_nothing() -> None:
    """Whoever has nothing and may do only what costs something has nothing after it."""
    one = newcomer(MANY, gold=0)
    for action in ("open", "grow", "sell"):
        params = {"card": "c1"} if action != "open" else {}
        assert not isinstance(one.lucky(action, 3, **params), Accepted)
    assert one.has() == {"gold": 0}


def test_limits_are_never_exceeded_on_a_day() -> None:
    one = newcomer(MANY, gold=10**6)
    accepted = 0
    for step in range(40):
        one.now += 60_000
        accepted += isinstance(one.lucky("open", step), Accepted)

    assert accepted == 10
    one.now += 24 * 3_600_000
    assert isinstance(one.lucky("open", 99), Accepted)


def test_a_ruleset_is_the_same_from_a_cache(tmp_path: Path) -> None:
    store, place = Memory(), tmp_path / "many"
    for name, text in many(90, a_file=20).items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    plain, first, again = load(place), load(place, cache=store), load(place, cache=store)

    assert [str(each.place) for each in plain.problems] == [str(each.place) for each in again.problems]
    assert plain.ruleset is not None
    assert first.ruleset is not None
    assert again.ruleset is not None
    assert plain.ruleset.hash == first.ruleset.hash == again.ruleset.hash
    assert plain.ruleset.catalogue == again.ruleset.catalogue
