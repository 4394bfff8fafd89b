"""Actions, parameters, records -> names and descriptions in every language, as long as Discord allows."""

from __future__ import annotations

from collections.abc import Callable

from bot import wire
from bot.wire import Payload
from engine.view.voice import Voice
from rules.define.form import entry, scalar_text
from rules.ruleset import Ruleset


class Wording:
    """Describe what one ruleset has, in the languages that it speaks."""

    def __init__(self, ruleset: Ruleset) -> None:
        """Take on every language."""
        self.ruleset = ruleset
        self.voices = {name: Voice(ruleset, name) for name in ruleset.locales or ("en",)}

    def action(self, action: str) -> Payload:
        """Describe an action."""
        return self.described(lambda voice: voice.summary(action) or action.replace("_", " "))

    def group(self, name: str, action: str) -> Payload:
        """Describe a command by its own words, or else by those of its first action."""
        node = self.ruleset.definitions.declared("commands").get(name)
        written = scalar_text(entry(node, "summary"))
        if not written:
            return self.action(action)
        return self.described(lambda voice: voice.own(f"commands.{name}.summary", written))

    def param(self, action: str, name: str) -> Payload:
        """Describe a parameter."""
        node = entry(entry(self.ruleset.definitions.declared("actions").get(action), "params"), name)
        written = scalar_text(entry(node, "summary")) or name.replace("_", " ")
        return self.described(lambda voice: voice.own(f"actions.{action}.params.{name}.summary", written))

    def record(self, kind: str, id_: str) -> Payload:
        """Name a record."""
        return self._in_all("name", lambda voice: voice.name(kind, id_))

    def described(self, say: Callable[[Voice], str]) -> Payload:
        """Describe something, as *say* says it in each language."""
        return self._in_all("description", say)

    def _in_all(self, key: str, say: Callable[[Voice], str]) -> Payload:
        said = {name: within(say(voice), wire.DESCRIPTION) for name, voice in self.voices.items()}
        first, *others = said
        told = {
            locale: said[name]
            for name in others
            for locale in wire.locales_of(name)
            if said[name] != said[first]
        }
        return {key: said[first], f"{key}_localizations": told} if told else {key: said[first]}


def within(text: str, most: int) -> str:
    """Return a text that is not too long."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def titled(text: str) -> str:
    """Return a text as it begins a line: with a large letter."""
    return text[:1].upper() + text[1:]
