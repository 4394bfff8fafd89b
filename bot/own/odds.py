"""`/odds`: a table that is drawn from -> its exact chances for one player, and how far its guarantees are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.asked import Asked
from bot.look import Look, looking
from bot.message import Card, Message, Select
from bot.own.own import Desk, Own, Param
from bot.own.say import Words
from bot.own.tap import Tap
from bot.press import DeadError
from bot.wire import MOST_CHOICES, Option
from engine.live.command import Command
from engine.view import measure
from engine.view.ask import Situation
from engine.view.guaranteed import Progress, progress
from engine.view.odds import odds_rows
from engine.view.voice import Voice

SHOW = "show"
_WORDS = Words(
    "odds",
    {
        "en": {
            "summary": "The exact chances of what you draw, and how far your guarantees are.",
            "option.table": "What is drawn.",
            "title": "Odds: {table}",
            "choose": "Something else that is drawn",
            "line": "- {entry}: {chance}",
            "now": "Your chances at the next draw, exactly:",
            "certain": "**{entry}**: certain within {left} draws ({count} without so far).",
            "next": "**{entry}**: certain at the next draw.",
            "soft": "**{entry}**: from draw {from_} on {add} likelier with each ({count} without so far).",
            "within": "**{entry}** or better: certain by card {by} of one opening.",
            "none": "There is no guarantee here.",
            "wide": "There are too many ways in which this can go.",
            "empty": "Nothing is drawn in this game.",
            "unknown": "Nothing that is drawn is called so.",
        },
        "de": {
            "summary": "Die genauen Chancen von allem, was du ziehst, und wie weit deine Garantien sind.",
            "option.table": "Was gezogen wird.",
            "title": "Chancen: {table}",
            "choose": "Etwas anderes, das gezogen wird",
            "line": "- {entry}: {chance}",
            "now": "Deine Chancen beim nächsten Zug, genau:",
            "certain": "**{entry}**: sicher in höchstens {left} Zügen ({count} bisher ohne).",
            "next": "**{entry}**: sicher beim nächsten Zug.",
            "soft": "**{entry}**: ab Zug {from_} mit jedem um {add} wahrscheinlicher ({count} bisher ohne).",
            "within": "**{entry}** oder besser: sicher bis zur {by}. Karte einer Öffnung.",
            "none": "Hier gibt es keine Garantie.",
            "wide": "Das kann auf zu viele Arten ausgehen.",
            "empty": "In diesem Spiel wird nichts gezogen.",
            "unknown": "Nichts, was gezogen wird, heißt so.",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    ruleset, voice = desk.service.game.active.ruleset, desk.voice(asked)
    wanted = str(asked.options.get("table") or "").strip().casefold()
    names = [*ruleset.tables]
    if not names:
        return Message(_WORDS.say(voice, "empty"), hidden=True)
    found = [each for each in names if wanted in {"", each, _called(voice, each).casefold()}]
    return (
        await _shown(desk, asked, found[0]) if found else Message(_WORDS.say(voice, "unknown"), hidden=True)
    )


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    wanted = asked.values[0] if asked.values else ""
    if tap.step != SHOW or wanted not in desk.service.game.active.ruleset.tables:
        raise DeadError(wanted)
    return await _shown(desk, asked, wanted)


async def _suggests(desk: Desk, asked: Asked) -> Sequence[tuple[str, str]]:
    voice, typed = desk.voice(asked), str(asked.options.get("table") or "").casefold()
    named = ((_called(voice, each), each) for each in desk.service.game.active.ruleset.tables)
    return [each for each in named if typed in each[0].casefold()][:MOST_CHOICES]


async def _shown(desk: Desk, asked: Asked, table: str) -> Message:
    command = Command("", 0, asked.user, "", {}, asked.guild, asked.channel)
    voice = desk.voice(asked)
    lines = await looking(desk.service, command, lambda look: [*_lines(look, voice, table)])
    named = tuple((_called(voice, each), each) for each in desk.service.game.active.ruleset.tables)
    select = Select(ODDS.tap(asked, SHOW), named[:MOST_CHOICES], _WORDS.say(voice, "choose"), (table,))
    card = Card(_WORDS.say(voice, "title", table=_called(voice, table)), "\n".join(lines))
    return Message(cards=(card,), hidden=True, selects=(select,))


def _lines(look: Look, voice: Voice, table: str) -> Iterator[str]:
    ruleset = look.active.ruleset
    rows = odds_rows(voice, ruleset.tables[table], Situation(look.state, look.sight.moment, {}))
    yield _WORDS.say(voice, "now" if rows else "wide")
    for entry, chance in rows:
        yield _WORDS.say(voice, "line", entry=entry, chance=chance)
    there = [*progress(ruleset.definitions.tables.get(table), lambda counter: _count(look, counter))]
    for each in there:
        yield from _promised(voice, table, each)
    if not there:
        yield _WORDS.say(voice, "none")


def _count(look: Look, counter: str) -> int:
    slot = look.active.ruleset.catalogue.by_name.get(counter)
    cell = look.sight.cells[slot.index] if slot is not None else 0
    return cell if isinstance(cell, int) else 0


def _promised(voice: Voice, table: str, one: Progress) -> Iterator[str]:
    """Say how far a guarantee is."""
    by, entry = one.guarantee.by, voice.outcome(table, one.guarantee.entry)
    if one.count is None:
        yield _WORDS.say(voice, "within", entry=entry, by=by or 1)
        return
    count = measure.whole(voice.locale, one.count)
    if one.guarantee.soft_add:
        add = measure.percent(voice.locale, float(one.guarantee.soft_add))
        yield _WORDS.say(voice, "soft", entry=entry, from_=one.guarantee.soft_from, add=add, count=count)
    if by is not None:
        left = max(1, by - one.count)
        key = "next" if left == 1 else "certain"
        yield _WORDS.say(voice, key, entry=entry, left=measure.whole(voice.locale, left), count=count)


def _called(voice: Voice, table: str) -> str:
    """Return what a table is called: as the text says, or else by the records that draw from it."""
    fields = voice.ruleset.definitions.table_fields
    records = [
        voice.name(kind, id_)
        for (kind, _), named in fields.items()
        for id_, each in zip(voice.ruleset.definitions.kinds[kind].records, named, strict=True)
        if each == table
    ]
    return voice.own(f"tables.{table}.name", ", ".join(records) or table.replace("_", " ").capitalize())


ODDS = Own(
    "odds",
    _WORDS,
    _answer,
    params=(Param("table", Option.STRING, completed=True, hi=100),),
    pressed=_pressed,
    suggests=_suggests,
)
