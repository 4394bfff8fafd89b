"""A ruleset and a store -> the numbers of all that it names; two names of one number are a rename."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import insert, select

from engine.live.active import Active
from engine.live.aside import aside
from engine.live.codec import SLOT, Codec, asset_slot, nouns
from engine.live.correct.word import WORDS
from engine.live.query import reading
from engine.live.store.protocol import Store
from engine.live.store.schema import content
from rules.ruleset import Ruleset

Word = tuple[str, str]  # noun and name
_AT_ONCE = 500  # words that are asked for in one go: what comes back is gone through in the event loop


async def ready(store: Store, ruleset: Ruleset, number: int) -> Active:
    """Return a ruleset as it is played over a store."""
    return await aside(_active, ruleset, number, await numbered(store, ruleset))


def _active(ruleset: Ruleset, number: int, numbers: Mapping[Word, int]) -> Active:
    made = Active(ruleset, number, Codec(ruleset.catalogue, numbers, ruleset.renamed.get("offers", {})))
    _ = made.meanwhile  # what holds while events do is made here, where it keeps nobody waiting
    return made


async def numbered(store: Store, ruleset: Ruleset) -> Mapping[Word, int]:
    """Return the numbers of all that a ruleset names or retired, giving new ones where there are none."""
    pairs = list(renames(ruleset))
    await _joined(store, pairs)
    words, numbers = await aside(named, ruleset), dict[Word, int]()
    for first in range(0, len(words), _AT_ONCE):
        numbers |= await store.content(words[first : first + _AT_ONCE])
    await _joined(store, pairs)  # those that had neither name before
    return numbers


def named(ruleset: Ruleset) -> Sequence[Word]:
    """Return all that is numbered, by noun and name."""
    known = nouns(ruleset.catalogue)
    slots = {(SLOT, f"owned.{kind}") for kind, _ in ruleset.retired}
    more = {*ruleset.retired, *slots, *WORDS}.difference(known)
    return [*known, *sorted(more)]


def renames(ruleset: Ruleset) -> Iterator[tuple[Word, Word]]:
    """Yield what is called otherwise than before: its name before, and the one it has."""
    catalogue = ruleset.catalogue
    for noun, names in sorted(ruleset.renamed.items()):
        if noun in catalogue.kinds:
            yield from (((noun, old), (noun, new)) for old, new in sorted(names.items()))
    for old, new in sorted(catalogue.renamed.items()):
        if asset_slot(catalogue.slot(new)) == new:
            yield (SLOT, old), (SLOT, new)


async def clashes(store: Store, ruleset: Ruleset) -> list[tuple[Word, Word]]:
    """Return the renames that cannot be: both names are there, of different things."""
    pairs = list(renames(ruleset))
    known = await _known(store, pairs)
    return [(old, new) for old, new in pairs if old in known and new in known and known[old] != known[new]]


async def _joined(store: Store, pairs: Sequence[tuple[Word, Word]]) -> None:
    """Give the number of one name to the other, where one of the two has none."""
    known = await _known(store, pairs)
    rows = [
        {"noun": word[0], "name": word[1], "id": known[other]}
        for pair in pairs
        for word, other in (pair, pair[::-1])
        if word not in known and other in known
    ]
    if rows:
        async with store.engine.begin() as connection:
            for row in rows:
                known_now = select(content.c.id).where(
                    content.c.noun == row["noun"], content.c.name == row["name"]
                )
                if (await connection.execute(known_now)).first() is None:
                    await connection.execute(insert(content).values(**row))


async def _known(store: Store, pairs: Sequence[tuple[Word, Word]]) -> dict[Word, int]:
    """Return the numbers of those names that have one."""
    wanted = sorted({noun for pair in pairs for noun, _ in pair})
    if not wanted:
        return {}
    async with reading(store.engine) as connection:
        rows = await connection.execute(select(content).where(content.c.noun.in_(wanted)))
    return {(row.noun, row.name): row.id for row in rows}
