"""Two packs -> everything a designer asks of a change: what differs, what it touches, what it moves."""

from __future__ import annotations

from dataclasses import dataclass

from engine.lab.effect import FlowEffect
from engine.lab.promised import TargetEffect
from engine.lab.simulate import Experiment, apportioned
from engine.odds.shift import TableShift, shift
from rules.compare.change import Change
from rules.compare.changes import changes
from rules.compare.owners import Sound
from rules.compare.touched import Touched, touched
from rules.compare.version import Advice, advise
from rules.ruleset import Ruleset

# No simulated player meets them; what events change while they hold, is changed itself.
_UNPLAYED = frozenset({"texts", "views", "scenarios", "targets", "guards", "events"})
_UNPLAYED_KEYS = frozenset({"title", "version", "locales", "report"})


@dataclass(frozen=True, slots=True)
class Plan:
    """A change from one ruleset to another; *flows* and *targets* are empty where nobody played."""

    before: Ruleset
    after: Ruleset
    changes: tuple[Change, ...]
    touched: Touched
    advice: Advice
    odds: tuple[TableShift, ...] = ()
    experiment: Experiment | None = None
    flows: tuple[FlowEffect, ...] = ()
    targets: tuple[TargetEffect, ...] = ()

    @property
    def any(self) -> bool:
        """Tell whether the content differs at all."""
        return bool(self.changes)

    @property
    def played(self) -> bool:
        """Tell whether a simulated player can meet a change."""
        return any(map(_played, self.changes))


def plan(before: Sound, after: Sound, day: int) -> Plan:
    """Return what is known without players; odds are those of *day*."""
    found = changes(before.resolved, after.resolved)
    reached = touched(before, after, found)
    advice = advise(before.ruleset.version, after.ruleset.version, found)
    called = {
        change.after: change.before
        for change in found
        if change.sort == "renamed" and change.noun == "tables"
    }
    odds = tuple(
        shift(before.ruleset, after.ruleset, name, day, str(called.get(name, ""))) for name in reached.tables
    )
    return Plan(before.ruleset, after.ruleset, found, reached, advice, odds)


def both(before: Ruleset, after: Ruleset, players: int) -> dict[str, int]:
    """Return how many of *players* have each profile that both rulesets have."""
    names = tuple(name for name in after.profiles if name in before.profiles)
    return apportioned(after, players, names) if names else {}


def _played(change: Change) -> bool:
    if change.noun == "game":
        return change.id not in _UNPLAYED_KEYS
    return change.noun not in _UNPLAYED and not change.display and change.sort != "renamed"
