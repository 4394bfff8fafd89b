"""A message -> the lines that it takes on a phone of 38 columns."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import islice

from bot.local.judge.component import walk
from bot.wire import Component, Payload
from tests.bot.sheet.scene import NOON, Scene

COLUMNS = 38
_MOMENT = re.compile(r"<t:(\d+):(\w)>")
# What is another each time: ids of Discord's, receipts, hashes of rulesets.
ANOTHER = re.compile(r"o\d+\.\d+\.[0-9a-f]{12}|\d{16,}|(?<=`)[0-9a-f]{12}(?=`)")
_NUMBERS = re.compile(r"<[+-]\d+ s, R>|\d+")
_BOLD = re.compile(r"\*\*\w+\*\*")
MEASURED, EXAMINED, RANKED = ("/stats", "/status"), ("/health",), "/leaderboard"  # as fast as the machine is


def plain(text: str) -> str:
    """Return a text with its moments as they are told apart: so many seconds from noon."""
    text = ANOTHER.sub("#", text)
    return _MOMENT.sub(lambda found: f"<{int(found[1]) - NOON // 1000:+d} s, {found[2]}>", text)


def lines(scene: Scene) -> Iterator[str]:
    """Yield what a scene shows."""
    yield f"> {scene.who} {plain(scene.did)}"
    for payload, only in zip(scene.messages, scene.only, strict=True):
        if only:
            yield "  (for this one alone)"
        yield from (f"  {line}".rstrip() for line in _steady(scene.did, message(payload)))
    if scene.modal is not None:
        yield from (f"  {line}" for line in modal(scene.modal))


def _steady(did: str, found: Iterator[str]) -> Iterator[str]:
    """Yield of what is shown that which is the same each time."""
    if did in EXAMINED:
        yield from (each for line in found for each in _BOLD.findall(line))
    elif did.startswith(RANKED):
        yield from islice(found, 2)
    elif did in MEASURED:
        yield from (_NUMBERS.sub("#", line) for line in found)
    else:
        yield from found


def message(payload: Payload) -> Iterator[str]:
    """Yield a message's lines, as they are broken."""
    yield from _broken(payload.get("content") or "", COLUMNS)
    for embed in payload.get("embeds") or ():
        yield from (f"| {line}" for line in _embed(embed))
    for each in payload.get("attachments") or ():
        yield from _broken(f"<picture: {each.get('description')}>", COLUMNS)
    for row in payload.get("components") or ():
        yield from textwrap.wrap(" ".join(_row(row)), COLUMNS, break_on_hyphens=False)


def modal(payload: Payload) -> Iterator[str]:
    """Yield a form's lines."""
    yield f"<form: {payload['title']}>"
    for each in payload["components"]:
        yield f"  {each['label']}: ____"


def _embed(embed: Payload) -> Iterator[str]:
    for key in ("title", "description"):
        yield from _broken(embed.get(key) or "", COLUMNS - 2)
    for field in embed.get("fields") or ():
        yield from _broken(f"{field['name']}: {field['value']}", COLUMNS - 2)
    yield from _broken((embed.get("footer") or {}).get("text") or "", COLUMNS - 2)


def _row(row: Payload) -> Iterator[str]:
    for each in walk([row]):
        if each["type"] == Component.BUTTON:
            yield f"[{each.get('label') or '?'}]".replace(" ", "\N{NO-BREAK SPACE}")
        elif "options" in each or each["type"] in range(5, 9):
            yield f"[{each.get('placeholder') or 'v'}]"


def _broken(text: str, columns: int) -> Iterator[str]:
    for line in plain(text).splitlines():
        yield from textwrap.wrap(line, columns, break_on_hyphens=False) or [""]
