"""A command or a button -> what it is to do, under the id by which it happens once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from bot.asked import Asked
from bot.commands.build import Slash
from bot.press import Press
from bot.wire import Kind
from engine.live.active import Active
from engine.live.command import Command
from rules.expression.type import Type


@dataclass(frozen=True, slots=True)
class Intent:
    """An action with its parameters; *seen* is the mark of what was shown before it was confirmed."""

    id: str
    asked: Asked
    action: str
    params: Mapping[str, Any] = field(default_factory=dict)
    seen: str = ""

    @property
    def command(self) -> Command:
        """Return it as the engine is asked, which knows in which world a guild plays."""
        asked = self.asked
        return Command(self.id, 0, asked.user, self.action, self.params, asked.guild, asked.channel)


def of_slash(asked: Asked, slash: Slash) -> Intent:
    """Return what a command that was typed is to do: each is one of its own."""
    params = {
        name: _given(slash.params[name].type, value)
        for name, value in asked.options.items()
        if name in slash.params and value is not None and name != asked.focused
    }
    return Intent(f"d{asked.id}", asked, slash.action, params)


def of_press(asked: Asked, press: Press, *, confirmed: bool) -> Intent:
    """Return what a button is to do: for one who clicks it, the same however often he does."""
    digest = sha256(asked.pressed.encode()).hexdigest()[:12]
    id_ = f"b{asked.message}.{asked.user}.{digest}" if asked.kind is Kind.COMPONENT else f"d{asked.id}"
    return Intent(id_, asked, press.action, press.params, press.mark if confirmed else "")


def offers_of(active: Active, intent: Intent) -> tuple[int, ...]:
    """Return the offers that it names."""
    program = active.ruleset.programs.get(intent.action)
    named = [each.name for each in program.params if each.type.name == "offer"] if program else []
    given = (intent.params.get(name) for name in named)
    return tuple(each for each in given if isinstance(each, int))


def _given(type_: Type, value: Any) -> Any:
    """Return the value of an option as the engine reads it: users and offers by number."""
    if type_.name in {"player", "offer"}:
        written = str(value).strip()
        return int(written) if written.isdecimal() else written
    return value
