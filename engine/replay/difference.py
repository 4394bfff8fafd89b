"""What was kept and what came out again -> where the two differ, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Difference(NamedTuple):
    """*where* is a receipt or an object, *what* a part of it: this was *expected* there, that was *found*."""

    where: str
    what: str
    expected: Any
    found: Any

    def __str__(self) -> str:
        """Say it on one line."""
        return f"{self.where}: {self.what}: expected {self.expected}, found {self.found}"


def differences(where: str, expected: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield the parts that are not the same, those that only one side has included."""
    for what in dict.fromkeys((*expected, *found)):
        one, other = expected.get(what), found.get(what)
        if one != other:
            yield Difference(where, what, one, other)
