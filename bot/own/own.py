"""A command of the bot's own: what Discord is told of it, who may ask it, and what answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import time

from bot.asked import Asked
from bot.client import Client
from bot.message import Message
from bot.own.form import Form
from bot.own.say import Words
from bot.own.tap import Tap
from bot.play import Play
from bot.role import Role, Roles
from bot.server import Servers
from bot.upload import Uploads
from bot.wire import Option
from engine.live.paid.till import Till
from engine.live.reload.child import Source
from engine.live.service import Service
from engine.live.settings import Settings
from engine.view.voice import Voice
from rules.ruleset import Ruleset


@dataclass(slots=True)
class Desk:
    """What commands of the bot's own work with."""

    service: Service
    play: Play
    roles: Roles
    settings: Settings | None = None
    client: Client | None = None
    source: Source | None = None  # where the pack is, as this process knows it
    till: Till | None = None
    uploads: Uploads | None = None
    servers: Servers = field(default_factory=Servers)
    since: float = field(default_factory=time)  # when this process began
    count: Callable[[], int] = lambda: 0  # of commands that can be typed
    shed: Callable[[], int] = lambda: 0  # interactions that came too late

    def voice(self, asked: Asked) -> Voice:
        """Return who speaks to whoever asks, where nobody looks at players."""
        return self.play.talk.voice(asked.locale)


Answer = Callable[[Desk, Asked], Awaitable[Message]]
Pressed = Callable[[Desk, Asked, Tap], Awaitable[Message]]
Opened = Callable[[Desk, Asked, Tap | None], Awaitable[Form | None]]
Suggested = Callable[[Desk, Asked], Awaitable[Sequence[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Param:
    """An option; what it says of itself stands in the words under `option.NAME`."""

    name: str
    type: Option
    required: bool = False
    completed: bool = False  # whether what may be given is suggested
    choices: tuple[tuple[str, str], ...] = ()  # name and value
    lo: int | None = None
    hi: int | None = None  # of a text: its length


@dataclass(frozen=True, slots=True)
class Own:
    """One command.

    *answer* is called once Discord knows that an answer will come, and so is *pressed*, for a button, a list
    or a form of this command; *opens* is asked before that whether a form is to be opened instead, and must
    be quick. *subs* are subcommands, by name, with what they take instead of *params*. *permission* is one
    of Discord's that is needed in the server.
    """

    name: str
    words: Words
    answer: Answer
    least: Role = Role.PLAYER
    params: tuple[Param, ...] = ()
    subs: Mapping[str, tuple[Param, ...]] = field(default_factory=dict)
    pressed: Pressed | None = None
    opens: Opened | None = None
    suggests: Suggested | None = None
    for_operators: bool = False  # only where operators are among themselves
    hidden: bool = True  # whether what is answered is for the one who asked alone
    permission: int = 0
    needs: Callable[[Ruleset], bool] = lambda _: True  # what a game must have for it

    def tap(self, asked: Asked, step: str, **params: str | int) -> str:
        """Return the custom_id of a step that whoever asks alone may take."""
        return Tap(asked.user, self.name, step, params).custom_id
