"""A message -> what a person reads of it on a phone."""

from __future__ import annotations

from collections.abc import Iterator

from bot.local.exchange import Message
from bot.local.judge.component import walk
from bot.wire import Component, Payload


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
    return "\n".join(lines)


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
