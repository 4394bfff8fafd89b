"""What an application has to be bought -> entitlements: bought, made for a test, consumed, paid back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from enum import IntEnum
from http import HTTPStatus

from aiohttp import web

from bot.local.body import read_body
from bot.local.place import now, snowflake
from bot.local.respond import RefusedError, nothing, respond
from bot.wire import Bought, Code, Payload

PATH = "/applications/{application_id}/entitlements"
ONE = f"{PATH}/{{entitlement_id}}"
CONSUME = f"{ONE}/consume"
_MOST = 100
Tell = Callable[[str, str, Payload], Awaitable[None]]


class Sort(IntEnum):
    """What an SKU is."""

    DURABLE = 2
    CONSUMABLE = 3
    SUBSCRIPTION = 5


class Shop:
    """The SKUs of one application, and who has which; *tell* is the gateway."""

    def __init__(self, application: str, tell: Tell, object_: Callable[[Iterable[str]], bool]) -> None:
        """Begin with nothing to be sold."""
        self.application = application
        self.skus: dict[str, Sort] = {}
        self.entitlements: dict[str, Payload] = {}
        self.consumed: list[str] = []
        self.told = 0  # events
        self._tell = tell
        self._object = object_

    def stock(self, sku: int, sort: Sort = Sort.CONSUMABLE) -> str:
        """Begin to have something."""
        self.skus[str(sku)] = sort
        return str(sku)

    async def buy(
        self, user: int, sku: str | int, sort: Bought = Bought.PURCHASE, *, heard: bool = True, **more: object
    ) -> Payload:
        """Let somebody pay; the bot hears of it, unless it is not *heard*."""
        made: Payload = {
            "id": snowflake(), "sku_id": str(sku), "application_id": self.application, "user_id": str(user),
            "type": int(sort), "deleted": False, "consumed": False,
            "promotion_id": None, "starts_at": now(), "ends_at": None, **more,
        }  # fmt: skip
        self.entitlements[made["id"]] = made
        if heard:
            await self.say("CREATE", made)
        return made

    async def pay_back(self, id_: str, *, heard: bool = True) -> None:
        """Let the money go back."""
        self.entitlements[id_]["deleted"] = True
        if heard:
            await self.say("DELETE", self.entitlements[id_])

    async def end(self, id_: str, at: str, *, heard: bool = True) -> None:
        """Let a subscription end."""
        self.entitlements[id_]["ends_at"] = at
        if heard:
            await self.say("UPDATE", self.entitlements[id_])

    async def say(self, what: str, entitlement: Payload) -> None:
        """Tell the bot of one, whatever the truth is."""
        self.told += 1
        await self._tell("", f"ENTITLEMENT_{what}", entitlement)

    def wrong_buttons(self, parts: Iterable[Payload]) -> Iterable[str]:
        """Yield the SKUs that buttons are there for and nobody has."""
        for each in parts:
            if each.get("sku_id") and each["sku_id"] not in self.skus:
                yield f"button: the application has no SKU {each['sku_id']}"

    def routes(self) -> list[tuple[str, str, Callable[[web.Request], Awaitable[web.Response]]]]:
        """Return what REST answers here."""
        return [
            ("GET", PATH, self._list),
            ("POST", PATH, self._test),
            ("GET", ONE, self._show),
            ("DELETE", ONE, self._delete),
            ("POST", CONSUME, self._consume),
        ]

    def _mine(self, request: web.Request) -> None:
        if request.match_info["application_id"] != self.application:
            raise RefusedError(Code.MISSING_ACCESS, "Missing Access")

    def _one(self, request: web.Request) -> Payload:
        self._mine(request)
        found = self.entitlements.get(request.match_info["entitlement_id"])
        if found is None or found["application_id"] != self.application:
            raise RefusedError(Code.UNKNOWN_ENTITLEMENT, "Unknown Entitlement")
        return found

    async def _list(self, request: web.Request) -> web.Response:
        self._mine(request)
        asked, most = request.query, int(request.query.get("limit", _MOST))
        if not 1 <= most <= _MOST:
            self._object([f"entitlements: asks for {most}; from 1 to {_MOST}"])
            raise RefusedError(Code.FORM, "Invalid Form Body")
        hides = asked.get("exclude_deleted", "true") in {"1", "true"}
        found = [
            each
            for id_, each in sorted(self.entitlements.items(), key=lambda pair: int(pair[0]))
            if int(id_) > int(asked.get("after", 0)) and not (hides and each["deleted"])
        ]
        return respond(found[:most] if "after" in asked else found[-most:][::-1])

    async def _show(self, request: web.Request) -> web.Response:
        return respond(self._one(request))

    async def _test(self, request: web.Request) -> web.Response:
        self._mine(request)
        body, _ = await read_body(request)
        if str(body["sku_id"]) not in self.skus:
            raise RefusedError(Code.FORM, "Invalid Form Body")
        sort, owner = Bought.SUBSCRIPTION, int(body["owner_id"])
        return respond(await self.buy(owner, body["sku_id"], sort, starts_at=None, ends_at=None))

    async def _delete(self, request: web.Request) -> web.Response:
        await self.pay_back(self._one(request)["id"])
        return nothing()

    async def _consume(self, request: web.Request) -> web.Response:
        found = self._one(request)
        if self.skus.get(found["sku_id"]) is not Sort.CONSUMABLE:
            self._object([f"consume: SKU {found['sku_id']} is not consumable"])
            raise RefusedError(Code.FORM, "Invalid Form Body")
        found["consumed"] = True
        self.consumed.append(found["id"])
        return web.Response(status=HTTPStatus.NO_CONTENT)
