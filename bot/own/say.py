"""Words of one command of the bot's own, by language -> what is said; a game says it under `bot.NAME.KEY`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.view.voice import PLACEHOLDER, Voice

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a command: by language, by key. What a language does not have is said in English.

    `summary` describes the command, `option.NAME` each of its options.
    """

    name: str
    by_language: Mapping[str, Mapping[str, str]]

    def say(self, voice: Voice, key: str, **values: object) -> str:
        """Return what is said under a key."""
        text = voice.text(f"bot.{self.name}.{key}")
        english = self.by_language[ENGLISH]
        near = self.by_language.get(voice.locale.split("-", maxsplit=1)[0], english)
        written = next(iter(text.forms.values())) if text is not None else near.get(key, english[key])
        return PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), written)
