"""`/help`: a topic -> its commands; a command -> what it needs and costs, its limits, what is in its way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.able import Able, able
from bot.asked import Asked
from bot.commands.option import is_version
from bot.message import Card, Message, Select
from bot.own.own import Desk, Own, Param
from bot.own.say import Words
from bot.own.tap import Tap
from bot.press import DeadError
from bot.role import Role
from bot.topic import Topic, commands_of, name_of, summary_of, topics
from bot.wire import MOST_CHOICES, Option
from engine.live.active import Active
from engine.view import measure
from engine.view.voice import Voice
from engine.view.why import Check
from rules.define.form import entry, scalar_text
from rules.define.literal import duration
from rules.document import Mapping

TOPIC, COMMAND = "topic", "command"
_LIMIT = "limit."
_WORDS = Words(
    "help",
    {
        "en": {
            "summary": "What can be done, and what it needs.",
            "option.about": "A command or a topic.",
            "rest": "More",
            "topics": "A topic",
            "commands": "A command",
            "line": "/{command} · {summary}",
            "own": "Besides: {commands}",
            "takes": "You choose: {params}",
            "costs": "It costs {amounts}. You have {has}.",
            "costs_first": "With the first that fits, it costs {amounts}. You have {has}.",
            "limited": "It can be done {times} times in {within}.",
            "limited_each": "It can be done {times} times each {period}.",
            "refused_where": "It may be refused:",
            "refusal": "- {text}",
            "now": "Now: it can be done.",
            "not_now": "Now: {why}",
            "unfit": "Now: you have nothing that fits {param}.",
            "unknown": "There is no command and no topic called so.",
            "day": "day", "week": "week", "month": "month",
        },
        "de": {
            "summary": "Was man tun kann und was es braucht.",
            "option.about": "Ein Befehl oder ein Thema.",
            "rest": "Mehr",
            "topics": "Ein Thema",
            "commands": "Ein Befehl",
            "line": "/{command} · {summary}",
            "own": "Außerdem: {commands}",
            "takes": "Du wählst: {params}",
            "costs": "Es kostet {amounts}. Du hast {has}.",
            "costs_first": "Mit dem Ersten, was passt, kostet es {amounts}. Du hast {has}.",
            "limited": "Es geht {times}-mal in {within}.",
            "limited_each": "Es geht {times}-mal je {period}.",
            "refused_where": "Es kann abgelehnt werden:",
            "refusal": "- {text}",
            "now": "Jetzt: Es geht.",
            "not_now": "Jetzt: {why}",
            "unfit": "Jetzt: Du hast nichts, was für {param} passt.",
            "unknown": "Es gibt keinen Befehl und kein Thema, die so heißen.",
            "day": "Tag", "week": "Woche", "month": "Monat",
        },
    },
)  # fmt: skip


async def _answer(desk: Desk, asked: Asked) -> Message:
    wanted = str(asked.options.get("about") or "").strip().casefold().lstrip("/")
    if not wanted:
        return await _topic(desk, asked, "")
    ruleset, voice = desk.service.game.active.ruleset, desk.voice(asked)
    for topic in topics(ruleset):
        called = name_of(ruleset, topic, voice, _WORDS.say(voice, "rest")).casefold()
        if wanted in {topic.id, called} or called.endswith(f" {wanted}"):
            return await _topic(desk, asked, topic.id)
    for action, command in commands_of(ruleset).items():
        if wanted in {action, command}:
            return await _command(desk, asked, action)
    for command, told in _besides(voice):
        if wanted == command:
            return Message(cards=(Card(f"/{command}", told),), hidden=True)
    return Message(_WORDS.say(voice, "unknown"), hidden=True)


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    chosen = asked.values[0] if asked.values else ""
    if tap.step == TOPIC:
        return await _topic(desk, asked, chosen)
    if tap.step == COMMAND and chosen in commands_of(desk.service.game.active.ruleset):
        return await _command(desk, asked, chosen)
    raise DeadError(chosen)


async def _suggests(desk: Desk, asked: Asked) -> Sequence[tuple[str, str]]:
    typed = str(asked.options.get("about") or "").casefold().lstrip("/")
    ruleset, voice = desk.service.game.active.ruleset, desk.voice(asked)
    rest = _WORDS.say(voice, "rest")
    named = [(name_of(ruleset, each, voice, rest), each.id) for each in topics(ruleset)]
    named += [(f"/{command}", action) for action, command in commands_of(ruleset).items()]
    named += [(f"/{command}", command) for command, _ in _besides(voice)]
    return [each for each in named if typed in each[0].casefold()][:MOST_CHOICES]


def _besides(voice: Voice) -> Iterator[tuple[str, str]]:
    """Yield the commands of the bot's own that players have, and what they are for."""
    from bot.own.registry import OWN

    for each in OWN:
        if each.least is Role.PLAYER and not each.permission and each.needs(voice.ruleset):
            yield each.name, each.words.say(voice, "summary")


async def _topic(desk: Desk, asked: Asked, wanted: str) -> Message:
    """Show the commands of a topic, the first one if none is named."""
    ruleset, voice = desk.service.game.active.ruleset, desk.voice(asked)
    there = topics(ruleset)
    topic = next((each for each in there if each.id == wanted), there[0] if there else Topic("", ()))
    typed = commands_of(ruleset)
    lines = [
        summary_of(ruleset, topic, voice),
        *(
            _WORDS.say(voice, "line", command=typed[each], summary=voice.summary(each))
            for each in topic.actions
        ),
        _WORDS.say(voice, "own", commands=" ".join(f"/{each}" for each, _ in _besides(voice))),
    ]
    title = name_of(ruleset, topic, voice, _WORDS.say(voice, "rest")) if topic.actions else ""
    card = Card(title, "\n".join(filter(None, lines)))
    return Message(cards=(card,), hidden=True, selects=tuple(_selects(desk, asked, there, topic)))


def _selects(desk: Desk, asked: Asked, there: Sequence[Topic], topic: Topic) -> Iterator[Select]:
    ruleset, voice = desk.service.game.active.ruleset, desk.voice(asked)
    rest, typed = _WORDS.say(voice, "rest"), commands_of(ruleset)
    if there:
        named = tuple((name_of(ruleset, each, voice, rest), each.id) for each in there)
        yield Select(HELP.tap(asked, TOPIC), named, _WORDS.say(voice, "topics"), (topic.id,))
    if topic.actions:
        commands = tuple((f"/{typed[each]}", each) for each in topic.actions)
        yield Select(HELP.tap(asked, COMMAND), commands, _WORDS.say(voice, "commands"))


async def _command(desk: Desk, asked: Asked, action: str) -> Message:
    active, voice = desk.service.game.active, desk.voice(asked)
    found = (await able(desk.service, desk.play.talk, asked, [action]))[action]
    there = topics(active.ruleset)
    topic = next((each for each in there if action in each.actions), there[0])
    lines = [voice.summary(action), *_lines(active, voice, found), _now(active, voice, found)]
    card = Card(f"/{commands_of(active.ruleset)[action]}", "\n".join(filter(None, lines)))
    return Message(cards=(card,), hidden=True, selects=tuple(_selects(desk, asked, there, topic)))


def _lines(active: Active, voice: Voice, found: Able) -> Iterator[str]:
    """Yield what an action asks for: from the same rows as its refusals."""
    program = active.ruleset.programs[found.action]
    chosen = [each.name for each in program.params if not is_version(each.type)]
    params = ", ".join(_param(active, voice, found.action, each) for each in chosen)
    if params:
        yield _WORDS.say(voice, "takes", params=params)
    yield from (_cost(voice, each, chosen=bool(params)) for each in found.checks if each.phase == "cost")
    for name in dict.fromkeys(each.reason for each in found.checks if each.reason.startswith(_LIMIT)):
        yield _limit(active, voice, name.removeprefix(_LIMIT))
    reasons = [each for each in found.checks if each.phase == "require" and voice.has(each.reason)]
    texts = dict.fromkeys(voice.say(each.reason, dict(each.values)) for each in reasons)
    if texts:
        yield _WORDS.say(voice, "refused_where")
        yield from (_WORDS.say(voice, "refusal", text=each) for each in texts)


def _param(active: Active, voice: Voice, action: str, name: str) -> str:
    node = entry(entry(active.ruleset.definitions.declared("actions").get(action), "params"), name)
    written = scalar_text(entry(node, "summary")) or name.replace("_", " ")
    return voice.own(f"actions.{action}.params.{name}.summary", written)


def _cost(voice: Voice, check: Check, *, chosen: bool) -> str:
    amounts = voice.amounts(tuple((each.slot, each.key, each.needs) for each in check.assets))
    has = voice.amounts(tuple((each.slot, each.key, each.has) for each in check.assets))
    key = "costs_first" if chosen else "costs"
    return _WORDS.say(voice, key, amounts=amounts, has=has) if check.assets else ""


def _limit(active: Active, voice: Voice, name: str) -> str:
    """Return how often a limit lets something be done, where that is written as a number."""
    node = active.ruleset.definitions.declared("limits").get(name)
    times, each, within = (scalar_text(entry(node, key)) for key in ("times", "each", "in"))
    length = duration(within)
    if not isinstance(node, Mapping) or not times.isdecimal():
        return ""
    if length:
        return _WORDS.say(voice, "limited", times=times, within=measure.duration(voice.locale, length))
    known = each in {"day", "week", "month"}
    return _WORDS.say(voice, "limited_each", times=times, period=_WORDS.say(voice, each)) if known else ""


def _now(active: Active, voice: Voice, found: Able) -> str:
    if found.holds:
        return _WORDS.say(voice, "now")
    if found.why:
        return _WORDS.say(voice, "not_now", why=found.why)
    return _WORDS.say(voice, "unfit", param=_param(active, voice, found.action, found.unfit))


HELP = Own(
    "help",
    _WORDS,
    _answer,
    params=(Param("about", Option.STRING, completed=True, hi=100),),
    pressed=_pressed,
    suggests=_suggests,
)
