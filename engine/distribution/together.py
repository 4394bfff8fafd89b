"""Steps -> the first that players do together: a distribution is of one player, and cannot follow it."""

from __future__ import annotations

from rules.program.node import Close, Empty, Move, Open, Step, Steps
from rules.program.walk import every

TOGETHER: tuple[type[Step], ...] = (Open, Move, Close, Empty)


def together(steps: Steps) -> Step | None:
    """Return what cannot be followed, if anything is; who draws what players share asks for the table."""
    return next((step for step in every(steps) if isinstance(step, TOGETHER)), None)
