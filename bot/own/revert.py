"""`/revert`: a receipt -> all that it moved flows back, of everybody who had a part in it, once confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from bot.asked import Asked
from bot.message import Message
from bot.own.operating import WHY, actor, confirmed, done, once, operators_words, question
from bot.own.own import Desk, Own, Param
from bot.own.tap import Tap
from bot.role import Role
from bot.wire import MOST_CHOICES, Option
from bot.words import mention
from engine.ledger.entry import NOBODY
from engine.live.correct.flow import Flow, FlowError, flow
from engine.live.operate import reverting
from engine.live.people.look import receipts
from engine.live.query import reading
from engine.live.store.schema import object_
from engine.view.measure import whole

_MOST_RECEIPT = 60
_MOST_ROWS = 15
_WORDS = operators_words(
    "revert",
    {
        "en": {
            "summary": "Let all that a receipt moved flow back.",
            "option.player": "Whose receipts are suggested.",
            "option.receipt": "The receipt.",
            "option.debt": "What is spent stays owed until it is there again.",
            "sure": "Revert receipt `{receipt}` of {player}?",
            "gets": "{player} gets {amount} {name}",
            "gives": "{player} gives {amount} {name}",
            "cannot": "That cannot be: {why}",
        },
        "de": {
            "summary": "Lass alles zurückfließen, was ein Beleg bewegt hat.",
            "option.player": "Wessen Belege vorgeschlagen werden.",
            "option.receipt": "Der Beleg.",
            "option.debt": "Was ausgegeben ist, bleibt geschuldet, bis es wieder da ist.",
            "sure": "Beleg `{receipt}` von {player} zurücknehmen?",
            "gets": "{player} bekommt {amount} {name}",
            "gives": "{player} gibt {amount} {name}",
            "cannot": "Das geht nicht: {why}",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    voice, named = desk.voice(asked), str(asked.options["receipt"]).strip()
    try:
        back = await flow(desk.service.store, named)
    except FlowError as problem:
        return Message(_WORDS.say(voice, "cannot", why=str(problem)[:300]))
    sure = _WORDS.say(voice, "sure", receipt=named, player=mention(back.owner))
    text = "\n".join([sure, *await _rows(desk, asked, back)])
    debt = int(bool(asked.options.get("debt")))
    return question(desk, asked, REVERT, text, str(asked.options["why"]), r=named, d=debt)


async def _rows(desk: Desk, asked: Asked, back: Flow) -> Sequence[str]:
    """Return who gets and who gives what."""
    players = {number for move in back.moves for number in move[3:]} - {NOBODY}
    wanted = select(object_.c.id, object_.c.owner).where(object_.c.id.in_(players))
    async with reading(desk.service.store.engine) as connection:
        owners = {row.id: row.owner for row in await connection.execute(wanted)}
    rows = list(_moved(desk, asked, back, owners))
    more = [f"… {len(rows) - _MOST_ROWS}"] if len(rows) > _MOST_ROWS else []
    return [*rows[:_MOST_ROWS], *more]


def _moved(desk: Desk, asked: Asked, back: Flow, owners: Mapping[int, int]) -> Iterator[str]:
    voice, active = desk.voice(asked), desk.service.game.active
    kinds, numbers = active.ruleset.catalogue.kinds.values(), active.codec.numbers
    words = {numbers[kind.name, id_]: (kind.name, id_) for kind in kinds if kind.holdable for id_ in kind.ids}
    for _, key, amount, source, target in back.moves:
        name = voice.name(*words[key]) if key in words else f"#{key}"
        for number, does in ((source, "gives"), (target, "gets")):
            if number != NOBODY:
                said = {"player": mention(owners.get(number, 0)), "amount": whole(voice.locale, amount)}
                yield _WORDS.say(voice, does, name=name, **said)


@confirmed
async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    try:
        back = await flow(desk.service.store, tap.word("r"))
    except FlowError as problem:
        return Message(_WORDS.say(desk.voice(asked), "cannot", why=str(problem)[:300]))
    debt = bool(tap.number("d"))
    return await done(
        desk, asked, _WORDS, reverting(back, once(asked), actor(asked), asked.footer, debt=debt)
    )


async def _suggests(desk: Desk, asked: Asked) -> Sequence[tuple[str, str]]:
    """Suggest the last receipts of the player who is named, which moved something."""
    written, player = str(asked.options.get("receipt") or ""), str(asked.options.get("player") or "")
    if not player.isdecimal():
        return []
    last = await receipts(desk.service.store, int(player), 4 * MOST_CHOICES)
    found = [
        (f"{each.action}, {each.reply.receipt}", each.reply.receipt)
        for each in last
        if each.reply.assets and written in f"{each.action} {each.reply.receipt}"
    ]
    return [each for each in found if len(each[1]) <= _MOST_RECEIPT][:MOST_CHOICES]


REVERT = Own(
    "revert",
    _WORDS,
    _answer,
    least=Role.MODERATOR,
    params=(
        Param("receipt", Option.STRING, required=True, completed=True, hi=_MOST_RECEIPT),
        WHY,
        Param("player", Option.USER),
        Param("debt", Option.BOOLEAN),
    ),
    pressed=_pressed,
    suggests=_suggests,
    for_operators=True,
)
