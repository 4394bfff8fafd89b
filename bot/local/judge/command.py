"""The commands that a bot registers -> what Discord would refuse in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot import wire
from bot.local.judge.text import bounded, counted, unique
from bot.wire import Option, Payload

_NAME = re.compile(r"^[-_'\w]{1,32}$")
_NESTED = (Option.SUBCOMMAND, Option.GROUP)
_DEEPEST = 2


def wrong_commands(commands: list[Payload]) -> Iterator[str]:
    """Yield what is wrong with all global commands of an application."""
    yield from counted("commands", commands, wire.MOST_COMMANDS)
    yield from unique("commands", [each.get("name") for each in commands])
    for command in commands:
        yield from wrong_command(command)


def wrong_command(command: Payload) -> Iterator[str]:
    """Yield what is wrong with one command."""
    place = f"/{command.get('name')}"
    yield from _named(place, command)
    yield from _options(place, command.get("options") or [], 0)
    if (size := text_of(command)) > wire.MOST_COMMAND_TEXT:
        yield f"{place}: {size} characters in all; at most {wire.MOST_COMMAND_TEXT}"


def text_of(node: Payload) -> int:
    """Return how many characters Discord counts, of each text in the language in which it is longest."""
    own = sum(_longest(node, key) for key in ("name", "description"))
    value = node.get("value")
    own += len(value) if isinstance(value, str) else 0
    return own + sum(text_of(each) for key in ("options", "choices") for each in node.get(key) or ())


def _longest(node: Payload, key: str) -> int:
    written = [node.get(key) or "", *(node.get(f"{key}_localizations") or {}).values()]
    return max(len(text) for text in written)


def _named(place: str, node: Payload, most: int = wire.DESCRIPTION) -> Iterator[str]:
    for name in (node.get("name"), *_localised(node, "name")):
        if not isinstance(name, str) or not _NAME.match(name) or name != name.lower():
            yield f"{place}: `{name}` is no name: up to 32 small letters, digits, `-` and `_`"
    for text in (node.get("description"), *_localised(node, "description")):
        yield from bounded(f"{place}.description", text, 1, most)
    for key in ("name", "description"):
        for locale in node.get(f"{key}_localizations") or {}:
            if locale not in wire.EVERY_LOCALE:
                yield f"{place}: Discord has no locale `{locale}`"


def _localised(node: Payload, key: str) -> list[Any]:
    return list((node.get(f"{key}_localizations") or {}).values())


def _options(place: str, options: list[Payload], depth: int) -> Iterator[str]:
    yield from counted(f"{place}.options", options, wire.MOST_OPTIONS)
    yield from unique(f"{place}.options", [each.get("name") for each in options])
    nested = [each for each in options if each.get("type") in _NESTED]
    if nested and len(nested) != len(options):
        yield f"{place}: has subcommands beside options"
    required = [bool(each.get("required")) for each in options]
    if required != sorted(required, reverse=True):
        yield f"{place}: an option that must be given stands after one that may be left out"
    for each in options:
        yield from _option(f"{place} {each.get('name')}", each, depth)


def _option(place: str, option: Payload, depth: int) -> Iterator[str]:
    yield from _named(place, option)
    if option.get("type") in _NESTED:
        if depth >= _DEEPEST:
            yield f"{place}: commands are nested at most twice"
        yield from _options(place, option.get("options") or [], depth + 1)
        return
    if option.get("type") not in set(Option):
        yield f"{place}: no type of option is {option.get('type')!r}"
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        yield f"{place}: has choices and autocomplete"
    yield from wrong_choices(place, choices)


def wrong_choices(place: str, choices: list[Payload]) -> Iterator[str]:
    """Yield what is wrong with what may be chosen, or with what is suggested."""
    yield from counted(f"{place}.choices", choices, wire.MOST_CHOICES)
    yield from unique(f"{place}.choices", [each.get("name") for each in choices])
    for each in choices:
        for name in (each.get("name"), *_localised(each, "name")):
            yield from bounded(f"{place}.choices", name, 1, 100)
        if isinstance(each.get("value"), str):
            yield from bounded(f"{place}.choices.value", each["value"], 1, 100)
