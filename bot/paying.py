"""Entitlements that Discord tells of, and all there are now and then -> settled, one after the other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.client import Client
from bot.entitled import Entitlements, ForeignError, read
from bot.wire import Payload
from engine.live.paid.entitlement import Entitlement
from engine.live.paid.till import Till

_EVERYTHING = 0  # in place of an id
_AGAIN = 3600.0  # seconds after which all are looked through, whatever was heard
_SOON = 30.0  # seconds, where something went wrong
_log = logging.getLogger(__name__)


class Paying:
    """Keep one game's purchases as Discord has them.

    What is heard is only a bell: each entitlement is asked for before anything is done, so that nobody who
    could make up an event would get anything by it.
    """

    def __init__(self, client: Client, till: Till, clock: Callable[[], Awaitable[int]]) -> None:
        """Listen to a bot's connection; nothing is settled until it runs."""
        self.till = till
        self._rest = Entitlements(client)
        self._client = client
        self._clock = clock
        self._heard: asyncio.Queue[int] = asyncio.Queue()
        self._looking = False  # all are to be looked through already
        self._missed = False  # something went wrong since that was done
        client.on_entitled.append(self._heard.put_nowait)
        client.on_back.append(self.look_through)

    def look_through(self) -> None:
        """Settle all there are, as something may have been missed."""
        if not self._looking:
            self._looking = True
            self._heard.put_nowait(_EVERYTHING)

    async def quiet(self) -> None:
        """Wait until all that was heard is settled."""
        await self._heard.join()

    async def run(self) -> None:
        """Settle what is heard, until it is cancelled."""
        await self._client.connected_once.wait()
        while True:
            try:
                async with asyncio.timeout(_SOON if self._missed else _AGAIN):
                    id_ = await self._heard.get()
            except TimeoutError:
                self.look_through()
                continue
            try:
                await (self._everything() if id_ == _EVERYTHING else self._one(id_))
            except Exception:  # noqa: BLE001 - whatever it is, the next ones are settled, and this one again
                _log.exception("entitlement %d could not be settled", id_)
                self._missed = True
            finally:
                self._heard.task_done()

    async def _one(self, id_: int) -> None:
        sent = await self._rest.one(id_)
        if sent is None:
            await self._lost(str(id_))
        else:
            await self._settled(sent)

    async def _lost(self, id_: str) -> None:
        """Take back what Discord does not know any more."""
        row = await self.till.rows.get(id_)
        if row is not None and row.account:
            sku = int(row.details.get("sku", 0))
            await self.till.settle(Entitlement(id_, row.account, sku, gone=True))

    async def _everything(self) -> None:
        self._looking = self._missed = False
        if not self.till.skus and not self.till.game.active.ruleset.products:
            return
        self._told_apart()
        after = 0
        while page := await self._rest.page(after):
            for sent in page:
                after = max(after, int(sent["id"]))
                try:
                    await self._settled(sent)
                except Exception:  # noqa: BLE001 - one that cannot be settled keeps nobody else from his
                    _log.exception("entitlement %s could not be settled", sent["id"])
                    self._missed = True

    def _told_apart(self) -> None:
        """Say which SKUs are set for what no game has; what is bought of them cannot be granted."""
        products = self.till.game.active.ruleset.products
        for name in sorted({*self.till.skus} - {*products}):
            _log.warning("`REVE_SKUS` names `%s`, and no product is called so", name)

    async def _settled(self, sent: Payload) -> None:
        try:
            paid = read(sent, self._client.application, await self._clock())
        except ForeignError as foreign:
            _log.warning("%s; nothing is granted for it", foreign)
            return
        settled = await self.till.settle(paid)
        if settled.consume:
            await self._rest.consume(paid.id)
