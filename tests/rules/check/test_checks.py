"""What the checks promise together: each code once, allowances, what is dear, and pools by their cases."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from rules.check import checks
from rules.check.evaluations import dearest
from rules.codes import BY_ID
from rules.load import Loaded, compile_pack
from rules.pack import Texts
from rules.problem import Problems

GAME = "game: {id: mine, title: Mine, version: 1.0.0, language: 1, locales: [en]}\n"
CARDS = """kinds:
  card: {holdable: stack, fields: {rank: {int: [1, 3]}, often: {number: [0, 9]}, near: {map: [card, int]}}}
card:
  fox: {name: Fox, rank: 1, often: 0.5, near: {fox: 1, owl: 2}}
  owl: {name: Owl, rank: 2, often: 0, near: {fox: 3, owl: 4}}
variables: {luck: {type: {int: [0, 5]}}}
limits: {daily: {per: player, times: 1, each: day}}
formulas: {doubled: {of: {c: card}, is: 2 * c.rank}}
texts: {en: {done: "Done, with {luck} and {doubled(fox)}."}}
"""


def compiled(*files: str, base: str = "") -> Loaded:
    """Return what becomes of a pack of these files; *base* is one that it extends."""
    texts = {f"mine/{number}.yaml": text for number, text in enumerate(files)}
    pack = Texts("base", {"base/0.yaml": base})
    return compile_pack(Texts("mine", texts), Problems(), lambda name, _: pack if name == "base" else None)


def codes(loaded: Loaded) -> list[str]:
    """Return the codes of all problems."""
    return [problem.code for problem in loaded.problems]


def drawn(**entry: str | dict[str, int]) -> str:
    """Return an action that draws from a table with one entry, for a card and a number."""
    written = json.dumps({"one_of": "card", **entry})
    return f"""tables: {{pool: {{of: {{c: card, n: {{int: [1, 2]}}}}, entries: {{a: {written}}}}}}}
actions:
  dip:
    summary: Dip.
    limit: daily
    params: {{card: {{type: card}}, n: {{type: {{int: [1, 2]}}}}}}
    do: [{{draw: "pool(card, n)", as: prize}}, {{give: {{fox: 1, owl: 1}}}}, {{set: {{luck: n}}}}]
    say: done
"""


def test_each_code_belongs_to_one_check_and_is_known() -> None:
    counted = Counter(code.id for _, found in checks() for code in found)

    assert [code for code, times in counted.items() if times > 1] == []
    assert set(counted) <= set(BY_ID)


def test_the_dearest_expression_is_the_one_with_most_loops() -> None:
    loaded = compiled(GAME, CARDS, drawn(where="count(x for x in card if x.rank >= it.rank) >= n"))

    assert loaded.session is not None
    found = dearest(loaded.session)
    assert found is not None
    assert found[0] == 3
    assert "count(" in found[1].written.place.text


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"where": "it.rank == n"}, []),
        ({"where": "it.rank == n + 1"}, ["E614"]),
        ({"where": "it.rank <= n and it == c"}, ["E614"]),
        ({"where": "it.rank <= n or it == c"}, []),
        ({"where": "n > 0"}, []),
        ({"where": "n > 1"}, ["E614"]),
        ({"where": "it.near[c] > 1 and it.near[c] < 4 + n"}, []),
        ({"where": "it.near[c] > 3"}, ["E614"]),
        ({"where": "doubled(it) > 3"}, []),
        ({"where": "it.rank + luck > 1"}, ["E615"]),
        ({"where": "weekday(today) == 1"}, ["E615"]),
        ({"weigh": "it.often"}, []),
        ({"where": "it == owl", "weigh": "it.often"}, ["E614"]),
        ({"weigh": "1 + luck"}, []),
        ({"weigh": "luck"}, ["E615"]),
        ({"weigh": "doubled(it) * (luck + 1)"}, []),
        ({"weigh": "it.near[c] + luck"}, []),
        ({"weigh": "max(1, luck)"}, []),
        ({"weigh": "2 if luck > 1 else it.rank"}, []),
        ({"where": "it.rank == 3", "if_empty": {"fox": 1}}, []),
        ({"where": "it.rank <= n", "if_empty": {"fox": 1}}, ["W702"]),
    ],
)
def test_a_pool_is_tried_for_all_values_of_what_it_reads(
    entry: dict[str, str | dict[str, int]], expected: list[str]
) -> None:
    assert codes(compiled(GAME, CARDS, drawn(**entry))) == expected


def test_each_empty_cell_of_a_pool_is_named() -> None:
    (problem,) = compiled(GAME, CARDS, drawn(where="it.rank == n and it == c")).problems

    assert problem.message == "no `card` fits where card = fox, n = 2; card = owl, n = 1"


def test_an_allowance_of_a_base_that_silences_nothing_any_more_is_not_the_extending_packs_mistake() -> None:
    base = (
        GAME
        + CARDS
        + drawn(where="it.rank == n")
        + """
commands: {all: {summary: All., actions: [dip]}}
views: {spare: {show: {luck: luck}}}  # allow W724: packs that extend this one show it
"""
    )
    own = "game: {id: more, title: More, version: 1.0.0, language: 1, extends: base}\n"
    shows = "actions: {look: {summary: Look., say: spare}}\n"

    assert codes(compiled(own, base=base)) == []
    assert codes(compiled(own, shows, base=base)) == []
    assert codes(compiled(base + "actions2: {}\n")) == ["E207"]


def test_of_a_pack_with_a_file_that_cannot_be_read_nothing_else_is_said() -> None:
    assert codes(compiled(GAME, CARDS, "actions: {dip: [}", "views: {book: {title: 1 + no_such}}")) == [
        "E101"
    ]


@pytest.mark.parametrize(
    ("mistake", "code"),
    [
        ("limits: {nap: {times: 1}}", "E623"),
        ("variables: {hope: {type: {int: [0, 5]}, default: 9}}", "E619"),
        ("formulas: {half: {is: 1 / 0}}", "E410"),
    ],
)
def test_what_leaves_nothing_to_run_is_reported_although_it_is_allowed(mistake: str, code: str) -> None:
    found = compiled(GAME, f"{mistake}  # allow {code}: because")

    assert {code, "W792"} <= set(codes(found))
    assert found.ruleset is None
