"""The odds of every shipped table are those of its text, worked out apart from the project with rationals."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from engine.distribution.question import Answer, Gain, Mark, Question, Watch
from engine.distribution.run import Prepared
from engine.odds.chain import Draw
from engine.odds.rates import per_draw
from engine.odds.report import OddsReport, report
from engine.state import State, id_of
from rules.program.moment import Moment
from rules.program.node import Steps
from rules.ruleset import Ruleset
from tests.content.written import Drawing, Pack, Thing, due, number
from tests.games import game
from tests.packs import CONTENT

F = Fraction
FOLDERS = {"reve": CONTENT / "reve"} | {path.name: path for path in (CONTENT / "examples").iterdir()}
FRIDAY = Moment(1_767_960_000_000, 20_462, 1)
Odds = tuple[dict[str, Fraction], dict[str, Fraction]]


def text_of(name: str) -> Pack:
    """Return what a pack's files say."""
    return Pack.read(FOLDERS[name])


def drawing(ruleset: Ruleset, steps: Steps, held: Mapping[str, Any], params: Mapping[str, int]) -> Draw:
    """Return a draw for somebody."""
    state = State.new(ruleset.catalogue, FRIDAY).with_(held)
    return Draw(ruleset.catalogue, steps, state.cells, FRIDAY, params)


def once(ruleset: Ruleset, draw: Draw) -> Odds:
    """Return how often the next draw marks each entry, and how much it gives of each thing, by id."""
    found = per_draw(draw)
    assert isinstance(found, dict)
    entries = {seen.name: F(amount) for seen, amount in found.items() if isinstance(seen, Mark) and amount}
    given = {
        name_of(ruleset, seen): F(amount)
        for seen, amount in found.items()
        if isinstance(seen, Gain) and amount
    }
    return entries, given


def name_of(ruleset: Ruleset, gain: Gain) -> str:
    """Return the id of what is given."""
    slot = ruleset.catalogue.slot(gain.slot)
    return id_of(ruleset.catalogue, slot.kind, gain.code) if slot.kind else slot.name


def written(
    pack: Pack, table: str, times: int, counters: Mapping[str, int], names: Mapping[str, Any]
) -> Odds:
    """Return the same, by the text."""
    apart = Drawing(pack, dict(names))
    apart.times(table, times, counters)
    return dict(apart.entered), dict(apart.expected)


TABLES = [
    *(("reve", "echo_standard", {"echo_pity": misses}) for misses in (0, 72, 73, 74, 80, 88, 89, 90, 500)),
    *(("reve", "community", {"pack_pity": misses}) for misses in (0, 38, 39, 40)),
    ("reve", "channel_drop", {}),
    ("reve", "gold_cards", {}),
    ("reve", "wilds", {}),
    ("reve", "creator_pack.strolling_players.table", {}),
    ("lootbox", "any_trinket", {}),
    ("lootbox", "lootbox.trunk.table", {}),
    ("lootbox", "lootbox.drawers.table", {}),
    ("fishing", "rubbish", {}),
    ("fishing", "seabed", {}),
    *(("tutorial", "pond", {"empty_dips": misses}) for misses in (0, 28, 29)),
]


@pytest.mark.system("G10", "G12", "G25")
@pytest.mark.parametrize(("name", "table", "counters"), TABLES)
def test_a_table_gives_what_is_written(name: str, table: str, counters: dict[str, int]) -> None:
    ruleset = game(name)
    draw = drawing(ruleset, ruleset.tables[table], counters, {})
    assert once(ruleset, draw) == written(text_of(name), table, 1, counters, {})


def test_every_table_that_can_be_drawn_by_its_name_was_tried() -> None:
    distinct = {("lootbox", "lootbox.cabinet.table")}
    tried = {(name, table) for name, table, _ in TABLES} | distinct
    assert {(name, table) for name in FOLDERS if name != "weekend" for table in game(name).tables} == tried


def test_a_cabinet_holds_three_of_which_no_two_are_alike() -> None:
    ruleset = game("lootbox")
    entries, given = once(ruleset, drawing(ruleset, ruleset.tables["lootbox.cabinet.table"], {}, {}))
    dusty_and_curious, splendid = 8, 3  # neither pool can run out within three draws
    assert list(entries.values()) == [3 * F(15, 100), 3 * F(85, 100)]
    shares = [3 * F(85, 100) / dusty_and_curious] * dusty_and_curious + [3 * F(15, 100) / splendid] * splendid
    assert sorted(given.values()) == sorted(shares)


def action(name: str, act: str, held: Mapping[str, Any], **params: str | int) -> tuple[Ruleset, Draw]:
    """Return what an action does, for somebody who asks with *params*."""
    ruleset = game(name)
    program = ruleset.programs[act]
    kinds = {param.name: param.type.kind for param in program.params}
    codes = {
        key: ruleset.catalogue.kinds[kinds[key]].codes[value] if isinstance(value, str) else value
        for key, value in params.items()
    }
    return ruleset, drawing(ruleset, (*program.phase("let"), *program.phase("do")), held, codes)


@pytest.mark.system("G12")
@pytest.mark.parametrize("pack", ["gold_pack", "founder_pack", "community_pack"])
def test_a_pack_of_cards_holds_its_guarantee(pack: str) -> None:
    ruleset, draw = action("reve", "buy_pack", {"pack_pity": 38}, booster=pack)
    entries, given = once(ruleset, draw)
    text = text_of("reve")
    table, cards = text.nouns["booster"][pack]["table"], int(text.nouns["booster"][pack]["cards"])
    counters = {"pack_pity": 38} if table == "community" else {"this_draw": 0}
    assert (entries, given) == written(text, table, cards, counters, {})
    if table == "gold_cards":
        forced = F(60, 100) ** 5  # where all five would be common, the fifth is rare
        assert entries["gold_cards.common"] == 5 * F(60, 100) - forced
        assert entries["gold_cards.rare"] == 5 * F(35, 100) + forced


@pytest.mark.parametrize(
    ("banner", "count", "counters"),
    [
        ("long_night", 1, {}),
        ("first_light", 1, {"since_five": 80, "since_four": 9, "lost_four": 1}),
        ("long_night", 1, {"since_five": 89, "lost_five": 1}),
        ("long_night", 10, {}),
        ("first_light", 10, {"since_five": 74, "since_four": 12, "lost_five": 1}),
    ],
)
def test_wishes_keep_both_layers_of_both_guarantees(
    banner: str, count: int, counters: dict[str, int]
) -> None:
    ruleset, draw = action("banner", "wish", counters, banner=banner, count=count)
    text = text_of("banner")
    assert once(ruleset, draw) == written(text, "wish", count, counters, {"b": Thing(text, "banner", banner)})


@pytest.mark.parametrize(
    ("bait", "tide", "mantel"), [("earthworm", "neap_tide", None), ("sweetcorn", "red_tide", "perch")]
)
def test_fish_bite_by_bait_tide_and_mantelpiece(bait: str, tide: str, mantel: str | None) -> None:
    held = {
        "choice.tide_today": FRIDAY.today,
        "choice.tide_today.0": tide,
        "over_mantel": mantel,
        "rod_in_hand": "leviathan_rod",
        "dry_spell": 70,
    }
    ruleset, draw = action("fishing", "cast_line", held, water="mill_pond", bait=bait)
    landed = _landed(ruleset, draw)
    text = text_of("fishing")
    stirs = text.nouns["tide"][tide].get("stirs", {})
    home = text.nouns["fish"][mantel]["lifestyle"] if mantel else ""
    chances = due(text.table("bite"), {"dry_spell": 70})
    fish = {id_: row for id_, row in text.nouns["fish"].items() if row["water"] == "mill_pond"}
    for fabled in (True, False):
        likings = {
            id_: int(row["often"])
            * (3 if row["likes"] == bait else 1)
            * number(stirs.get(row["lifestyle"], "1"))
            * (F(12, 10) if row["lifestyle"] == home else 1)
            for id_, row in fish.items()
            if ("fabled" in row) == fabled
        }
        for id_, liking in likings.items():
            share = chances["fabled" if fabled else "plain"]
            assert landed[id_] == share * liking / sum(likings.values())


def _landed(ruleset: Ruleset, draw: Draw) -> dict[str, Fraction]:
    """Return with what chance a fish of each sort ends in the basket."""
    prepared = Prepared(
        draw.catalogue, draw.steps, Question(frozenset({"owned.fish"})), draw.cells, draw.moment, draw.params
    )
    answer = prepared.run()
    assert isinstance(answer, Answer)
    place = answer.names.index("#owned.fish")
    found: dict[str, Fraction] = {}
    for key, mass in answer.states.items():
        for code in key[place]:
            id_ = ruleset.catalogue.kinds["fish"].ids[code]
            found[id_] = found.get(id_, F(0)) + F(mass)
    return found


@pytest.mark.system("G7")
@pytest.mark.parametrize(
    ("first", "second"), [("clovert", "clovert"), ("blazeling", "pip_tinder"), ("phoenix", "phoenix")]
)
def test_a_fusion_gives_the_next_tier_of_the_matrix_element_by_rarity(first: str, second: str) -> None:
    ruleset, draw = action("reve", "fuse", {}, first=first, second=second)
    _, given = once(ruleset, draw)
    text = text_of("reve")
    one, other = (Thing(text, "esprit", id_) for id_ in (first, second))
    cards = text.nouns["element"]
    made = (
        cards[one.element.id]["fuses"].get(other.element.id)
        or cards[other.element.id]["fuses"][one.element.id]
    )
    order = int(one.tier.order)
    chance = max(F(10, 100), min(F(95, 100), F(95, 100) - F(3, 100) * order))
    names = {"order": order + 1, "el": Thing(text, "element", made), "min": min, "first": one, "result": made}
    share = Drawing(text, names).pool(text.table("fusion_result")["entries"]["card"])
    expected = {id_: chance * each for id_, each in share.items()}
    assert given == {**expected, one.element.fragment.id: 1 - chance}


# --- in the long run ------------------------------------------------------------------------------------


def reported(draw: Draw, entry: str, copies: int = 1, cost: Steps = ()) -> OddsReport:
    """Return the whole report on one entry."""
    found = report(draw, Watch(frozenset({entry})), copies, cost)
    assert found.wide is None
    return found


def waiting(table: Mapping[str, Any], entry: str, counter: str, by: int) -> Fraction:
    """Return the mean number of draws to an entry that alone sets its counter back."""
    left, mean = F(1), F(0)
    for misses in range(by):
        mean += left
        left *= 1 - due(dict(table), {counter: misses})[entry]
    assert left == 0
    return mean


@pytest.mark.system("G10", "G12")
@pytest.mark.parametrize(
    ("name", "table", "entry", "counter", "by"),
    [
        ("reve", "echo_standard", "legendary", "echo_pity", 90),
        ("reve", "community", "legendary", "pack_pity", 40),
        ("tutorial", "pond", "golden", "empty_dips", 30),
    ],
)
def test_a_guarantee_sets_the_long_run_rate_and_the_mean_wait(
    name: str, table: str, entry: str, counter: str, by: int
) -> None:
    ruleset = game(name)
    found = reported(drawing(ruleset, ruleset.tables[table], {}, {}), f"{table}.{entry}")
    mean = float(waiting(text_of(name).table(table), entry, counter, by))
    assert found.hit is not None
    assert found.hit.mean == pytest.approx(mean, rel=1e-12)
    assert found.hit.certain == by
    assert found.entries[f"{table}.{entry}"].long_run == pytest.approx(1 / mean, rel=1e-12)


def test_the_banner_has_the_published_rates_and_a_rate_up_of_two_thirds() -> None:
    _, single = action("banner", "wish", {}, banner="long_night", count=1)
    _, ten = action("banner", "wish", {}, banner="long_night", count=10)
    cost = game("banner").programs["wish"].phase("cost")
    one, many = reported(single, "wish.five", 1, cost), reported(ten, "wish.five", 1, cost)
    rates = {name: rate.long_run or 0.0 for name, rate in one.entries.items()}
    assert round(100 * rates["wish.five"], 3) == 1.605
    assert round(100 * rates["wish.four"], 2) == 12.47
    assert rates["wish_five.featured"] == pytest.approx(2 / 3 * rates["wish.five"], rel=1e-9)
    assert rates["wish_four.featured"] == pytest.approx(2 / 3 * rates["wish.four"], rel=1e-9)
    assert {name: rate.long_run for name, rate in many.entries.items()} == pytest.approx(
        {name: 10 * rate for name, rate in rates.items()}, rel=1e-9
    )
    mean = waiting(text_of("banner").table("wish"), "five", "since_five", 90)
    assert one.hit is not None
    assert one.hit.mean == pytest.approx(float(mean), rel=1e-12)
    price = one.cost() or {}
    assert price == pytest.approx({("owned.purse_kind", 1): 160 * float(mean)}, rel=1e-12)
    assert many.hit is not None
    assert (one.hit.certain, many.hit.certain) == (90, 9)


def test_a_featured_wanderer_comes_after_one_and_a_half_waits() -> None:
    _, draw = action("banner", "wish", {}, banner="long_night", count=1)
    mean = waiting(text_of("banner").table("wish"), "five", "since_five", 90)
    found = reported(draw, "wish_five.featured", 2)
    assert found.hit is not None
    assert found.hit.mean == pytest.approx(2 * 1.5 * float(mean), rel=1e-9)
    assert found.hit.certain == 360
