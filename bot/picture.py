"""A message that shows records -> the same with their pictures, as far as they can be drawn now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol, runtime_checkable

from bot.message import Card, File, Message
from engine.view.shown import Shown


class Picture(Protocol):
    """A file, and what it shows in words."""

    @property
    def name(self) -> str:
        """Return what it is called."""

    @property
    def png(self) -> bytes:
        """Return what it holds."""

    @property
    def alt(self) -> str:
        """Return what it shows."""


# What finds a picture by its hash.
Brought = Callable[[str], Awaitable[bytes | None]]


class Gallery(Protocol):
    """Who draws."""

    async def picture(self, shown: Shown) -> Picture | None:
        """Return the picture of a view; None where there is none, or no time for it."""


@runtime_checkable
class Studio(Gallery, Protocol):
    """Who draws what people bring, too."""

    async def redraw(self, file: bytes) -> bytes | None:
        """Return a picture of anybody's as PNG, drawn anew; None where it is none that can be shown."""

    def takes(self, brought: Brought) -> None:
        """Show what players brought, too; *brought* finds it by its hash."""

    def changed(self) -> None:
        """Show the pictures of another ruleset's pack from now on."""


async def pictured(message: Message, gallery: Gallery | None) -> Message:
    """Return a message with its pictures."""
    if gallery is None or not any(card.shown for card in message.cards):
        return message
    return replace(message, cards=tuple([await _card(card, gallery) for card in message.cards]))


def in_words(message: Message) -> Message:
    """Return a message without pictures: what they show is said in words."""
    return replace(message, cards=tuple(map(_told, message.cards)))


def _told(card: Card) -> Card:
    alt = card.shown.alt if card.shown is not None else ""
    return replace(card, text="\n".join(filter(None, (card.text, alt))), shown=None, file=None)


async def _card(card: Card, gallery: Gallery) -> Card:
    found = await gallery.picture(card.shown) if card.shown is not None else None
    return card if found is None else replace(card, file=File(found.name, found.png, found.alt))
