"""Words, an embed and buttons -> a message as Discord takes it; what is too long is cut, never refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot import wire
from bot.commands.wording import within
from bot.wire import Component, Payload, Style
from engine.view.shown import Shown

_LABEL = 20  # characters, on a phone
_NOBODY: Payload = {"parse": []}


@dataclass(frozen=True, slots=True)
class Button:
    """A button and what it does, as a custom_id; one to buy with has an SKU."""

    label: str
    does: str
    style: Style = Style.SECONDARY
    sku: str = ""  # of what is bought with it; Discord then writes name and price on it


@dataclass(frozen=True, slots=True)
class Select:
    """A list to choose from, on a row of its own; *kind* may have Discord list channels, roles or users."""

    does: str
    options: tuple[tuple[str, str], ...] = ()  # label and value
    placeholder: str = ""
    chosen: tuple[str, ...] = ()
    least: int = 1
    most: int = 1
    kind: Component = Component.SELECT


@dataclass(frozen=True, slots=True)
class File:
    """A picture, or what else is sent along; *alt* says the same in words."""

    name: str
    content: bytes
    alt: str
    media: str = "image/png"


@dataclass(frozen=True, slots=True)
class Card:
    """An embed: words in one column, as they are read on a phone; *shown* is what has a picture."""

    title: str = ""
    text: str = ""
    footer: str = ""
    colour: str = ""
    shown: Shown | None = None
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent."""

    text: str = ""
    cards: tuple[Card, ...] = ()
    buttons: tuple[Button, ...] = ()
    hidden: bool = field(default=False)  # only for the one who asked
    selects: tuple[Select, ...] = ()
    attached: tuple[File, ...] = ()

    def with_(self, *more: Message) -> Message:
        """Return all of these in one message."""
        parts = (self, *more)
        return replace(
            self,
            text="\n".join(each.text for each in parts if each.text),
            cards=tuple(card for each in parts for card in each.cards),
            buttons=tuple(button for each in parts for button in each.buttons),
            selects=tuple(select for each in parts for select in each.selects),
            attached=tuple(file for each in parts for file in each.attached),
        )

    @property
    def files(self) -> tuple[File, ...]:
        """Return its pictures, each once, and what else is sent along."""
        pictures = {card.file.name: card.file for card in self.cards if card.file is not None}
        return (*pictures.values(), *self.attached)

    @property
    def payload(self) -> Payload:
        """Return it as it goes over the wire; nobody is called by it."""
        return {
            "content": within(self.text, wire.MOST_CONTENT),
            "embeds": list(_embeds(self.cards)),
            "components": [*map(_list, self.selects), *_rows(self.buttons)][: wire.MOST_ROWS],
            "attachments": [
                {"id": str(number), "filename": each.name, "description": within(each.alt, wire.MOST_ALT)}
                for number, each in enumerate(self.files)
            ],
            "allowed_mentions": _NOBODY,
            "flags": wire.EPHEMERAL if self.hidden else 0,
        }


def _embeds(cards: tuple[Card, ...]) -> Iterator[Payload]:
    """Yield embeds, as long as there is room."""
    left = wire.MOST_EMBED_TEXT
    for card in cards[: wire.MOST_EMBEDS]:
        title = within(card.title, min(wire.MOST_TITLE, max(1, left)))
        footer = within(card.footer, 200)
        room = min(wire.MOST_EMBED_DESCRIPTION, left - len(title) - len(footer))
        if room <= 0:
            return
        text = within(card.text, room)
        left -= len(title) + len(footer) + len(text)
        made: Payload = {"title": title, "description": text}
        colour = card.colour.removeprefix("#")
        if colour:
            made["color"] = int(colour, 16)
        if card.file is not None:
            made["image"] = {"url": f"attachment://{card.file.name}"}
        if footer:
            made["footer"] = {"text": footer}
        yield {key: value for key, value in made.items() if value != ""}


def _rows(buttons: tuple[Button, ...]) -> Iterator[Payload]:
    shown = list({button.does: button for button in buttons}.values())[: wire.MOST_ROWS * wire.MOST_BUTTONS]
    for first in range(0, len(shown), wire.MOST_BUTTONS):
        row = shown[first : first + wire.MOST_BUTTONS]
        yield {"type": int(Component.ROW), "components": [_button(each) for each in row]}


def _button(button: Button) -> Payload:
    if button.sku:
        return {"type": int(Component.BUTTON), "style": int(Style.PREMIUM), "sku_id": button.sku}
    label = within(button.label, _LABEL)
    return {
        "type": int(Component.BUTTON),
        "style": int(button.style),
        "label": label,
        "custom_id": button.does,
    }


_DEFAULT = {Component.USERS: "user", Component.ROLES: "role", Component.CHANNELS: "channel"}
_MOST_WRITTEN = 100
_TEXT_CHANNEL = 0


def _list(select: Select) -> Payload:
    made: Payload = {
        "type": int(select.kind),
        "custom_id": select.does,
        "min_values": select.least,
        "max_values": max(1, select.most),
    }
    if select.placeholder:
        made["placeholder"] = within(select.placeholder, _MOST_WRITTEN)
    if select.kind is Component.SELECT:
        made["options"] = [
            {"label": within(label, _MOST_WRITTEN), "value": value, "default": value in select.chosen}
            for label, value in select.options[: wire.MOST_CHOICES]
        ]
        made["max_values"] = min(made["max_values"], len(made["options"]))
    elif select.chosen:
        about = _DEFAULT[select.kind]
        made["default_values"] = [{"id": each, "type": about} for each in select.chosen[: select.most]]
    if select.kind is Component.CHANNELS:
        made["channel_types"] = [_TEXT_CHANNEL]
    return {"type": int(Component.ROW), "components": [made]}
