"""What a player prefers -> kept, remembered for a while, forgotten with him."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy import select

from engine.live.people.erase import erase
from engine.live.people.export import export
from engine.live.people.preference import Preference, Preferences
from engine.live.store.connect import connect
from engine.live.store.protocol import Name, Store
from engine.live.store.schema import person

ANN, BEN = 700_000_000_000_000_001, 700_000_000_000_000_002
WORDS = Preference(language="de", plain=True, hidden=True, locale="fr")


def _over(url: str, body: Callable[[Store], Awaitable[None]]) -> None:
    async def run() -> None:
        store = connect(url)
        await store.open()
        try:
            await body(store)
        finally:
            await store.close()

    asyncio.run(run())


def test_what_one_prefers_is_kept(store_url: str) -> None:
    async def body(store: Store) -> None:
        await Preferences(store).change(0, ANN, WORDS)
        read = Preferences(store)
        assert read.known(0, ANN) is None
        assert await read.of(0, ANN) == WORDS
        assert read.known(0, ANN) == WORDS
        assert await read.of(0, BEN) == Preference()
        assert await read.of(7, ANN) == Preference(), "each world knows its own"

    _over(store_url, body)


def test_what_was_never_chosen_is_not_kept(store_url: str) -> None:
    async def body(store: Store) -> None:
        await Preferences(store).change(0, ANN, Preference(locale="de"))
        (kept,) = await export(store, ANN)
        assert kept["person"][0]["settings"] == {}
        assert kept["person"][0]["locale"] == "de"

    _over(store_url, body)


def test_the_language_of_discord_is_noted_and_what_was_chosen_stays(store_url: str) -> None:
    async def body(store: Store) -> None:
        preferences = Preferences(store)
        await preferences.change(0, ANN, Preference(plain=True))
        assert (await preferences.heard(0, ANN, "de")).spoken == "de"
        assert await Preferences(store).of(0, ANN) == Preference(plain=True, locale="de")
        await preferences.change(0, ANN, Preference(language="en", locale="de"))
        assert (await preferences.heard(0, ANN, "de")).spoken == "en"

    _over(store_url, body)


def test_whoever_hides_is_known_by_the_number_of_his_object(store_url: str) -> None:
    async def body(store: Store) -> None:
        preferences = Preferences(store)
        await preferences.change(0, ANN, WORDS)
        await preferences.change(0, BEN, Preference(plain=True))
        names = [Name(0, "player", owner) for owner in (ANN, BEN)]
        numbers = await store.resolve(names)
        assert await preferences.hidden(set(numbers.values())) == {numbers[names[0]]}

    _over(store_url, body)


def test_what_another_process_changed_is_read_again_after_a_while(store_url: str) -> None:
    async def body(store: Store) -> None:
        now = [0.0]
        here, there = Preferences(store, lambda: now[0]), Preferences(store)
        assert await here.of(0, ANN) == Preference()
        await there.change(0, ANN, WORDS)
        assert await here.of(0, ANN) == Preference()
        now[0] = 31.0
        assert await here.of(0, ANN) == WORDS

    _over(store_url, body)


def test_nothing_is_left_of_whoever_is_forgotten(store_url: str) -> None:
    async def body(store: Store) -> None:
        preferences = Preferences(store)
        await preferences.change(0, ANN, WORDS)
        await erase(store, ANN, "herself")
        preferences.forget(ANN)
        assert await preferences.of(0, ANN) == Preference()
        async with store.reader.connect() as line:
            rows = (await line.execute(select(person.c.settings, person.c.locale, person.c.erased))).all()
        assert [tuple(row) for row in rows] == [("{}", "", True)]

    _over(store_url, body)
