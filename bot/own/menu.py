"""`/menu`: what whoever asks can do now, by topic, each with a button; what he cannot, and why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from bot.able import Able, able
from bot.asked import Asked
from bot.commands.wording import within
from bot.control import title_of
from bot.form import can_ask, missing
from bot.message import Button, Card, Message, Select
from bot.own.own import Desk, Own
from bot.own.say import Words
from bot.own.tap import Tap
from bot.press import DO, DeadError, LongError, Press, base36, write
from bot.topic import Topic, commands_of, name_of, summary_of, topics
from engine.live.active import Active
from engine.view.voice import Voice

SHOW = "show"
_MARKS = 36**4
_BUTTONS = 20  # below the list of topics
_WHY = 120
_WORDS = Words(
    "menu",
    {
        "en": {
            "summary": "What you can do now.",
            "rest": "More",
            "button": "Menu",
            "choose": "Another topic",
            "typed": "/{command} · {summary}",
            "not_now": "/{command} · not now: {why}",
            "unfit": "you have nothing for it",
            "more": "/help says what each of them needs.",
        },
        "de": {
            "summary": "Was du jetzt tun kannst.",
            "rest": "Mehr",
            "button": "Menü",
            "choose": "Ein anderes Thema",
            "typed": "/{command} · {summary}",
            "not_now": "/{command} · nicht jetzt: {why}",
            "unfit": "du hast nichts dafür",
            "more": "/help sagt, was jeder davon braucht.",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    """Show the first topic in which something can be done."""
    there = topics(desk.service.game.active.ruleset)
    for topic in there:
        found = await able(desk.service, desk.play.talk, asked, topic.actions)
        if any(each.holds for each in found.values()):
            return _shown(desk, asked, there, topic, found)
    return _shown(desk, asked, there, there[0], {}) if there else Message(_say(desk, asked, "more"))


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    if tap.step != SHOW:
        raise DeadError(tap.step)
    if not asked.values:
        return await _answer(desk, asked)
    there, wanted = topics(desk.service.game.active.ruleset), asked.values[0]
    topic = next((each for each in there if each.id == wanted), None)
    if topic is None:
        raise DeadError(wanted)
    return _shown(desk, asked, there, topic, await able(desk.service, desk.play.talk, asked, topic.actions))


def _shown(desk: Desk, asked: Asked, there: Sequence[Topic], topic: Topic, found: dict[str, Able]) -> Message:
    active, voice = desk.service.game.active, desk.voice(asked)
    rest = _WORDS.say(voice, "rest")
    named = tuple((name_of(active.ruleset, each, voice, rest), each.id) for each in there)
    lines = [summary_of(active.ruleset, topic, voice), *_lines(active, voice, found)]
    card = Card({id_: name for name, id_ in named}[topic.id], "\n".join(filter(None, lines)))
    select = Select(MENU.tap(asked, SHOW), named, _WORDS.say(voice, "choose"), (topic.id,))
    does = [name for name, each in found.items() if each.holds]
    return Message(
        _WORDS.say(voice, "more"),
        (card,),
        tuple(_buttons(active, asked, does, voice))[:_BUTTONS],
        hidden=True,
        selects=(select,),
    )


def _lines(active: Active, voice: Voice, found: dict[str, Able]) -> Iterator[str]:
    """Yield what can be done, then what cannot."""
    typed = commands_of(active.ruleset)
    for name, each in found.items():
        if each.holds:
            yield _WORDS.say(voice, "typed", command=typed[name], summary=voice.summary(name))
    for name, each in found.items():
        if not each.holds:
            why = within(each.why, _WHY) or _WORDS.say(voice, "unfit")
            yield _WORDS.say(voice, "not_now", command=typed[name], why=why)


def _buttons(active: Active, asked: Asked, names: Sequence[str], voice: Voice) -> Iterator[Button]:
    """Yield a button for each action that needs nothing, or no more than a form asks for."""
    mark = base36(asked.id % _MARKS)
    for name in names:
        program = active.ruleset.programs[name]
        open_ = missing(program, {})
        if can_ask(program, {}):
            with suppress(LongError):
                does = write(Press(DO, asked.user, name, mark), active)
                yield Button(f"{title_of(active, name, voice)}{' …' if open_ else ''}", does)


def back(asked: Asked, voice: Voice) -> Button:
    """Return the button that leads back to what can be done."""
    return Button(_WORDS.say(voice, "button"), MENU.tap(asked, SHOW))


def _say(desk: Desk, asked: Asked, key: str) -> str:
    return _WORDS.say(desk.voice(asked), key)


MENU = Own("menu", _WORDS, _answer, pressed=_pressed)
