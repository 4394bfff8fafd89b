"""What players wrote, and what of it was there before -> what a build of any pack takes with it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.live.brought.submission import Submission
from engine.live.brought.submissions import Submissions
from engine.live.store.protocol import Store
from rules.propose.bring import Piece, Sheaf
from rules.ruleset import Ruleset


async def sheaf_of(store: Store, active: Ruleset | None) -> Sheaf:
    """Return all that is live, for a build that is to follow on *active*."""
    live = await Submissions(store).live()
    return Sheaf(tuple(pieces(live)), active.definitions.resolved.brought if active is not None else {})


def pieces(of: Sequence[Submission]) -> list[Piece]:
    """Return what of them is in the game."""
    return [Piece(each.kind, each.name, each.live.plain) for each in of if each.live is not None]
