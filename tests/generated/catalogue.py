"""A source of chance -> a small catalogue: kinds with all sorts of fields and slots, and a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from rules.expression.type import BOOL, DAY, HOUR, NONE, Type, integer, number, record
from rules.program.catalogue import Calendar, Catalogue, Kind
from rules.program.slot import Slot

TEXTS = ("ash", "birch", "cedar")
SCRATCH = "drawn"  # a truth for each tool, gone when the command ends
COUNTER = "misses"
COUNTED = 3  # the greatest value of the counter


@dataclass(frozen=True, slots=True)
class Names:
    """What random expressions may name: fields by kind and type, slots by type."""

    catalogue: Catalogue
    whole: tuple[Slot, ...] = field(default=())
    assets: tuple[Slot, ...] = field(default=())
    truths: tuple[Slot, ...] = field(default=())
    holders: tuple[Slot, ...] = field(default=())  # optional records of kind `tool`

    def size(self, kind: str) -> int:
        """Return how many records a kind has."""
        return len(self.catalogue.kinds[kind].ids)


def random_names(chance: Random) -> Names:
    """Return a catalogue without formulas, and what its slots are good for."""
    kinds = _kinds(chance)
    slots = _slots(chance)
    catalogue = Catalogue(kinds, slots, {}, _calendar(chance))
    plain = [slot for slot in slots if slot.name not in {"waiting", SCRATCH}]
    return Names(
        catalogue,
        tuple(slot for slot in plain if slot.type.name == "int"),
        tuple(slot for slot in plain if slot.asset),
        tuple(slot for slot in plain if slot.type.name == "bool"),
        tuple(slot for slot in plain if slot.type.name == "record"),
    )


def _kinds(chance: Random) -> dict[str, Kind]:
    gems, tools = chance.randint(1, 3), chance.randint(2, 4)
    return {
        kind.name: kind
        for kind in (
            Kind("gem", _ids("gem", gems), _columns(chance, gems, tools), *_wide(chance, gems, tools)),
            Kind(
                "tool",
                _ids("tool", tools),
                _columns(chance, tools, gems),
                *_wide(chance, tools, gems),
                holdable=True,
                ordered_by="rank",
            ),
            Kind("reactions", ("r0", "r1", "r2")),
        )
    }


def _ids(kind: str, count: int) -> tuple[str, ...]:
    return tuple(f"{kind}{number}" for number in range(count))


def _columns(chance: Random, count: int, others: int) -> dict[str, tuple[object, ...]]:
    def column(values: Sequence[object]) -> tuple[object, ...]:
        return tuple(chance.choices(values, k=count))

    return {
        "size": column(range(-2, 9)),
        "rate": column((0.1, 0.29, 1.5, 2, 0.07)),
        "flag": column((True, False)),
        "label": column(TEXTS),
        "other": column(range(others)),
        "maybe": column((NONE, *range(others))),
        "rank": tuple(sorted(chance.sample(range(20), count))),
    }


Wide = tuple[dict[str, tuple[tuple[int, ...], ...]], dict[str, tuple[tuple[object, ...], ...]]]


def _wide(chance: Random, count: int, others: int) -> Wide:
    """Return a map to numbers for each record of the other kind, and lists of its records and of texts."""

    def some(values: Sequence[int] | Sequence[str]) -> tuple[object, ...]:
        return tuple(value for value in values if chance.random() < 0.5)

    pairs = tuple(tuple(chance.choices(range(7), k=others)) for _ in range(count))
    return {"pairs": pairs}, {
        "parts": tuple(some(range(others)) for _ in range(count)),
        "tags": tuple(some(TEXTS) for _ in range(count)),
    }


def _slots(chance: Random) -> tuple[Slot, ...]:
    most = chance.choice((20, 40, 10**9))
    tool = record("tool").maybe()
    rows: tuple[tuple[str, Type, dict[str, object]], ...] = (
        ("coins", integer(0, most), {"asset": True, "default": chance.choice((0, 7))}),
        ("heat", integer(-5, 30), {"asset": chance.random() < 0.5}),
        ("level", integer(1, 9), {"default": 1}),
        (COUNTER, integer(0, COUNTED), {}),
        ("seen", BOOL, {}),
        ("first", tool, {"default": NONE}),
        ("second", tool, {"default": NONE}),
        ("owned.tool", integer(0, chance.choice((6, 10**12))), {"kind": "tool", "asset": True}),
        ("worth", integer(0, 50), {"kind": "gem", "default": chance.choice((0, 3)), "asset": True}),
        ("known", BOOL, {"kind": "gem"}),
        ("scrap", integer(0, 100), {"scope": "draw"}),
        (SCRATCH, BOOL, {"kind": "tool", "scope": "draw"}),
        ("waiting", BOOL, {"kind": "reactions"}),
    )
    kept = [row for row in rows if row[0] != "waiting" or chance.random() < 0.8]
    return tuple(Slot(index, name, type_, **more) for index, (name, type_, more) in enumerate(kept))  # type: ignore[arg-type]


def _calendar(chance: Random) -> Calendar:
    """Return a zone that changes its offset twice, and a day that begins at some hour."""
    changes = tuple(sorted(chance.sample(range(10**9, 10**11), 2)))
    return Calendar((-(1 << 60), *changes), (HOUR, 2 * HOUR, HOUR), chance.randrange(0, DAY, HOUR))


FIELDS = {"size": integer(-2, 8), "rank": integer(0, 19)}
RATE = number(0.07, 2)
