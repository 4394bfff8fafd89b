"""Require -> action: the first row that fails is the reason."""

from __future__ import annotations

from engine.columns.active import Active
from engine.columns.assembly import Action, Assembly
from engine.columns.draft import Draft
from rules.program.node import Require


def require(out: Assembly, step: Require) -> Action:
    """Refuse unless every row holds; rows after the first that fails are not asked."""
    rows = [(out.test(row.test), row.reason) for row in step.rows]

    def run(draft: Draft, active: Active) -> None:
        for test, reason in rows:
            holds = test(draft, active)
            draft.refuse(active.rows[~holds], reason)
            active = active.where(holds)

    return run
