"""A command of the bot's own -> what Discord is told of it, in every language of the game."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.wording import Wording
from bot.own.own import Own, Param
from bot.wire import Option, Payload
from rules.ruleset import Ruleset

_CHAT = 1
_IN_GUILDS = 0


def payloads(ruleset: Ruleset, owns: Sequence[Own]) -> tuple[Payload, ...]:
    """Return the commands, in the order of their names."""
    wording = Wording(ruleset)
    return tuple(_payload(own, wording) for own in sorted(owns, key=lambda own: own.name))


def _payload(own: Own, wording: Wording) -> Payload:
    options = [_option(own, each, wording) for each in own.params]
    options += [
        {
            "type": int(Option.SUBCOMMAND),
            "name": name,
            **_described(own, f"sub.{name}", wording),
            "options": [_option(own, each, wording) for each in params],
        }
        for name, params in own.subs.items()
    ]
    made: Payload = {"type": _CHAT, "name": own.name, **_described(own, "summary", wording)}
    if own.permission:
        made["default_member_permissions"] = str(own.permission)
    return {**made, "contexts": [_IN_GUILDS], "options": options}


def _described(own: Own, key: str, wording: Wording) -> Payload:
    return wording.described(lambda voice: own.words.say(voice, key))


def _option(own: Own, param: Param, wording: Wording) -> Payload:
    made: Payload = {"type": int(param.type), "name": param.name, "required": param.required}
    made |= _described(own, f"option.{param.name}", wording)
    if param.completed:
        made["autocomplete"] = True
    if param.choices:
        made["choices"] = [{"name": name, "value": value} for name, value in param.choices]
    low, high = ("min_length", "max_length") if param.type is Option.STRING else ("min_value", "max_value")
    bounds = {low: param.lo, high: param.hi}
    return {**made, **{key: bound for key, bound in bounds.items() if bound is not None}}
