"""What the default game promises, system by system, with its numbers."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, product
from math import floor
from typing import Any

import pytest

from engine.outcome import Accepted, Outcome, Refused, Said
from engine.player.run import Executor
from engine.request import read_params
from engine.scenario.run import moment_at
from engine.scripted import ScriptedChance
from engine.state import State
from engine.view.ask import Situation
from engine.view.reply import Replier
from engine.view.shown import Shown
from engine.view.voice import Voice
from rules.expression.node import Apply, Const, Node, const
from rules.expression.scalar import ScalarCode
from rules.expression.type import DAY, HOUR, MINUTE, record
from tests.games import game
from tests.generated.visitors import NOON

REVE = game("reve")
KINDS = REVE.catalogue.kinds
EXECUTOR, CODE = Executor(REVE.catalogue), ScalarCode(REVE.catalogue)
Held = dict[str, Any]


def player(**held: Any) -> State:
    """Return somebody who has begun, new at noon, with what is named."""
    return State.new(REVE.catalogue, moment_at(REVE, NOON)).with_({"registered": True, **held})


def ask(state: State, action: str, later: int = 0, rolls: Held | None = None, **params: Any) -> Outcome:
    """Ask for an action, so long after noon, with such luck."""
    program = REVE.programs[action]
    codes = read_params(REVE.catalogue, program, params, state)
    assert not isinstance(codes, Refused)
    chance = ScriptedChance(rolls or {}, REVE.catalogue)
    return EXECUTOR.play(program, state, codes, chance, moment_at(REVE, NOON + later))


def done(state: State, action: str, later: int = 0, rolls: Held | None = None, **params: Any) -> State:
    """Return what an action that is carried out leaves."""
    outcome = ask(state, action, later, rolls, **params)
    assert isinstance(outcome, Accepted), outcome
    return outcome.state


def why_not(state: State, action: str, later: int = 0, **params: Any) -> str:
    """Return why an action is refused."""
    outcome = ask(state, action, later, **params)
    assert isinstance(outcome, Refused)
    return outcome.reason


def formula(name: str, state: State, *args: Node) -> Any:
    """Return the value of a formula for a player."""
    node = Apply(REVE.catalogue.formulas[name].result, name, args)
    return CODE.function(node, ())(state.cells, moment_at(REVE, NOON))


def the(kind: str, id_: str) -> Const:
    """Return a record."""
    return const(KINDS[kind].codes[id_], record(kind))


def of(kind: str, id_: str, field: str) -> Any:
    """Return a field of a record."""
    return KINDS[kind].columns[field][KINDS[kind].codes[id_]]


def preview(action: str, state: State, **params: Any) -> dict[str, Any]:
    """Return what a player sees before he confirms: values by label, and of a draw its odds."""
    codes = read_params(REVE.catalogue, REVE.programs[action], params, state)
    assert not isinstance(codes, Refused)
    replier = Replier(Voice(REVE, "en"), EXECUTOR)
    shown = replier.preview(action, Situation(state, moment_at(REVE, NOON), codes))
    assert isinstance(shown, Shown)
    return {row.label: dict(row.odds) or row.value for row in shown.rows}


@pytest.mark.system("G1")
def test_a_beginner_has_a_purse_energy_and_points_that_make_a_difference() -> None:
    new = State.new(REVE.catalogue, moment_at(REVE, NOON))
    assert why_not(new, "profile") == "start_first"
    begun = done(new, "start")
    assert {name: begun.read("owned.currency", name) for name in ("gold", "ticket")} == {
        "gold": 500,
        "ticket": 2,
    }
    assert (begun.read("level"), begun.read("energy"), begun.read("stamina")) == (1, 52, 10)
    assert why_not(begun, "start") == "start_already"
    able = done(player(skill_points=30), "allocate", skill="attack", count=20)
    assert formula("attack_bonus", able) == pytest.approx(0.02)
    assert (able.read("points", "attack"), able.read("skill_points")) == (20, 10)
    quick = done(player(skill_points=30), "allocate", skill="vigour", count=20)
    assert formula("max_energy", quick) == formula("max_energy", player()) + 20


@pytest.mark.system("G2")
def test_there_are_eighteen_tiers_each_half_as_strong_again_and_dearer() -> None:
    tier = KINDS["tier"]
    assert len(tier.ids) == 18
    assert tier.columns["order"] == tuple(range(1, 19))
    for lower, higher in pairwise(tier.columns["multiplier"]):
        assert 1.45 < higher / lower < 1.55
    for cheap, dear in pairwise(tier.columns["fuse_cost"]):
        assert dear > 1.5 * cheap
    for field in ("name", "emoji", "colour", "summary"):
        assert len(set(tier.columns[field])) == 18
        assert all(tier.columns[field])


@pytest.mark.system("G3")
def test_every_two_elements_make_one_whichever_comes_first() -> None:
    element = KINDS["element"]
    assert len(element.ids) == 8
    for one, other in product(range(8), repeat=2):
        assert element.maps["fuses"][one][other] == element.maps["fuses"][other][one] in range(8)
    assert {element.maps["fuses"][one][one] for one in range(8)} == set(range(8))
    made = Counter(element.maps["fuses"][one][other] for one in range(8) for other in range(one + 1))
    assert min(made[code] for code in range(8)) >= 2


@pytest.mark.system("G4")
def test_there_are_esprits_for_every_tier_and_element_and_no_two_alike() -> None:
    esprit = KINDS["esprit"]
    assert len(esprit.ids) >= 160
    cells = set(zip(esprit.columns["tier"], esprit.columns["element"], strict=True))
    assert cells == set(product(range(18), range(8)))
    for field in ("name", "summary"):
        texts = esprit.columns[field]
        assert len({text.casefold() for text in texts}) == len(texts)
        assert not any(letter.isdigit() for text in texts for letter in text)
    plain = {*KINDS["element"].columns["name"], *KINDS["tier"].columns["name"]}
    assert not [name for name in esprit.columns["name"] if set(name.split()) <= plain]
    german = [
        text
        for key, text in REVE.texts["de"].items()
        if key.startswith("esprit.") and key.endswith("summary")
    ]
    assert len(german) == len(esprit.ids)
    assert all(esprit.lists["abilities"])
    assert set(esprit.columns["rarity"]) == {0, 1, 2, 3}


@pytest.mark.system("G5")
def test_abilities_count_by_tier_element_stars_and_company() -> None:
    def bonus(id_: str, **held: Any) -> float:
        return float(formula("ability_bonus", player(**held), the("esprit", id_)))

    assert bonus("blazeling") == pytest.approx(0.02)  # ember: 0.02 a tier
    assert bonus("brazenka") == 0  # wildfire: from the first star on
    assert bonus("brazenka", stars={"brazenka": 3}) == pytest.approx(0.24)
    for id_ in KINDS["esprit"].ids:
        assert bonus(id_, stars={id_: 5}) >= bonus(id_)


@pytest.mark.system("G6")
@pytest.mark.parametrize("stars", range(5))
def test_awakening_takes_copies_keeps_one_and_adds_a_tenth(stars: int) -> None:
    held = player(stars={"phoenix": stars}, phoenix=stars + 2)
    assert float(formula("awaken_chance", held, the("esprit", "phoenix"))) == pytest.approx(0.9 - 0.1 * stars)
    after = done(held, "awaken", rolls={"success": True}, esprit="phoenix")
    assert (after.read("owned.esprit", "phoenix"), after.read("stars", "phoenix")) == (1, stars + 1)
    failed = done(held, "awaken", rolls={"success": False}, esprit="phoenix")
    assert (failed.read("stars", "phoenix"), failed.read("owned.material", "fire_fragment")) == (stars, 2)
    short = player(stars={"phoenix": stars}, phoenix=stars + 1)
    assert why_not(short, "awaken", esprit="phoenix") == "awaken_keeps_one"
    assert why_not(player(stars={"phoenix": 5}, phoenix=50), "awaken", esprit="phoenix") == "awaken_most"


def test_a_star_makes_an_esprit_a_tenth_stronger() -> None:
    plain, starred = player(), player(stars={"pip_tinder": 3})  # underdog does not count stars
    powers = [formula("power", state, the("esprit", "pip_tinder")) for state in (plain, starred)]
    bonus = float(formula("ability_bonus", plain, the("esprit", "pip_tinder")))
    assert powers == [floor(20 * (1 + bonus)), floor(20 * 1.3 * (1 + bonus))]


@pytest.mark.system("G7")
def test_fusion_costs_two_copies_and_gold_and_tier_eighteen_is_the_end() -> None:
    held = player(gold=1000, clovert=2)
    after = done(held, "fuse", rolls={"success": False}, first="clovert", second="clovert")
    assert (after.read("owned.currency", "gold"), after.read("owned.esprit", "clovert")) == (950, 0)
    assert after.read("owned.material", of_element("clovert")) == 1
    last = next(id_ for id_ in KINDS["esprit"].ids if of("esprit", id_, "tier") == 17)
    rich = player(gold=10**9, **{last: 2})
    assert why_not(rich, "fuse", first=last, second=last) == "fuse_highest"
    assert (
        why_not(player(clovert=1, phoenix=1), "fuse", first="clovert", second="phoenix")
        == "fuse_tiers_differ"
    )
    assert why_not(player(clovert=1, gold=50), "fuse", first="clovert", second="clovert") == "short"
    assert why_not(player(clovert=2, favourite={"clovert": True}), "fuse", first="clovert", second="clovert")


def of_element(esprit: str) -> str:
    """Return the fragment that an esprit leaves."""
    fragment: int = KINDS["element"].columns["fragment"][of("esprit", esprit, "element")]
    return KINDS["material"].ids[fragment]


@pytest.mark.system("G7")
def test_a_fusion_is_shown_whole_before_it_is_done() -> None:
    shown = preview("fuse", player(gold=50, clovert=2), first="clovert", second="clovert")
    assert shown["chance"].startswith("92")
    assert shown["element"] == "Bloom"
    assert len(shown["what can come of it"]) >= 1
    assert all("%" in chance for chance in shown["what can come of it"].values())


@pytest.mark.system("G8")
@pytest.mark.parametrize(("esprit", "price"), [("clovert", 10), ("candlemoth", 40), ("old_bellows", 90)])
def test_fragments_are_crafted_into_esprits(esprit: str, price: int) -> None:
    fragment = of_element(esprit)
    after = done(player(**{fragment: price}), "craft", esprit=esprit)
    assert (after.read("owned.material", fragment), after.read("owned.esprit", esprit)) == (0, 1)
    assert why_not(player(**{fragment: price - 1}), "craft", esprit=esprit) == "short"


@pytest.mark.system("G9")
def test_a_leader_favours_its_element_until_its_last_copy_goes() -> None:
    held = done(player(phoenix=2, gold=10**6), "lead", esprit="phoenix")
    order = of("esprit", "phoenix", "tier") + 1
    fire, water = the("element", "fire"), the("element", "water")
    assert (formula("leader_bonus", held, fire), formula("leader_bonus", held, water)) == (0.01 * order, 0)
    tier = the("tier", "epic")
    better = formula("fuse_chance", held, tier, fire) - formula("fuse_chance", player(), tier, fire)
    assert better == pytest.approx(0.01 * order)
    assert done(held, "sell", esprit="phoenix", count=1).named()["leader"] == "phoenix"
    assert "leader" not in done(held, "sell", esprit="phoenix", count=2).named()


@pytest.mark.system("G10")
def test_an_echo_is_claimed_each_day_and_opened_when_one_likes() -> None:
    held = done(player(), "claim_echo")
    assert why_not(held, "claim_echo", 11 * HOUR) == "limit.daily_echo"
    held = done(held, "claim_echo", 12 * HOUR)  # midnight
    assert held.read("owned.echo", "standard_echo") == 2
    after = done(held, "open_echo", 12 * HOUR, {"prize": "nothing"})
    assert (after.read("owned.echo", "standard_echo"), after.read("owned.currency", "gold")) == (1, 25)
    assert after.read("echo_pity") == 1


@pytest.mark.system("G12")
@pytest.mark.parametrize(
    ("pack", "coin", "price", "cards", "a_minute"),
    [
        ("community_pack", "gold", 500, 3, 10),
        ("gold_pack", "ticket", 100, 5, 10),
        ("founder_pack", "revie", 50, 5, 5),
    ],
)
def test_packs_have_their_price_their_cards_and_their_limit(
    pack: str, coin: str, price: int, cards: int, a_minute: int
) -> None:
    held = player(**{coin: price * 20})
    prizes = ["common"] * 4 + ["rare"] if cards == 5 else ["common"] * 3  # of five, not all can be common
    cards_of = {"common": "clovert", "rare": "brazenka"}
    given = {f"prize.{name}": [cards_of[name]] * prizes.count(name) for name in set(prizes)}
    rolls: Held = {"prize": prizes, **given}
    for bought in range(1, a_minute + 1):
        held = done(held, "buy_pack", rolls=rolls, booster=pack)
        assert held.read("owned.currency", coin) == price * (20 - bought)
        assert sum(held.cells[REVE.catalogue.slot("owned.esprit").index].values()) == cards * bought
    assert why_not(held, "buy_pack", booster=pack) == "limit.booster"
    done(held, "buy_pack", MINUTE // a_minute, rolls, booster=pack)
    assert why_not(player(**{coin: price - 1}), "buy_pack", booster=pack) == "short"


def purse(state: State) -> list[int]:
    """Return how much gold and how many tickets somebody has."""
    return [state.read("owned.currency", coin) for coin in ("gold", "ticket")]


@pytest.mark.system("G14")
def test_the_streak_pays_the_step_reached() -> None:
    held, paid = player(), list[tuple[int, int]]()
    for day in range(40):
        after = done(held, "daily", day * DAY)
        gold, ticket = (each - had for each, had in zip(purse(after), purse(held), strict=True))
        paid.append((gold, ticket))
        held = after
    steps = {1: (100, 0), 3: (150, 0), 7: (300, 1), 14: (600, 2), 30: (1100, 5)}
    assert paid == [steps[max(step for step in steps if step <= day)] for day in range(1, 41)]


@pytest.mark.system("G14")
def test_the_streak_lives_for_two_days_and_a_reward_comes_once_in_one() -> None:
    held = done(done(player(), "daily"), "daily", DAY)
    midnight = DAY + DAY // 2
    assert why_not(held, "daily", midnight - 1) == "limit.daily_reward"
    assert done(held, "daily", midnight).read("streak") == 3
    assert done(held, "daily", 3 * DAY).read("streak") == 3
    assert done(held, "daily", 3 * DAY + 1).read("streak") == 1


@pytest.mark.system("G15")
def test_a_battle_is_won_by_power_luck_and_a_critical_blow() -> None:
    held = player(clovert=10)
    mine, theirs = formula("combat", held, the("opponent", "drowsy_gatekeeper")), 40
    after = done(held, "battle", rolls={"crit": True, "win": True}, opponent="drowsy_gatekeeper")
    assert after.read("hardest_blow") == floor(mine * 1.5)
    assert (after.read("owned.currency", "gold"), after.read("wins"), after.read("xp")) == (40, 1, 10)
    again = done(after, "battle", rolls={"crit": False, "win": True}, opponent="drowsy_gatekeeper")
    assert again.read("owned.currency", "gold") == 60  # the first victory alone pays double
    lost = done(held, "battle", rolls={"crit": False, "win": False}, opponent="drowsy_gatekeeper")
    assert (lost.read("xp"), lost.read("wins"), lost.read("stamina")) == (2, 0, 9)
    chance = 0.15 * mine * 1.5 / (mine * 1.5 + theirs) + 0.85 * mine / (mine + theirs)
    shown = float(formula("battle_chance", held, const(mine), const(theirs)))
    assert shown == pytest.approx(chance)
    assert "%" in preview("battle", held, opponent="drowsy_gatekeeper")["chance to win"]
    assert why_not(player(), "battle", opponent="drowsy_gatekeeper") == "battle_alone"


@pytest.mark.system("G16")
def test_ranks_want_experience_and_victories() -> None:
    assert KINDS["rank"].columns["name"] == ("Bronze", "Silver", "Gold", "Platinum", "Diamond", "Legend")
    for id_ in KINDS["rank"].ids[1:]:
        xp, wins = of("rank", id_, "xp"), of("rank", id_, "wins")
        reached = [player(xp=xp, wins=wins), player(xp=xp - 1, wins=wins), player(xp=xp, wins=wins - 1)]
        ranks = [KINDS["rank"].ids[formula("rank_now", state)] for state in reached]
        below = KINDS["rank"].ids[KINDS["rank"].codes[id_] - 1]
        assert ranks == [id_, below, below]
    up = ask(
        player(xp=999, wins=10, clovert=1), "forage", rolls={"found_there": "seam", "found_there.seam.ore": 5}
    )
    assert isinstance(up, Accepted)
    assert "rank_up" in {event.name for event in up.events if isinstance(event, Said)}
    assert up.state.named()["rank_told"] == "silver"


PRICES = {"common": 10, "rare": 25, "epic": 75, "legendary": 200}


@pytest.mark.system("G17")
@pytest.mark.parametrize(("rarity", "price"), PRICES.items())
def test_copies_beyond_the_first_bring_half_as_much_again_and_go_first(rarity: str, price: int) -> None:
    code = KINDS["rarity"].codes[rarity]
    id_ = KINDS["esprit"].ids[KINDS["esprit"].columns["rarity"].index(code)]
    held = player(**{id_: 3})
    assert done(held, "sell", esprit=id_).read("owned.currency", "gold") == floor(price * 1.5)
    assert (
        done(held, "sell", esprit=id_, count=3).read("owned.currency", "gold")
        == 2 * floor(price * 1.5) + price
    )
    assert preview("sell", held, esprit=id_, count=3)["price"] == str(2 * floor(price * 1.5) + price)
    assert why_not(held, "sell", esprit=id_, count=4) == "short"
    assert why_not(done(held, "cherish", esprit=id_), "sell", esprit=id_) == "params.esprit"


@pytest.mark.system("G20")
def test_levels_follow_the_curve_and_bring_points_energy_and_stamina() -> None:
    curve = [formula("xp_needed", player(), const(level)) for level in range(1, 201)]
    assert curve == [floor(60 * level * 1.03**level) for level in range(1, 201)]
    assert curve[-1] <= REVE.catalogue.slot("xp").type.hi
    rolls = {"found_there": "seam", "found_there.seam.ore": 5}
    after = done(player(xp=curve[0] - 1), "forage", rolls=rolls)
    assert (after.read("level"), after.read("skill_points")) == (2, 3)
    assert (after.read("energy"), after.read("stamina")) == (52 - 10 + 20, 10 + 2)
    leap = done(player(xp=curve[8]), "forage", rolls=rolls)
    assert (leap.read("level"), leap.read("skill_points")) == (10, 27)
    assert leap.read("owned.currency", "gold") == 400 + 1000  # the milestones of levels 5 and 10


@pytest.mark.system("G25", "G1")
@pytest.mark.parametrize(
    ("name", "by", "every", "most"),
    [("wood", 5, 10, 200), ("ore", 1, 10, 101), ("energy", 1, 6, 52), ("stamina", 1, 20, 10)],
)
def test_resources_grow_over_time_up_to_a_limit(name: str, by: int, every: int, most: int) -> None:
    held = player(**{name: 0})

    idle = {0: every * MINUTE - 1, by: every * MINUTE, 3 * by: 3 * every * MINUTE + 1, most: 400 * DAY}
    for amount, later in idle.items():
        assert done(held, "profile", later).read(name) == amount
    # What is there is not taken.
    assert done(player(**{name: most + 7}), "profile", DAY).read(name) == most + 7


@pytest.mark.system("G30")
def test_total_power_adds_up_every_copy() -> None:
    held = player(phoenix=2, clovert=3, stars={"phoenix": 2})
    powers = {id_: formula("power", held, the("esprit", id_)) for id_ in ("phoenix", "clovert")}
    assert formula("total_power", held) == 2 * powers["phoenix"] + 3 * powers["clovert"]


@pytest.mark.system("G32")
def test_a_gift_is_unwrapped_once_in_its_days_from_its_level_on() -> None:
    after = done(player(), "unwrap", gift="welcome")
    assert after.read("owned.currency", "gold") == 250
    assert after.read("owned.echo", "standard_echo") == 1
    assert why_not(after, "unwrap", gift="welcome") == "gift_had"
    assert why_not(player(level=200), "unwrap", gift="first_winter") == "params.gift"  # in January
