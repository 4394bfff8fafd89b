"""A picture that a creator uploads -> drawn anew, kept, and that of somebody of his list."""

from __future__ import annotations

from collections.abc import Sequence

from bot.asked import Asked
from bot.own.operating import actor
from bot.own.own import Desk
from bot.own.say import Words
from engine.live.brought import step
from engine.live.brought.pictures import Pictures
from engine.live.brought.submission import Submission
from engine.live.brought.submissions import Submissions
from rules.propose.legible import alike


async def drawn(desk: Desk, asked: Asked, words: Words) -> tuple[str, int]:
    """Return what is said of it, and of which submission it is."""
    voice = desk.voice(asked)
    mine = await _meant(desk, asked)
    attachment = asked.resolved.get("attachments", {}).get(str(asked.options.get("picture", "")))
    number = _whose(mine, str(asked.options.get("name", ""))) if mine is not None else 0
    if mine is None or not number or not isinstance(attachment, dict):
        return words.say(voice, "which"), mine.id if mine is not None else 0
    png = await desk.uploads.picture(attachment) if desk.uploads is not None else None
    if png is None:
        return words.say(voice, "no_picture"), mine.id
    hash_, kept = await Pictures(desk.service.store).put(png), Submissions(desk.service.store)
    now = await kept.one(mine.id)  # that took a while
    if now is None or number not in now.written.names:
        return words.say(voice, "which"), 0
    await kept.put(step.pictured(now, number, hash_), actor(asked), "picture")
    return words.say(voice, "drawn", name=now.written.names[number]), now.id


async def suggested(desk: Desk, asked: Asked) -> Sequence[tuple[str, str]]:
    """Return whoever asks's own, or the names in the list of the one that is chosen."""
    typed = alike(str(asked.options.get(asked.focused) or ""))
    if asked.focused == "of":
        found = [(each.written.name or each.name, each.name) for each in await _mine(desk, asked)]
    else:
        mine = await _meant(desk, asked)
        found = [(name, name) for name in mine.written.names.values()] if mine is not None else []
    return [each for each in found if typed in alike(each[0]) or typed in alike(each[1])]


async def _mine(desk: Desk, asked: Asked) -> Sequence[Submission]:
    world = desk.service.game.active.ruleset.world(asked.guild)
    return await Submissions(desk.service.store).of(world, asked.user)


async def _meant(desk: Desk, asked: Asked) -> Submission | None:
    """Return the one that is named, or the only one there is."""
    mine, wanted = await _mine(desk, asked), str(asked.options.get("of") or "")
    if not wanted:
        return mine[0] if len(mine) == 1 else None
    names = {each.name: each for each in mine} | {alike(each.written.name): each for each in mine}
    return names.get(wanted) or names.get(alike(wanted))


def _whose(mine: Submission, wanted: str) -> int:
    by_name = {alike(name): number for number, name in mine.written.names.items()}
    return by_name.get(alike(wanted), 0)
