"""A ruleset -> the bytes from which it is built again on any machine; nothing of it is code."""

from __future__ import annotations

import json
import zlib
from typing import Any

from engine.fair.canonical import canonical
from rules.load import load_resolved
from rules.pack.kept import keep
from rules.pack.piecemeal import decoded
from rules.program.catalogue import Calendar
from rules.ruleset import Ruleset


def pack(ruleset: Ruleset) -> bytes:
    """Return a ruleset with the changes of its time zone, compressed."""
    calendar = ruleset.catalogue.calendar
    days = {"changes": calendar.changes, "offsets": calendar.offsets, "starts": calendar.starts}
    return zlib.compress(f"{canonical(days)}\n{keep(ruleset.definitions.resolved)}".encode())


def unpack(content: bytes) -> Ruleset:
    """Build a ruleset; raise `ValueError` where this is none."""
    calendar, text = days_and_text(content)
    return load_resolved(text, calendar)


def days_and_text(content: bytes) -> tuple[Calendar, str]:
    """Return when its days begin, and what `rules.pack.kept.keep` wrote of it."""
    days, text = _read(content)
    return Calendar(tuple(days["changes"]), tuple(days["offsets"]), days["starts"]), text


def version_of(content: bytes) -> str:
    """Return the version that the game says it has, without building it."""
    said = decoded(_read(content)[1], 2)["definitions"]["game"].get("version", "")
    return str(said)


def _read(content: bytes) -> tuple[dict[str, Any], str]:
    try:
        days, _, text = zlib.decompress(content).decode().partition("\n")
    except zlib.error as error:
        raise ValueError(f"this is no stored ruleset: {error}") from None
    return json.loads(days), text
