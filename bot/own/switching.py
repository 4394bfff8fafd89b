"""What came of making another ruleset the active one -> what an operator is told."""

from __future__ import annotations

from collections.abc import Sequence

from bot.asked import Asked
from bot.message import Card, Message
from bot.own.own import Desk
from bot.own.say import Words
from engine.live.activate import Activated, Stopped
from engine.live.reload.apart import Refusal

_LINES = 12
_LINE = 300

SWITCHED = {
    "en": {
        "active": "Generation {generation} is active.",
        "same": "That is the active one already. Nothing was changed.",
        "frozen": "Frozen, and kept:",
        "stopped": "Nothing was changed:",
        "force": "`force` freezes it.",
    },
    "de": {
        "active": "Generation {generation} ist aktiv.",
        "same": "Das ist schon das aktive. Nichts wurde geändert.",
        "frozen": "Eingefroren und aufgehoben:",
        "stopped": "Nichts wurde geändert:",
        "force": "`force` friert es ein.",
    },
}


def told(desk: Desk, asked: Asked, words: Words, found: Activated | Stopped | Refusal) -> Message:
    """Return what is said of a switch, or of what was in its way: file, line and reason of each."""
    voice = desk.voice(asked)
    if not isinstance(found, Activated):
        lines = [words.say(voice, "stopped"), *listed(found.lines)]
        lines += [words.say(voice, "force")] if isinstance(found, Stopped) and not found.taken else []
        return Message(cards=(Card(text="\n".join(lines)),))
    if found.again:
        return Message(words.say(voice, "same"))
    said = words.say(voice, "active", generation=found.generation)
    if not found.frozen:
        return Message(said)
    frozen = [words.say(voice, "frozen"), *listed([str(each) for each in found.frozen])]
    return Message(said, (Card(text="\n".join(frozen)),))


def listed(lines: Sequence[str]) -> list[str]:
    """Return lines as a list, as many as can be read."""
    more = [f"… {len(lines) - _LINES}"] if len(lines) > _LINES else []
    return [f"- {each[:_LINE]}" for each in lines[:_LINES]] + more
