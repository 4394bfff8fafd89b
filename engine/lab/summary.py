"""What players of one profile did and had -> whole-number counts that merge to the same in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

Flow = tuple[str, str, int]  # an asset, the action, reaction or table that made or used it, the day

EXACT_BITS = 10  # of values that are followed
HELD_BITS = 5  # of what is held: within one part in 32


def bucket(value: int, bits: int = EXACT_BITS) -> int:
    """Return a value to its first *bits*, so that what is counted does not grow with the players."""
    spare = abs(value).bit_length() - bits
    return value if spare <= 0 else (value >> spare) << spare


@dataclass(slots=True)
class Summary:
    """Counters of players (or of draws, amounts, commands); days are counted from 0.

    *visitors*: by day. *actions*: by action and day. *made*, *spent*: amounts by asset, cause and day;
    *otherwise*: by how much holdings changed besides, by asset and day. *supply*, *curves*, *collected*:
    players by what (asset, variable, kind), day and how much of it they had that evening, if any. *firsts*:
    players by what they first had, and the day. *pity*: draws by the counter of the guarantee that they met,
    and its misses. *moments*: by asset, flow (`made`, `spent`, `net`) and power, sums over players of their
    total `x`, of `xx`, and of `xv` where `v` is on how many days one came; of `v` and `vv` without an asset.
    *faults*: by action, and by place and message.
    """

    players: int = 0
    days: int = 0
    visitors: Counter[int] = field(default_factory=Counter)
    actions: Counter[tuple[str, int]] = field(default_factory=Counter)
    made: Counter[Flow] = field(default_factory=Counter)
    spent: Counter[Flow] = field(default_factory=Counter)
    otherwise: Counter[tuple[str, int]] = field(default_factory=Counter)
    supply: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    curves: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    collected: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    firsts: Counter[tuple[str, int]] = field(default_factory=Counter)
    pity: Counter[tuple[str, int]] = field(default_factory=Counter)
    moments: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def visits(self) -> int:
        """Return on how many days players came, all together."""
        return self.visitors.total()

    def counters(self) -> Mapping[str, Counter[object]]:
        """Return all counters by name."""
        return {each.name: getattr(self, each.name) for each in fields(self)[2:]}

    def add(self, other: Summary) -> None:
        """Merge another summary into this one."""
        self.players += other.players
        self.days = max(self.days, other.days)
        for name, counter in self.counters().items():
            counter.update(getattr(other, name))


def together(summaries: Iterable[Summary]) -> Summary:
    """Return one summary of the players of all."""
    found = Summary()
    for summary in summaries:
        found.add(summary)
    return found
