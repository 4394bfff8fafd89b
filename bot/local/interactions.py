"""What a bot answers to interactions -> messages, or why Discord refuses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic

from aiohttp import web

from bot import wire
from bot.local.body import read_body
from bot.local.exchange import LEGAL, WAITING, Exchange, Message
from bot.local.judge.command import wrong_choices
from bot.local.judge.component import walk, wrong_modal
from bot.local.judge.message import called, wrong_message
from bot.local.place import now, snowflake
from bot.local.respond import RefusedError, nothing, respond
from bot.wire import Callback, Code, Payload

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_PARTS = ("content", "embeds", "components", "poll")


class Interactions:
    """Every interaction of late, by token, and the messages that are there."""

    def __init__(self, bot: Payload, object_: Callable[[Iterable[str]], bool]) -> None:
        """Begin with none; *object_* is told what is wrong, and answers whether anything is."""
        self.bot = bot
        self.by_token: dict[str, Exchange] = {}
        self.messages: list[Message] = []
        self.deadline = wire.DEADLINE
        self.ahead = 0.0  # seconds that the clock was set forward
        self._object = object_
        self.sold: Callable[[Iterable[Payload]], Iterable[str]] = lambda _: ()  # what is wrong with buttons

    @property
    def clock(self) -> float:
        """Return the time."""
        return monotonic() + self.ahead

    async def callback(self, request: web.Request) -> web.Response:
        """Take the first answer."""
        body, files = await read_body(request)
        exchange = self.by_token.get(request.match_info["interaction_token"])
        if exchange is None or self.clock - exchange.at > self.deadline:
            raise self._late(exchange)
        if exchange.callback is not None:
            raise self._twice(exchange)
        kind, sent = body["type"], body.get("data") or {}
        if self._object(self._wrong(exchange, kind, sent, len(files))):
            raise RefusedError(Code.FORM, "Invalid Form Body")
        exchange.callback = body
        self._carry_out(exchange, kind, sent, files)
        exchange.answered.set()
        if kind not in WAITING:
            exchange.done.set()
        return nothing()

    def _late(self, exchange: Exchange | None) -> RefusedError:
        what = "an interaction that there is not" if exchange is None else f"{exchange.kind.name}, too late"
        if exchange is not None:
            exchange.refused.append("10062")
        self._object([f"10062: answers {what}"])
        return RefusedError(Code.UNKNOWN_INTERACTION, "Unknown interaction")

    def _twice(self, exchange: Exchange) -> RefusedError:
        exchange.refused.append("40060")
        if not exchange.lost:
            self._object(["40060: answers one interaction twice"])
        return RefusedError(Code.ANSWERED, "Interaction has already been acknowledged.")

    def _wrong(self, exchange: Exchange, kind: int, sent: Payload, files: int) -> Iterable[str]:
        if kind not in LEGAL[exchange.kind]:
            yield f"callback: {kind} does not answer {exchange.kind.name}"
        match kind:
            case Callback.MESSAGE | Callback.UPDATE:
                yield from self._wrong_message(sent, files, part=kind == Callback.UPDATE)
            case Callback.CHOICES:
                yield from wrong_choices("suggested", sent.get("choices") or [])
            case Callback.MODAL:
                yield from wrong_modal(sent)
            case _:
                pass

    def _wrong_message(self, sent: Payload, files: int, *, part: bool) -> Iterable[str]:
        yield from wrong_message(sent, files=files, part=part)
        yield from self.sold(walk(sent.get("components")))
        yield from (f"content: calls {each}" for each in called(sent))

    def _carry_out(self, exchange: Exchange, kind: int, sent: Payload, files: list[Payload]) -> None:
        match kind:
            case Callback.MESSAGE | Callback.DEFER:
                exchange.message = self._new(exchange, sent, files, thinking=kind == Callback.DEFER)
                exchange.shown.append(exchange.message)
            case Callback.UPDATE if exchange.message is not None:
                self._put(exchange.message, sent, files)
                exchange.show(exchange.message)
            case Callback.MODAL:
                exchange.person.modals.append((sent, exchange.message))
                exchange.done.set()
            case _:
                pass

    def _new(
        self, exchange: Exchange, sent: Payload, files: list[Payload], *, thinking: bool = False
    ) -> Message:
        hidden = sent.get("flags", 0) & wire.EPHEMERAL
        metadata = {"id": exchange.id, "type": 2, "user": exchange.person.user}
        payload: Payload = {
            "id": snowflake(), "channel_id": exchange.person.channel["id"], "type": 20, "author": self.bot,
            "content": "", "embeds": [], "attachments": [], "components": [], "mentions": [],
            "mention_roles": [], "mention_everyone": False, "pinned": False, "tts": False,
            "timestamp": now(), "edited_timestamp": None, "flags": hidden, "application_id": self.bot["id"],
            "webhook_id": self.bot["id"],
            "interaction_metadata": {**metadata, "authorizing_integration_owners": {}},
        }  # fmt: skip
        message = Message(payload, exchange.person if hidden else None, thinking)
        self._put(message, sent, files)
        message.thinking = thinking
        self.messages.append(message)
        return message

    def _put(self, message: Message, sent: Payload, files: list[Payload]) -> None:
        """Change what is named of a message."""
        payload = message.payload
        payload |= {key: sent[key] or ([] if key != "content" else "") for key in _PARTS if key in sent}
        for number, each in enumerate(walk(payload["components"]), 1):
            each.setdefault("id", number)
        if files or "attachments" in sent:
            told = {str(each["id"]): each for each in sent.get("attachments") or ()}
            payload["attachments"] = [
                {
                    "id": snowflake(),
                    "url": "http://localhost/",
                    "proxy_url": "",
                    **told.get(str(at), {}),
                    **each,
                }
                for at, each in enumerate(files)
            ]
        message.thinking = False
        payload["edited_timestamp"] = now()

    def _open(self, request: web.Request) -> Exchange:
        """Return the interaction whose token this is, while it lasts."""
        exchange = self.by_token.get(request.match_info["webhook_token"])
        if exchange is None or self.clock - exchange.at > wire.TOKEN_LASTS:
            raise RefusedError(Code.TOKEN_EXPIRED, "Invalid Webhook Token")
        if exchange.callback is None:
            self._object(["10015: follows up before it has answered"])
            raise RefusedError(Code.UNKNOWN_WEBHOOK, "Unknown Webhook")
        return exchange

    async def follow(self, request: web.Request) -> web.Response:
        """Take a further message; the first after a deferral is what was waited for."""
        body, files = await read_body(request)
        exchange = self._open(request)
        if self._object(self._wrong_message(body, len(files), part=False)):
            raise RefusedError(Code.FORM, "Invalid Form Body")
        waiting = exchange.message is not None and exchange.message.thinking
        if waiting and exchange.message is not None:
            self._put(exchange.message, body, files)
            message = exchange.message
        else:
            message = self._new(exchange, body, files)
        exchange.show(message)
        return respond(message.payload)

    async def edit(self, request: web.Request) -> web.Response:
        """Change a message."""
        body, files = await read_body(request)
        exchange = self._open(request)
        message = self._named(exchange, request.match_info["message_id"])
        if self._object(self._wrong_message(body, len(files), part=True)):
            raise RefusedError(Code.FORM, "Invalid Form Body")
        self._put(message, body, files)
        if not any(message.payload[key] for key in ("content", "embeds", "components", "attachments")):
            self._object(["message: is empty once it is edited"])
            raise RefusedError(Code.EMPTY_MESSAGE, "Cannot send an empty message")
        exchange.show(message)
        return respond(message.payload)

    async def delete(self, request: web.Request) -> web.Response:
        """Take a message away."""
        exchange = self._open(request)
        message = self._named(exchange, request.match_info["message_id"])
        self.messages.remove(message)
        if message in exchange.shown:
            exchange.shown.remove(message)
        return nothing()

    def _named(self, exchange: Exchange, name: str) -> Message:
        found = [each for each in exchange.shown if each.id == name]
        if name == "@original" and exchange.message is not None:
            found = [exchange.message]
        if not found or found[0] not in self.messages:
            raise RefusedError(Code.UNKNOWN_MESSAGE, "Unknown Message")
        return found[0]
