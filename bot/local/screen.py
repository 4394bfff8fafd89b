"""A message -> what a person reads of it on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import time

from bot.local.exchange import Message
from bot.local.judge.component import walk
from bot.wire import Component, Payload

_AGO = re.compile(r"<t:(\d+):R>")
_LISTS = {Component.SELECT, Component.USERS, Component.ROLES, Component.CHANNELS}
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_NAMED = {  # what a unit is called of which there is one, and several; and what is ahead, and behind
    "en": ({}, "in {}", "{} ago"),
    "de": (
        {
            "day": ("Tag", "Tagen"),
            "hour": ("Stunde", "Stunden"),
            "minute": ("Minute", "Minuten"),
            "second": ("Sekunde", "Sekunden"),
        },
        "in {}",
        "vor {}",
    ),
}


def read(message: Message, locale: str = "en") -> str:
    """Return all that is shown, components in brackets, times as Discord says them in a language."""
    if message.thinking:
        return "(the bot is thinking)"
    lines = ["(only you can see this)"] if message.only else []
    payload = message.payload
    if payload.get("content"):
        lines.append(payload["content"])
    for embed in payload.get("embeds") or ():
        lines += _embed(embed)
    for each in payload.get("attachments") or ():
        lines.append(f"<{each.get('description') or each['filename']}>")
    lines += [" ".join(_row(row)) for row in payload.get("components") or ()]
    return _AGO.sub(lambda found: _when(int(found[1]) - int(time()), locale), "\n".join(lines))


def _when(seconds: int, locale: str) -> str:
    """Return a moment as Discord shows it: how far away it is, in its largest unit."""
    size, unit = next(((size, unit) for size, unit in _UNITS if abs(seconds) >= size), _UNITS[-1])
    count = round(abs(seconds) / size)
    units, ahead, behind = _NAMED.get(locale.split("-", maxsplit=1)[0], _NAMED["en"])
    one, several = units.get(unit, (unit, f"{unit}s"))
    said = f"{count} {one if count == 1 else several}"
    return (ahead if seconds >= 0 else behind).format(said)


def _embed(embed: Payload) -> Iterator[str]:
    for key in ("title", "description"):
        if embed.get(key):
            yield embed[key]
    for field in embed.get("fields") or ():
        yield f"{field['name']}: {field['value']}"
    if embed.get("footer"):
        yield embed["footer"]["text"]


def _row(row: Payload) -> Iterator[str]:
    for each in walk([row]):
        if each["type"] == Component.BUTTON and each.get("sku_id"):
            yield f"[buy {each['sku_id']}]"
        elif each["type"] == Component.BUTTON:
            yield f"[{each.get('label') or each['emoji']['name']}]"
        elif each["type"] in _LISTS:
            yield f"[{each.get('placeholder', '')} v]"
