"""What holds of every shipped game whatever players do: nothing from nothing, limits, order, processes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.chance import CounterChance
from engine.columns.forms import refused_forms
from engine.odds.chain import Draw
from engine.odds.rates import per_draw
from engine.offer import shape
from engine.outcome import Accepted, Given, Moved, Outcome, Refused, Taken
from engine.player.run import Executor
from engine.state import State, differences, id_of
from rules.expression.type import DAY, HOUR, MINUTE, SECOND
from rules.pack import Texts
from rules.program.moment import Moment
from rules.program.node import Assign, Program
from rules.program.walk import every
from rules.ruleset import Ruleset
from tests import packs
from tests.agreement import outcomes_of
from tests.games import NAMES, game, sound
from tests.generated.gatherings import Company, commands
from tests.generated.visitors import NOON, moment, params, visitor, visits

TOGETHER = [
    (name, action)
    for name in NAMES
    for action, program in game(name).programs.items()
    if refused_forms(program, game(name).catalogue)
]
ACTIONS = [
    (name, action) for name in NAMES for action in game(name).programs if (name, action) not in TOGETHER
]
Sums = dict[tuple[str, str | None], int]

seeds = st.integers(0, 2**32 - 1)


@cache
def executor(name: str) -> Executor:
    return Executor(game(name).catalogue)


def settled(name: str, program: Program, state: State, at: Moment) -> State:
    """Return what time alone has done to a player."""
    steps = Program("settle", (), (("settle", program.phase("settle")),))
    return executor(name).play(steps, state, {}, CounterChance(), at).state


def asked(name: str, action: str, seed: int) -> tuple[State, Moment, Outcome]:
    """Let somebody ask for an action."""
    catalogue, program, chance = game(name).catalogue, game(name).programs[action], Random(seed)
    at = moment(catalogue, chance, 1)
    state = visitor(catalogue, chance, at)
    values = params(catalogue, chance, program, state)
    return state, at, executor(name).play(program, state, values, CounterChance(seed), at)


@settings(max_examples=400)
@given(st.sampled_from(ACTIONS), seeds)
def test_nothing_is_made_from_nothing(act: tuple[str, str], seed: int) -> None:
    name, action = act
    state, at, outcome = asked(name, action, seed)
    if not isinstance(outcome, Accepted):
        return
    before, moved = settled(name, game(name).programs[action], state, at), Counter[tuple[str, str | None]]()
    for event in outcome.events:
        if isinstance(event, Given | Taken):
            moved[event.slot, event.key] += event.amount if isinstance(event, Given) else -event.amount
    assets = {slot.name for slot in game(name).catalogue.slots if slot.asset}
    changed: Sums = {
        (change.slot, change.key): change.after - change.before
        for change in differences(before, outcome.state)
        if change.slot in assets
    }
    assert changed == {asset: amount for asset, amount in moved.items() if amount}


@cache
def company(name: str) -> Company:
    return Company.of(game(name))


def held(state: State) -> Sums:
    """Return what a player has, or an offer holds, of each asset."""
    catalogue, found = state.catalogue, Sums()
    for slot, cell in zip(catalogue.slots, state.cells, strict=True):
        if slot.asset:
            ids = {id_of(catalogue, slot.kind, key): key for key in cell} if slot.kind else {None: None}
            found |= {(slot.name, id_): cell[key] if slot.kind else cell for id_, key in ids.items()}
    for kind in {slot.scope for slot in catalogue.slots if slot.of_offer}:
        for part in shape(catalogue, kind).parts(state.cells):
            slot = catalogue.slots[part.slot]
            asset = slot.name, id_of(catalogue, slot.kind, part.code) if slot.kind else None
            found[asset] = found.get(asset, 0) + part.amount
    return found


@pytest.mark.system("G11", "G18", "G19")
@settings(max_examples=60)
@given(st.sampled_from(TOGETHER), seeds)
def test_nothing_is_made_from_nothing_between_players_and_offers(act: tuple[str, str], seed: int) -> None:
    name, action = act
    catalogue, program = game(name).catalogue, game(name).programs[action]
    for each in commands(company(name), action, seed, 1):
        if not isinstance(each.outcome, Accepted):
            continue
        total = Counter[tuple[str, str | None]]()
        before = {**each.moment.players, **each.moment.offers}
        for number, state in {**each.outcome.others, **each.outcome.offers}.items():
            total.update(held(state))
            total.subtract(held(State(catalogue, before[number])) if number in before else {})
        total.update(held(each.outcome.state))
        total.subtract(held(settled(name, program, each.state, each.moment)))
        for event in each.outcome.events:
            if isinstance(event, Given):
                total[event.slot, event.key] -= event.amount
            elif isinstance(event, Taken) or (isinstance(event, Moved) and not event.target):
                total[event.slot, event.key] += event.amount
        assert {asset: amount for asset, amount in total.items() if amount} == {}


@settings(max_examples=60)
@given(st.sampled_from(TOGETHER), seeds)
def test_what_players_do_together_keeps_every_cell_within_its_bounds(act: tuple[str, str], seed: int) -> None:
    for each in commands(company(act[0]), act[1], seed, 1):
        outcome = each.outcome
        others = (*outcome.others.values(), *outcome.offers.values()) if isinstance(outcome, Accepted) else ()
        for state in (outcome.state, *others):
            assert list(out_of_bounds(state)) == []


@settings(max_examples=400)
@given(st.sampled_from(ACTIONS), seeds)
def test_a_refused_request_leaves_all_but_the_attempts_that_count(act: tuple[str, str], seed: int) -> None:
    name, action = act
    state, _, outcome = asked(name, action, seed)
    if isinstance(outcome, Refused):
        steps = every(game(name).programs[action].steps)
        kept = {
            write.slot for step in steps if isinstance(step, Assign) and step.keep for write in step.writes
        }
        assert outcome.reason != "fault"
        assert {change.slot for change in differences(state, outcome.state)} <= kept


@settings(max_examples=200)
@given(st.sampled_from(ACTIONS), seeds)
def test_every_cell_stays_within_its_bounds(act: tuple[str, str], seed: int) -> None:
    _, _, outcome = asked(*act, seed)
    assert list(out_of_bounds(outcome.state)) == []


def out_of_bounds(state: State) -> Iterator[tuple[str, int]]:
    """Yield each cell that holds what its slot may not."""
    for slot, cell in zip(state.catalogue.slots, state.cells, strict=True):
        for value in cell.values() if isinstance(cell, dict) else (cell,):
            none = value == slot.default and (slot.type.optional or slot.of_offer)
            if not (none or slot.type.lo <= value <= slot.type.hi):
                yield slot.name, value


# --- limits ---------------------------------------------------------------------------------------------

waits = st.lists(
    st.sampled_from([0, 1, 999, 5 * SECOND, MINUTE, HOUR, 11 * HOUR, 13 * HOUR, DAY - 1, DAY]), max_size=40
)


def times_of(name: str, action: str, pauses: list[int], held: dict[str, Any], **asked_with: int) -> list[int]:
    """Return when a player who asks after each of some pauses is served."""
    ruleset, now, served = game(name), NOON, list[int]()
    state = State.new(ruleset.catalogue, Moment(now, ruleset.catalogue.calendar.day_of(now), 1)).with_(held)
    for turn, pause in enumerate(pauses):
        now += pause
        at = Moment(now, ruleset.catalogue.calendar.day_of(now), 1)
        program = ruleset.programs[action]
        outcome = executor(name).play(program, state, asked_with, CounterChance(turn), at)
        state = outcome.state
        if isinstance(outcome, Accepted):
            served.append(now)
    return served


@pytest.mark.system("G10")
@given(waits)
def test_an_echo_is_claimed_once_a_day_whenever_it_is_asked_for(pauses: list[int]) -> None:
    served = times_of("reve", "claim_echo", pauses, {"registered": True})
    days = Counter(game("reve").catalogue.calendar.day_of(each) for each in served)
    assert not served or max(days.values()) == 1


@pytest.mark.system("G14")
@given(waits)
def test_a_daily_reward_comes_once_a_day_whenever_it_is_asked_for(pauses: list[int]) -> None:
    served = times_of("reve", "daily", pauses, {"registered": True})
    days = Counter(game("reve").catalogue.calendar.day_of(each) for each in served)
    assert not served or max(days.values()) == 1


@pytest.mark.system("G12")
@given(st.lists(st.sampled_from([0, 1, 200, 999, 3 * SECOND, 6 * SECOND, MINUTE]), max_size=60))
def test_packs_are_bought_ten_at_once_and_ten_a_minute_in_the_long_run(pauses: list[int]) -> None:
    served = times_of("reve", "buy_pack", pauses, {"registered": True, "gold": 10**9}, booster=_pack())
    for first, begin in enumerate(served):
        for count, end in enumerate(served[first:], 1):
            assert count <= 10 + (end - begin) // (6 * SECOND)


def _pack() -> int:
    return game("reve").catalogue.kinds["booster"].codes["community_pack"]


@given(waits)
def test_the_tide_is_low_twice_a_day(pauses: list[int]) -> None:
    served = times_of("fishing", "dive", pauses, {"moved_in": True, "breath": 100})
    days = Counter(game("fishing").catalogue.calendar.day_of(each) for each in served)
    assert not served or max(days.values()) <= 2


# --- the same in every process and in every order -------------------------------------------------------


def digest(ruleset: Ruleset) -> str:
    """Return what stands for all that a game does: outcomes of every action, odds of every table."""
    told: list[str] = []
    several = Company.of(ruleset)
    for action, program in ruleset.programs.items():
        together = refused_forms(program, ruleset.catalogue)
        outcomes = (
            [each.outcome for each in commands(several, action, 9, 4)]
            if together
            else outcomes_of(visits(ruleset, action, 9, 12))
        )
        for outcome in outcomes:
            told.append(f"{action} {outcome.state.named()!r}")
            told.append(repr(outcome.events) if isinstance(outcome, Accepted) else repr(outcome.rows))
    at = Moment(NOON, ruleset.catalogue.calendar.day_of(NOON), 1)
    for name, steps in ruleset.tables.items():
        found = per_draw(Draw(ruleset.catalogue, steps, State.new(ruleset.catalogue, at).cells, at))
        assert isinstance(found, dict)
        told.append(f"{name} {sorted((repr(seen), str(amount)) for seen, amount in found.items())}")
    return hashlib.sha256("\n".join((ruleset.hash, *told)).encode()).hexdigest()


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_evaluation_is_the_same_in_every_process_and_under_every_hash_seed(hash_seed: str) -> None:
    script = "from tests.test_laws import *\nfor name in NAMES: print(digest(game(name)))"
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(packs.CONTENT.parent)}
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == [digest(game(name)) for name in NAMES]


def shuffled(name: str, seed: int) -> Texts:
    """Return a pack whose definitions lie in other files, in another order."""
    chance = Random(seed)
    pack = packs.folder(next(path for path in packs.shipped() if path.name == name))
    files: list[dict[str, Any]] = [{} for _ in range(chance.randint(1, 6))]
    for text in pack.files.values():
        for noun, rows in yaml.load(text, yaml.BaseLoader).items():  # noqa: S506 - all is text
            for id_, row in rows.items():
                file = files[0] if noun == "game" else chance.choice(files)
                _merge(file.setdefault(noun, {}), id_, row)
    return Texts(
        pack.name,
        {f"{number}.json": json.dumps(_shuffled(file, chance)) for number, file in enumerate(files)},
    )


def _merge(rows: dict[str, Any], id_: str, row: Any) -> None:
    """Write a row; texts of one locale come from several files."""
    if id_ in rows:
        rows[id_] = {**rows[id_], **row}
    else:
        rows[id_] = row


def _shuffled(node: Any, chance: Random) -> Any:
    """Return a node with its keys in another order, but for `of`: what is called with has places."""
    if isinstance(node, dict):
        keys = list(node)
        chance.shuffle(keys)
        return {key: node[key] if key == "of" else _shuffled(node[key], chance) for key in keys}
    return [_shuffled(each, chance) for each in node] if isinstance(node, list) else node


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_files_and_keys_changes_nothing(name: str) -> None:
    known = digest(game(name))
    for seed in range(2):
        ruleset = sound(shuffled(name, seed))
        assert ruleset.hash == game(name).hash
        assert digest(ruleset) == known


SIGNED = """
game: {id: mine, title: Mine, version: 1.0.0, language: 1}
formulas: {less: {of: {%s: int, %s: int}, is: first - second}}
variables: {left: {type: {int: [-1000000000, 1000000000]}}}
actions: {act: {summary: Reckon., do: [{set: {left: "less(5, 3)"}}], say: done}}
texts: {en: {done: "{left}."}}
"""


def test_what_is_called_by_place_is_part_of_the_name() -> None:
    one, other = (
        sound(Texts("mine", {"game.yaml": SIGNED % names}))
        for names in (("first", "second"), ("second", "first"))
    )
    assert one.hash != other.hash
    found = [
        Executor(each.catalogue).play(
            each.programs["act"], State.empty(each.catalogue), {}, CounterChance(), Moment(0, 0)
        )
        for each in (one, other)
    ]
    assert [outcome.state.read("left") for outcome in found] == [2, -2]
