"""`/stats`: how many play, what they ask for and what is refused, and what waits to be done."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator

from bot.asked import Asked
from bot.message import Card, Message
from bot.own.count import Counts, counted
from bot.own.operating import operators_words
from bot.own.own import Desk, Own
from bot.role import Role
from engine.view.measure import whole
from engine.view.voice import Voice

PATIENCE = 5.0  # seconds
_ROWS = 12
_WORDS = operators_words(
    "stats",
    {
        "en": {
            "summary": "How many play, what they do, and what waits.",
            "players": "Players: {all}, in 24 hours: {active}",
            "receipts": "Receipts: {all}, in 24 hours: {day}",
            "outcomes": "Of those accepted {accepted}, refused {refused}, failed {failed}",
            "actions": "**What was asked in 24 hours**",
            "action": "{action}: {all}, refused {refused}",
            "refusals": "**Why refused, the last {count}**",
            "waiting": "**What waits**",
            "queue": "Commands under way here: {count}, turned away: {refused}",
            "jobs": "Jobs due: {due}, later: {later}, failed: {failed}",
            "notices": "Notices waiting: {waiting}, kept: {boxed}, failed: {failed}",
            "slow": "The database did not count them within {seconds} s.",
        },
        "de": {
            "summary": "Wie viele spielen, was sie tun und was wartet.",
            "players": "Spieler: {all}, in 24 Stunden: {active}",
            "receipts": "Belege: {all}, in 24 Stunden: {day}",
            "outcomes": "Davon angenommen {accepted}, abgelehnt {refused}, gescheitert {failed}",
            "actions": "**Was in 24 Stunden verlangt wurde**",
            "action": "{action}: {all}, abgelehnt {refused}",
            "refusals": "**Warum abgelehnt, die letzten {count}**",
            "waiting": "**Was wartet**",
            "queue": "Befehle, die hier laufen: {count}, abgewiesen: {refused}",
            "jobs": "Aufgaben fällig: {due}, später: {later}, gescheitert: {failed}",
            "notices": "Nachrichten wartend: {waiting}, aufgehoben: {boxed}, gescheitert: {failed}",
            "slow": "Die Datenbank hat sie in {seconds} s nicht gezählt.",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    voice = desk.voice(asked)
    try:
        async with asyncio.timeout(PATIENCE):
            counts = await counted(desk.service)
    except TimeoutError:
        return Message(_WORDS.say(voice, "slow", seconds=PATIENCE))
    return Message(cards=(Card(text="\n".join(_lines(desk, voice, counts))),))


def _lines(desk: Desk, voice: Voice, counts: Counts) -> Iterator[str]:
    def said(key: str, **values: int) -> str:
        return _WORDS.say(voice, key, **{name: whole(voice.locale, each) for name, each in values.items()})

    outcomes, by_action = Counter[str](), Counter[str]()
    for (action, outcome), count in counts.by_action.items():
        outcomes[outcome] += count
        by_action[action] += count
    yield said("players", all=counts.players, active=counts.active)
    yield said("receipts", all=counts.receipts, day=outcomes.total())
    yield said("outcomes", **{each: outcomes[each] for each in ("accepted", "refused", "failed")})
    if by_action:
        yield _WORDS.say(voice, "actions")
    for action, count in by_action.most_common(_ROWS):
        refused = whole(voice.locale, counts.by_action.get((action, "refused"), 0))
        yield _WORDS.say(voice, "action", action=action, all=whole(voice.locale, count), refused=refused)
    if counts.reasons:
        yield said("refusals", count=sum(counts.reasons.values()))
    for reason, count in Counter(counts.reasons).most_common(_ROWS):
        yield f"{reason}: {whole(voice.locale, count)}"
    yield _WORDS.say(voice, "waiting")
    yield said("queue", count=desk.service.queue.count, refused=desk.service.queue.refused)
    yield said("jobs", due=counts.due, later=counts.later, failed=counts.failed)
    yield said("notices", **{each: counts.notices.get(each, 0) for each in ("waiting", "boxed", "failed")})


STATS = Own("stats", _WORDS, _answer, least=Role.MODERATOR, for_operators=True)
