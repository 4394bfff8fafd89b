"""One interaction, from what a person did until its token ends: what the bot has answered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.wire import Callback, Kind, Payload

if TYPE_CHECKING:
    from bot.local.person import Person

LEGAL = {
    Kind.COMMAND: {Callback.MESSAGE, Callback.DEFER, Callback.MODAL},
    Kind.AUTOCOMPLETE: {Callback.CHOICES},
    Kind.COMPONENT: set(Callback) - {Callback.CHOICES},
    Kind.MODAL: set(Callback) - {Callback.CHOICES, Callback.MODAL},
}
WAITING = {Callback.DEFER, Callback.DEFER_UPDATE}


@dataclass(slots=True, eq=False)
class Message:
    """A message as it is now; *only* is the one who sees it, where not everybody does."""

    payload: Payload
    only: Person | None = None
    thinking: bool = False

    @property
    def id(self) -> str:
        """Return its id."""
        return str(self.payload["id"])


@dataclass(slots=True, eq=False)
class Exchange:
    """An interaction and all answers to it; *shown* are messages that are new or changed by it."""

    id: str
    token: str
    kind: Kind
    person: Person
    at: float
    message: Message | None = None  # the one whose button was clicked; then the original response
    callback: Payload | None = None
    lost: bool = False  # that the bot was not told that its answer came
    shown: list[Message] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def show(self, message: Message) -> None:
        """Note that a message is as the bot wants it."""
        if message not in self.shown:
            self.shown.append(message)
        self.done.set()
