"""Records -> codes in canonical order and constant columns; what cannot be read is told in its place."""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.define.definitions import Definitions, define
from rules.expression import formula
from rules.expression.code import ExpressionProblem
from rules.expression.infer import type_formulas
from rules.expression.inference import Inference
from rules.expression.node import Node
from rules.expression.scope import FormulaSign
from rules.expression.type import COUNT, NONE, number, record
from rules.pack import Resolved
from rules.program.catalogue import Kind
from tests.generated.packs import many
from tests.packs import GAME, pack
from tests.play import loaded, problems

FAMILIES = "family: {fire: {}, air: {}, water: {}}\n"


def defined(fields: str, cards: str, more: str = "", families: str = FAMILIES) -> Definitions:
    kinds = f"kinds: {{family: {{}}, card: {{{more}fields: {fields}}}}}\n"
    return define(pack(game=GAME + kinds + families + f"card: {cards}\n"))


def cards(fields: str, records: str, more: str = "") -> Kind:
    return defined(fields, records, more).vocabulary.catalogue.kinds["card"]


def test_records_stand_in_the_order_of_their_field_then_of_their_ids() -> None:
    by_id = cards("{rank: int}", "{c: {rank: 1}, a: {rank: 3}, b: {rank: 2}}")
    by_rank = cards("{rank: int}", "{c: {rank: 10}, a: {rank: 9}, d: {rank: 9}}", "ordered_by: rank, ")
    by_day = cards("{from: day}", "{a: {from: 2026-10-01}, b: {from: 2025-10-01}}", "ordered_by: from, ")

    assert by_id.ids == ("a", "b", "c")
    assert by_rank.ids == ("a", "d", "c")
    assert by_day.ids == ("b", "a")


@pytest.mark.parametrize(
    ("type_", "written", "column"),
    [
        ("int", "5", (5, 5)),
        ("{int: [-9, 9]}", "-5", (-5, 5)),
        ("number", "0.1", (0.1, 5)),
        ("number", "10%", (0.1, 5)),
        ("bool", "true", (1, 0)),
        ("day", "1970-01-11", (10, 5)),
        ("duration", "2s", (2000, 5)),
        ("text", "Fox", ("Fox", "x")),
        ("family", "fire", (1, 2)),
    ],
)
def test_a_column_holds_what_each_record_says(type_: str, written: str, column: tuple[object, ...]) -> None:
    others = {"bool": "false", "day": "1970-01-06", "duration": "5ms", "text": "x", "family": "water"}
    other = others.get(type_, "5")

    found = cards(f"{{it_is: {type_}}}", f"{{a: {{it_is: {written}}}, b: {{it_is: {other}}}}}")

    assert found.columns["it_is"] == column


def test_what_is_not_said_is_the_default_or_nothing() -> None:
    found = cards(
        "{power: {type: int, default: 7}, family: {type: family, optional: true},"
        " kin: {type: [family], default: [water, fire, fire]}, said: {type: text, optional: true}}",
        "{a: {}, b: {power: 1, family: fire, kin: [air]}}",
    )

    assert found.columns["power"] == (7, 1)
    assert found.columns["family"] == (NONE, 1)
    assert found.lists["kin"] == ((1, 2), (0,))
    assert found.columns["said"] == ("", "")
    assert found.lists["tags"] == ((), ())


def test_a_map_has_a_value_for_every_record_of_its_key() -> None:
    found = cards(
        "{beats: {map: [family, number], default: 1}, makes: {map: [family, family]},"
        " all: {map: [family, int], default: {fire: 3}}}",
        "{a: {beats: {fire: 2}, makes: {air: water}}, b: {makes: {}, all: {air: 1}}}",
    )

    assert found.maps["beats"] == ((1, 2, 1), (1, 1, 1))
    assert found.maps["makes"] == ((2, NONE, NONE), (NONE, NONE, NONE))
    assert found.maps["all"] == ((NONE, 3, NONE), (1, NONE, NONE))


def test_each_pair_of_a_symmetric_map_is_written_once() -> None:
    kinds = "kinds: {family: {fields: {with: {map: [family, int], symmetric: true, default: 0}}}}\n"
    families = "family: {a: {with: {b: 1, a: 5}}, b: {with: {c: 2}}, c: {with: {a: 3}}}\n"
    found = define(
        pack(game=GAME + kinds.replace("{with:", "{joined:") + families.replace("with:", "joined:"))
    )

    assert found.vocabulary.catalogue.kinds["family"].maps["joined"] == ((5, 1, 3), (1, 0, 2), (3, 2, 0))


def test_amounts_are_columns_by_asset_and_one_asset_by_two_names_adds_up() -> None:
    text = (
        "kinds: {coin: {holdable: stack}, gem: {holdable: stack, fields: {worth: {type: amounts, default: {penny: 1}}}}}\n"
        "variables: {dust: {type: int, spendable: true}, score: {type: int}}\n"
        "coin: {penny: {}, dime: {}}\ngem: {ruby: {worth: {dime: 2, dust: 30}}, jade: {}, opal: {worth: {}}}\n"
    )
    worth = define(pack(game=GAME + text)).vocabulary.kinds["gem"].fields["worth"].amounts

    assert worth == {("dust", -1): (0, 0, 30), ("owned.coin", 0): (0, 0, 2), ("owned.coin", 1): (1, 0, 0)}


def test_an_optional_field_of_amounts_or_table_says_whether_it_is_there() -> None:
    text = (
        "kinds: {box: {fields: {worth: {type: amounts, optional: true}, holds: {type: table, optional: true}}}}\n"
        "variables: {dust: {type: int, spendable: true}}\n"
        "tables: {lucky: {entries: {some: {weight: 1, give: {dust: 1}}}}}\n"
        "box: {a: {worth: {dust: 1}}, b: {holds: lucky}, c: {holds: {entries: {all: {weight: 1}}}}}\n"
    )
    found = define(pack(game=GAME + text))
    kind = found.vocabulary.catalogue.kinds["box"]

    assert kind.columns["worth"] == (0, NONE, NONE)
    assert kind.columns["holds"] == (NONE, 0, 0)
    assert found.table_fields["box", "holds"] == ("", "lucky", "box.c.holds")
    assert set(found.tables) == {"lucky", "box.c.holds"}


LOST = [
    ("{w: [family]}", "{a: {w: [fire, ash]}}", 4, "family"),
    ("{w: family}", "{a: {w: ash}}", 4, "family"),
    ("{w: {map: [family, int], default: 0}}", "{a: {w: {ash: 1}}}", 4, "family"),
    ("{w: {map: [family, family]}}", "{a: {w: {fire: ash}}}", 4, "family"),
    ("{w: {type: amounts, default: {}}}", "{a: {w: {ash: 1}}}", 4, "amounts"),
    ("{w: {type: family, default: ash}}", "{a: {}, b: {}}", 2, "family"),
    ("{w: {type: table, optional: true}}", "{a: {w: ash}}", 4, "table"),
]


@pytest.mark.parametrize(("fields", "records", "line", "wanted"), LOST)
def test_a_reference_that_leads_nowhere_has_its_place(
    fields: str, records: str, line: int, wanted: str
) -> None:
    found = defined(fields, records).unknown
    written = found[0][0].place.source.line(line)

    assert {str(node.place) for node, _ in found} == {f"game.yaml:{line}:{written.index('ash') + 1}"}
    assert {kind for _, kind in found} == {wanted}


@pytest.mark.parametrize(
    ("fields", "records", "message"),
    [
        (
            "{on: day}",
            "{a: {on: 2026-02-30}}",
            "`2026-02-30` is not a day of the calendar, such as `2026-10-25`",
        ),
        ("{on: [day]}", "{a: {on: [2026-02-28, 2026-02-30]}}", "`2026-02-30` is not a day of the calendar"),
        ("{at: time}", "{a: {at: 2026-02-30}}", "`2026-02-30` is not a day, or a day and a time"),
    ],
)
def test_a_value_that_its_slot_cannot_have_is_an_error(fields: str, records: str, message: str) -> None:
    text = f"kinds: {{card: {{fields: {fields}}}}}\ncard: {records}\n".replace("[day]", "{map: [card, day]}")
    text = text.replace("[2026-02-28, 2026-02-30]", "{a: 2026-02-30}")

    assert [(code, said.startswith(message)) for code, said in problems(text)] == [("E520", True)]


def test_a_point_in_time_is_read_in_the_zone_of_the_game() -> None:
    head = "game: {id: mine, title: Mine, version: 1.0.0, language: 1, day: {timezone: Asia/Kolkata}}\n"
    found = loaded("kinds: {card: {fields: {at: time}}}\ncard: {a: {at: 1970-01-02}}\n", head)

    assert found.ruleset is not None
    assert found.ruleset.catalogue.kinds["card"].columns["at"] == (18 * 3600 * 1000 + 30 * 60 * 1000,)


def test_fields_that_hold_formulas_have_a_body_for_each_record() -> None:
    found = defined(
        "{force: {formula: number, of: {stars: int}, default: stars}}", "{b: {}, a: {force: stars * 2}}"
    )
    sign = found.vocabulary.kinds["card"].fields["force"].formula

    assert sign is not None
    assert sign.name == "card.force"
    assert sign.params == (("it", record("card")), ("stars", COUNT))
    assert sign.bodies == ("stars * 2", "stars")
    assert sign.wanted == number(-1e12, 1e12)


def test_bodies_that_read_alike_are_typed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[str] = []
    once = formula._body

    def counted(inference: Inference, sign: FormulaSign, text: str) -> tuple[Node, list[ExpressionProblem]]:
        typed.append(text)
        return once(inference, sign, text)

    monkeypatch.setattr(formula, "_body", counted)
    cards = ", ".join(f"c{number}: {{}}" for number in range(50))
    found = defined("{force: {formula: int, default: 1 + 1}}", f"{{{cards}}}")

    (body,) = set(type_formulas(found.vocabulary)["card.force"].bodies)

    assert typed == ["1 + 1"]
    assert body.type.hi == 2


def test_a_mistake_in_a_shared_body_is_told_of_each_record_that_has_it_and_once_of_a_default() -> None:
    found = problems(
        "kinds: {card: {fields: {force: {formula: int, default: oops}}}}\n"
        "card: {a: {force: nope}, b: {force: nope}, c: {}, d: {}}\n"
    )

    assert [message.partition("`")[2].partition("`")[0] for _, message in found] == ["oops", "nope", "nope"]


@given(st.randoms(use_true_random=False))
def test_the_order_of_files_and_keys_changes_nothing(random: Random) -> None:
    files = {name.removesuffix(".yaml"): text for name, text in many(80, a_file=20).items()}
    shuffled = {name: "".join(_shuffled(random, text)) for name, text in files.items()}
    names = list(shuffled)
    random.shuffle(names)

    one = pack(**files)
    other = pack(**{f"f{number}": shuffled[name] for number, name in enumerate(names)})

    assert one.hash == other.hash
    assert define(one).vocabulary.catalogue == define(other).vocabulary.catalogue


def _shuffled(random: Random, text: str) -> Iterator[str]:
    """Yield the lines of a file of records in another order, where they are one line each."""
    lines = text.splitlines(keepends=True)
    if lines[0].strip() != "card:":
        yield from lines
        return
    records = lines[1:]
    random.shuffle(records)
    yield from (lines[0], *records)


def test_records_are_read_without_a_node_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    resolved = pack(**{name.removesuffix(".yaml"): text for name, text in many(60).items()})
    asked: list[object] = []
    monkeypatch.setattr(Resolved, "at", lambda _self, path: asked.append(path))

    define(resolved)

    assert asked == []
