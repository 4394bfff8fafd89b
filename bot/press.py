"""What a button does <-> its custom_id: nothing is remembered, so it works after a restart and a reload.

Records are named by the numbers that the store gave content, which outlive renames; players by account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import quote, unquote

from bot import wire
from engine.live.active import Active
from rules.program.node import Param

VERSION = "1"
DO, CONFIRM, CANCEL, PAGE = "d", "y", "n", "p"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PARTS = 6
_HASH = 8
_DOES = frozenset({DO, CONFIRM})
_PLAIN = " '()*,.:;<>@!?/#$&+-_~"  # what needs no other spelling; `|`, `=` and `%` do
_MOST = 2**63  # what a store takes


class DeadError(Exception):
    """A custom_id that means nothing any more, or never did."""


class LongError(Exception):
    """A button that would have to say more than there is room for."""


@dataclass(frozen=True, slots=True)
class Press:
    """*owner* alone may press (0: everybody). *mark* is what tells this showing from others, or was shown."""

    verb: str
    owner: int
    action: str
    mark: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


def write(press: Press, active: Active) -> str:
    """Return the custom_id; raise `LongError` where there is no room for it."""
    program = active.ruleset.programs.get(press.action)
    types = {param.name: param for param in program.params} if program else {}
    given = [
        f"{name}={_spelt(active, types.get(name), value)}" for name, value in sorted(press.params.items())
    ]
    text = "|".join((VERSION, press.verb, base36(press.owner), press.action, press.mark, *given))
    if len(text) > wire.MOST_CUSTOM_ID:
        raise LongError(f"a button for `{press.action}` needs {len(text)} characters")
    return text


def read(custom_id: str, active: Active) -> Press:
    """Return what a custom_id means under the ruleset that is active; raise `DeadError` where nothing."""
    parts = custom_id.split("|")
    if parts[0] != VERSION or len(parts) < _PARTS - 1:
        raise DeadError(custom_id[: wire.MOST_CUSTOM_ID])
    _, verb, owner, action, mark, *given = parts
    program = active.ruleset.programs.get(action)
    if program is None and verb in _DOES:
        raise DeadError(action)
    types = {param.name: param for param in program.params} if program else {}
    params: dict[str, Any] = {}
    for each in given:
        name, _, value = each.partition("=")
        params[name] = _meant(active, types.get(name), value)
    return Press(verb, whole(owner), action, mark, params)


def mark_of(*shown: object) -> str:
    """Return a short hash of what was shown."""
    return sha256(repr(shown).encode()).hexdigest()[:_HASH]


def base36(number: int) -> str:
    """Return a whole number in few characters."""
    if number < 0:
        return f"-{base36(-number)}"
    head, digit = divmod(number, len(_DIGITS))
    return (base36(head) if head else "") + _DIGITS[digit]


def whole(text: str) -> int:
    """Return a number that `base36` wrote; raise `DeadError` where it did not."""
    try:
        number = int(text, 36)
    except ValueError:
        raise DeadError(text) from None
    if not -_MOST < number < _MOST:
        raise DeadError(text)
    return number


def spelt(text: str) -> str:
    """Return a text as a custom_id holds it."""
    return f"'{quote(text, safe=_PLAIN)}"


def unspelt(written: str) -> str:
    """Return the text that `spelt` wrote."""
    return unquote(written.removeprefix("'"))


def _spelt(active: Active, param: Param | None, value: Any) -> str:
    if param is not None and param.type.name == "record":
        return base36(active.codec.numbers[param.type.kind, str(value)])
    if param is not None and param.type.name == "bool":
        return base36(int(bool(value)))
    if isinstance(value, bool | str) or not isinstance(value, int):
        return spelt(str(value))
    return base36(value)


def _meant(active: Active, param: Param | None, text: str) -> Any:
    if param is not None and param.type.name == "record":
        number = whole(text)
        for id_ in active.ruleset.catalogue.kinds[param.type.kind].ids:
            if active.codec.numbers[param.type.kind, id_] == number:
                return id_
        raise DeadError(text)
    if param is not None and param.type.name == "bool":
        return bool(whole(text.removeprefix("'")))
    return unspelt(text) if text.startswith("'") else whole(text)
