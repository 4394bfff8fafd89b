"""`/settings`: language, words or pictures, one's name, notices; all that is kept of one, to have or lose."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.asked import Asked
from bot.heed import heeded
from bot.intent import Intent
from bot.look import Look, looking
from bot.message import Button, Card, File, Message, Select
from bot.own.own import Desk, Own
from bot.own.say import Words
from bot.own.tap import Tap
from bot.press import DeadError
from bot.wire import Style
from bot.words import word
from engine.live.command import Command
from engine.live.people.erase import erase
from engine.live.people.export import export
from engine.live.people.preference import Preference
from engine.live.people.wanted import kind_of, switch
from engine.live.people.wanted import wants as wants_of
from engine.live.service import called
from engine.live.store.protocol import Name
from engine.view.voice import Voice

LANGUAGE, PLAIN, HIDDEN, NOTICES = "language", "plain", "hidden", "notices"
EXPORT, LEAVE, LEFT, STAY = "export", "leave", "left", "stay"
_DISCORDS = "-"
_MOST_FILE = 8 * 2**20
_LANGUAGES = {
    "de": "Deutsch", "en": "English", "es": "Español", "fr": "Français", "it": "Italiano", "ja": "日本語",
    "ko": "한국어", "nl": "Nederlands", "pl": "Polski", "pt": "Português", "ru": "Русский", "zh": "中文",
}  # fmt: skip
_WORDS = Words(
    "settings",
    {
        "en": {
            "summary": "Language, pictures, your name, notices; your data.",
            "title": "Your settings",
            "language": "**Language**: {language}",
            "discords": "Discord's ({language})",
            "choose_language": "Language",
            "pictures": "**Pictures**: shown",
            "plain": "**Pictures**: none, everything in words",
            "named": "**Your name in rankings**: shown",
            "hidden": "**Your name in rankings**: hidden",
            "told": "**You are told of**: {notices}",
            "choose_notices": "What you are told of",
            "nothing": "nothing",
            "by_message": "Notices come as direct messages; what cannot be sent waits in /inbox.",
            "button.plain": "Words only",
            "button.pictures": "Show pictures",
            "button.hide": "Hide my name",
            "button.show": "Show my name",
            "button.export": "My data",
            "button.leave": "Forget me",
            "exported": "All that is kept of you, in a file that any program reads.",
            "alt": "All that is kept of you",
            "big": "All that is kept of you is too much for one file here. Ask an operator for it.",
            "sure": "Forget you? All that you have is lost for good, and so is your history here. "
            "Nobody can undo it.",
            "yes": "Yes, forget me",
            "gone": "You are forgotten. Whoever you were plays here no more; you may begin anew.",
            "never": "There is nothing of you here.",
        },
        "de": {
            "summary": "Sprache, Bilder, dein Name, Nachrichten; deine Daten.",
            "title": "Deine Einstellungen",
            "language": "**Sprache**: {language}",
            "discords": "die von Discord ({language})",
            "choose_language": "Sprache",
            "pictures": "**Bilder**: an",
            "plain": "**Bilder**: keine, alles in Worten",
            "named": "**Dein Name in Ranglisten**: sichtbar",
            "hidden": "**Dein Name in Ranglisten**: verborgen",
            "told": "**Du erfährst von**: {notices}",
            "choose_notices": "Wovon du erfährst",
            "nothing": "nichts",
            "by_message": "Nachrichten kommen direkt zu dir; was nicht ankommt, wartet in /inbox.",
            "button.plain": "Nur Worte",
            "button.pictures": "Bilder zeigen",
            "button.hide": "Name verbergen",
            "button.show": "Name zeigen",
            "button.export": "Meine Daten",
            "button.leave": "Vergiss mich",
            "exported": "Alles, was über dich aufgehoben ist, in einer Datei, die jedes Programm liest.",
            "alt": "Alles, was über dich aufgehoben ist",
            "big": "Was über dich aufgehoben ist, ist zu viel für eine Datei. Bitte die Betreiber darum.",
            "sure": "Dich vergessen? Alles, was du hast, ist für immer verloren, und deine Geschichte hier "
            "auch. Niemand kann das rückgängig machen.",
            "yes": "Ja, vergiss mich",
            "gone": "Du bist vergessen. Wer du warst, spielt hier nicht mehr; du kannst neu anfangen.",
            "never": "Von dir ist hier nichts.",
        },
    },
)


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    if tap.step in {LANGUAGE, PLAIN, HIDDEN}:
        return await _changed(desk, asked, tap)
    steps = {NOTICES: _switched, EXPORT: _exported, LEAVE: _sure, LEFT: _left, STAY: _shown}
    if tap.step not in steps:
        raise DeadError(tap.step)
    return await steps[tap.step](desk, asked)


async def _shown(desk: Desk, asked: Asked, besides: str = "") -> Message:
    service, world = desk.service, desk.service.game.active.ruleset.world(asked.guild)
    preference = await service.preferences.of(world, asked.user)
    command = Command("", 0, asked.user, "", {}, asked.guild, asked.channel)
    wants = await looking(service, command, lambda look: wants_of(look.active, look.sight))
    voice = desk.voice(asked)
    card = Card(_WORDS.say(voice, "title"), "\n".join(_lines(desk, voice, preference, wants)))
    selects = tuple(_selects(desk, asked, preference, wants))
    return Message(besides, (card,), tuple(_buttons(asked, voice, preference)), hidden=True, selects=selects)


def _lines(desk: Desk, voice: Voice, preference: Preference, wants: Mapping[str, bool]) -> Iterator[str]:
    spoken = _called(preference.language or voice.locale)
    language = spoken if preference.language else _WORDS.say(voice, "discords", language=spoken)
    yield _WORDS.say(voice, "language", language=language)
    yield _WORDS.say(voice, "plain" if preference.plain else "pictures")
    yield _WORDS.say(voice, "hidden" if preference.hidden else "named")
    if wants:
        kind = kind_of(desk.service.game.active)
        on = ", ".join(voice.name(kind, each) for each, wanted in wants.items() if wanted)
        yield _WORDS.say(voice, "told", notices=on or _WORDS.say(voice, "nothing"))
        yield _WORDS.say(voice, "by_message")


def _selects(desk: Desk, asked: Asked, preference: Preference, wants: Mapping[str, bool]) -> Iterator[Select]:
    active, voice = desk.service.game.active, desk.voice(asked)
    speaks = [(_called(each), each) for each in active.ruleset.locales]
    discords = (_WORDS.say(voice, "discords", language="…"), _DISCORDS)
    chosen = (preference.language or _DISCORDS,)
    yield Select(
        SETTINGS.tap(asked, LANGUAGE), (discords, *speaks), _WORDS.say(voice, "choose_language"), chosen
    )
    if wants and switch(active) is not None:
        named = tuple((voice.name(kind_of(active), each), each) for each in wants)
        on = tuple(each for each, wanted in wants.items() if wanted)
        words = _WORDS.say(voice, "choose_notices")
        yield Select(SETTINGS.tap(asked, NOTICES), named, words, on, least=0, most=len(named))


def _buttons(asked: Asked, voice: Voice, preference: Preference) -> Iterator[Button]:
    rows = (
        (PLAIN, "button.pictures" if preference.plain else "button.plain", int(not preference.plain)),
        (HIDDEN, "button.show" if preference.hidden else "button.hide", int(not preference.hidden)),
    )
    for step, key, to in rows:
        yield Button(_WORDS.say(voice, key), SETTINGS.tap(asked, step, to=to))
    yield Button(_WORDS.say(voice, "button.export"), SETTINGS.tap(asked, EXPORT))
    yield Button(_WORDS.say(voice, "button.leave"), SETTINGS.tap(asked, LEAVE), Style.DANGER)


async def _changed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    """Keep what was chosen; all that is said from now on heeds it."""
    service, world = desk.service, desk.service.game.active.ruleset.world(asked.guild)
    preference = await service.preferences.of(world, asked.user)
    if tap.step == LANGUAGE:
        chosen = asked.values[0] if asked.values else _DISCORDS
        known = chosen if chosen in service.game.active.ruleset.locales else ""
        preference = replace(preference, language=known)
    elif tap.step == PLAIN:
        preference = replace(preference, plain=bool(tap.number("to")))
    else:
        preference = replace(preference, hidden=bool(tap.number("to")))
    await service.preferences.change(world, asked.user, preference)
    return await _shown(desk, await heeded(service, asked))


async def _switched(desk: Desk, asked: Asked) -> Message:
    """Turn notices on and off by the game's own action; what it refuses is said."""
    active = desk.service.game.active
    by = switch(active)
    if by is None:
        raise DeadError(NOTICES)

    def read(look: Look) -> dict[str, bool]:
        return wants_of(look.active, look.sight)

    command = Command("", 0, asked.user, "", {}, asked.guild, asked.channel)
    wants = await looking(desk.service, command, read)
    told: list[str] = []
    for each in (name for name, on in wants.items() if on is not (name in asked.values)):
        params = {by.notice: each, by.on: each in asked.values}
        message, _ = await desk.play.answer(Intent(f"d{asked.id}.{each}", asked, by.action, params))
        told.append(message.text)
    return await _shown(desk, asked, "\n".join(dict.fromkeys(told)))


async def _exported(desk: Desk, asked: Asked) -> Message:
    voice, found = desk.voice(asked), await export(desk.service.store, asked.user)
    if not found:
        return Message(_WORDS.say(voice, "never"), hidden=True)
    content, name, media = (
        json.dumps(found, ensure_ascii=False, indent=1).encode(),
        "my-data.json",
        "application/json",
    )
    if len(content) > _MOST_FILE:
        content, name, media = gzip.compress(content), f"{name}.gz", "application/gzip"
    if len(content) > _MOST_FILE:
        return Message(_WORDS.say(voice, "big"), hidden=True)
    file = File(name, content, _WORDS.say(voice, "alt"), media)
    return Message(_WORDS.say(voice, "exported"), hidden=True, attached=(file,))


async def _sure(desk: Desk, asked: Asked) -> Message:
    voice = desk.voice(asked)
    buttons = (
        Button(_WORDS.say(voice, "yes"), SETTINGS.tap(asked, LEFT), Style.DANGER),
        Button(word(voice, "cancel"), SETTINGS.tap(asked, STAY)),
    )
    return Message(_WORDS.say(voice, "sure"), buttons=buttons, hidden=True)


async def _left(desk: Desk, asked: Asked) -> Message:
    """Forget a player; what he was told of late is forgotten with him."""
    service, voice = desk.service, desk.voice(asked)
    gone = await erase(service.store, asked.user, "himself")
    service.preferences.forget(asked.user)
    await service.cache.change(*(called(Name(each.world, "player", asked.user)) for each in gone))
    return Message(_WORDS.say(voice, "gone" if gone else "never"), hidden=True)


def _called(language: str) -> str:
    return _LANGUAGES.get(language.split("-", maxsplit=1)[0], language)


SETTINGS = Own("settings", _WORDS, _shown, pressed=_pressed)
