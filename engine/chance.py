"""Luck: a keyed function of where a roll stands, turned into exactly uniform outcomes."""

from __future__ import annotations

import hmac
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from rules.site import GOLDEN, MASK, Site, mix

_ONE = 1 << 64


class Roll(NamedTuple):
    """One line of a receipt: at this site and coordinate, a whole number below *n* was *value*."""

    site: str
    coordinate: int
    n: int
    value: int


class Chance(ABC):
    """What a program rolls with; *rolls* is the receipt, where one is kept."""

    rolls: list[Roll] | None = None

    @abstractmethod
    def choose(self, cumulative: Sequence[int], site: Site, coordinate: int) -> int:
        """Return a place, by weights that are given added up."""

    @abstractmethod
    def uniform(self, lo: int, hi: int, site: Site, coordinate: int) -> int:
        """Return a whole number from *lo* to *hi*, both included."""

    @abstractmethod
    def pick(
        self, codes: Sequence[int], cumulative: Sequence[int] | None, site: Site, coordinate: int
    ) -> int:
        """Return one of *codes* (there is one), all alike or by weights that are given added up."""


class KeyedChance(Chance):
    """Turn bits into outcomes.

    A number below n is the high word of bits x n; the few low words that would favour some outcomes
    are rejected and the next attempt is read (Lemire 2019), so that it is exactly uniform.
    """

    def __init__(self, *, record: bool = False) -> None:
        """Begin, with or without a receipt."""
        self.rolls = [] if record else None

    @abstractmethod
    def bits(self, site: int, coordinate: int, attempt: int = 0) -> int:
        """Return 64 bits, the same whenever the three are the same; each kind of luck has its own."""

    def below(self, n: int, site: Site, coordinate: int) -> int:
        """Return a whole number from 0 to n - 1."""
        product = self.bits(site.hash, coordinate, 0) * n
        if product & MASK < n:
            product = self._unbiased(product, n, site.hash, coordinate)
        if self.rolls is not None:
            self.rolls.append(Roll(site.name, coordinate, n, product >> 64))
        return product >> 64

    def _unbiased(self, product: int, n: int, site: int, coordinate: int) -> int:
        rejected, attempt = _ONE % n, 0
        while product & MASK < rejected:
            attempt += 1
            product = self.bits(site, coordinate, attempt) * n
        return product

    def choose(self, cumulative: Sequence[int], site: Site, coordinate: int) -> int:
        """Return the place whose share of the weights a number below their sum falls into."""
        return bisect_right(cumulative, self.below(cumulative[-1], site, coordinate))

    def uniform(self, lo: int, hi: int, site: Site, coordinate: int) -> int:
        """Return *lo* and a number below the count of what is possible."""
        return lo + self.below(hi - lo + 1, site, coordinate)

    def pick(
        self, codes: Sequence[int], cumulative: Sequence[int] | None, site: Site, coordinate: int
    ) -> int:
        """Return the code at a place rolled for."""
        if cumulative is None:
            return codes[self.below(len(codes), site, coordinate)]
        return codes[self.choose(cumulative, site, coordinate)]


class CounterChance(KeyedChance):
    """Luck for simulations: splitmix64 keyed by a seed and the site, at the coordinate."""

    def __init__(self, seed: int = 0, *, record: bool = False) -> None:
        """Key the luck by *seed*."""
        super().__init__(record=record)
        self.key = mix(seed + GOLDEN)
        self._sites: dict[int, int] = {}

    def bits(self, site: int, coordinate: int, attempt: int = 0) -> int:
        """Return mix(mix(key + site) + coordinate + attempt x golden), of 64 bits."""
        keyed = self._sites.get(site)
        if keyed is None:
            keyed = self._sites[site] = mix(self.key + site)
        return mix(keyed + coordinate + attempt * GOLDEN)


class FairChance(KeyedChance):
    """Luck that a player can verify: HMAC-SHA256 under a server seed that was promised by its hash."""

    def __init__(
        self,
        server_seed: bytes,
        player_seed: str,
        player: int | str,
        nonce: int | str,
        *,
        record: bool = False,
    ) -> None:
        """Bind the luck to one command of one player, or of two (`engine.fair.luck`, which joins them)."""
        super().__init__(record=record)
        self._prefix = f"{player_seed}:{player}:{nonce}:".encode()
        self._server_seed = server_seed

    def bits(self, site: int, coordinate: int, attempt: int = 0) -> int:
        """Return the first 64 bits of the HMAC of `player seed:player:nonce:site:coordinate:attempt`."""
        message = self._prefix + f"{site}:{coordinate}:{attempt}".encode()
        return int.from_bytes(hmac.digest(self._server_seed, message, "sha256")[:8], "big")
