"""A line that a player typed -> an action and its parameters, or what is wrong with it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from engine.view.voice import Voice
from rules.program.node import Param, Program
from rules.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Command:
    """The first word of a line, and the words behind it."""

    name: str
    words: tuple[str, ...] = ()


def split(line: str) -> list[Command]:
    """Return the commands of a line, which stand between semicolons; quotes keep words together."""
    reader = shlex.shlex(line, posix=True, punctuation_chars=";")
    reader.whitespace_split = True
    reader.commenters = "#"
    commands: list[list[str]] = [[]]
    try:
        for word in reader:
            commands.append([]) if set(word) == {";"} else commands[-1].append(word)
    except ValueError:
        return [Command(line.split(maxsplit=1)[0], tuple(line.split()[1:]))]
    return [Command(words[0], tuple(words[1:])) for words in commands if words]


def params_of(voice: Voice, program: Program, words: tuple[str, ...]) -> dict[str, str] | str:
    """Return the parameters that *words* give, by name or in order, or what is wrong with them."""
    found: dict[str, str] = {}
    names = [param.name for param in program.params]
    for word in _joined(program, words):
        name, equals, value = word.partition("=")
        if not equals:
            free = [each for each in names if each not in found]
            if not free:
                most = f"no more than {len(names)}" if names else "nothing with it"
                return f"`{program.name}` takes {most}: `{usage(program)}`"
            name, value = free[0], word
        if name not in names:
            return f"`{program.name}` has no `{name}`: `{usage(program)}`"
        param = program.params[names.index(name)]
        record = _record(voice, param, value)
        if isinstance(record, list):
            return record[0]
        found[name] = record
    return found


def _joined(program: Program, words: tuple[str, ...]) -> Iterator[str]:
    """Yield words, an offer's kind left out before its number: the two name but one thing."""
    kinds = {param.type.kind for param in program.params if param.type.name == "offer"}
    for word, after in zip(words, (*words[1:], ""), strict=False):
        if not (word in kinds and after.isdecimal()):
            yield word


def usage(program: Program) -> str:
    """Return how an action is asked for."""
    return " ".join([program.name, *map(_slot, program.params)])


def _slot(param: Param) -> str:
    needed = param.default is None and not param.type.optional
    return param.name if needed else f"[{param.name}]"


def _record(voice: Voice, param: Param, written: str) -> str | list[str]:
    """Return the id that is meant by an id, a name or the beginning of one; in a list, what is wrong."""
    if param.type.name != "record":
        return written
    ids = voice.ruleset.catalogue.kinds[param.type.kind].ids
    if written in ids:
        return written
    wanted = _plain(written)
    by_name = {id_: _plain(voice.name(param.type.kind, id_)) for id_ in ids}
    exact = [id_ for id_, name in by_name.items() if name == wanted]
    begun = [
        id_ for id_, name in by_name.items() if name.startswith(wanted) or id_.startswith(written.lower())
    ]
    if len(exact) == 1 or len(begun) == 1:
        return (exact or begun)[0]
    if begun:
        return [f"`{written}` may be {', '.join(f'`{id_}`' for id_ in begun[:6])}"]
    hint = did_you_mean(written.lower(), [*ids, *by_name.values()])
    return [f"there is no {param.type.kind} called `{written}`" + (f"; {hint}" if hint else "")]


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())
