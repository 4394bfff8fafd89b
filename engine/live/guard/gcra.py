"""A guard -> how far apart what it lets through must be, and what that makes of one more.

The whole state of a key is one number: the time at which everything that was let through will have been
spread evenly. How far that lies ahead is its *debt*; all times are whole microseconds.
"""

from __future__ import annotations

from typing import NamedTuple

from rules.program.guard import Guard

MICRO = 1000  # microseconds in a millisecond


class Rate(NamedTuple):
    """One more adds *apart* to the debt, which may never be more than *most*."""

    apart: int
    most: int

    def wait(self, debt: int) -> int:
        """Return for how long one more must wait, 0 where it need not."""
        return max(0, debt + self.apart - self.most)


def rate(guard: Guard, share: int = 1) -> Rate:
    """Return the rate at which one of *share* processes may let through; rounded so that none is too many."""
    apart = -(-guard.window * MICRO // guard.times)
    return Rate(apart * share, apart * share * max(1, guard.times // share))


def strikes(guard: Guard) -> Rate:
    """Return the rate at which being turned away is forgiven; whoever exceeds it is blocked."""
    apart = -(-guard.window * MICRO // guard.after)
    return Rate(apart, apart * (guard.after - 1))
