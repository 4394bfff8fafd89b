"""What the bot answers -> Discord, through the interaction; that an answer did not come undoes nothing."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Protocol
from weakref import WeakValueDictionary

import aiohttp
import disnake
from disnake.http import Route
from disnake.webhook.async_ import AsyncWebhookAdapter

from bot.asked import Asked
from bot.message import File, Message
from bot.picture import Gallery, in_words, pictured
from bot.wire import EPHEMERAL, Callback, Code, Payload

_CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"
_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_JSON = {"Content-Type": "application/json"}
_log = logging.getLogger(__name__)


class Line(Protocol):
    """How an interaction is answered; each says whether that came, as far as is known."""

    async def think(self, asked: Asked, *, update: bool = False, hidden: bool = False) -> bool:
        """Say that an answer will come; with *update* it will change the message that was clicked on."""

    async def edit(self, asked: Asked, message: Message) -> bool:
        """Say what comes of it, in place of what was thought about or clicked on."""

    async def add(self, asked: Asked, message: Message) -> bool:
        """Say something besides."""

    async def say(self, asked: Asked, message: Message) -> bool:
        """Answer at once."""

    async def repeat(self, asked: Asked, answer: str) -> bool:
        """Answer at once with what was written before, as JSON."""

    async def suggest(self, asked: Asked, choices: list[Payload]) -> bool:
        """Suggest what may be typed."""

    async def open(self, asked: Asked, form: Payload) -> bool:
        """Open a form."""


class RestLine:
    """Answers over REST, by way of disnake's adapter, which knows its rate limits and tries again."""

    def __init__(
        self,
        session: Callable[[], aiohttp.ClientSession],
        application: Callable[[], int],
        gallery: Gallery | None = None,
    ) -> None:
        """Begin; the first two are asked when something is sent: they are there once it has logged in."""
        self._gallery = gallery
        self._session = session
        self._application = application
        self._adapter = AsyncWebhookAdapter()
        # The adapter keeps a lock for each interaction for ever; one that nobody holds is of no use.
        locks: WeakValueDictionary[Any, asyncio.Lock] = WeakValueDictionary()
        self._adapter._locks = locks  # type: ignore[assignment]  # noqa: SLF001

    async def think(self, asked: Asked, *, update: bool = False, hidden: bool = False) -> bool:
        """Say that an answer will come."""
        if update:
            return await self._callback(asked, Callback.DEFER_UPDATE)
        return await self._callback(asked, Callback.DEFER, {"flags": EPHEMERAL} if hidden else None)

    async def say(self, asked: Asked, message: Message) -> bool:
        """Answer at once."""
        return await self._callback(asked, Callback.MESSAGE, message.payload)

    async def repeat(self, asked: Asked, answer: str) -> bool:
        """Answer at once; what goes wrong with it is left to the one who tries again."""
        url = f"{Route.BASE}/interactions/{asked.id}/{asked.token}/callback"
        try:
            async with self._session().post(url, data=answer.encode(), headers=_JSON) as answered:
                if answered.status == HTTPStatus.NO_CONTENT:
                    return True
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            _log.warning("interaction %d: %s", asked.id, error)
        told: Payload = json.loads(answer)
        return await self._callback(asked, Callback(told["type"]), told["data"])

    async def suggest(self, asked: Asked, choices: list[Payload]) -> bool:
        """Suggest what may be typed."""
        return await self._callback(asked, Callback.CHOICES, {"choices": choices})

    async def open(self, asked: Asked, form: Payload) -> bool:
        """Open a form."""
        return await self._callback(asked, Callback.MODAL, form)

    async def edit(self, asked: Asked, message: Message) -> bool:
        """Say what comes of it."""
        return await self._webhook(asked, "PATCH", f"{_WEBHOOK}/messages/@original", message)

    async def add(self, asked: Asked, message: Message) -> bool:
        """Say something besides."""
        return await self._webhook(asked, "POST", _WEBHOOK, message)

    async def _callback(self, asked: Asked, kind: Callback, body: Payload | None = None) -> bool:
        route = Route("POST", _CALLBACK, webhook_id=asked.id, webhook_token=asked.token)
        sent: Payload = {"type": int(kind)}
        return await self._request(asked, route, sent if body is None else {**sent, "data": body})

    async def _webhook(self, asked: Asked, method: Any, path: str, message: Message) -> bool:
        route = Route(method, path, webhook_id=self._application(), webhook_token=asked.token)
        message = in_words(message) if asked.plain else await pictured(message, self._gallery)
        body = message.payload
        if method == "PATCH":
            del body["flags"]
        return await self._request(asked, route, body, message.files)

    async def _request(self, asked: Asked, route: Route, body: Payload, files: Sequence[File] = ()) -> bool:
        """Send it; an answer that Discord has already was lost on the way back, and has come."""
        try:
            if files:
                await self._adapter.request(route, self._session(), multipart=_parts(body, files))
            else:
                await self._adapter.request(route, self._session(), payload=body)
        except disnake.HTTPException as error:
            if error.code == Code.ANSWERED:
                return True
            _log.warning("interaction %d: %s %s: %s", asked.id, route.method, error.status, error.code)
            return False
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            _log.warning("interaction %d: %s", asked.id, error)
            return False
        return True


def _parts(body: Payload, files: Sequence[File]) -> list[Payload]:
    """Return a message with its files as a form has them."""
    parts = [
        {"name": f"files[{at}]", "value": each.content, "filename": each.name, "content_type": each.media}
        for at, each in enumerate(files)
    ]
    return [{"name": "payload_json", "value": json.dumps(body)}, *parts]
