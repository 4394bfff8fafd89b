"""`/config`: the settings of this process, secrets masked, and who set each; page by page."""

from __future__ import annotations

from bot.asked import Asked
from bot.message import Button, Card, Message
from bot.own.operating import operators_words
from bot.own.own import Desk, Own
from bot.own.tap import Tap
from bot.role import Role
from bot.words import word
from engine.live.read_settings import summary

_PAGE = 10
_WORDS = operators_words(
    "config",
    {
        "en": {
            "summary": "What is set for this process, secrets masked.",
            "unset": "nothing",
            "none": "This process has no settings.",
        },
        "de": {
            "summary": "Was für diesen Prozess eingestellt ist, Geheimes verdeckt.",
            "unset": "nichts",
            "none": "Dieser Prozess hat keine Einstellungen.",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    return _shown(desk, asked, 1)


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    return _shown(desk, asked, tap.number("n"))


def _shown(desk: Desk, asked: Asked, page: int) -> Message:
    voice = desk.voice(asked)
    if desk.settings is None:
        return Message(_WORDS.say(voice, "none"))
    rows = summary(desk.settings)
    pages = -(-len(rows) // _PAGE)
    page = min(max(page, 1), pages)
    unset = _WORDS.say(voice, "unset")
    lines = [
        f"**{row.variable}**: {_written(row.value) or unset} ({row.source})"
        for row in rows[(page - 1) * _PAGE : page * _PAGE]
    ]
    buttons = [
        Button(word(voice, key), CONFIG.tap(asked, "page", n=to))
        for key, to in (("back", page - 1), ("next", page + 1))
        if 1 <= to <= pages
    ]
    footer = voice.word("page", page=str(page), pages=str(pages))
    return Message(cards=(Card(text="\n".join(lines), footer=footer),), buttons=tuple(buttons))


def _written(value: object) -> str:
    """Return a setting as it would be written."""
    if value is None:
        return ""
    if isinstance(value, dict):
        value = [f"{key}={each}" for key, each in value.items()]
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


CONFIG = Own("config", _WORDS, _answer, least=Role.DESIGNER, pressed=_pressed, for_operators=True)
