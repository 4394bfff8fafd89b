"""Somebody with a phone: types commands, clicks, chooses, fills in, and sees what is there for him."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.local.exchange import Exchange, Message
from bot.local.judge.component import walk
from bot.local.place import now
from bot.local.screen import read
from bot.local.typed import Typed, typed
from bot.wire import Callback, Component, Kind, Option, Payload, Permission

if TYPE_CHECKING:
    from bot.local.discord import LocalDiscord

_PATIENCE = 10.0
_TRUE = {"true", "yes"}


class SilenceError(AssertionError):
    """The bot did not answer in time."""


class Person:
    """A user in one guild; every action returns what is then to be read."""

    def __init__(
        self,
        discord: LocalDiscord,
        user: Payload,
        guild: Payload,
        locale: str,
        permissions: str,
        roles: Sequence[int] = (),
    ) -> None:
        """Sit down in the first channel of a guild."""
        self.seat = 0
        self.files: dict[str, bytes] = {}  # what he can upload, by name
        self.roles = [str(each) for each in roles]
        self.discord = discord
        self.user = user
        self.guild = guild
        self.locale = locale
        self.permissions = permissions
        self.modals: list[tuple[Payload, Message | None]] = []
        self.last: Exchange | None = None

    @property
    def id(self) -> int:
        """Return the user's id."""
        return int(self.user["id"])

    @property
    def commands(self) -> dict[str, Payload]:
        """Return what he can type: what Discord does not hide from him for what he may not do there."""
        held = int(self.permissions)
        return {
            name: each
            for name, each in self.discord.commands(self.guild["id"]).items()
            if held & Permission.ADMINISTRATOR
            or not (needed := int(each.get("default_member_permissions") or 0))
            or held & needed == needed
        }

    @property
    def channel(self) -> Payload:
        """Return where everything happens."""
        channel: Payload = self.guild["channels"][self.seat]
        return channel

    @property
    def member(self) -> Payload:
        """Return the user as a member of the guild."""
        return {
            "user": self.user, "roles": self.roles, "joined_at": now(), "deaf": False, "mute": False,
            "flags": 0, "nick": None, "avatar": None, "pending": False, "premium_since": None,
            "permissions": self.permissions,
        }  # fmt: skip

    @property
    def messages(self) -> list[Message]:
        """Return every message that he can see, the last one last."""
        here = self.channel["id"]
        return [
            each
            for each in self.discord.interactions.messages
            if each.payload["channel_id"] == here and each.only in {None, self}
        ]

    def sees(self) -> str:
        """Return the last message that he can see, as he reads it."""
        return read(self.messages[-1], self.locale) if self.messages else ""

    # --- what he does

    async def type(self, text: str) -> str:
        """Type a command; what it completes is looked up among what is suggested."""
        return await self.answer(await self.start(text))

    async def start(self, text: str) -> Exchange:
        """Type a command, and do not wait."""
        asked = typed(self.commands, text)
        options: list[Payload] = []
        for name, written in asked.given.items():
            option = asked.declared[name]
            value = written
            if option.get("autocomplete"):
                value = await self._completed(asked, options, name, written)
            options.append({"name": name, "type": option["type"], "value": self._value(option, value)})
        return await self._do(Kind.COMMAND, self._with_files(asked.body(options), options))

    def _with_files(self, body: Payload, options: list[Payload]) -> Payload:
        """Upload the files that are named, and say what they are."""
        uploaded = {}
        for option in options:
            if option["type"] == Option.ATTACHMENT:
                name, discord = option["value"], self.discord
                file = discord.files.upload(discord.origin, self.channel["id"], name, self.files[name])
                uploaded[file["id"]] = file
                option["value"] = file["id"]
        return {**body, "resolved": {"attachments": uploaded}} if uploaded else body

    async def suggested(self, text: str) -> list[str]:
        """Return what is suggested for the last option of what is typed so far."""
        asked = typed(self._half(), text)
        name = [*asked.given][-1]
        before = [
            {"name": each, "type": asked.declared[each]["type"], "value": _bare(written)}
            for each, written in asked.given.items()
            if each != name
        ]
        choices = await self._suggestions(asked, before, name, asked.given[name])
        return [each["name"] for each in choices]

    def _half(self) -> dict[str, Payload]:
        """Return the commands as one that is not typed to its end sees them: nothing is required yet."""

        def eased(node: Payload) -> Payload:
            inner = [eased(each) for each in node.get("options") or ()]
            return {**node, "required": False, "options": inner}

        return {name: eased(each) for name, each in self.commands.items()}

    async def click(self, label: str, on: Message | None = None) -> str:
        """Click a button of the last message that has it."""
        return await self.answer(await self.press(label, on))

    async def press(self, label: str, on: Message | None = None) -> Exchange:
        """Click a button, and do not wait."""
        for message in [on] if on is not None else reversed(self.messages):
            for each in walk(message.payload["components"]):
                if each["type"] == Component.BUTTON and each.get("label") == label:
                    if each.get("disabled"):
                        raise LookupError(f"the button `{label}` cannot be clicked")
                    return await self.send(each["custom_id"], message)
        raise LookupError(f"there is no button `{label}`: {self.sees()}")

    async def pay(self, sku: int) -> Payload:
        """Pay for what a button of a message that he sees is there for."""
        shown = [each for message in self.messages for each in walk(message.payload["components"])]
        if not any(each.get("sku_id") == str(sku) for each in shown):
            raise LookupError(f"no button is there to buy SKU {sku}: {self.sees()}")
        return await self.discord.shop.buy(self.id, sku)

    async def send(
        self,
        custom_id: str,
        on: Message,
        values: list[str] | None = None,
        kind: Component = Component.SELECT,
    ) -> Exchange:
        """Use a component by its custom_id, whether it is there or made up."""
        type_ = Component.BUTTON if values is None else kind
        what: Payload = {"custom_id": custom_id, "component_type": int(type_), "id": 1}
        if values is not None:
            what["values"] = values
        return await self._do(Kind.COMPONENT, what, on)

    async def choose(self, *labels: str) -> str:
        """Choose from the last list."""
        for message in reversed(self.messages):
            for each in walk(message.payload["components"]):
                if each["type"] == Component.SELECT:
                    by_label = {option["label"]: option["value"] for option in each["options"]}
                    chosen = [by_label[label] for label in labels]
                    return await self.answer(await self.send(each["custom_id"], message, chosen))
        raise LookupError(f"there is nothing to choose from: {self.sees()}")

    async def pick(self, kind: Component, *ids: int) -> str:
        """Choose from the last list of channels, roles or users that Discord offers; none clears it."""
        for message in reversed(self.messages):
            for each in walk(message.payload["components"]):
                if each["type"] == kind:
                    return await self.answer(
                        await self.send(each["custom_id"], message, [str(id_) for id_ in ids], kind)
                    )
        raise LookupError(f"there is nothing to pick from: {self.sees()}")

    async def fill(self, written: Mapping[str, str]) -> str:
        """Fill in and send the modal that is open, by the labels of its fields."""
        modal, message = self.modals.pop()
        parts = [_filled(each, written) for each in modal["components"]]
        what = {"custom_id": modal["custom_id"], "components": parts}
        return await self.answer(await self._do(Kind.MODAL, what, message))

    async def answer(self, exchange: Exchange) -> str:
        """Wait for what the bot has to say, and read it."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await exchange.done.wait()
                await self.discord.quiet()
        except TimeoutError:
            raise SilenceError(f"{exchange.kind.name}: no answer; {self.discord.violations}") from None
        return "\n".join(read(each, self.locale) for each in exchange.shown)

    # --- on the way

    async def _do(self, kind: Kind, what: Payload, message: Message | None = None) -> Exchange:
        self.last = await self.discord.happen(self, kind, what, message)
        return self.last

    async def _completed(self, asked: Typed, before: list[Payload], name: str, written: str) -> str:
        """Return the value of the suggestion that is called what was written; `?` takes the first."""
        wanted = "" if written == "?" else written
        for each in await self._suggestions(asked, before, name, wanted):
            if written == "?" or written.casefold() in {each["name"].casefold(), str(each["value"])}:
                return str(each["value"])
        return written

    async def _suggestions(
        self, asked: Typed, before: list[Payload], name: str, written: str
    ) -> list[dict[str, Any]]:
        type_ = asked.declared[name]["type"]
        focused = {"name": name, "type": type_, "value": written, "focused": True}
        exchange = await self._do(Kind.AUTOCOMPLETE, asked.body([*before, focused]))
        await self.answer(exchange)
        callback = exchange.callback or {}
        if callback.get("type") != Callback.CHOICES:
            raise SilenceError(f"{name}: nothing was suggested")
        return list(callback["data"]["choices"])

    def _value(self, option: Payload, written: str) -> Any:
        """Return what is sent for an option; raise `LookupError` where Discord would not let it through."""
        if option.get("choices"):
            return _chosen(option, written)
        match option["type"]:
            case Option.INTEGER | Option.NUMBER:
                number = int(written) if option["type"] == Option.INTEGER else float(written)
                if not option.get("min_value", number) <= number <= option.get("max_value", number):
                    raise LookupError(f"{option['name']}: {number} is out of bounds")
                return number
            case Option.BOOLEAN:
                return written.casefold() in _TRUE
            case _:
                return _bare(written)


def _bare(written: str) -> str:
    """Return what somebody wrote, the number of whom he mentioned."""
    return written.removeprefix("<@").removeprefix("@").removesuffix(">")


def _chosen(option: Payload, written: str) -> Any:
    """Return the choice that is called so, or has this value; `?` takes the first."""
    for each in option["choices"]:
        if written == "?" or written.casefold() in {each["name"].casefold(), str(each["value"])}:
            return each["value"]
    names = ", ".join(each["name"] for each in option["choices"])
    raise LookupError(f"{option['name']}: `{written}` is none of {names}")


def _filled(part: Payload, written: Mapping[str, str]) -> Payload:
    """Return a field of a modal as it is sent back."""
    inner = part.get("component") or part["components"][0]
    label = part.get("label") or inner.get("label")
    value = written.get(label, inner.get("value") or "")
    if inner["type"] == Component.SELECT:
        values = [each["value"] for each in inner["options"] if each["label"] == value]
        if not values:
            raise LookupError(f"`{value}` is none of {[each['label'] for each in inner['options']]}")
        chosen = {"type": inner["type"], "id": 1, "custom_id": inner["custom_id"], "values": values}
        return {"type": int(Component.LABEL), "id": 1, "component": chosen}
    if len(value) > inner.get("max_length", len(value)) or (inner.get("required", True) and not value):
        raise LookupError(f"`{value}` cannot be written for {label}")
    leaf = {"type": inner["type"], "id": 1, "custom_id": inner["custom_id"], "value": value}
    return {"type": int(Component.LABEL), "id": 1, "component": leaf}
