"""A message that a bot sends -> what Discord would refuse in it, and whom it would call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot import wire
from bot.local.judge.component import wrong_components
from bot.local.judge.text import bounded, counted
from bot.wire import Payload

_CALLED = re.compile(r"<@!?(\d+)>|<@&(\d+)>|(@everyone|@here)")
_FILLED = ("content", "embeds", "components", "attachments", "poll", "sticker_ids")


def wrong_message(message: Payload, *, files: int = 0, part: bool = False) -> Iterator[str]:
    """Yield what is wrong with a message; *part* is an edit, which may leave everything out."""
    if not part and not files and not any(message.get(key) for key in _FILLED):
        yield "message: is empty"
    if message.get("content"):
        yield from bounded("content", message["content"], 0, wire.MOST_CONTENT)
    embeds = message.get("embeds") or []
    yield from counted("embeds", embeds, wire.MOST_EMBEDS)
    for number, embed in enumerate(embeds):
        yield from _embed(f"embeds.{number}", embed)
    if (size := sum(map(_text, embeds))) > wire.MOST_EMBED_TEXT:
        yield f"embeds: {size} characters in all; at most {wire.MOST_EMBED_TEXT}"
    yield from wrong_components(message.get("components") or [])
    for each in message.get("attachments") or []:
        if each.get("description") is None:
            yield "attachments: a picture has no alt text"
        else:
            yield from bounded("attachments.description", each["description"], 1, wire.MOST_ALT)


def called(message: Payload) -> list[str]:
    """Return whom a message calls: mentions in its content that its `allowed_mentions` let through."""
    allowed = message.get("allowed_mentions")
    parse = ["users"] if allowed is None else list(allowed.get("parse") or ())
    named = {str(each) for key in ("users", "roles") for each in (allowed or {}).get(key) or ()}
    found = []
    for user, role, everyone in _CALLED.findall(message.get("content") or ""):
        kind = "users" if user else "roles" if role else "everyone"
        if kind in parse or (user or role) in named:
            found.append(user or role or everyone)
    return found


def _embed(place: str, embed: Payload) -> Iterator[str]:
    bounds = {"title": wire.MOST_TITLE, "description": wire.MOST_EMBED_DESCRIPTION}
    for key, most in bounds.items():
        if embed.get(key):
            yield from bounded(f"{place}.{key}", embed[key], 0, most)
    footer = _inner(embed, "footer").get("text")
    if footer:
        yield from bounded(f"{place}.footer", footer, 0, wire.MOST_FOOTER)
    fields = embed.get("fields") or []
    yield from counted(f"{place}.fields", fields, wire.MOST_FIELDS)
    for field in fields:
        yield from bounded(f"{place}.fields.name", field.get("name"), 1, wire.MOST_FIELD_NAME)
        yield from bounded(f"{place}.fields.value", field.get("value"), 1, wire.MOST_FIELD_VALUE)
        if field.get("inline"):
            yield f"{place}.fields: is inline, which nobody can read on a phone"


def _text(embed: Payload) -> int:
    parts = [embed.get("title"), embed.get("description"), _inner(embed, "footer").get("text")]
    parts.append(_inner(embed, "author").get("name"))
    parts += [text for field in embed.get("fields") or () for text in (field.get("name"), field.get("value"))]
    return sum(len(part) for part in parts if part)


def _inner(node: Payload, key: str) -> dict[str, Any]:
    return node.get(key) or {}
