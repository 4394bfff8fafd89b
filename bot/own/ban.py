"""`/ban` and `/unban`: a player -> kept out for a time, or let in again, once it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.asked import Asked
from bot.message import Message
from bot.own.operating import (
    PLAYER,
    SERVER,
    WHY,
    carried,
    confirmed,
    operators_words,
    player_of,
    question,
)
from bot.own.own import Desk, Own, Param
from bot.own.tap import Tap
from bot.role import Role
from bot.wire import Option
from bot.words import mention
from engine.live.correct.word import BAN as ACTION
from engine.view.measure import duration as spelt
from rules.define.literal import duration

_TIMES = ("1h", "12h", "1d", "3d", "7d", "30d", "365d", "3650d")
_MOST = 100 * 365 * 86_400_000  # ms
_BAN = operators_words(
    "ban",
    {
        "en": {
            "summary": "Keep a player out; what he has stays his.",
            "option.length": "For how long: 30m, 12h, 7d, 3650d.",
            "sure": "Keep {player} out for {length}?",
            "no_time": "`{length}` is no time. Write such as `7d`.",
        },
        "de": {
            "summary": "Sperre einen Spieler aus; was er hat, bleibt seins.",
            "option.length": "Für wie lange: 30m, 12h, 7d, 3650d.",
            "sure": "{player} für {length} aussperren?",
            "no_time": "`{length}` ist keine Zeit. Schreib etwa `7d`.",
        },
    },
)
_UNBAN = operators_words(
    "unban",
    {
        "en": {"summary": "Let a player in again.", "sure": "Let {player} in again?"},
        "de": {"summary": "Lass einen Spieler wieder herein.", "sure": "{player} wieder hereinlassen?"},
    },
)


async def _keep_out(desk: Desk, asked: Asked) -> Message:
    found = await player_of(desk, asked, _BAN)
    if isinstance(found, Message):
        return found
    voice, (world, owner) = desk.voice(asked), found
    written = str(asked.options["length"])
    length = duration(written)
    if not length or not 0 < length <= _MOST:
        return Message(_BAN.say(voice, "no_time", length=written.replace("`", "'")[:40]))
    text = _BAN.say(voice, "sure", player=mention(owner), length=spelt(voice.locale, length))
    return question(desk, asked, BAN, text, str(asked.options["why"]), p=owner, w=world, t=length)


@confirmed
async def _kept_out(desk: Desk, asked: Asked, tap: Tap) -> Message:
    where = tap.number("w"), tap.number("p")
    return await carried(desk, asked, _BAN, ACTION, where, {"for": tap.number("t")})


async def _let_in(desk: Desk, asked: Asked) -> Message:
    found = await player_of(desk, asked, _UNBAN)
    if isinstance(found, Message):
        return found
    world, owner = found
    text = _UNBAN.say(desk.voice(asked), "sure", player=mention(owner))
    return question(desk, asked, UNBAN, text, str(asked.options["why"]), p=owner, w=world)


@confirmed
async def _was_let_in(desk: Desk, asked: Asked, tap: Tap) -> Message:
    where = tap.number("w"), tap.number("p")
    return await carried(desk, asked, _UNBAN, ACTION, where, {"until": 0})


async def _lengths(desk: Desk, asked: Asked) -> Sequence[tuple[str, str]]:
    voice, written = desk.voice(asked), str(asked.options.get("length") or "").strip()
    own = [written] if duration(written) else []
    times = [each for each in (*own, *_TIMES) if each.startswith(written)]
    return [(spelt(voice.locale, duration(each) or 0), each) for each in dict.fromkeys(times)]


BAN = Own(
    "ban",
    _BAN,
    _keep_out,
    least=Role.MODERATOR,
    params=(PLAYER, Param("length", Option.STRING, required=True, completed=True, hi=20), WHY, SERVER),
    pressed=_kept_out,
    suggests=_lengths,
    for_operators=True,
)
UNBAN = Own(
    "unban",
    _UNBAN,
    _let_in,
    least=Role.MODERATOR,
    params=(PLAYER, WHY, SERVER),
    pressed=_was_let_in,
    for_operators=True,
)
