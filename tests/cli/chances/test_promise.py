"""What a guarantee is said to bring for certain, against the weights that it is compiled to."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cli.chances.promise import certain
from rules.program.guarantee import Guarantee, Tabulation, tabulate

NAMES = ("best", "better", "good", "plain", "dull")


@st.composite
def rows(draw: st.DrawFn) -> list[Guarantee]:
    """Return guarantees of different entries, each with its own counter, soft ones among them."""
    wanted = draw(st.permutations(NAMES[:4]))[: draw(st.integers(1, 3))]
    return [
        Guarantee(
            name,
            f"since_{name}",
            draw(st.sampled_from([frozenset[str](), frozenset({name, draw(st.sampled_from(NAMES))})])),
            draw(st.integers(1, 2)),
            draw(st.sampled_from([Fraction(0), Fraction(1, 4)])),
            draw(st.integers(2, 4)),
        )
        for name in wanted
    ]


@given(rows())
def test_nothing_but_what_is_said_to_be_certain_comes_when_a_guarantee_is_due(rows: list[Guarantee]) -> None:
    made = tabulate(dict.fromkeys(NAMES, Fraction(1, len(NAMES))), rows)
    assert isinstance(made, Tabulation)
    for place, row in enumerate(rows):
        digit = next(each for each in made.digits if each.counter == row.counter)
        due = [
            weights
            for index, weights in enumerate(made.rows)
            if index // digit.stride % digit.size + 1 >= min(row.by or 0, digit.size)
        ]
        come = {name for weights in due for name, weight in zip(NAMES, weights, strict=True) if weight}
        assert come <= certain(rows, place)
        assert come == certain(rows, place) or any(each.soft_add for each in rows)
