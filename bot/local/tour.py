"""A script and a game -> persons who play it on a Discord of this machine, and what each of them sees."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.local.discord import LocalDiscord
from bot.local.person import Person
from bot.local.script import CLICKS, ENTERS, PATCH, RELOAD, Act
from bot.local.stage import Stage, staged
from bot.picture import Gallery
from rules.ruleset import Ruleset

Patched = Callable[[Sequence[str]], Ruleset]
Say = Callable[[str], None]


@dataclass(slots=True)
class Tour:
    """A tour under way; *patched* makes the game's ruleset with rows of patches."""

    stage: Stage
    patched: Patched
    say: Say
    rows: list[str]
    persons: dict[str, Person] = field(default_factory=dict)

    async def do(self, act: Act) -> None:
        """Do one thing, and say what is then to be seen."""
        if act.what == RELOAD:
            await self._reload(act.words)
        elif act.what == ENTERS:
            self.persons[act.who] = self.stage.discord.person(act.who, act.words)
            self.say(f"* {act.who} is here ({act.words})")
        else:
            await self._done(act)

    async def _reload(self, row: str) -> None:
        self.say(f"* the game changes while it is played: {row}")
        before = {*self.stage.discord.registry.commands}
        self.rows.append(row)
        await self.stage.reload(await asyncio.to_thread(self.patched, self.rows))
        new = sorted({*self.stage.discord.registry.commands} - before)
        self.say("* reloaded" + "".join(f"; there is /{name} now" for name in new))

    async def _done(self, act: Act) -> None:
        person = self.persons[act.who]
        words = self.named(act.words)
        self.say(f"{act.who} > {'' if act.what == '/' else '[click] '}{act.words}")
        seen = await (person.click(words) if act.what == CLICKS else person.type(words))
        self.say("".join(f"    {line}\n" for line in self.unnamed(seen).splitlines()))

    def named(self, text: str) -> str:
        """Return a text in which persons stand by their ids."""
        for name, person in self.persons.items():
            text = text.replace(f"@{name}", f"<@{person.id}>")
        return text

    def unnamed(self, text: str) -> str:
        """Return a text in which persons stand by their names, as everybody sees them."""
        for name, person in self.persons.items():
            text = text.replace(f"<@{person.id}>", f"@{name}")
        return text


async def tour(
    acts: Sequence[Act],
    patched: Patched,
    say: Say,
    pace: float = 1.0,
    gallery: Gallery | None = None,
    *,
    stay: bool = False,
) -> Sequence[str]:
    """Play a script, *pace* seconds between its lines; return what the bot did wrong."""
    rows = [act.words for act in acts if act.what == PATCH]
    ruleset = await asyncio.to_thread(patched, rows)
    discord = LocalDiscord()
    async with staged(ruleset, discord=discord, gallery=gallery) as stage:
        say(f"* {ruleset.title} {ruleset.version}; commands: {len(stage.bot.answers.commands.payload)}")
        going = Tour(stage, patched, say, rows)
        for act in acts:
            if act.what != PATCH:
                await going.do(act)
                await asyncio.sleep(pace)
        if stay:
            say(f"* REST is at {discord.rest}, the gateway at {discord.gateway.address}; end it with Ctrl-C")
            await asyncio.Event().wait()
    return discord.violations
