"""Months are those of the calendar, for one day and for columns of days, whatever evaluates them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rules.expression.evaluate import Situation, evaluate
from rules.expression.node import Function, const
from rules.expression.scalar import ScalarCode
from rules.expression.type import integer
from rules.month import month
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment

EPOCH = date(1970, 1, 1)
NOTHING = Catalogue({}, (), {})


@given(st.dates(date(1600, 1, 1), date(2400, 12, 31)))
def test_a_month_is_that_of_the_calendar(day: date) -> None:
    assert month((day - EPOCH).days) == (day.year - 1970) * 12 + day.month - 1


def test_every_day_of_four_centuries_is_in_its_month_alone_and_in_columns() -> None:
    days = [(date(1800, 1, 1) + timedelta(count) - EPOCH).days for count in range(146_097)]

    assert month(np.array(days)).tolist() == [month(day) for day in days]
    assert [month(day) for day in days[:60]] == [-2040] * 31 + [-2039] * 28 + [-2038]


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_evaluators_agree_on_months(day: date) -> None:
    node = Function(integer(0, 10**6), "month", (const((day - EPOCH).days),))

    found = evaluate(node, Situation(NOTHING))

    assert found == ScalarCode(NOTHING).function(node, ())([], Moment(0, 0, 1))
    assert found == (day.year - 1970) * 12 + day.month - 1
