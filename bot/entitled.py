"""An entitlement as Discord sends it -> what was paid for, or why it is none of ours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import disnake

from bot.client import Client
from bot.wire import FREE, Bought, Payload, time_of
from engine.live.paid.entitlement import Entitlement

_SECOND = 1000
_PAGE = 100
_GONE = 404


class ForeignError(Exception):
    """An entitlement of another application, or of a whole server."""


def read(sent: Payload, application: int, now: int) -> Entitlement:
    """Return what was paid for; raise `ForeignError` where it is nothing that a person bought from us.

    What is made for a test has no beginning, or is bought in Discord's test mode.
    """
    if int(sent["application_id"]) != application:
        raise ForeignError(f"entitlement {sent['id']} is of application {sent['application_id']}")
    if not sent.get("user_id") or sent.get("guild_id"):
        raise ForeignError(
            f"entitlement {sent['id']} is of server {sent.get('guild_id')}, and not of a person"
        )
    sort = sent.get("type")
    made = sort == Bought.SUBSCRIPTION and not sent.get("starts_at")
    return Entitlement(
        str(int(sent["id"])),
        int(sent["user_id"]),
        int(sent["sku_id"]),
        gone=bool(sent.get("deleted")),
        over=_over(sent.get("ends_at"), now),
        test=made or sort == Bought.TEST,
        free=sort in FREE,
        used=bool(sent.get("consumed")),
        at=int(time_of(int(sent["id"])) * _SECOND),
    )


def _over(written: str | None, now: int) -> bool:
    return bool(written) and datetime.fromisoformat(str(written)).timestamp() * _SECOND <= now


class Entitlements:
    """What Discord says that people have: events only ring, and the truth is asked for."""

    def __init__(self, client: Client) -> None:
        """Ask by a bot's connection."""
        self.client = client

    async def one(self, id_: int) -> Payload | None:
        """Return one; None where there is none (any more)."""
        try:
            found: Any = await self.client.http.get_entitlement(self.client.application, id_)
        except disnake.NotFound:
            return None
        return dict(found)

    async def page(self, after: int) -> Sequence[Payload]:
        """Return the next of all there are, the oldest first, those that were paid back too."""
        found: Any = await self.client.http.get_entitlements(
            self.client.application, after=after, limit=_PAGE, exclude_deleted=False
        )
        return list(found)

    async def consume(self, id_: str) -> None:
        """Tell Discord that it was granted, so that it may be bought again."""
        await self.client.http.consume_entitlement(self.client.application, int(id_))
