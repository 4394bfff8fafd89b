"""Commands before the engine sees them -> let through, or turned away with when to come again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from time import monotonic_ns

from engine.live.breaker import AwayError
from engine.live.guard.answer import Block, Caller, Judged, Rule, Turned
from engine.live.guard.gcra import MICRO
from engine.live.guard.local import Local
from engine.live.guard.shared import Shared
from engine.live.remote import Remote
from rules.program.guard import Guard

UNSURE = 1000  # milliseconds after which one may try again where nobody can count


class Guards:
    """All guards of a game, counted in Redis, or in this process where there is none or it is away.

    *processes* is how many share the game. Alone, this process knows all that was let through, so nothing
    changes when Redis goes. One of several then lets its share through (at least one), on top of what it saw
    last; a strict guard turns all away until they count together again. *told* hears of all that was turned
    away.
    """

    def __init__(
        self,
        guards: Iterable[Guard],
        remote: Remote | None = None,
        *,
        processes: int = 1,
        told: Callable[[Turned], None] = lambda _: None,
        clock: Callable[[], int] = lambda: monotonic_ns() // 1000,
    ) -> None:
        self._processes = processes
        self._told = told
        self._clock = clock
        self._local = Local(clock())
        self._shared = Shared(remote) if remote else None
        self.counts: Counter[tuple[str, str]] = Counter()  # by guard: `let`, `turned`, `blocked`, `alone`
        self.change(guards)

    def change(self, guards: Iterable[Guard]) -> None:
        """Go on with other guards; what is owed to one that stays is kept."""
        self.guards = tuple(guards)
        self._covering: dict[str, tuple[Guard, ...]] = {}

    async def ask(self, action: str, caller: Caller) -> Turned | None:
        """Let a command through, or say who turned it away."""
        rules = self._rules(action, caller)
        if not rules:
            return None
        judged, alone = await self._judge(rules)
        pairs = list(zip(rules, judged, strict=True))
        against = [pair for pair in pairs if pair[1].wait or pair[1].blocked]
        if not against:
            self.counts.update((rule.guard.name, "let") for rule in rules)
            return None
        turned = [self._turned(rule, each, alone=alone) for rule, each in against]
        return max(turned, key=lambda each: each.retry_after)

    async def blocks(self) -> list[Block]:
        """Return who is blocked: everybody, or while Redis is away whom this process knows of."""
        if self._shared:
            try:
                return await self._shared.blocks()
            except AwayError:
                pass
        return list(self._local.blocks(self._clock()))

    async def lift(self, guard: str, owner: str) -> bool:
        """Forget all that a guard holds against somebody; tell whether there was a block."""
        key = f"{guard}:{owner}"
        known = self._local.forget(key)
        if self._shared:
            try:
                return await self._shared.lift(key) or known
            except AwayError:
                pass
        return known

    def _rules(self, action: str, caller: Caller) -> list[Rule]:
        covering = self._covering.get(action)
        if covering is None:
            covering = self._covering[action] = tuple(each for each in self.guards if each.covers(action))
        owners = ((guard, caller.owner(guard.per)) for guard in covering)
        return [Rule(guard, owner) for guard, owner in owners if owner is not None]

    async def _judge(self, rules: Sequence[Rule]) -> tuple[list[Judged], bool]:
        local, now = self._local, self._clock()
        if self._shared is None:
            return self._alone(rules), False
        unsent = {key: max(0, local.blocked.get(key, 0) - now) for key in local.unsent}
        new = [*unsent]
        owed = local.ask(rules)
        try:
            judged = await self._shared.judge(rules, [local.hint(rule, now) for rule in rules], unsent)
        except AwayError:
            judged = None
        finally:
            local.answered(rules)
        if judged is None:
            local.away()
            return self._alone(rules), True
        local.unsent.difference_update(key for key in new if key not in unsent)
        local.learn(rules, judged, owed, self._clock())
        return judged, False

    def _alone(self, rules: Sequence[Rule]) -> list[Judged]:
        unsure = self._processes > 1 and any(rule.guard.strict for rule in rules)
        if unsure:
            return [Judged(0, UNSURE * MICRO if rule.guard.strict else 0, 0) for rule in rules]
        return self._local.judge(rules, self._clock(), self._processes)

    def _turned(self, rule: Rule, judged: Judged, *, alone: bool) -> Turned:
        guard = rule.guard
        after = -(-max(judged.wait, judged.blocked) // MICRO)
        turned = Turned(guard.name, guard.per, rule.owner, after, judged.blocked > 0, judged.begun, alone)
        self.counts[guard.name, "turned"] += 1
        self.counts[guard.name, "blocked"] += judged.begun
        self.counts[guard.name, "alone"] += alone
        self._told(turned)
        return turned
