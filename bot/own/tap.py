"""A button, list or form of the bot's own <-> its custom_id: who may use it, of which command, which step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot import wire
from bot.press import VERSION, DeadError, LongError, base36, spelt, unspelt, whole

VERB = "o"  # the bot's own; every other verb is the game's
_PARTS = 5


@dataclass(frozen=True, slots=True)
class Tap:
    """*owner* alone may use it (0: everybody); *step* of the command *name*, with words and numbers."""

    owner: int
    name: str
    step: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def custom_id(self) -> str:
        """Return it as a custom_id; raise `LongError` where there is no room for it."""
        given = [f"{key}={_spelt(value)}" for key, value in self.params.items()]
        text = "|".join((VERSION, VERB, base36(self.owner), self.name, self.step, *given))
        if len(text) > wire.MOST_CUSTOM_ID:
            raise LongError(f"a button of `{self.name}` needs {len(text)} characters")
        return text

    def number(self, key: str) -> int:
        """Return a parameter that is a number; raise `DeadError` where it is none."""
        found = self.params.get(key)
        if not isinstance(found, int):
            raise DeadError(key)
        return found

    def word(self, key: str) -> str:
        """Return a parameter that is a word; raise `DeadError` where it is none."""
        found = self.params.get(key)
        if not isinstance(found, str):
            raise DeadError(key)
        return found


def is_own(custom_id: str) -> bool:
    """Tell whether a custom_id is of the bot's own."""
    return custom_id.startswith(f"{VERSION}|{VERB}|")


def read(custom_id: str) -> Tap:
    """Return what a custom_id means; raise `DeadError` where nothing."""
    parts = custom_id.split("|")
    if not is_own(custom_id) or len(parts) < _PARTS:
        raise DeadError(custom_id[: wire.MOST_CUSTOM_ID])
    _, _, owner, name, step, *given = parts
    pairs = (each.partition("=") for each in given)
    return Tap(whole(owner), name, step, {key: _meant(value) for key, _, value in pairs})


def _spelt(value: str | int) -> str:
    return base36(value) if isinstance(value, int) else spelt(value)


def _meant(text: str) -> str | int:
    return unspelt(text) if text.startswith("'") else whole(text)
