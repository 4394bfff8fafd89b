"""`/audit`: who did what about whom and when, the last first, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, select

from bot.asked import Asked
from bot.message import Button, Card, Message
from bot.own.operating import operators_words
from bot.own.own import Desk, Own, Param
from bot.own.tap import Tap
from bot.role import Role
from bot.wire import Option
from bot.words import mention, word
from engine.live.query import reading
from engine.live.store.schema import audit, object_

_PAGE = 8
_DETAIL = 140
_DISCORD = "discord:"
_WORDS = operators_words(
    "audit",
    {
        "en": {
            "summary": "Who did what about whom, the last first.",
            "option.by": "Who did it.",
            "option.about": "About whom.",
            "none": "Nothing was done.",
            "about": "about {whom}",
        },
        "de": {
            "summary": "Wer was an wem getan hat, das Letzte zuerst.",
            "option.by": "Wer es getan hat.",
            "option.about": "An wem.",
            "none": "Nichts wurde getan.",
            "about": "an {whom}",
        },
    },
)


class _Wanted(NamedTuple):
    by: int = 0
    about: int = 0
    page: int = 1


async def _answer(desk: Desk, asked: Asked) -> Message:
    by, about = (int(asked.options.get(name) or 0) for name in ("by", "about"))
    return await _shown(desk, asked, _Wanted(by, about))


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    page = max(1, tap.number("n"))
    return await _shown(desk, asked, _Wanted(tap.number("b"), tap.number("a"), page))


async def _shown(desk: Desk, asked: Asked, wanted: _Wanted) -> Message:
    voice = desk.voice(asked)
    rows, owners = await _rows(desk, wanted)
    if not rows:
        return Message(_WORDS.say(voice, "none"))
    lines = [_line(desk, asked, row, owners) for row in rows[:_PAGE]]
    buttons = []
    for key, page, holds in (
        ("back", wanted.page - 1, wanted.page > 1),
        ("next", wanted.page + 1, len(rows) > _PAGE),
    ):
        if holds:
            does = AUDIT.tap(asked, "page", b=wanted.by, a=wanted.about, n=page)
            buttons.append(Button(word(voice, key), does))
    card = Card(text="\n".join(lines), footer=voice.word("page", page=str(wanted.page), pages="…"))
    return Message(cards=(card,), buttons=tuple(buttons))


async def _rows(desk: Desk, wanted: _Wanted) -> tuple[Sequence[Row[Any]], dict[str, int]]:
    """Return a page and one more row, and whose account each target is."""
    asked = select(audit).order_by(audit.c.id.desc())
    if wanted.by:
        asked = asked.where(audit.c.actor == f"{_DISCORD}{wanted.by}")
    async with reading(desk.service.store.engine) as connection:
        if wanted.about:
            his = select(object_.c.id).where(object_.c.owner == wanted.about, object_.c.scope == "player")
            numbers = (await connection.execute(his)).scalars()
            asked = asked.where(audit.c.target.in_([str(each) for each in numbers]))
        found = asked.limit(_PAGE + 1).offset((wanted.page - 1) * _PAGE)
        rows = (await connection.execute(found)).all()
        targets = {int(row.target) for row in rows if row.target.isdecimal()}
        whose = select(object_.c.id, object_.c.owner).where(object_.c.id.in_(targets))
        owners = {str(row.id): row.owner for row in await connection.execute(whose)}
    return rows, owners


def _line(desk: Desk, asked: Asked, row: Row[Any], owners: dict[str, int]) -> str:
    who = row.actor.removeprefix(_DISCORD)
    who = mention(int(who)) if who != row.actor and who.isdecimal() else row.actor or "-"
    whom = mention(owners[row.target]) if owners.get(row.target) else ""
    about = f" {_WORDS.say(desk.voice(asked), 'about', whom=whom)}" if whom else ""
    detail = f": {row.detail[:_DETAIL]}" if row.detail else ""
    return f"<t:{row.at // 1000}:f> {who} **{row.action}**{about}{detail}"


AUDIT = Own(
    "audit",
    _WORDS,
    _answer,
    least=Role.MODERATOR,
    params=(Param("by", Option.USER), Param("about", Option.USER)),
    pressed=_pressed,
    for_operators=True,
)
