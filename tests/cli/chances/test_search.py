"""The number behind a rate, where only whole numbers may stand, and where nothing reaches it."""

from __future__ import annotations

import pytest

from cli.chances.search import Tried, root, whole
from cli.exit import UsageProblem


def by(number: float) -> float:
    """Return a rate that falls with a whole number up to 100, as that of a guarantee does."""
    if number != int(number) or not 1 <= number <= 100:
        raise UsageProblem("refused")
    return 0.03 + 0.97 / number


@pytest.mark.parametrize(("wanted", "found"), [(0.03 + 0.97 / 30, 30), (0.0625, 30), (1.0, 1), (0.0397, 100)])
def test_of_whole_numbers_the_nearest_is_found(wanted: float, found: int) -> None:
    for start in (25, 30, 99, 100):
        tried = Tried(by)
        assert whole(tried, wanted, start) == found
        assert all(number == int(number) for number in tried.known)


def test_what_no_number_reaches_is_refused_with_what_can_be_reached() -> None:
    with pytest.raises(UsageProblem, match=r"what can be reached is .*% to 100%"):
        whole(Tried(by), 0.02, 25)
    with pytest.raises(UsageProblem, match=r"what can be reached is 5% to 99\.99%"):
        root(Tried(lambda weight: (weight + 1) / (weight + 20)), 0.04, 1.0)
