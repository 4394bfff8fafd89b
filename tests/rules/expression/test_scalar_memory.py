"""Formulas with loops are evaluated once for equal reads, and always as if they were evaluated again."""

from __future__ import annotations

from typing import Any

import pytest

from rules.expression import scalar_memory
from rules.expression.node import Apply, Const, Local, Node
from rules.expression.scalar import ScalarCode
from rules.expression.type import COUNT, Type, number, record
from rules.program.catalogue import Formula
from rules.program.moment import Moment
from tests.rules.expression.remembered import ESPRIT, Params, cells, with_formulas

HERE = Moment(0, 20_000)
TOTAL: tuple[Params, str] = ((), "sum(owned(e) * floor(power(e)) for e in esprit)")


def counted(code: ScalarCode, name: str, params: tuple[str, ...] = ()) -> tuple[Any, list[int]]:
    """Return a function that calls formula *name*, and a list that grows whenever it is evaluated."""
    catalogue, calls = code.catalogue, list[int]()
    made = code.function

    def function(node: Node, names: tuple[str, ...] = ("e",)) -> Any:
        evaluate = made(node, names)
        if node not in catalogue.formulas[name].bodies:
            return evaluate

        def counting(*args: Any) -> Any:
            calls.append(1)
            return evaluate(*args)

        return counting

    code.function = function  # type: ignore[method-assign, assignment]
    args = tuple(Local(record("esprit"), each) for each in params)
    return made(Apply(COUNT, name, args), params), calls


def test_a_formula_without_parameters_is_evaluated_when_something_that_it_reads_differs() -> None:
    catalogue = with_formulas(total=TOTAL)
    total, calls = counted(ScalarCode(catalogue, remembers=True), "total")
    owned, stars = {0: 3, 2: 1}, {0: 1}
    now = cells(catalogue, owned_esprit=owned, stars=stars)
    assert [total(now, HERE), total(now, HERE)] == [3 * 13 + 99] * 2
    assert len(calls) == 1
    later = cells(catalogue, owned_esprit=dict(owned), stars=stars, xp=5)  # it does not read xp
    assert (total(later, HERE), len(calls)) == (3 * 13 + 99, 1)
    assert total(cells(catalogue, owned_esprit={0: 4, 2: 1}, stars=stars), HERE) == 4 * 13 + 99
    assert total(cells(catalogue, owned_esprit={0: 4, 2: 1}, stars={0: 2}), HERE) == 4 * 14 + 99
    assert len(calls) == 3


def test_a_formula_of_a_record_is_evaluated_once_for_each_record_and_what_it_reads_of_it() -> None:
    catalogue = with_formulas(total=TOTAL)
    power, calls = counted(ScalarCode(catalogue, remembers=True), "power", ("e",))
    now = cells(catalogue, stars={0: 1})
    assert [power(now, HERE, 0), power(now, HERE, 2), power(now, HERE, 0)] == [13, 99, 13]
    assert len(calls) == 2
    assert power(cells(catalogue, stars={0: 1, 1: 5}), HERE, 0) == 13
    assert len(calls) == 2
    assert power(cells(catalogue, stars={0: 2}), HERE, 0) == 14
    assert len(calls) == 3


def test_the_bodies_of_records_are_told_apart() -> None:
    texts = with_formulas(
        one=(ESPRIT, "sum(stars(e) for a in e.abilities)"), two=(ESPRIT, "count(a for a in e.abilities)")
    )
    one, two = (texts.formulas[name].bodies[0] for name in ("one", "two"))
    texts.formulas["both"] = Formula("both", ("e",), (record("esprit"),), COUNT, (one, two, one, two))
    both, _ = counted(ScalarCode(texts, remembers=True), "both", ("e",))
    assert [both(cells(texts), HERE, each) for each in (0, 1, 0, 1)] == [0, 1, 0, 1]


def test_only_so_many_values_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scalar_memory, "_REMEMBERED", 2)
    catalogue = with_formulas()
    power, calls = counted(ScalarCode(catalogue, remembers=True), "power", ("e",))
    now = cells(catalogue)
    assert [power(now, HERE, each) for each in (0, 1, 2, 2, 0)] == [12, 85, 99, 99, 12]
    assert len(calls) == 4


FORGOTTEN: dict[str, tuple[Params, str]] = {
    "no loop": ((), "level + 1"),
    "no record first": ((("n", Type("int", lo=0, hi=5)),), "sum(n for e in esprit)"),
    "an optional record": ((("e", record("esprit").maybe()),), "sum(level for f in esprit)"),
    "a number that is not whole": ((*ESPRIT, ("x", number(0, 1))), "sum(level for f in esprit if x > 0.5)"),
}


@pytest.mark.parametrize("why", FORGOTTEN)
def test_nothing_is_remembered_for(why: str) -> None:
    catalogue = with_formulas(it=FORGOTTEN[why])
    assert not scalar_memory.worth_it(catalogue, catalogue.formulas["it"])


def test_what_hangs_on_the_time_or_on_any_cell_is_evaluated_again() -> None:
    catalogue = with_formulas(
        due=((), "count(e for e in esprit if now > start_of(today))"),
        share=(ESPRIT, "sum(owned(f) for f in esprit) - owned(e)"),
    )
    code = ScalarCode(catalogue, remembers=True)
    due = code.function(Apply(COUNT, "due", ()), ())
    assert [due(cells(catalogue), Moment(now, 0)) for now in (-1, 1)] == [0, 4]
    share, calls = counted(code, "share", ("e",))
    now = cells(catalogue, owned_esprit={0: 3, 1: 4})
    assert [share(now, HERE, each) for each in (0, 0, 1)] == [4, 4, 3]
    assert len(calls) == 3


def test_slots_whose_dicts_are_remembered_are_replaced() -> None:
    assert ScalarCode(with_formulas(total=TOTAL), remembers=True).replaced == {"owned.esprit", "stars"}
    assert ScalarCode(with_formulas(total=TOTAL)).replaced == frozenset()


def test_a_loop_calls_what_does_not_hang_on_it_before_its_first_round() -> None:
    inner = "any(f.attack < total for f in esprit if f.attack > combat)"
    catalogue = with_formulas(
        total=TOTAL, near=((), f"count(e for e in esprit if e.attack < total and {inner})")
    )
    code = ScalarCode(catalogue)
    source = code.source(catalogue.formulas["near"].bodies[0])
    assert source.count("F_v_total(C, W)") == 1
    assert source.count("F_v_combat(C, W)") == 1
    assert source.startswith("len([v_e for t")


def test_short_formulas_are_written_out() -> None:
    catalogue = with_formulas(ten=((), "10"), sum_=((), "level + xp"), much=((), "+".join(["level"] * 6)))
    code = ScalarCode(catalogue)
    assert code.source(Apply(COUNT, "ten", ())) == "10"
    assert code.source(Apply(COUNT, "sum_", ())) == "(C[0] + C[1])"
    assert code.source(Apply(COUNT, "much", ())) == "F_v_much(C, W)"
    assert code.source(Apply(COUNT, "sum_", (), Const(COUNT, 3))).startswith("F_v_sum_(W.players[")
