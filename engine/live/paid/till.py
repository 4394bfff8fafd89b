"""What a shop says that somebody has -> granted once, taken back once, whatever is said how often.

The receipt's id comes of the shop's id, so a grant that is asked for again is the same grant. A purchase is
written down before it is granted; if a process dies between, the next one finds out what became of it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.live.command import Command
from engine.live.correct.flow import FlowError, flow
from engine.live.correct.word import REVERT
from engine.live.game import Game
from engine.live.operate import note
from engine.live.paid.entitlement import Entitlement
from engine.live.paid.purchases import PENDING, REFUNDED, Purchase, Purchases
from engine.live.paid.stay import PURCHASE
from engine.live.reply import Reply
from engine.live.store.now import now_of
from engine.live.store.protocol import Name
from engine.live.system import OPERATOR
from rules.program.product import CONSUMABLE, SHOP, Product

_WORLD = 0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands of a purchase; *consume*: the same person may buy it again."""

    state: str
    product: str = ""
    consume: bool = False


STRANGE = Settled("strange")


class Till:
    """Settle what is paid over a live game; *skus* are the shop's numbers of products."""

    def __init__(self, game: Game, skus: Mapping[str, int]) -> None:
        """Begin."""
        self.game = game
        self.skus = dict(skus)
        self.rows = Purchases(game.store)

    @property
    def sold(self) -> dict[str, Product]:
        """Return the products that the shop has; the others are hidden."""
        products = self.game.active.ruleset.products
        return {name: each for name, each in products.items() if name in self.skus}

    async def settle(self, paid: Entitlement) -> Settled:
        """Bring the game to what the shop says; it may say so again."""
        row = await self.rows.get(paid.id)
        if row is not None and row.account not in {0, paid.account}:
            _log.error("purchase %s is of another account than before; it stays as it is", paid.id)
            return STRANGE
        if row is None:
            state = REFUNDED if paid.gone else PENDING
            row = await self.rows.begin(paid, await self._number(paid.account), state, await self._now())
        if paid.gone:
            return await self._refunded(row)
        if row.state == REFUNDED or not row.account:
            return Settled(row.state, row.product)
        product = self._product(row, paid)
        if product is None:
            _log.error("purchase %s is of SKU %d, which no product has: set `REVE_SKUS`", paid.id, paid.sku)
            return Settled(PENDING)
        if row.state == PENDING:
            return await self._granted(row, paid, product)
        if paid.over != bool(row.details.get("over")):
            await (self._ended if paid.over else self._resumed)(row, product)
        return self._known(row.state, product, paid)

    def _product(self, row: Purchase, paid: Entitlement) -> Product | None:
        names = [name for name, sku in self.skus.items() if sku == paid.sku]
        products = self.game.active.ruleset.products
        return next((products[name] for name in (row.product, *names) if name in products), None)

    def _known(self, state: str, product: Product, paid: Entitlement) -> Settled:
        return Settled(state, product.name, product.kind == CONSUMABLE and not paid.used)

    async def _granted(self, row: Purchase, paid: Entitlement, product: Product) -> Settled:
        """Grant what is paid; one that is refused stays pending, and is tried again under another id."""
        tries = int(row.details.get("tries", 0))
        receipt = _receipt(row, tries)
        outcome = await self.rows.outcome(receipt)
        if not outcome:
            reply = await self._asked(receipt, paid.account, product, product.action)
            # Another process may have been quicker, under other rules.
            outcome = await self.rows.outcome(receipt) if reply.reason == "id_used" else reply.outcome
        now = await self._now()
        if outcome != "accepted":
            _log.error("purchase %s of %s was not granted: receipt %s", row.id, product.name, receipt)
            await self.rows.change(row, now, product=product.name, details={"tries": tries + 1})
            return Settled(PENDING, product.name)
        state = "test" if paid.test else "granted"
        cents = 0 if paid.free else product.cents
        sold = {"product": product.name, "cents": cents, "currency": product.currency}
        if not await self.rows.change(row, now, PENDING, state=state, **sold):
            known = await self.rows.get(row.id)
            if known is not None and known.state == REFUNDED:  # the money went back meanwhile
                return await self._refunded(known)
        _log.info("purchase %s of %s is granted (%s)", row.id, product.name, state)
        return self._known(state, product, paid)

    async def _refunded(self, row: Purchase) -> Settled:
        """Take back what is left of what was granted; what is not stays owed."""
        if row.details.get("settled"):
            return Settled(REFUNDED, row.product)
        await self.rows.change(row, await self._now(), state=REFUNDED)
        receipts = await self._accepted(row)
        taken = [await self._taken_back(row, receipt) for receipt in receipts]
        product = self.game.active.ruleset.products.get(row.product)
        if not all(taken):
            await self._try_again(row)
            return Settled(REFUNDED, row.product)
        ends = product if receipts and not row.details.get("over") else None
        if ends is not None and not await self._ended(row, ends):
            return Settled(REFUNDED, row.product)
        await self.rows.change(row, await self._now(), details={"settled": True, "over": True})
        _log.info("purchase %s of %s went back", row.id, row.product or "nothing")
        return Settled(REFUNDED, row.product)

    async def _taken_back(self, row: Purchase, receipt: str) -> bool:
        """Take back what one receipt gave, as a debt where it is gone; tell whether that is done."""
        try:
            back = await flow(self.game.store, receipt)
        except FlowError as nothing:
            _log.info("purchase %s: %s", row.id, nothing)
            return True
        done = f"refund:{receipt.partition(':')[2]}"
        if await self._any([f"{done}{end}" for end in _suffixes(row)]):
            return True
        params: dict[str, Any] = {"receipt": receipt, "position": back.position, "moves": back.moves}
        params |= {"debt": True, PURCHASE: row.product}
        await note(self.game.store, SHOP, REVERT, back.player, f"{receipt} refund")
        reply = await self.game.submit(
            Command(
                f"{done}{_suffixes(row)[-1]}",
                back.world,
                back.owner,
                REVERT,
                params,
                who=frozenset({OPERATOR}),
                by=SHOP,
                why="refund",
            )
        )
        if reply.outcome != "accepted":
            _log.error("purchase %s could not be taken back: %s", row.id, reply.reason)
        return reply.outcome == "accepted"

    async def _ended(self, row: Purchase, product: Product) -> bool:
        """Do what is done when somebody has it no more; tell whether it is."""
        if product.ends and row.account:
            receipt = f"{_again('over', row, _times(row))}{_suffixes(row)[-1]}"
            if not await self._did(row, receipt, product, product.ends):
                return False
        await self.rows.change(row, await self._now(), details={"over": True})
        return True

    async def _resumed(self, row: Purchase, product: Product) -> bool:
        """Do again what is done when it begins: it was over, and is paid once more; tell whether it is."""
        times = _times(row) + 1
        receipt = f"{_again('sku', row, f'again{times}')}{_suffixes(row)[-1]}"
        done = await self._did(row, receipt, product, product.action)
        if done:
            await self.rows.change(row, await self._now(), details={"over": False, "again": times})
        return done

    async def _did(self, row: Purchase, receipt: str, product: Product, action: str) -> bool:
        """Do something for a purchase; what is refused is tried again, under another id, at the next look."""
        reply = await self._asked(receipt, row.account, product, action)
        if reply.outcome != "accepted":
            _log.error("purchase %s of %s: receipt %s was refused", row.id, product.name, receipt)
            await self._try_again(row)
        return reply.outcome == "accepted"

    async def _try_again(self, row: Purchase) -> None:
        """Note that something is to be tried again."""
        await self.rows.change(row, await self._now(), details={"missed": _missed(row) + 1})

    async def _asked(self, receipt: str, account: int, product: Product, action: str) -> Reply:
        who, params = frozenset({SHOP}), dict(product.params)
        known = {param.name for param in self.game.active.ruleset.programs[action].params}
        given = {name: value for name, value in params.items() if name in known}
        return await self.game.submit(
            Command(receipt, _WORLD, account, action, given, who=who, by=SHOP, why=product.name)
        )

    async def _accepted(self, row: Purchase) -> list[str]:
        """Return the receipts by which it was granted, and granted again; none where it never was."""
        tried = [_receipt(row, tries) for tries in range(int(row.details.get("tries", 0)) + 2)]
        begun = [_again("sku", row, f"again{times + 1}") for times in range(_times(row))]
        again = [f"{each}{end}" for each in begun for end in _suffixes(row)]
        return [each for each in (*tried, *again) if await self.rows.outcome(each) == "accepted"]

    async def _any(self, receipts: Sequence[str]) -> bool:
        """Tell whether any of these was accepted."""
        return any([await self.rows.outcome(each) == "accepted" for each in receipts])

    async def _number(self, account: int) -> int:
        name = Name(_WORLD, "player", account)
        return (await self.game.store.resolve([name]))[name]

    async def _now(self) -> int:
        return (await now_of(self.game.store)).now


def _receipt(row: Purchase, tries: int) -> str:
    return _again("sku", row, tries)


def _again(what: str, row: Purchase, number: int | str) -> str:
    """Return the id of something that is done for a purchase, and may be done another time."""
    return f"{what}:{row.id}:{number}" if number else f"{what}:{row.id}"


def _missed(row: Purchase) -> int:
    """Return how often something of it was refused that is tried again."""
    return int(row.details.get("missed", 0))


def _suffixes(row: Purchase) -> list[str]:
    """Return what tells the ids of its tries from each other, the present one last."""
    return ["", *(f".{missed + 1}" for missed in range(_missed(row)))]


def _times(row: Purchase) -> int:
    """Return how often it began again."""
    return int(row.details.get("again", 0))
