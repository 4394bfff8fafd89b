"""The default game with a shop, persons who pay, and what becomes of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.local.discord import LocalDiscord
from bot.local.person import Person
from bot.local.shop import Shop, Sort
from bot.local.stage import Stage, staged
from bot.look import looking
from bot.wire import Payload
from engine.live.command import Command
from engine.live.correct.collect import owed
from engine.live.read_settings import read_settings
from engine.live.task import Task
from rules.ruleset import Ruleset
from tests.bot.playing import until

COMMUNITY, GOLD, FOUNDER, UNKNOWN = 9001, 9002, 9003, 9999
SKUS = {"community_pack": COMMUNITY, "gold_pack": GOLD, "founder_pack": FOUNDER}


@dataclass(frozen=True, slots=True)
class Market:
    """A game on a Discord that sells."""

    stage: Stage
    heard: list[int]  # entitlements, as often as they were told of
    before: int  # that were told of earlier

    @property
    def shop(self) -> Shop:
        """Return Discord's side of it."""
        return self.stage.discord.shop

    def person(self, name: str, locale: str = "en-US") -> Person:
        """Return somebody new."""
        return self.stage.discord.person(name, locale)

    async def settled(self) -> None:
        """Wait until the bot has heard of all that was told, and done it."""
        await until(lambda: len(self.heard) >= self.shop.told - self.before)
        await self.stage.bot.paying.quiet()

    async def buys(self, person: Person, sku: int = GOLD, **more: object) -> str:
        """Have somebody pay, and wait until it is settled."""
        made: Payload = await self.shop.buy(person.id, sku, **more)  # type: ignore[arg-type]
        await self.settled()
        return str(made["id"])

    async def back(self, id_: str) -> None:
        """Have the money go back."""
        await self.shop.pay_back(id_)
        await self.settled()

    async def cards(self, person: Person) -> dict[str, int]:
        """Return what somebody has of what packs hold."""
        return await self.held(person, "owned.esprit")

    async def held(self, person: Person, slot: str) -> dict[str, int]:
        """Return what somebody has, by id."""
        kind = self.stage.service.game.active.ruleset.catalogue.kinds[slot.removeprefix("owned.")]
        asked = Command("", 0, person.id, "profile")

        def read(look: object) -> dict[str, int]:
            found = {id_: int(look.state.read(slot, id_)) for id_ in kind.ids}  # type: ignore[attr-defined]
            return {id_: amount for id_, amount in found.items() if amount}

        return await looking(self.stage.service, asked, read)

    async def owes(self, person: Person) -> int:
        """Return how much somebody owes, of all things together."""
        asked = Command("", 0, person.id, "profile")
        return await looking(
            self.stage.service,
            asked,
            lambda look: sum(owed(look.active, look.objects.held[look.task.me].stored).values()),
        )


@asynccontextmanager
async def market(
    ruleset: Ruleset,
    url: str = "memory://",
    discord: LocalDiscord | None = None,
    skus: dict[str, int] | None = None,
) -> AsyncIterator[Market]:
    """Play a ruleset where things are sold, until the block ends."""
    defects: list[Exception] = []

    def defect(_: Task, error: Exception) -> None:
        defects.append(error)

    discord = discord or LocalDiscord()
    discord.shop.stock(COMMUNITY)
    discord.shop.stock(GOLD)
    discord.shop.stock(FOUNDER, Sort.DURABLE)
    settings = read_settings(skus=SKUS if skus is None else skus)
    async with staged(ruleset, url, discord, defects=defect, settings=settings) as stage:
        made = Market(stage, [], discord.shop.told)
        stage.bot.client.on_entitled.append(made.heard.append)
        await made.settled()
        yield made
    assert discord.violations == [], discord.violations
    assert defects == [], defects
