"""`/rollback`: a ruleset that was active once -> the active one, once it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.asked import Asked
from bot.message import Message
from bot.own.operating import WHY, actor, confirmed, operators_words, question
from bot.own.own import Desk, Own, Param
from bot.own.switching import SWITCHED, listed, told
from bot.own.tap import Tap
from bot.role import Role
from bot.wire import MOST_CHOICES, Option
from engine.live.frozen import frozen
from engine.live.operate import note
from engine.live.query import reading
from engine.live.reload.reload import rollback
from engine.live.rulesets import Generation, RulesetError
from engine.live.store.schema import generation

_SHOWN = 12  # of a hash
_LOOKED_AT = 200  # generations, of which those that fit are suggested
_HASH = 64
_WORDS = operators_words(
    "rollback",
    {
        "en": {
            **SWITCHED["en"],
            "summary": "Go back to a ruleset that was active before.",
            "option.to": "Its hash, or how that begins.",
            "sure": "Go back to {version}, ruleset `{hash}`?",
            "freezes": "This would freeze, until it is known again:",
            "cannot": "That cannot be: {why}",
            "never": "that ruleset was never active",
        },
        "de": {
            **SWITCHED["de"],
            "summary": "Geh zu einem Regelwerk zurück, das schon aktiv war.",
            "option.to": "Sein Hash, oder wie er beginnt.",
            "sure": "Zurück zu {version}, Regelwerk `{hash}`?",
            "freezes": "Das würde einfrieren, bis es wieder bekannt ist:",
            "cannot": "Das geht nicht: {why}",
            "never": "dieses Regelwerk war nie aktiv",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    voice, store = desk.voice(asked), desk.service.store
    rulesets = desk.service.rulesets
    try:
        number = await rulesets.find(str(asked.options["to"]).strip().lower())
        ruleset = await rulesets.ruleset(number)
    except RulesetError as problem:
        return Message(_WORDS.say(voice, "cannot", why=str(problem)[:300]))
    if not await _was_active(desk, number):
        return Message(_WORDS.say(voice, "cannot", why=_WORDS.say(voice, "never")))
    lines = [_WORDS.say(voice, "sure", version=ruleset.version, hash=ruleset.hash[:_SHOWN])]
    if found := await frozen(store, ruleset):
        lines += [_WORDS.say(voice, "freezes"), *listed([str(each) for each in found])]
    why = str(asked.options["why"])
    return question(desk, asked, ROLLBACK, "\n".join(lines), why, h=ruleset.hash[:_SHOWN])


async def _was_active(desk: Desk, number: int) -> bool:
    wanted = select(generation.c.generation).where(generation.c.ruleset == number).limit(1)
    async with reading(desk.service.store.engine) as connection:
        return (await connection.execute(wanted)).first() is not None


@confirmed
async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    store, hash_ = desk.service.store, tap.word("h")
    await note(store, actor(asked), "rollback", 0, f"{hash_} {asked.footer}".strip())
    try:
        found = await rollback(desk.service, hash_, actor(asked), asked.footer)
    except RulesetError as problem:
        return Message(_WORDS.say(desk.voice(asked), "cannot", why=str(problem)[:300]))
    return told(desk, asked, _WORDS, found)


async def _suggests(desk: Desk, asked: Asked) -> Sequence[tuple[str, str]]:
    written = str(asked.options.get("to") or "").casefold()
    active = desk.service.game.active.number
    last: dict[int, Generation] = {}
    for each in await desk.service.rulesets.generations(_LOOKED_AT):
        last.setdefault(each.number, each)
    named = [(_called(each), each.hash) for number, each in last.items() if number != active]
    return [each for each in named if written in each[0].casefold()][:MOST_CHOICES]


def _called(each: Generation) -> str:
    return f"{each.hash[:_SHOWN]} · {each.version} · {each.generation} · {each.why}"


ROLLBACK = Own(
    "rollback",
    _WORDS,
    _answer,
    least=Role.DESIGNER,
    params=(Param("to", Option.STRING, required=True, completed=True, lo=1, hi=_HASH), WHY),
    pressed=_pressed,
    suggests=_suggests,
    for_operators=True,
)
