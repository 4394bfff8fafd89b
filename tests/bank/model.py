"""The bank's rules again, in plain dictionaries: what becomes of a command, and who has what then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Purse = Counter[str]
WORTH = {"frog": 3, "newt": 5, "toad": 8}
STAMPS = 5


@dataclass(slots=True)
class Offer:
    """A trade, a listing or a drop; *put* is by putter, 0 for what nobody put in."""

    kind: str
    owner: int
    put: dict[int, Purse] = field(default_factory=dict)
    partner: int = 0
    price: int = 0
    agreed: set[int] = field(default_factory=set)
    claimed: set[int] = field(default_factory=set)
    over: bool = False


class Refusal(Exception):  # noqa: N818 - no error
    """What the rules do not allow."""


class Model:
    """Players and offers of one world."""

    def __init__(self) -> None:
        self.purses: dict[int, Purse] = {}
        self.offers: dict[int, Offer] = {}
        self.joined: set[int] = set()
        self.stamps: Counter[int] = Counter()
        self.vault = 0

    def do(self, who: int, action: str, params: Mapping[str, Any], told: Told) -> bool:
        """Carry a command out, or leave everything as it is; return whether it is allowed."""
        try:
            getattr(self, f"_{action}")(who, told, **params)
        except Refusal:
            return False
        return True

    def purse(self, who: int) -> Purse:
        """Return what a player has."""
        return self.purses.setdefault(who, Counter())

    def held(self) -> dict[tuple[str, int, str, int], int]:
        """Return all amounts: by kind of holder, holder, asset, and who put it there."""
        mine = {
            ("player", who, each, 0): n for who, purse in self.purses.items() for each, n in purse.items()
        }
        theirs = {
            (offer.kind, number, each, putter): n
            for number, offer in self.offers.items()
            for putter, purse in offer.put.items()
            for each, n in purse.items()
        }
        return {key: amount for key, amount in {**mine, **theirs}.items() if amount}

    def _pay(self, who: int, **cost: int) -> None:
        if any(self.purse(who)[each] < amount for each, amount in cost.items()):
            raise Refusal
        self.purse(who).subtract(cost)

    def _open(self, told: Told, offer: Offer) -> None:
        self.offers[told.opened] = offer

    def _standing(self, number: int, kind: str, who: int = 0) -> Offer:
        offer = self.offers.get(number)
        if offer is None or offer.kind != kind or offer.over:
            raise Refusal
        if who and who not in {offer.owner, offer.partner}:
            raise Refusal
        return offer

    def _close(self, offer: Offer) -> None:
        for putter, purse in offer.put.items():
            self.purse(putter).update(purse)
        offer.put, offer.over = {}, True

    def _join(self, who: int, _: Told) -> None:
        if who in self.joined:
            raise Refusal
        self.joined.add(who)
        self.purse(who).update({"gold": 1000, "gem": 20, "frog": 10, "newt": 10, "toad": 10})

    def _gift(self, who: int, _: Told, friend: int, coin: str, count: int) -> None:
        if friend == who:
            raise Refusal
        self._pay(who, **{coin: count})
        self.purse(friend)[coin] += count

    def _pass_on(self, who: int, _: Told, friend: int, card: str) -> None:
        self._gift(who, _, friend, card, 1)

    def _fuse(self, who: int, told: Told, first: str, second: str) -> None:
        self._pay(who, **(Counter(gold=5) + Counter([first, second])))
        got = Counter({**told.assets})
        got.update([first, second])
        got["gold"] += 5
        got = +got
        assert got in ({"gem": 1}, {"frog": 1}, {"newt": 1}, {"toad": 1}), got
        self.purse(who).update(got)

    def _melt(self, who: int, _: Told, card: str) -> None:
        self._pay(who, **{card: 1})
        self.purse(who)["gold"] += WORTH[card]

    def _alms(self, who: int, told: Told) -> None:
        assert 1 <= told.assets["gold"] <= 9, told.assets
        self.purse(who).update(told.assets)

    def _stamp(self, who: int, _: Told) -> None:
        if self.stamps[who] == STAMPS:
            raise Refusal
        self.stamps[who] += 1
        self.purse(who)["gem"] += 1

    def _save(self, who: int, _: Told, count: int) -> None:
        self._pay(who, gold=count)
        self.vault += count

    def _rob(self, who: int, _: Told, count: int) -> None:
        if self.vault < count:
            raise Refusal
        self.vault -= count
        self.purse(who)["gold"] += count

    def _trade(self, who: int, told: Told, partner: int) -> None:
        if who == partner:
            raise Refusal
        self._open(told, Offer("trade", who, partner=partner))

    def _put(self, who: int, trade: int, asset: str, count: int) -> None:
        offer = self._standing(trade, "trade", who)
        self._pay(who, **{asset: count})
        offer.put.setdefault(who, Counter())[asset] += count
        offer.agreed.clear()

    def _trade_card(self, who: int, _: Told, trade: int, card: str) -> None:
        self._put(who, trade, card, 1)

    def _trade_gold(self, who: int, _: Told, trade: int, count: int) -> None:
        self._put(who, trade, "gold", count)

    def _trade_agree(self, who: int, _: Told, trade: int) -> None:
        offer = self._standing(trade, "trade", who)
        offer.agreed.add(who)
        if offer.agreed == {offer.owner, offer.partner}:
            for putter, taker in ((offer.owner, offer.partner), (offer.partner, offer.owner)):
                purse = offer.put.pop(putter, Counter())
                purse["gold"] -= -(-purse["gold"] // 10)
                self.purse(taker).update(purse)
            offer.over = True

    def _trade_cancel(self, who: int, _: Told, trade: int) -> None:
        self._close(self._standing(trade, "trade", who))

    def _list_card(self, who: int, told: Told, card: str, price: int) -> None:
        self._pay(who, **(Counter({card: 1}) + Counter(gold=-(-price // 20))))
        self._open(told, Offer("listing", who, {who: Counter({card: 1})}, price=price))

    def _buy_card(self, who: int, _: Told, listing: int) -> None:
        offer = self._standing(listing, "listing")
        if offer.owner == who:
            raise Refusal
        self._pay(who, gold=offer.price)
        self.purse(offer.owner)["gold"] += offer.price - -(-offer.price // 10)
        self.purse(who).update(offer.put.pop(offer.owner))
        offer.over = True

    def _unlist(self, who: int, _: Told, listing: int) -> None:
        self._close(self._standing(listing, "listing", who))

    def _drop(self, who: int, told: Told) -> None:
        self._open(told, Offer("drop", who, {0: Counter(told.lying)}))
        assert sorted(told.lying.values()) == [1, 1], told.lying

    def _grab(self, who: int, _: Told, drop: int, card: str) -> None:
        offer = self._standing(drop, "drop")
        if who in offer.claimed or not offer.put[0][card]:
            raise Refusal
        offer.claimed.add(who)
        offer.put[0][card] -= 1
        self.purse(who)[card] += 1


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules leave open and the game decided: luck, and the numbers of offers."""

    assets: Counter[str] = field(default_factory=Counter)
    opened: int = 0
    lying: Counter[str] = field(default_factory=Counter)
