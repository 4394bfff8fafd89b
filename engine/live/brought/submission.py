"""A row of what a player wrote <-> what of it is in the game, and the version that he is working on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from rules.propose.written import Written, of_plain

NOTHING = Written("")


class Stage(StrEnum):
    """How far a version has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REFUSED = "refused"
    LIVE = "live"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Submission:
    """What one player wrote; *name* is its id in the game, *creator* and *world* say whose it is.

    *live* is what is in the game, *written* the newest version and *stage* how far that is; the two are one
    once it is approved. *used* is the highest number that a name of its list ever had.
    """

    id: int
    world: int
    creator: int
    owner: int
    kind: str
    name: str
    version: int
    stage: Stage
    written: Written
    live: Written | None = None
    used: int = 0
    note: str = ""
    at: int = 0
    changed: int = 0

    @property
    def state(self) -> Stage:
        """Return what becomes of the whole: it is live as long as any version of it is."""
        return Stage.LIVE if self.live is not None else self.stage

    @property
    def content(self) -> str:
        """Return what has no column of its own, as JSON."""
        live = self.live.plain if self.live is not None else None
        whole = {"written": self.written.plain, "live": live, "stage": self.stage.value, "used": self.used}
        return json.dumps(whole, ensure_ascii=False)


def submission(row: Row[Any]) -> Submission:
    """Return what a row holds; one that was emptied holds nothing, and is what its state says."""
    kept = json.loads(row.content)
    written = of_plain(kept.get("written")) or NOTHING
    live = of_plain(kept.get("live")) if row.state == Stage.LIVE else None
    return Submission(
        row.id, row.world, row.creator, row.owner, row.kind, row.name, row.version,
        Stage(kept.get("stage", row.state)) if row.state != Stage.DOWN else Stage.DOWN,
        written, live, int(kept.get("used", 0)), row.note, row.at, row.changed,
    )  # fmt: skip
