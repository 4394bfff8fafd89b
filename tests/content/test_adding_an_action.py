"""A wishing well is added to a game that has none, in YAML alone, and is then a part of it in every way."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from engine.distribution.question import Answer, Question
from engine.distribution.run import distribution
from engine.state import EPOCH, State
from rules.load import load
from rules.program.moment import Moment
from rules.ruleset import Ruleset
from tests.cli.packs import reve
from tests.games import EXAMPLES

Capture = pytest.CaptureFixture[str]

WELL = """\
frog: {well_frog: {name: Frog of the Well, emoji: "🌙", glow: golden, summary: "Knows a small round sky."}}
actions:
  wish:
    summary: Throw ten gold into the well. It is luckier on Fridays.
    cost: {gold: 10}
    do:
      - chance: 0.25 if weekday(today) == friday else 0.05
        as: granted
        then: [{give: {well_frog: 1}}, {say: well_answers}]
        else: [{say: well_gurgles}]
texts: {en: {well_answers: "Plink. Something climbs up!", well_gurgles: "Plink. The well says thank you."}}
scenarios:
  the_well_answers:
    given: {has_net: true, gold: 10}
    when: {wish: {}}
    rolls: {granted: true}
    then: {gold: 0, well_frog: 1, said: [well_answers]}
  the_well_wants_ten: {given: {has_net: true, gold: 9}, when: {wish: {}}, then: {refused: short, gold: 9}}
"""
HABIT = "      - {do: wish, while: weekday(today) == friday and owned(gold) >= 10, times: 2}\n"


def tutorial_without(folder: Path) -> Path:
    """Write the tutorial as it was before it had a well."""
    cards, play, game = (
        (EXAMPLES / "tutorial" / f"{name}.yaml").read_text("utf-8") for name in ("cards", "play", "game")
    )
    play = re.sub(r"\n  # Added later.*?(?=\nviews:)", "", play, flags=re.DOTALL)
    play = re.sub(r"  the_well_\w+:\n(    .*\n)+", "", play)
    play = re.sub(r".*(well_answers|well_gurgles|do: wish).*\n", "", play).replace(" and it != well_frog", "")
    pack = folder / "pond"
    pack.mkdir()
    for name, text in (("cards", re.sub("  well_frog:.*\n", "", cards)), ("play", play), ("game", game)):
        assert "well" not in text.replace("farewell", "")
        (pack / f"{name}.yaml").write_text(text, "utf-8")
    return pack


def add_a_well(pack: Path) -> None:
    """Add one file, keep the new frog out of the pond, and tell who would throw gold into the well."""
    (pack / "well.yaml").write_text(WELL, "utf-8")
    play = (pack / "play.yaml").read_text("utf-8")
    play = play.replace("it.glow == golden}", "it.glow == golden and it != well_frog}")
    before, daily, after = play.partition("  daily:\n")
    play = (
        before + daily + after.replace("      - {do: beachcomb}\n", f"      - {{do: beachcomb}}\n{HABIT}", 1)
    )
    (pack / "play.yaml").write_text(play, "utf-8")


@pytest.fixture
def pond(tmp_path: Path) -> Path:
    return tutorial_without(tmp_path)


def ruleset(pack: Path) -> Ruleset:
    """Return what a pack became."""
    found = load(pack).ruleset
    assert found is not None
    return found


def test_before_there_is_no_well(pond: Path, capsys: Capture) -> None:
    assert reve(capsys, "validate", pond, "--strict").code == 0
    assert reve(capsys, "test", pond).code == 0
    assert "wish" not in ruleset(pond).programs
    assert reve(capsys, "play", pond, "--seed", "1", "-c", "fetch_net; wish").out.count("Plink") == 0


def test_with_it_the_pack_is_sound_and_its_scenarios_pass(pond: Path, capsys: Capture) -> None:
    add_a_well(pond)
    assert reve(capsys, "validate", pond, "--strict").code == 0
    ran = reve(capsys, "test", pond)
    assert ran.code == 0, ran.out
    assert {"the_well_answers", "the_well_wants_ten"} <= ruleset(pond).scenarios.keys()


def test_a_scenario_that_the_well_does_not_keep_fails(pond: Path, capsys: Capture) -> None:
    add_a_well(pond)
    well = pond / "well.yaml"
    well.write_text(WELL.replace("cost: {gold: 10}", "cost: {gold: 8}"), "utf-8")
    assert reve(capsys, "test", pond).code == 1


def test_it_is_played(pond: Path, capsys: Capture) -> None:
    add_a_well(pond)
    ran = reve(capsys, "play", pond, "--seed", "1", "-c", "fetch_net; wish; wish")
    assert ran.code == 0
    assert ran.out.count("Plink") == 2


@pytest.mark.parametrize(("day", "chance"), [("2026-01-09", Fraction(1, 4)), ("2026-01-10", Fraction(1, 20))])
def test_it_is_lucky_on_fridays(pond: Path, day: str, chance: Fraction) -> None:
    add_a_well(pond)
    rules = ruleset(pond)
    today = (date.fromisoformat(day) - EPOCH).days
    moment = Moment(rules.catalogue.calendar.start_of(today), today, 1)
    state = State.of(rules.catalogue, {"has_net": True, "gold": 10})
    steps, question = rules.programs["wish"].steps, Question(frozenset({"owned.frog"}))
    answer = distribution(rules.catalogue, steps, question, state.cells, moment)
    assert isinstance(answer, Answer)
    place = answer.names.index("#owned.frog")
    assert sum(mass for key, mass in answer.states.items() if key[place]) == chance


def test_players_are_simulated_who_throw_gold_into_it(pond: Path, capsys: Capture) -> None:
    add_a_well(pond)
    arguments = ("--players", "9", "--days", "14", "--seed", "1", "--workers", "1", "--format", "json")
    ran = reve(capsys, "simulate", pond, *arguments)
    assert ran.code == 0
    assert "wish" in json.dumps(json.loads(ran.out)["profiles"])
