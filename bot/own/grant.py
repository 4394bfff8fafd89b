"""`/grant`: a player, what he is given and how much -> given, once it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from bot.press import DeadError
from bot.role import Role
from bot.wire import MOST_CHOICES, Option
from bot.words import mention
from engine.live.system import GRANT as ACTION
from engine.view.measure import whole

_MOST = 10**12
_WORDS = operators_words(
    "grant",
    {
        "en": {
            "summary": "Give a player something.",
            "option.what": "What he is given.",
            "option.amount": "How much.",
            "sure": "Give {amount} {name} to {player}?",
            "no_such": "Nobody can have `{what}`.",
        },
        "de": {
            "summary": "Gib einem Spieler etwas.",
            "option.what": "Was er bekommt.",
            "option.amount": "Wie viel.",
            "sure": "{player} bekommt {amount} {name}?",
            "no_such": "Niemand kann `{what}` haben.",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    found = await player_of(desk, asked, _WORDS)
    if isinstance(found, Message):
        return found
    voice, (world, owner) = desk.voice(asked), found
    what, amount = str(asked.options["what"]), int(asked.options["amount"])
    kind = next((kind for kind, id_, _ in _holdable(desk, asked) if id_ == what), "")
    if not kind:
        return Message(_WORDS.say(voice, "no_such", what=what.replace("`", "'")[:40]))
    values = {"amount": whole(voice.locale, amount), "name": voice.name(kind, what), "player": mention(owner)}
    number = desk.service.game.active.codec.numbers[kind, what]
    text = _WORDS.say(voice, "sure", **values)
    why = str(asked.options["why"])
    return question(desk, asked, GRANT, text, why, p=owner, w=world, i=number, n=amount)


@confirmed
async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    numbers = desk.service.game.active.codec.numbers
    known = [id_ for kind, id_, _ in _holdable(desk, asked) if numbers[kind, id_] == tap.number("i")]
    if not known:
        raise DeadError(tap.step)
    where = tap.number("w"), tap.number("p")
    return await carried(desk, asked, _WORDS, ACTION, where, {known[0]: tap.number("n")})


async def _suggests(desk: Desk, asked: Asked) -> Sequence[tuple[str, str]]:
    wanted = str(asked.options.get("what") or "").casefold()
    found = [
        (name, id_) for _, id_, name in _holdable(desk, asked) if wanted in name.casefold() or wanted in id_
    ]
    return sorted(found, key=lambda each: not each[0].casefold().startswith(wanted))[:MOST_CHOICES]


def _holdable(desk: Desk, asked: Asked) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the id and the name of whatever players can have."""
    voice = desk.voice(asked)
    for kind in desk.service.game.active.ruleset.catalogue.kinds.values():
        if kind.holdable:
            yield from ((kind.name, id_, voice.name(kind.name, id_)) for id_ in kind.ids)


GRANT = Own(
    "grant",
    _WORDS,
    _answer,
    least=Role.DESIGNER,
    params=(
        PLAYER,
        Param("what", Option.STRING, required=True, completed=True, hi=100),
        Param("amount", Option.INTEGER, required=True, lo=1, hi=_MOST),
        WHY,
        SERVER,
    ),
    pressed=_pressed,
    suggests=_suggests,
    for_operators=True,
)
