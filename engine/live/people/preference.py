"""A player -> how he wants to be spoken to: his language, words or pictures, named in rankings or not."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from time import monotonic

from sqlalchemy import select

from engine.fair.canonical import canonical
from engine.live.people.find import PLAYER
from engine.live.query import insert, reading
from engine.live.store.protocol import Name, Store
from engine.live.store.schema import object_, person

_KEPT = 50_000  # players
_FRESH = 30.0  # seconds after which another process may have changed something
Who = tuple[int, int]  # a world, and the number that Discord gave a player


@dataclass(frozen=True, slots=True)
class Preference:
    """*language* as chosen, empty for Discord's; *locale* is what that was last.

    *plain*: words and no pictures; *hidden*: not named in rankings.
    """

    language: str = ""
    plain: bool = False
    hidden: bool = False
    locale: str = ""

    @property
    def spoken(self) -> str:
        """Return the language in which he reads what nobody asked for."""
        return self.language or self.locale

    @property
    def kept(self) -> str:
        """Return the part of it that he chose."""
        chosen = {"language": self.language, "plain": self.plain, "hidden": self.hidden}
        return canonical({name: value for name, value in chosen.items() if value})


class Preferences:
    """The preferences of a store's players; those of late are remembered for a while."""

    def __init__(self, store: Store, clock: Callable[[], float] = monotonic) -> None:
        """Know of nobody."""
        self.store = store
        self._clock = clock
        self._known: OrderedDict[Who, tuple[float, Preference]] = OrderedDict()

    def known(self, world: int, owner: int) -> Preference | None:
        """Return what is remembered of a player; None where it has to be read."""
        found = self._known.get((world, owner))
        return found[1] if found is not None and found[0] > self._clock() else None

    async def of(self, world: int, owner: int) -> Preference:
        """Return what a player prefers."""
        found = self.known(world, owner)
        return found if found is not None else self._remember((world, owner), await self._read(world, owner))

    async def change(self, world: int, owner: int, preference: Preference) -> None:
        """Keep what a player prefers."""
        who = Name(world, PLAYER, owner)
        number = (await self.store.resolve([who]))[who]
        chosen = {"locale": preference.locale, "settings": preference.kept}
        async with self.store.engine.begin() as connection:
            made = insert(connection, person).values(object=number, **chosen)
            await connection.execute(made.on_conflict_do_update(index_elements=["object"], set_=chosen))
        self._remember((world, owner), preference)

    async def heard(self, world: int, owner: int, locale: str) -> Preference:
        """Return what a player prefers, whose language in Discord is *locale* now: notices speak it too."""
        found = await self.of(world, owner)
        if locale and locale != found.locale:
            found = replace(found, locale=locale)
            await self.change(world, owner, found)
        return found

    def forget(self, owner: int) -> None:
        """Remember nothing of a player."""
        for who in [each for each in self._known if each[1] == owner]:
            del self._known[who]

    async def hidden(self, players: Collection[int]) -> set[int]:
        """Return which players, by the numbers of their objects, are not to be named."""
        wanted = select(person.c.object, person.c.settings).where(person.c.object.in_(sorted(players)))
        async with reading(self.store.engine) as connection:
            return {row.object for row in await connection.execute(wanted) if _read(row.settings).hidden}

    async def _read(self, world: int, owner: int) -> Preference:
        wanted = (
            select(person.c.locale, person.c.settings)
            .join(object_, object_.c.id == person.c.object)
            .where(object_.c.world == world, object_.c.scope == PLAYER, object_.c.owner == owner)
        )
        async with self.store.reader.connect() as connection:
            row = (await connection.execute(wanted)).first()
        return _read(row.settings, row.locale) if row is not None else Preference()

    def _remember(self, who: Who, preference: Preference) -> Preference:
        self._known[who] = self._clock() + _FRESH, preference
        self._known.move_to_end(who)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return preference


def _read(settings: str, locale: str = "") -> Preference:
    """Return what was kept; what is no longer known is left out."""
    chosen = json.loads(settings)
    return Preference(
        str(chosen.get("language", "")), bool(chosen.get("plain")), bool(chosen.get("hidden")), locale
    )
