"""A seed -> bytes that may lie in a database, and back: AES-256 in GCM, under keys from the settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from os import urandom
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.fair.epoch import SEED_BYTES
from engine.fair.secret import Secret

KEY_BYTES = 32
_ONCE = 12  # bytes that no two seals share


class SealError(Exception):
    """A seal that no key opens: the key is gone from the settings, or the bytes were changed."""


class Sealed(NamedTuple):
    """A seed as it lies in a database, and the id of the key that opens it."""

    key: str
    hidden: bytes


@dataclass(frozen=True, slots=True)
class Key:
    """A key; its *id* tells keys apart and nothing about them."""

    id: str
    secret: Secret


def fresh_seed() -> Secret:
    """Return a seed that nobody knows."""
    return Secret(urandom(SEED_BYTES))


def fresh_key() -> str:
    """Return a key for the settings."""
    return urandom(KEY_BYTES).hex()


def key(spelt: str) -> Key:
    """Return the key that 64 hexadecimal digits spell."""
    try:
        raw = bytes.fromhex(spelt.strip())
    except ValueError:
        raw = b""
    if len(raw) != KEY_BYTES:
        raise SealError(
            f"a key for seeds is {2 * KEY_BYTES} hexadecimal digits"
        )  # and never says which it got
    return Key(sha256(b"reve key\x00" + raw).hexdigest()[:16], Secret(raw))


class Ring:
    """The keys of the settings: seeds are sealed with the first, and opened with any."""

    def __init__(self, current: str, old: Iterable[str] = ()) -> None:
        self.current = key(current)
        self._keys = {each.id: each for each in (*map(key, old), self.current)}

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of all of them."""
        return frozenset(self._keys)

    def seal(self, seed: Secret, place: str) -> Sealed:
        """Seal a seed for *place*, the only one in which it opens."""
        once = urandom(_ONCE)
        hidden = AESGCM(self.current.secret.reveal()).encrypt(once, seed.reveal(), place.encode())
        return Sealed(self.current.id, once + hidden)

    def open(self, sealed: Sealed, place: str) -> Secret:
        """Open a seal; raise `SealError` where that cannot be."""
        found = self._keys.get(sealed.key)
        if found is None:
            raise SealError(
                f"the seed of {place} is sealed with key {sealed.key}, which is not in the settings"
            )
        once, hidden = sealed.hidden[:_ONCE], sealed.hidden[_ONCE:]
        try:
            return Secret(AESGCM(found.secret.reveal()).decrypt(once, hidden, place.encode()))
        except (InvalidTag, ValueError) as error:
            raise SealError(f"the seed of {place} was changed after it was sealed") from error


def ring(spelt: str) -> Ring:
    """Return the keys that a setting spells, with commas between: the present one first, then older ones."""
    current, *old = spelt.split(",")
    return Ring(current, old)
