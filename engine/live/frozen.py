"""A store and a ruleset -> what players own that it does not know: kept, counted, of no use meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, distinct, func, select

from engine.live.aside import aside
from engine.live.codec import SLOT
from engine.live.content import Word, named, renames
from engine.live.query import reading
from engine.live.store.protocol import Store
from engine.live.store.schema import cell, content, holding, object_
from rules.define.variable import RESET, SINCE, WAITING
from rules.program.slot import BELONGINGS
from rules.ruleset import Ruleset

# What the language keeps of its own accord: nobody misses it when what it was kept for is gone.
_ASIDE = (RESET, "limit.", "choice.", "one.", WAITING)
_HELD = "owned."
_AT_ONCE = 500  # rows that the event loop goes through in one go
Rows = Sequence[tuple[Any, ...]]


class Frozen(NamedTuple):
    """So many objects have something of this *noun* and *name*: *amount* of a record; else 0."""

    noun: str
    name: str
    objects: int
    amount: int = 0

    def __str__(self) -> str:
        """Say it as operators read it."""
        if self.noun == "offers":
            return f"{self.objects} open {'offer' if self.objects == 1 else 'offers'} of kind `{self.name}`"
        who = f"{self.objects} {'player' if self.objects == 1 else 'players'}"
        what = (
            f"{self.amount:,} of `{self.noun}.{self.name}`" if self.amount else f"`{self.noun}.{self.name}`"
        )
        return f"{who} with {what}"

    @property
    def todo(self) -> str:
        """Say what to write so that it goes on."""
        at = f"at: {self.noun}.{self.name}"
        renamed = f"`patches: {{renamed: [{{{at}, rename: NEW_ID}}]}}`"
        if self.noun in {"variables", "offers"}:
            return f"where it has another id, write {renamed}"
        return f"write {renamed}, or `patches: {{retired: [{{{at}, becomes: {{ID: 1}}}}]}}`"


async def frozen(store: Store, ruleset: Ruleset) -> list[Frozen]:
    """Return what would be frozen, or is, under a ruleset."""
    rows = [await _rows(store, wanted) for wanted in (select(content), _HOLDINGS, _OPEN, _CELLS)]
    return await aside(_frozen, ruleset, *rows)


def _frozen(ruleset: Ruleset, content: Rows, holdings: Rows, offers: Rows, cells: Rows) -> list[Frozen]:
    words = _names(content)
    known = _known(words, ruleset)
    found = [*_records(holdings, words, known), *_offers(offers, ruleset), *_variables(cells, words, known)]
    return sorted(found)


async def _rows(store: Store, wanted: Select[tuple[Any, ...]]) -> Rows:
    """Return rows, of which there may be very many, a few at a time."""
    found: list[tuple[Any, ...]] = []
    async with reading(store.engine) as connection:
        result = await connection.stream(wanted)
        async for some in result.partitions(_AT_ONCE):
            found += map(tuple, some)
    return found


_HOLDINGS: Select[tuple[Any, ...]] = (
    select(holding.c.slot, holding.c.key, func.count(distinct(holding.c.object)), func.sum(holding.c.amount))
    .where(holding.c.amount > 0)
    .group_by(holding.c.slot, holding.c.key)
)
_CELLS: Select[tuple[Any, ...]] = (
    select(cell.c.slot, func.count(distinct(cell.c.object)))
    .join(object_, object_.c.id == cell.c.object)
    .where(object_.c.scope.in_(BELONGINGS))
    .group_by(cell.c.slot)
)
_OPEN: Select[tuple[Any, ...]] = (
    select(object_.c.scope, func.count())
    .where(object_.c.over.is_(False), object_.c.scope.not_in(BELONGINGS))
    .group_by(object_.c.scope)
)


def _names(rows: Rows) -> dict[Word, int]:
    return {(noun, name): number for noun, name, number in rows}


def _known(words: Mapping[Word, int], ruleset: Ruleset) -> frozenset[int]:
    """Return the numbers that mean something in a ruleset, by a name that it has or had."""
    names = {*named(ruleset), *(old for old, _ in renames(ruleset))}
    return frozenset(number for word, number in words.items() if word in names)


def _records(rows: Rows, words: Mapping[Word, int], known: frozenset[int]) -> Iterator[Frozen]:
    by_number = {number: word for word, number in sorted(words.items(), reverse=True)}
    for slot, key, objects, amount in rows:
        if slot not in known or key not in known:
            noun, name = by_number[key]
            yield Frozen(noun, name, objects, int(amount))  # a sum may be a decimal


def _variables(rows: Rows, words: Mapping[Word, int], known: frozenset[int]) -> Iterator[Frozen]:
    slots = {number: name for (noun, name), number in sorted(words.items(), reverse=True) if noun == SLOT}
    for slot, objects in rows:
        name = slots.get(slot, "")
        if name and slot not in known and not name.startswith(_ASIDE) and not name.endswith(SINCE):
            yield Frozen("variables", name, objects)


def _offers(rows: Rows, ruleset: Ruleset) -> Iterator[Frozen]:
    known = {*ruleset.offers, *ruleset.renamed.get("offers", {})}
    yield from (Frozen("offers", kind, count) for kind, count in rows if kind not in known)
