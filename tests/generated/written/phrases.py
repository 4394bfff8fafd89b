"""Every sort of expression as text."""

from __future__ import annotations

from tests.generated.written.numbers import Numbers
from tests.generated.written.things import Things
from tests.generated.written.truths import Truths


class Phrases(Numbers, Truths, Things):
    """Make expressions of every sort, of what is in sight."""
