"""Random sweeps: reactions for records or for none, after an action or awake by what they watch."""

from __future__ import annotations

from rules.expression.node import Local
from rules.program.node import Reaction, Steps, Sweep
from tests.generated.amounts import Moving


class Stepping(Moving):
    """Make steps of every primitive."""

    def sweep(self) -> Steps:
        """Run up to three reactions, for few rounds, so that some are left waiting."""
        ids = self.chance.sample(("r0", "r1", "r2", "r9"), self.chance.randint(1, 3))
        return (Sweep(tuple(map(self._reaction, ids)), self.chance.choice((1, 2, 4))),)

    def _reaction(self, name: str) -> Reaction:
        watched = [slot.name for slot in (*self.names.whole, *self.names.truths, *self.names.holders)]
        watches = frozenset(self.chance.sample(watched, self.chance.randint(1, 3)))
        after, repeats = self.chance.random() < 0.2, self.chance.randint(1, 3)
        if self.chance.random() < 0.5:
            return Reaction(name, watches, self.see.truth(2), self.some(1, 2), repeats=repeats, after=after)
        domain, type_ = self.see.domain(1)
        local, seen = self.see.fresh("of"), len(self.see.locals)
        self.see.locals.append(Local(type_, local))
        when, body = self.see.truth(2), self.some(1, 2)
        del self.see.locals[seen:]
        return Reaction(name, watches, when, body, local, domain, repeats, after)
