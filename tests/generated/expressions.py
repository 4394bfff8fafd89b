"""Random typed expressions of every form."""

from __future__ import annotations

from tests.generated.reals import Reals
from tests.generated.records import Records
from tests.generated.truths import Truths
from tests.generated.wholes import Wholes


class Expressions(Wholes, Reals, Truths, Records):
    """Make expressions that see *locals* and *tallies*, bounded so that every bound they claim holds."""
