"""What players are told: texts by type and locale, views, and why not."""

from __future__ import annotations

from typing import Any

import pytest

from engine.chance import CounterChance
from engine.outcome import Accepted, Outcome, Refused
from engine.player.run import Executor
from engine.request import read_params
from engine.state import State
from engine.view.ask import Situation
from engine.view.reply import Part, Replier
from engine.view.shown import Button, Row, Shown
from engine.view.voice import Value, Voice
from rules.expression.type import (
    AMOUNTS,
    BOOL,
    CHANCE,
    DATE,
    DURATION,
    TEXT,
    TIME,
    integer,
    list_of,
    number,
    record,
)
from rules.load import compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.program.moment import Moment
from rules.ruleset import Ruleset

PACK = """
game: {id: orchard, title: Orchard, version: 1.0.0, language: 1, shared_by: world, locales: [en, de]}
kinds:
  size:  {ordered_by: order, fields: {order: {int: [1, 9]}}}
  fruit: {holdable: stack, fields: {size: size}}
size: {small: {order: 1}, large: {name: Large, order: 2}}
fruit:
  plum: {name: Plum, size: small, summary: Blue., image: {file: blue_plum.png, author: Ana, licence: CC0}}
  pear: {name: Pear, size: large}
  fig:  {name: Fig, size: small}
variables:
  age: {type: {int: [0, 99]}}
  water: {type: int, spendable: true}
  jam_of: {per: fruit, type: int, spendable: true}
  best: {type: fruit, optional: true}
limits:
  rest: {per: player, times: 1, in: 2h}
  night: {per: player, times: 1, in: 8h}
  few: {per: player, times: 3, in: 6h}
tables: {basket: {pick: one, entries: {a: {weight: 3, give: {plum: 1}}, b: {weight: 1, give: {pear: 1}}}}}
actions:
  grow: {summary: Get older., require: [{that: age < 90, else: too_old}], do: [{add: {age: 1}}], say: grown}
  eat:
    params: {fruit: {type: fruit, owned: true}, count: {type: {int: [1, 9]}, default: 1}}
    let: {twice: count * 2}
    cost: {fruit: count, water: twice}
    confirm: eating
    say: eaten
  nap: {limit: rest, say: rested}
  blink: {limit: few, say: rested}
  doze: {limit: night, say: rested}
  look: {say: shelf}
  browse: {say: stall}
  admire: {params: {fruit: {type: fruit}}, say: portrait}
  shut: {say: closed}
  count_up: {params: {n: {type: {int: [0, 9]}}}, confirm: ticket, say: ticket}
  name_one: {params: {n: {type: fruit}}, confirm: ticket, say: ticket}
  roll_one: {do: [{each: {n: fruit}, where: n == fig, do: [{say: ticket}]}, {let: {n: 7}}, {say: ticket}]}
  cook: {params: {fruit: {type: fruit}}, cost: {jam_of(fruit): 2}, say: rested}
views:
  ticket: {title: n}
  eating: {title: fruit.name, show: {price: twice, odds: odds(basket)}}
  shelf:
    title: "age"
    list: {f: fruit}
    where: owned(f) > 0
    sort: [-f.size, f.name]
    page: 2
    show: {best: best, small_ones: owned(plum)}
  stall:
    title: market
    text: open
    colour: '"#ff8800" if age > 50 else "#00ff00"'
    list: {f: fruit}
    where: owned(f) > 0
    page: 2
    empty: bare
    buttons:
      - {action: eat, with: {fruit: f, count: "min(owned(f), 9)"}, when: owned(f) > 1, label: bite}
      - {action: grow, label: wait}
      - {action: admire, with: {fruit: best}, when: has(best), label: see}
      - {action: count_up, with: {n: 3}, when: age > 50}
  portrait: {title: fruit.name, image: fruit.image}
  closed: {title: market, image: '"signs/shut_for_today.png"'}
texts:
  en:
    market: Market
    open: "Open at {age}.\\nCome in."
    bare: "Nothing but {age} flies."
    bite: "Eat {f}"
    wait: Wait
    see: "See {best.name}, {best.size}"
    grown: {by: age, one: "One year old.", other: "{age} years old."}
    too_old: "{age} is too old."
    eaten: "You ate {count} {fruit} ({fruit.size}), {twice} water."
    rested: "Zzz."
    limit.night: "Sleep again in {wait}."
    short: "You lack {lacking}."
  de:
    bite: "{f} essen"
    grown: "{age} Jahre."
    fruit.plum.name: Pflaume
    fruit.pear.name: Birne
    size.small.name: klein
    variables.water.name: Wasser
    actions.grow.summary: Älter werden.
"""
NOON = 1767956400000


def pack() -> Ruleset:
    loaded = compile_pack(Texts("orchard", {"game.yaml": PACK}), Problems(), lambda _, __: None)
    assert loaded.ruleset is not None, loaded.problems
    return loaded.ruleset


RULESET = pack()


class Table:
    """A player at the kitchen table, who asks and is told."""

    def __init__(self, locale: str = "", **state: Any) -> None:
        self.voice = Voice(RULESET, locale)
        self.executor = Executor(RULESET.catalogue)
        self.replier = Replier(self.voice, self.executor)
        self.moment = Moment(NOON, RULESET.catalogue.calendar.day_of(NOON), 1)
        self.state = State.of(RULESET.catalogue, state)

    def situation(self, action: str, **params: Any) -> Situation:
        """Return how things stand."""
        found = read_params(RULESET.catalogue, RULESET.programs[action], params, self.state)
        assert not isinstance(found, Refused), found
        return Situation(self.state, self.moment, found)

    def do(self, action: str, page: int = 1, **params: Any) -> list[Part]:
        """Carry one action out, and return what is said."""
        before = self.situation(action, **params)
        outcome: Outcome = self.executor.play(
            RULESET.programs[action], self.state, before.params, CounterChance(), self.moment
        )
        if isinstance(outcome, Accepted):
            self.state = outcome.state
        return self.replier.reply(action, outcome, before, page)


def test_a_text_prints_its_values_and_the_form_of_its_number() -> None:
    table = Table()

    assert table.do("grow") == ["One year old."]
    assert table.do("grow") == ["2 years old."]


def test_names_are_those_of_the_locale_and_fall_back_to_what_the_record_says() -> None:
    german = Table("de", plum=3, fig=3, water=20)

    assert german.do("grow") == ["1 Jahre."]
    assert german.do("eat", fruit="plum") == ["You ate 1 Pflaume (klein), 2 water."]
    assert german.do("eat", fruit="fig", count=2) == ["You ate 2 Fig (klein), 4 water."]


def test_a_game_never_borrows_names_from_a_language_that_is_not_its_first() -> None:
    assert Table("en", plum=1, water=9).do("eat", fruit="plum") == ["You ate 1 Plum (small), 2 water."]


REFUSALS: dict[str, tuple[str, dict[str, Any], dict[str, Any], str]] = {
    "a requirement's own words": ("grow", {"age": 95}, {}, "95 is too old."),
    "what is lacking, in the game's own words": (
        "eat",
        {"plum": 1, "water": 1},
        {"fruit": "plum"},
        "You lack 1 of 2 water.",
    ),
    "a parameter that does not fit": ("eat", {}, {"fruit": "fig"}, "Fig will not do for fruit."),
    "an asset that is kept per record": ("cook", {}, {"fruit": "pear"}, "You lack 0 of 2 jam of (Pear)."),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_says_why_not(case: str) -> None:
    action, state, params, said = REFUSALS[case]

    assert Table(**state).do(action, **params) == [said]


def test_a_limit_says_how_long_to_wait() -> None:
    table = Table()
    assert table.do("nap") == ["Zzz."]
    assert table.do("nap") == ["Not yet: again in 2 h."]

    table.moment = Moment(NOON + 7_199_000, table.moment.today, 1)
    assert table.do("nap") == ["Not yet: again in 1 s."]


def test_a_limit_that_spreads_its_uses_says_how() -> None:
    table = Table()
    assert [table.do("blink")[0] for _ in range(3)] == ["Zzz."] * 3
    assert table.do("blink") == ["Not yet: again in 2 h (3 at once, then one every 2 h)."]

    german = Table("de")
    german.state = table.state
    assert german.do("blink") == ["Noch nicht: wieder in 2 Std (3 auf einmal, dann alle 2 Std eins)."]


def test_a_limit_may_have_words_of_its_own() -> None:
    table = Table()
    table.do("doze")

    assert table.do("doze") == ["Sleep again in 8 h."]


def test_what_never_holds_by_waiting_is_not_waited_for() -> None:
    table = Table(age=95)

    assert table.replier.gate.wait("grow", table.situation("grow"), "too_old") is None


def test_a_fault_and_an_unknown_reason_are_said_plainly() -> None:
    table = Table()
    refused = [
        Refused(reason, (reason,), table.state) for reason in ("fault", "strange", "limit.rest", "params.no")
    ]
    situation = table.situation("grow")

    assert [table.replier.refusal("grow", each, situation) for each in refused] == [
        "Something is wrong in the game itself. Nothing was changed.",
        "That is not possible now (strange).",
        "Not yet: again in 1 s.",
        "That is not possible now (no).",
    ]


def test_a_bad_parameter_is_said_as_it_was_refused() -> None:
    table = Table()
    found = read_params(RULESET.catalogue, RULESET.programs["eat"], {"fruit": "nut"}, table.state)
    assert isinstance(found, Refused)

    assert table.replier.reply("eat", found, Situation(table.state, table.moment, {})) == [
        f"{found.message}."
    ]


def test_a_preview_shows_what_would_be_paid_and_what_may_come() -> None:
    table = Table("de", plum=2, water=9)

    assert table.replier.preview("eat", table.situation("eat", fruit="plum")) == Shown(
        "Pflaume", (Row("price", "2"), Row("odds", odds=(("a", "75\u00a0%"), ("b", "25\u00a0%"))))
    )


def test_nothing_is_shown_before_what_would_be_refused_or_asks_for_nothing() -> None:
    table = Table(plum=2)

    assert table.replier.preview("eat", table.situation("eat", fruit="plum")) is None
    assert table.replier.preview("grow", table.situation("grow")) is None


def test_a_view_reads_wherever_it_is_said_as_that_place_means_it() -> None:
    table = Table(plum=1)

    assert table.do("count_up", n="3") == [Shown("3")]
    assert table.do("name_one", n="plum") == [Shown("Plum")]
    assert table.do("roll_one") == [Shown("Fig"), Shown("7")]
    assert table.replier.preview("count_up", table.situation("count_up", n="3")) == Shown("3")
    assert table.replier.preview("name_one", table.situation("name_one", n="fig")) == Shown("Fig")


def test_a_view_lists_sorts_and_pages() -> None:
    table = Table(plum=1, pear=2, fig=3, best="pear", age=7)

    first, second = table.do("look"), table.do("look", page=2)

    rows = (Row("best", "Pear"), Row("small ones", "1"))
    assert first == [Shown("7", rows, ("Pear", "Fig"), 1, 2)]
    assert second == [Shown("7", rows, ("Plum",), 2, 2)]
    assert table.do("look", page=9) == second


def test_a_view_says_its_text_its_colour_and_what_can_be_done() -> None:
    table = Table(plum=1, pear=20, fig=3, age=51)

    first, second = table.do("browse"), table.do("browse", page=2)

    below = (Button("Wait", "grow"), Button("count up", "count_up", (("n", 3),)))
    assert first == [
        Shown(
            "Market",
            lines=("Fig", "Pear"),
            pages=2,
            text="Open at 51.\nCome in.",
            colour="#ff8800",
            buttons=(
                Button("Eat Fig", "eat", (("fruit", "fig"), ("count", 3)), 0),
                Button("Eat Pear", "eat", (("fruit", "pear"), ("count", 9)), 1),
                *below,
            ),
        )
    ]
    assert isinstance(second[0], Shown)
    assert second[0].lines == ("Plum",)
    assert second[0].buttons == below


def test_a_button_reads_what_is_there_only_where_it_is_shown() -> None:
    (best,), (none,) = Table(best="pear").do("browse"), Table().do("browse")

    assert isinstance(best, Shown)
    assert best.buttons[-1] == Button("See Pear, Large", "admire", (("fruit", "pear"),))
    assert isinstance(none, Shown)
    assert [button.label for button in none.buttons] == ["Wait"]


def test_a_list_of_nothing_says_so() -> None:
    (shown,) = Table().do("browse")

    assert isinstance(shown, Shown)
    assert shown.lines == ("Nothing but 0 flies.",)
    assert shown.buttons == (Button("Wait", "grow"),)


def test_a_picture_is_worded_by_the_record_that_it_shows_or_else_by_its_file() -> None:
    (plum,), (pear,) = Table("de").do("admire", fruit="plum"), Table().do("admire", fruit="pear")
    (shut,) = Table().do("shut")

    assert plum == Shown("Pflaume", image="blue_plum.png", alt="Bild: Pflaume")
    assert pear == Shown("Pear")
    assert shut == Shown("Market", image="signs/shut_for_today.png", alt="Picture: shut for today")


def test_what_is_absent_is_none() -> None:
    (shown,) = Table().do("look")
    assert isinstance(shown, Shown)
    assert shown.rows[0] == Row("best", "none")
    assert shown.lines == ()


VALUES = [
    (Value(BOOL, True), "yes"),
    (Value(record("fruit"), "plum"), "Plum"),
    (
        Value(AMOUNTS, (("owned.fruit", "plum", 3), ("water", None, 1200), ("jam_of", "fig", 0))),
        "3 Plum, 1,200 water",
    ),
    (Value(AMOUNTS, ()), "nothing"),
    (Value(DURATION, 5_400_000), "1 h 30 min"),
    (Value(DATE, 20_462), "2026-01-09"),
    (Value(TIME, NOON), "2026-01-09 11:00"),
    (Value(integer(0, 9), 7), "7"),
    (Value(CHANCE, 0.25), "25%"),
    (Value(number(0, 2), 1.25), "1.25"),
    (Value(list_of(record("fruit")), ("plum", "fig")), "Plum, Fig"),
    (Value(list_of(record("fruit")), ()), "nothing"),
    (Value(TEXT, "as it is"), "as it is"),
    (Value(TEXT, "Plum", ("fruit", "name")), "Plum"),
    (Value(TEXT, "Nobody", ("fruit", "name")), "Nobody"),
    (Value(integer(), None), "none"),
]


@pytest.mark.parametrize(("value", "said"), VALUES, ids=map(str, range(len(VALUES))))
def test_a_value_is_printed_by_its_type(value: Value, said: str) -> None:
    assert Table().voice.print(value) == said


def test_a_text_that_nobody_wrote_is_its_key_and_what_nobody_knows_stays() -> None:
    voice = Table().voice

    assert voice.say("nowhere") == "nowhere"
    assert voice.say("eaten") == "You ate {count} {fruit} ({fruit.size}), {twice} water."


def test_actions_and_labels_have_words_in_the_locale() -> None:
    assert Table("de").voice.summary("grow") == "Älter werden."
    assert Table("en").voice.summary("grow") == "Get older."
    assert Table("en").voice.summary("nap") == ""
    assert Table("en").voice.label("shelf", "small_ones") == "small ones"


def test_checks_name_what_was_not_asked_any_more() -> None:
    table = Table()
    found = table.replier.gate.checks("eat", table.situation("eat", fruit="plum"))

    assert not isinstance(found, Refused)
    assert [(each.phase, each.holds) for each in found] == [("params", False), ("cost", None)]
