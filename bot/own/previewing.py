"""What a player wrote -> its cards and its exact odds, as they would be in the game."""

from __future__ import annotations

from dataclasses import replace

from bot.asked import Asked
from bot.brought import told as told_wrong
from bot.brought import wrong_with
from bot.draw import draw
from bot.message import Button, Message
from bot.own.own import Desk
from bot.own.say import Words
from bot.words import word
from engine.live.brought.publish import Publisher
from engine.live.brought.shown import shown
from engine.live.brought.submission import Submission
from engine.live.reload.apart import Refusal


async def previewed(desk: Desk, asked: Asked, of: Submission, words: Words, back: str) -> Message:
    """Return the preview, with a button that leads back."""
    voice = desk.voice(asked)
    button = Message(buttons=(Button(word(voice, "back"), back),))
    wrong = wrong_with(desk, of)
    if wrong:
        return Message("\n".join([words.say(voice, "unfit"), *told_wrong(wrong, voice, words)])).with_(button)
    found = await Publisher(desk.service).trial(of)
    if isinstance(found, Refusal):
        return Message("\n".join([words.say(voice, "unfit"), *found.lines[:5]])).with_(button)
    view = shown(found, of, voice.locale, await desk.service.now())
    return draw([replace(view, text=words.say(voice, "odds"))], voice).with_(button)
