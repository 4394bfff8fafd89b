"""`/history`: one's own receipts, the last first; one of them with its rolls, to be worked out again."""

from __future__ import annotations

from collections.abc import Iterator

from bot.asked import Asked
from bot.commands.wording import within
from bot.control import title_of
from bot.message import Button, Card, Message, Select
from bot.own.history_words import WORDS as _WORDS
from bot.own.own import Desk, Own
from bot.own.proving import proven
from bot.own.tap import Tap
from bot.press import DeadError
from bot.words import ago, word
from engine.live.people.find import PLAYER
from engine.live.people.history import Entry, entry, history
from engine.live.rulesets import RulesetError
from engine.live.store.protocol import Name
from engine.view import measure
from engine.view.rolled import Fell, fell
from engine.view.voice import Voice
from rules.program.node import Program

LIST, ONE, VERIFY = "list", "one", "verify"
_SIZE = 8
_MOST_ROLLS = 20


async def _answer(desk: Desk, asked: Asked) -> Message:
    return await _listed(desk, asked, 0)


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    if tap.step == LIST:
        return await _listed(desk, asked, max(0, tap.number("page")))
    if tap.step not in {ONE, VERIFY}:
        raise DeadError(tap.step)
    at = asked.values[0] if asked.values else str(tap.number("at"))
    found = await entry(desk.service.store, await _me(desk, asked), int(at) if at.isdecimal() else 0)
    if found is None:
        raise DeadError(at)
    if tap.step == ONE:
        return await _shown(desk, asked, found, max(0, tap.number("page")))
    voice = desk.voice(asked)
    return await proven(desk, voice, found, lambda key, **values: _WORDS.say(voice, key, **values))


async def _listed(desk: Desk, asked: Asked, page: int) -> Message:
    found = await history(desk.service.store, await _me(desk, asked), _SIZE + 1, page * _SIZE)
    voice, first = desk.voice(asked), page * _SIZE + 1
    shown = found[:_SIZE]
    lines = [_line(desk, voice, each, number) for number, each in enumerate(shown, first)]
    card = Card(_WORDS.say(voice, "title"), "\n".join(lines) or _WORDS.say(voice, "empty"))
    named = tuple(
        (f"{number}. {_what(desk, voice, each)}", str(each.position))
        for number, each in enumerate(shown, first)
    )
    does = HISTORY.tap(asked, ONE, page=page)
    selects = (Select(does, named, _WORDS.say(voice, "choose")),) if named else ()
    pages = (("back", page - 1, page > 0), ("next", page + 1, len(found) > _SIZE))
    buttons = tuple(
        Button(word(voice, key), HISTORY.tap(asked, LIST, page=to)) for key, to, there in pages if there
    )
    return Message(cards=(card,), buttons=buttons, hidden=True, selects=selects)


def _line(desk: Desk, voice: Voice, one: Entry, number: int) -> str:
    amounts = _amounts(voice, one)
    gained = _WORDS.say(voice, "gained", amounts=amounts) if amounts else ""
    if one.reply.outcome != "accepted":
        gained = _WORDS.say(voice, "refused")
    gained += _WORDS.say(voice, "rolled") if one.rolls else ""
    what = _what(desk, voice, one)
    return _WORDS.say(voice, "line", number=number, when=ago(one.reply.time), what=what, gained=gained)


def _what(desk: Desk, voice: Voice, one: Entry) -> str:
    return title_of(desk.service.game.active, one.action, voice)


def _amounts(voice: Voice, one: Entry) -> str:
    """Return what he got and gave; what the game no longer knows is left out."""
    known = [each for each in one.reply.assets if each[0] in voice.ruleset.catalogue.by_name]
    return ", ".join(
        f"{'+' if amount > 0 else '-'}{voice.counted(slot, key, abs(amount))}" for slot, key, amount in known
    )


async def _shown(desk: Desk, asked: Asked, one: Entry, page: int) -> Message:
    voice = desk.voice(asked)
    lines = [_WORDS.say(voice, "when", when=ago(one.reply.time), receipt=one.reply.receipt)]
    said = await desk.play.page(asked, one.reply.receipt, 1)
    if said is not None and said.text:
        lines.append(f"> {within(said.text, 500)}".replace("\n", "\n> "))
    amounts = _amounts(voice, one)
    if amounts:
        lines.append(_WORDS.say(voice, "got", amounts=amounts))
    if one.reply.outcome != "accepted":
        lines.append(_WORDS.say(voice, "refused_alone"))
    lines += _rolls(voice, await _program(desk, one), one)
    buttons = [Button(word(voice, "back"), HISTORY.tap(asked, LIST, page=page))]
    if one.rolls:
        does = HISTORY.tap(asked, VERIFY, at=one.position)
        buttons.insert(0, Button(_WORDS.say(voice, "button.verify"), does))
    card = Card(_what(desk, voice, one), "\n".join(lines))
    return Message(cards=(card,), buttons=tuple(buttons), hidden=True)


async def _program(desk: Desk, one: Entry) -> Program | None:
    """Return the action as it was when it was done, if that ruleset is still to be had."""
    try:
        return (await desk.service.rulesets.ruleset(one.ruleset)).programs.get(one.action)
    except RulesetError:
        return None


def _rolls(voice: Voice, program: Program | None, one: Entry) -> Iterator[str]:
    if not one.rolls:
        yield _WORDS.say(voice, "no_rolls")
        return
    yield _WORDS.say(voice, "rolls")
    for number, roll in enumerate(one.rolls[:_MOST_ROLLS], start=1):
        yield _roll(voice, number, fell(program, roll))
    if len(one.rolls) > _MOST_ROLLS:
        yield _WORDS.say(voice, "more_rolls", count=len(one.rolls) - _MOST_ROLLS)


def _roll(voice: Voice, number: int, one: Fell) -> str:
    value, n = (measure.whole(voice.locale, each) for each in (one.roll.value, one.roll.n))
    if one.is_chance:
        drawn = measure.number(voice.locale, 100 * one.roll.value / one.roll.n)
        came = _WORDS.say(voice, "so", came=_called(voice, one.came)) if one.came else ""
        chance = _chance(voice, one)
        return _WORDS.say(voice, "chance", number=number, value=drawn, chance=chance, came=came)
    if one.alike:
        return _WORDS.say(
            voice, "alike", number=number, value=measure.whole(voice.locale, one.roll.value + 1), n=n
        )
    key = "came" if one.came else "plain"
    chance = _chance(voice, one)
    return _WORDS.say(
        voice, key, number=number, came=_called(voice, one.came), chance=chance, value=value, n=n
    )


def _chance(voice: Voice, one: Fell) -> str:
    if one.between is None:
        return "?"
    low, high = (measure.percent(voice.locale, each) for each in one.between)
    return low if low == high else _WORDS.say(voice, "to", low=low, high=high)


def _called(voice: Voice, came: str) -> str:
    """Return an outcome as players call it."""
    if came in {"true", "false"}:
        return voice.word("yes" if came == "true" else "no")
    return voice.outcome("", came)


async def _me(desk: Desk, asked: Asked) -> int:
    name = Name(desk.service.game.active.ruleset.world(asked.guild), PLAYER, asked.user)
    return (await desk.service.store.resolve([name]))[name]


HISTORY = Own("history", _WORDS, _answer, pressed=_pressed)
