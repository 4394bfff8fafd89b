"""Guards counted in this process: alone, or for the time in which processes cannot count together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from engine.live.guard.answer import Block, Judged, Rule
from engine.live.guard.gcra import MICRO, rate, strikes

CROWDED = 50_000


@dataclass(slots=True)
class Local:
    """What is owed by each key, on this process's clock; *since* is when it began to count.

    *asked* are commands of which Redis was asked and has not answered: it may have let them through.
    """

    since: int
    owed: dict[str, int] = field(default_factory=dict)
    struck: dict[str, int] = field(default_factory=dict)
    blocked: dict[str, int] = field(default_factory=dict)
    unsent: set[str] = field(default_factory=set)  # blocks that only this process knows
    untold: set[str] = field(default_factory=set)  # keys of which Redis may know less
    asked: Counter[str] = field(default_factory=Counter)
    is_away: bool = False
    least: int = CROWDED  # keys, before any are forgotten
    _crowded: int = 0

    def judge(self, rules: Sequence[Rule], now: int, share: int = 1) -> list[Judged]:
        """Let one more through if every rule allows it, else count against those that do not."""
        self._tidy(now)
        judged = [self._one(rule, now, share) for rule in rules]
        pairs = list(zip(rules, judged, strict=True))
        if any(each.wait or each.blocked for each in judged):
            return [self._strike(rule, each, now) if each.wait else each for rule, each in pairs]
        return [self._spend(rule, each.debt + rate(rule.guard, share).apart, now) for rule, each in pairs]

    def known(self, rule: Rule, now: int) -> int:
        """Return what a key is known to owe."""
        return min(max(self.owed.get(rule.key, 0) - now, 0), rate(rule.guard).most)

    def hint(self, rule: Rule, now: int) -> int:
        """Return what Redis should be told that a key owes, 0 where it knows."""
        return self.known(rule, now) if rule.key in self.untold else 0

    def ask(self, rules: Sequence[Rule]) -> list[int]:
        """Note that Redis is asked for one more, and return what it is told with."""
        self.asked.update(rule.key for rule in rules)
        return [self.owed.get(rule.key, 0) for rule in rules]

    def answered(self, rules: Sequence[Rule]) -> None:
        """Note that Redis answered, or will not."""
        for rule in rules:
            self.asked[rule.key] -= 1
            if not self.asked[rule.key]:
                del self.asked[rule.key]

    def away(self) -> None:
        """Note that from now on Redis may have forgotten anything."""
        if not self.is_away:
            self.is_away = True
            self.untold.update(self.owed)

    def learn(self, rules: Sequence[Rule], judged: Sequence[Judged], told: Sequence[int], now: int) -> None:
        """Take over what all processes together know; *told* is what was owed when they were asked."""
        self.is_away = False
        for (rule, each), before in zip(zip(rules, judged, strict=True), told, strict=True):
            key = rule.key
            if self.owed.get(key, 0) == before:
                self.untold.discard(key)
            self.owed[key] = max(now + each.debt, self.owed.get(key, 0))
            if each.blocked:
                self.blocked[key] = now + each.blocked
            else:
                self.blocked.pop(key, None)
        self._tidy(now)

    def forget(self, key: str) -> bool:
        """Forget all of a key; tell whether it was blocked."""
        self.owed.pop(key, None)
        self.struck.pop(key, None)
        self.unsent.discard(key)
        return self.blocked.pop(key, None) is not None

    def blocks(self, now: int) -> Iterable[Block]:
        """Return who is blocked, as far as this process knows."""
        for key, until in self.blocked.items():
            guard, _, owner = key.partition(":")
            if until > now:
                yield Block(guard, owner, -(-(until - now) // MICRO))

    def _one(self, rule: Rule, now: int, share: int) -> Judged:
        allowed = rate(rule.guard, share)
        debt = self._debt(rule, now)
        blocked = max(0, self.blocked.get(rule.key, 0) - now) if rule.guard.block else 0
        blocked = min(blocked, rule.guard.block * MICRO)
        return Judged(debt, allowed.wait(debt), blocked)

    def _debt(self, rule: Rule, now: int) -> int:
        """Return what a key may owe; a strict guard owes everything when counting begins."""
        full = rate(rule.guard)
        asked = self.asked[rule.key] * full.apart if self.asked else 0
        floor = self.since + full.most - now if rule.guard.strict else 0
        return min(max(self.known(rule, now) + asked, floor), full.most)

    def _spend(self, rule: Rule, debt: int, now: int) -> Judged:
        self.owed[rule.key] = now + debt
        self.untold.add(rule.key)
        return Judged(debt, 0, 0)

    def _strike(self, rule: Rule, judged: Judged, now: int) -> Judged:
        guard = rule.guard
        if not guard.block or judged.blocked:
            return judged
        forgiven = strikes(guard)
        struck = max(self.struck.get(rule.key, 0), now) + forgiven.apart
        if struck - now <= forgiven.most:
            self.struck[rule.key] = struck
            return judged
        self.struck.pop(rule.key, None)
        self.blocked[rule.key] = now + guard.block * MICRO
        self.unsent.add(rule.key)
        return judged._replace(blocked=guard.block * MICRO, begun=True)

    def _tidy(self, now: int) -> None:
        if len(self.owed) + len(self.struck) + len(self.blocked) < max(self.least, self._crowded):
            return
        for known in (self.owed, self.struck, self.blocked):
            for key in [key for key, until in known.items() if until <= now]:
                del known[key]
        self.untold &= self.owed.keys()
        left = len(self.owed) + len(self.struck) + len(self.blocked)
        self._crowded = 2 * left
