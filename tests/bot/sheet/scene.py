"""A script -> its scenes, the same every time: luck, time and numbers are those of the script."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from unittest.mock import patch

from bot.art.gallery import Picture
from bot.local.discord import LocalDiscord
from bot.local.exchange import Message
from bot.local.judge.component import walk
from bot.local.person import Person
from bot.local.script import CLICKS, ENTERS, PATCH, Act
from bot.local.stage import Stage, staged
from bot.picture import Gallery
from bot.wire import Component, Payload
from engine.fair.luck import Basis, Holder, of_offer, of_player
from engine.live.settings import Settings
from engine.live.store.connect import connect
from engine.live.store.protocol import Store
from engine.view.lay import Layout
from engine.view.shown import Shown
from rules.ruleset import Ruleset

ENGLISH = "en-US"
Cast = Callable[[LocalDiscord, str], tuple[dict[str, Person], Settings]]
NOON = 1_774_353_600_000  # 24 March 2026, twelve o'clock


@dataclass(slots=True)
class Scene:
    """What somebody did, and the messages that were new or other by it; *only* are those he alone sees."""

    who: str
    did: str
    messages: list[Payload] = field(default_factory=list)
    only: list[bool] = field(default_factory=list)
    modal: Payload | None = None


@dataclass(slots=True)
class Shot:
    """All scenes in one language, the views that were laid out, and what was done wrong."""

    scenes: list[Scene] = field(default_factory=list)
    views: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Named:
    """A gallery that names its pictures after what they show; *real* draws them, where there is one."""

    shot: Shot
    real: Gallery | None = None

    async def picture(self, shown: Shown) -> Picture | None:
        """Return a file."""
        found = await self.real.picture(shown) if self.real is not None else None
        name = sha256(shown.alt.encode()).hexdigest()[:8] + ".png"
        self.shot.files[name] = found.png if found is not None else b""
        return Picture(name, found.png if found is not None else b"png", shown.alt)


class Director:
    """Play a script; each clicks on what stands where it stood in the language of the script."""

    def __init__(self, shot: Shot, stage: Stage, locale: str, found: dict[int, tuple[int, int]]) -> None:
        """Begin; *found* are the buttons of a script that was played before, by message and place."""
        self.shot = shot
        self.stage = stage
        self.locale = locale
        self.found = found
        self.persons: dict[str, Person] = {}

    async def do(self, number: int, act: Act) -> None:
        """Do one thing, and note what is to be seen."""
        if act.what == PATCH:
            return
        if act.what == ENTERS:
            self.persons[act.who] = self.stage.discord.person(act.who, self.locale or act.words)
            return
        person = self.persons[act.who]
        scene = Scene(act.who, act.words)
        if act.what == CLICKS:
            message, place = self._button(number, person, act.words)
            button = _buttons(message)[place]
            scene.did = f"[{button['label']}]"
            exchange = await person.send(button["custom_id"], message)
        else:
            exchange = await person.start(self._named(act.words))
        await person.answer(exchange)
        scene.messages = [self._seen(each) for each in exchange.shown]
        scene.only = [each.only is not None for each in exchange.shown]
        if person.modals:
            scene.modal = person.modals[-1][0]
        self.shot.scenes.append(scene)

    def _button(self, number: int, person: Person, label: str) -> tuple[Message, int]:
        everything = self.stage.discord.interactions.messages
        if number not in self.found:
            for message in reversed(person.messages):
                labels = [each["label"] for each in _buttons(message)]
                wanted = labels[0] if label == "1" and labels else label
                if wanted in labels:
                    self.found[number] = everything.index(message), labels.index(wanted)
                    break
            else:
                raise LookupError(f"there is no button `{label}`: {person.sees()}")
        at, place = self.found[number]
        return everything[at], place

    def _named(self, text: str) -> str:
        for name, person in self.persons.items():
            text = text.replace(f"@{name}", f"<@{person.id}>")
        return text

    def _seen(self, message: Message) -> Payload:
        """Return a message as it is now, persons by name."""

        def named(node: object) -> object:
            if isinstance(node, dict):
                return {key: named(value) for key, value in node.items()}
            if isinstance(node, list):
                return [*map(named, node)]
            if isinstance(node, str):
                for name, person in self.persons.items():
                    node = node.replace(f"<@{person.id}>", f"@{name}")
            return node

        found = named(copy.deepcopy(message.payload))
        assert isinstance(found, dict)
        return found


def _buttons(message: Message) -> list[Payload]:
    parts = walk(message.payload["components"])
    return [each for each in parts if each["type"] == Component.BUTTON and each.get("label")]


@contextmanager
def always_the_same() -> Iterator[None]:
    """Have luck and time stand still."""

    def still(url: str) -> Store:
        return connect(url, clock=lambda _: NOON)

    # Luck hangs on no number here: the clock's player may come before the second person, or after.
    def alone(holder: Holder, nonce: int) -> Basis:
        return of_player(Holder(1, holder.seed), nonce)

    def between(one: Holder, other: Holder, offer: int, nonce: int) -> Basis:
        return of_offer(Holder(1, one.seed), Holder(2, other.seed), offer, nonce)

    with (
        patch("engine.live.fair.seal.urandom", bytes),
        patch("engine.live.dice.of_player", alone),
        patch("engine.live.dice.of_offer", between),
        patch("bot.local.stage.connect", still),
    ):
        yield


@asynccontextmanager
async def directed(
    ruleset: Ruleset,
    locale: str,
    found: dict[int, tuple[int, int]],
    gallery: Gallery | None = None,
    cast: Cast | None = None,
) -> AsyncIterator[Director]:
    """Play a ruleset; every player reads *locale*, or what the script says where that is empty.

    *cast* are those who are there before the game is, and what is set for them.
    """
    shot = Shot()
    lay = Layout.lay

    def laid(layout: Layout, view: str, *given: object, **more: object) -> Shown:
        shot.views.add(view)
        return lay(layout, view, *given, **more)  # type: ignore[arg-type]

    discord = LocalDiscord()
    persons, settings = cast(discord, locale or ENGLISH) if cast is not None else ({}, None)
    with always_the_same(), patch.object(Layout, "lay", laid):
        async with staged(ruleset, discord=discord, gallery=Named(shot, gallery), settings=settings) as stage:
            director = Director(shot, stage, locale, found)
            director.persons |= persons
            yield director
    shot.violations = discord.violations
