"""The names that emitted code may use: constants, functions, and fresh names for what is kept on the way."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import count
from typing import Any


def mangle(name: str) -> str:
    """Return the Python name of a local or a formula; what no name may have becomes a middle dot."""
    return "v_" + "".join(char if char.isalnum() or char == "_" else f"\u00b7{ord(char):x}" for char in name)


class Names:
    """A namespace in which equal constants stand once."""

    def __init__(self, library: Mapping[str, Any]) -> None:
        """Begin with a library of functions, and no builtins besides."""
        self.space: dict[str, Any] = {"__builtins__": {}, **library}
        self._constants: dict[Hashable, str] = {}
        self._numbers = count(1)

    def fresh(self) -> str:
        """Return a name that nothing else has."""
        return f"t{next(self._numbers)}"

    def constant(self, key: Hashable, value: Any) -> str:
        """Return the name of a constant; *key* says what it is."""
        name = self._constants.get(key)
        if name is None:
            name = self._constants[key] = f"K{len(self._constants)}"
            self.space[name] = value
        return name
