"""A message -> what a person reads of it on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import time

from bot.local.exchange import Message
from bot.local.judge.component import walk
from bot.wire import Component, Payload

_AGO = re.compile(r"<t:(\d+):R>")
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def read(message: Message) -> str:
    """Return all that is shown, components in brackets."""
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
    return _AGO.sub(lambda found: _when(int(found[1]) - int(time())), "\n".join(lines))


def _when(seconds: int) -> str:
    """Return a moment as Discord shows it: how far away it is, in its largest unit."""
    size, unit = next(((size, unit) for size, unit in _UNITS if abs(seconds) >= size), (1, "second"))
    count = round(abs(seconds) / size)
    said = f"{count} {unit}{'s' if count != 1 else ''}"
    return f"in {said}" if seconds >= 0 else f"{said} ago"


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
        if each["type"] == Component.BUTTON:
            yield f"[{each.get('label') or each['emoji']['name']}]"
        elif each["type"] == Component.SELECT:
            yield f"[{each.get('placeholder', '')} v]"
