"""`/setup`: whoever manages a server -> where the game plays there, for whom, in what language, when not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.asked import Asked
from bot.message import Button, Card, Message, Select
from bot.own.clock import clock_of, minute_of
from bot.own.form import Field, Form
from bot.own.missing import missing
from bot.own.own import Desk, Own
from bot.own.say import Words
from bot.own.setup_words import SETUP_WORDS
from bot.own.tap import Tap
from bot.press import DeadError
from bot.server import NOTHING, Server, local
from bot.wire import MOST_CHOICES, Component, Permission, Style
from bot.words import word
from rules.expression.type import DAY, MINUTE

_MOST = 25
_DIGITS = 20
_ANY = "-"  # the language of nobody in particular
_WORDS = Words("setup", SETUP_WORDS)


async def _answer(desk: Desk, asked: Asked) -> Message:
    return await _shown(desk, asked)


async def _opens(desk: Desk, asked: Asked, tap: Tap | None) -> Form | None:
    if tap is None or tap.step != "hours":
        return None
    voice, quiet = desk.voice(asked), desk.servers.of(asked.guild).quiet
    first, last = (clock_of(quiet[0]), clock_of(quiet[1])) if quiet else ("", "")
    fields = (
        Field("from", _WORDS.say(voice, "from"), most=5, required=False, value=first),
        Field("to", _WORDS.say(voice, "to"), most=5, required=False, value=last),
    )
    return Form(_WORDS.say(voice, "hours_title"), SETUP.tap(asked, "hours"), fields)


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    server, voice = desk.servers.of(asked.guild), desk.voice(asked)
    match tap.step:
        case "channels":
            server = replace(server, channels=_channels(desk, asked))
        case "roles":
            roles = (each for each in _numbers(asked) if each != asked.guild)
            server = replace(server, roles=tuple(roles)[:_MOST])
        case "language":
            server = replace(server, language=_language(desk, asked))
        case "hours":
            quiet = _hours(asked)
            if isinstance(quiet, str):
                return await _shown(desk, asked, _WORDS.say(voice, "no_hour", hour=quiet))
            server = replace(server, quiet=quiet)
        case "forget":
            return _sure(desk, asked)
        case "yes":
            await desk.servers.forget(asked.guild)
            return await _shown(desk, asked, _WORDS.say(voice, "forgotten"))
        case "no":
            return await _shown(desk, asked, word(voice, "cancelled"))
        case _:
            raise DeadError(tap.step)
    await desk.servers.put(asked.guild, server, await desk.service.now())
    return await _shown(desk, asked, word(voice, "done"))


def _numbers(asked: Asked) -> tuple[int, ...]:
    """Return what was chosen, each once."""
    chosen = (
        int(each) for each in asked.values if each.isascii() and each.isdecimal() and len(each) <= _DIGITS
    )
    return tuple(dict.fromkeys(chosen))[:_MOST]


def _channels(desk: Desk, asked: Asked) -> tuple[int, ...]:
    """Return the channels that were chosen; those of other servers are left out."""
    guild = desk.client.get_guild(asked.guild) if desk.client is not None else None
    return tuple(
        each for each in _numbers(asked) if guild is not None and guild.get_channel(each) is not None
    )


def _language(desk: Desk, asked: Asked) -> str:
    chosen = asked.values[0] if asked.values else _ANY
    return chosen if chosen in desk.service.game.active.ruleset.locales else ""


def _hours(asked: Asked) -> tuple[int, int] | str | None:
    """Return from when until when it is silent; None where never, or what was written and is no hour."""
    written = [asked.fields.get(key, "").strip() for key in ("from", "to")]
    if not any(written):
        return None
    first, last = map(minute_of, written)
    if first is None or last is None:
        return (written[0] if first is None else written[1])[:20].replace("`", "'") or "-"
    return first, last


def _sure(desk: Desk, asked: Asked) -> Message:
    voice = desk.voice(asked)
    buttons = (
        Button(word(voice, "confirm"), SETUP.tap(asked, "yes"), Style.DANGER),
        Button(word(voice, "cancel"), SETUP.tap(asked, "no")),
    )
    return Message(_WORDS.say(voice, "sure"), buttons=buttons)


async def _shown(desk: Desk, asked: Asked, first: str = "") -> Message:
    voice, server = desk.voice(asked), desk.servers.of(asked.guild)
    now = await desk.service.now()
    calendar = desk.service.game.active.ruleset.catalogue.calendar
    time = clock_of(local(now, calendar) % DAY // MINUTE)
    lines = [*_lines(desk, asked, server, time), *_lacks(desk, asked, server)]
    buttons = [Button(_WORDS.say(voice, "hours"), SETUP.tap(asked, "hours"))]
    if server != NOTHING:
        buttons.append(Button(_WORDS.say(voice, "forget"), SETUP.tap(asked, "forget"), Style.DANGER))
    card = Card(_WORDS.say(voice, "title"), "\n".join(lines))
    return Message(first, (card,), tuple(buttons), selects=tuple(_selects(desk, asked, server)))


def _lines(desk: Desk, asked: Asked, server: Server, time: str) -> Iterator[str]:
    voice = desk.voice(asked)

    def row(key: str, value: str) -> str:
        return f"**{_WORDS.say(voice, key)}**: {value or _WORDS.say(voice, f'any_{key}')}"

    yield row("where", ", ".join(f"<#{each}>" for each in server.channels))
    yield row("whom", ", ".join(f"<@&{each}>" for each in server.roles))
    yield row("language", _called(server.language))
    quiet = server.quiet
    yield row("quiet", f"{clock_of(quiet[0])}-{clock_of(quiet[1])}" if quiet else "")
    yield _WORDS.say(voice, "now", time=time)


def _lacks(desk: Desk, asked: Asked, server: Server) -> Iterator[str]:
    """Yield what is missing where the game may play: in the channels that are named, or else in this one."""
    guild = desk.client.get_guild(asked.guild) if desk.client is not None else None
    if guild is None:
        return
    voice = desk.voice(asked)
    found = missing(guild, server.channels or (asked.channel,), server.roles)
    for each in found:
        values = {"where": f"<#{each.channel}>", "names": ", ".join(each.names)}
        yield _WORDS.say(voice, "bot_lacks" if each.of_bot else "players_lack", **values)
    if not found:
        yield _WORDS.say(voice, "nothing_lacks")


def _selects(desk: Desk, asked: Asked, server: Server) -> Iterator[Select]:
    voice = desk.voice(asked)
    for step, kind, chosen in (
        ("channels", Component.CHANNELS, server.channels),
        ("roles", Component.ROLES, server.roles),
    ):
        named = tuple(map(str, chosen))
        words = _WORDS.say(voice, f"choose_{step}")
        yield Select(SETUP.tap(asked, step), (), words, named, 0, _MOST, kind)
    languages = desk.service.game.active.ruleset.locales[: MOST_CHOICES - 1]
    options = ((_WORDS.say(voice, "any_language"), _ANY), *((_called(each), each) for each in languages))
    words, language = _WORDS.say(voice, "language"), server.language or _ANY
    yield Select(SETUP.tap(asked, "language"), options, words, (language,))


def _called(language: str) -> str:
    """Return what a language calls itself."""
    return _NAMES.get(language, language)


_NAMES = {"en": "English", "de": "Deutsch", "fr": "Français"}
SETUP = Own(
    "setup",
    _WORDS,
    _answer,
    pressed=_pressed,
    opens=_opens,
    permission=int(Permission.MANAGE_GUILD),
)
