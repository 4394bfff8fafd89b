"""Bytes that nobody may see -> a thing that can be passed around and printed without showing them."""

from __future__ import annotations

from hmac import compare_digest
from typing import NoReturn


class Secret:
    """Hold bytes that stay out of logs, texts of errors, dumps and pickles."""

    __slots__ = ("_hidden",)

    def __init__(self, hidden: bytes) -> None:
        """Hide them."""
        self._hidden = hidden

    def reveal(self) -> bytes:
        """Return the bytes; whoever asks must not keep them."""
        return self._hidden

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and compare_digest(self._hidden, other._hidden)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")
