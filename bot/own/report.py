"""`/report`: what a player has against something that another wrote -> a report for moderators."""

from __future__ import annotations

from collections.abc import Sequence

from bot.asked import Asked
from bot.brought import is_open
from bot.message import Message
from bot.own.own import Desk, Own, Param
from bot.own.say import Words
from bot.wire import Option
from engine.live.brought.reports import MOST_TEXT, Reports
from engine.live.brought.submission import Submission
from engine.live.brought.submissions import Submissions
from rules.propose.legible import alike

_WORDS = Words(
    "report",
    {
        "en": {
            "summary": "Tell moderators about something that another player wrote.",
            "option.of": "What you mean.",
            "option.why": "What is wrong with it.",
            "thanks": "Thank you. Moderators will look at **{name}**.",
            "unknown": "There is nothing of that name that a player wrote.",
        },
        "de": {
            "summary": "Melde der Moderation etwas, das jemand geschrieben hat.",
            "option.of": "Was du meinst.",
            "option.why": "Was damit nicht stimmt.",
            "thanks": "Danke. Die Moderation sieht sich **{name}** an.",
            "unknown": "So heißt nichts, das jemand geschrieben hat.",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    voice, found = desk.voice(asked), await live(desk, str(asked.options.get("of") or ""))
    if found is None or found.live is None:
        return Message(_WORDS.say(voice, "unknown"))
    world = desk.service.game.active.ruleset.world(asked.guild)
    why = str(asked.options.get("why") or "")
    await Reports(desk.service.store).take(found, world, asked.user, why)
    return Message(_WORDS.say(voice, "thanks", name=found.live.name))


async def live(desk: Desk, wanted: str) -> Submission | None:
    """Return what is in the game under a name, or under an id."""
    found = await Submissions(desk.service.store).live()
    by_name = {alike(each.live.name): each for each in found if each.live is not None}
    return {each.name: each for each in found}.get(wanted) or by_name.get(alike(wanted))


async def suggested(desk: Desk, asked: Asked) -> Sequence[tuple[str, str]]:
    """Return what is in the game of what players wrote, by name."""
    typed = alike(str(asked.options.get(asked.focused) or ""))
    found = [each for each in await Submissions(desk.service.store).live() if each.live is not None]
    named = [(each.live.name, each.name) for each in found if each.live is not None]
    return sorted(each for each in named if typed in alike(each[0]))


REPORT = Own(
    "report",
    _WORDS,
    _answer,
    params=(
        Param("of", Option.STRING, required=True, completed=True, hi=80),
        Param("why", Option.STRING, required=True, lo=3, hi=MOST_TEXT),
    ),
    suggests=suggested,
    needs=is_open,
)
