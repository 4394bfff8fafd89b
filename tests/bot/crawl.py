"""What a bot shows -> each kind of component used once, by whom it is for; and which kinds there were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot import press
from bot.local.discord import LocalDiscord
from bot.local.exchange import Exchange, Message
from bot.local.judge.component import walk
from bot.local.person import Person
from bot.own.tap import VERB
from bot.wire import Component, Kind, Payload

Sort = tuple[str, ...]  # what a component does, whatever it does it to
TYPED, FORM, COMPLETED = "typed", "form", "completed"
_EVERYBODY = "0"
_LISTS = frozenset({Component.SELECT, *range(5, 9)})
_MOST, _TIMES = 40, 12


def sort_of(custom_id: str) -> Sort:
    """Return what kind of thing a component does."""
    _, verb, _, name, step, *_ = (*custom_id.split("|"), "", "", "", "", "")
    if verb == VERB:
        return VERB, name, step
    return (verb, "") if verb in {press.CANCEL, press.PAGE} else (verb, name)


@dataclass(slots=True)
class Crawl:
    """What was offered, and what was used; *fills* are what is written into a form, by key."""

    discord: LocalDiscord
    fills: dict[str, str] = field(default_factory=dict)
    offered: set[Sort] = field(default_factory=set)
    used: set[Sort] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    leads: dict[Sort, set[Sort]] = field(default_factory=dict)  # what was offered after what
    times: Counter[Sort] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Note whatever anybody does from now on."""
        happen = self.discord.happen

        async def noted(
            person: Person, kind: Kind, what: Payload, message: Message | None = None
        ) -> Exchange:
            self.used |= set(_done(kind, what))
            return await happen(person, kind, what, message)

        self.discord.happen = noted  # type: ignore[method-assign]

    async def type(self, person: Person, text: str) -> None:
        """Type a command until everything that is offered then was used."""
        for _ in range(_MOST):
            self.said.append(f"> {text}\n{await person.type(text)}")
            if not await self.follow(person):
                return
        raise RecursionError(text)

    async def follow(self, person: Person) -> bool:
        """Use what nobody has used yet, as long as there is any; tell whether there was."""
        found = False
        while (new := next(self._new(person), None)) is not None:
            message, part = new
            found = True
            self.times[sort_of(part["custom_id"])] += 1
            exchange = await person.send(part["custom_id"], message, _values(part), Component(part["type"]))
            self.said.append(f"[{part.get('label') or part['type']}]\n{await person.answer(exchange)}")
            shown = {sort_of(each["custom_id"]) for message in exchange.shown for each in _parts(message)}
            self.leads.setdefault(sort_of(part["custom_id"]), set()).update(shown)
            if person.modals:
                await self._fill(person)
        return found

    def _is_new(self, sort: Sort) -> bool:
        """Tell whether something was not used yet, or leads to what was not."""
        return sort not in self.used or (
            self.times[sort] < _TIMES and bool(self.leads.get(sort, set()) - self.used)
        )

    async def complete(self, person: Person) -> None:
        """Ask for suggestions wherever nobody has yet."""
        for path, option in completed(person.commands.values()):
            if (COMPLETED, path, option) not in self.used:
                await person.suggested(f"/{path} {option}:")

    def look(self) -> None:
        """Note all that is offered to anybody."""
        for message in self.discord.interactions.messages:
            self.offered |= {sort_of(part["custom_id"]) for part in _parts(message)}

    def _new(self, person: Person) -> Iterator[tuple[Message, Payload]]:
        self.look()
        mine = {_EVERYBODY, press.base36(person.id)}
        for message in reversed(person.messages):
            # A list may take the place of what stands below it.
            for part in sorted(_parts(message), key=lambda part: part["type"] != Component.BUTTON):
                if self._is_new(sort_of(part["custom_id"])) and part["custom_id"].split("|")[2] in mine:
                    yield message, part

    async def _fill(self, person: Person) -> None:
        modal, message = person.modals.pop()
        parts = [self._filled(each["component"]) for each in modal["components"]]
        rows = [{"type": int(Component.LABEL), "id": 1, "component": part} for part in parts]
        what = {"custom_id": modal["custom_id"], "components": rows}
        exchange = await self.discord.happen(person, Kind.MODAL, what, message)
        self.said.append(f"<{modal['title']}>\n{await person.answer(exchange)}")

    def _filled(self, inner: Payload) -> Payload:
        filled = {"type": inner["type"], "id": 1, "custom_id": inner["custom_id"]}
        if inner["type"] == Component.SELECT:
            return {**filled, "values": [inner["options"][0]["value"]]}
        return {**filled, "value": self.fills.get(inner["custom_id"]) or inner.get("value") or "1"}


def completed(commands: Iterable[Payload]) -> Iterator[tuple[str, str]]:
    """Yield each option for which something is suggested, after the path of its command."""
    for path, node in leaves(commands):
        yield from ((path, each["name"]) for each in node.get("options") or () if each.get("autocomplete"))


def leaves(nodes: Iterable[Payload], path: str = "") -> Iterator[tuple[str, Payload]]:
    """Yield what can be typed, by its path."""
    for node in nodes:
        here = f"{path} {node['name']}".strip()
        inner = [each for each in node.get("options") or () if each["type"] in {1, 2}]
        yield from leaves(inner, here) if inner else [(here, node)]


def _done(kind: Kind, what: Payload) -> Iterator[Sort]:
    if kind is Kind.COMPONENT:
        yield sort_of(what["custom_id"])
    elif kind is Kind.MODAL:
        yield FORM, *sort_of(what["custom_id"])
    elif kind is Kind.COMMAND:
        yield TYPED, " ".join(_path(what))
    else:
        yield COMPLETED, " ".join(_path(what)), _focused(what)


def _path(what: Payload) -> Iterator[str]:
    yield what["name"]
    for each in what.get("options") or ():
        if each["type"] in {1, 2}:
            yield from _path(each)


def _focused(what: Payload) -> str:
    for each in what.get("options") or ():
        if each.get("focused"):
            return str(each["name"])
        if found := _focused(each):
            return found
    return ""


def _parts(message: Message) -> list[Payload]:
    return [each for each in walk(message.payload["components"]) if each.get("custom_id")]


def _values(part: Payload) -> list[Any] | None:
    """Return what is chosen from a list; nothing of what Discord lists by itself."""
    if part["type"] not in _LISTS:
        return None
    options = part.get("options") or ()
    return [options[0]["value"]] if options else []
