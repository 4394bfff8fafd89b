"""`/shop`: what is sold for money, with the exact odds of all luck in it, before anybody pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.asked import Asked
from bot.look import Look, looking
from bot.message import Button, Card, Message
from bot.own.own import Desk, Own
from bot.own.say import Words
from bot.own.tap import Tap
from bot.words import moment, word
from engine.live.aside import aside
from engine.live.command import Command
from engine.live.correct.collect import owed
from engine.live.paid.purchases import Purchase
from engine.live.paid.purse import called
from engine.view.ask import Situation
from engine.view.paid import Draws, paid_odds
from engine.view.voice import Voice
from rules.define.form import entry, scalar_text
from rules.program.product import CONSUMABLE, Product

_PAGE = 5
_LATELY = 3
_CENTS = 100
_WORDS = Words(
    "shop",
    {
        "en": {
            "summary": "What is sold for money, with its exact odds.",
            "empty": "Nothing is sold for money here.",
            "price": "{price}",
            "once": "{price}, once",
            "while": "{price}, for as long as it is paid",
            "draws": "{times} \u00d7 {table}, each of them:",
            "things": "On average, it holds:",
            "row": "- {name}: {chance}",
            "stays": "What you buy, and all that it pays for, stays with you: you cannot give it away.",
            "tradable": "What you buy you may give away.",
            "lately": "{product}: {state}, {when}",
            "state.granted": "it came",
            "state.test": "it came (a test)",
            "state.pending": "paid, and on its way",
            "state.refunded": "the money went back",
            "owes": "You owe {amounts} for what was refunded. Until that is paid, you can give nothing away.",
        },
        "de": {
            "summary": "Was für Geld verkauft wird, mit den genauen Chancen.",
            "empty": "Hier wird nichts für Geld verkauft.",
            "price": "{price}",
            "once": "{price}, einmal",
            "while": "{price}, solange bezahlt wird",
            "draws": "{times} \u00d7 {table}, jeweils:",
            "things": "Im Durchschnitt ist darin:",
            "row": "- {name}: {chance}",
            "stays": "Was du kaufst und damit bezahlst, bleibt bei dir: Es lässt sich nicht tauschen.",
            "tradable": "Was du kaufst, lässt sich tauschen.",
            "lately": "{product}: {state}, {when}",
            "state.granted": "angekommen",
            "state.test": "angekommen (zur Probe)",
            "state.pending": "bezahlt und unterwegs",
            "state.refunded": "das Geld ging zurück",
            "owes": "Du schuldest {amounts} für Erstattetes. Das wird zuerst bezahlt, bis dahin kein Tausch.",
        },
    },
)


_Owed = tuple[tuple[str, str, int], ...]


class _Ware(NamedTuple):
    """A product as it may be offered to somebody."""

    product: Product
    odds: tuple[Draws, ...]


async def _answer(desk: Desk, asked: Asked) -> Message:
    return await _shown(desk, asked, 1)


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    return await _shown(desk, asked, tap.number("n"))


async def _shown(desk: Desk, asked: Asked, page: int) -> Message:
    voice, till = desk.voice(asked), desk.till
    if till is None:
        return Message(_WORDS.say(voice, "empty"))
    world = desk.service.game.active.ruleset.world(asked.guild)
    command = Command("", world, asked.user, "", {}, asked.guild, asked.channel)
    situation, owes = await looking(desk.service, command, _state)
    products = sorted(till.sold.values(), key=lambda each: (each.cents, each.name))
    wares = [ware for each in products if (ware := await _ware(voice, each, situation)) is not None]
    pages = max(1, -(-len(wares) // _PAGE))
    page = min(max(page, 1), pages)
    here = wares[(page - 1) * _PAGE : page * _PAGE]
    cards = [_card(voice, ware) for ware in here]
    if pages > 1:
        cards[-1] = replace(cards[-1], footer=voice.word("page", page=str(page), pages=str(pages)))
    text = _said(voice, wares, owes, await till.rows.lately(asked.user, _LATELY))
    buttons = [Button("", f"sku{each.product.name}", sku=str(till.skus[each.product.name])) for each in here]
    buttons += [
        Button(word(voice, key), SHOP.tap(asked, "page", n=to))
        for key, to in (("back", page - 1), ("next", page + 1))
        if 1 <= to <= pages
    ]
    return Message(text, cards=tuple(cards), buttons=tuple(buttons))


def _state(look: Look) -> tuple[Situation, _Owed]:
    """Return how things stand for whoever asks, and what he owes."""
    stored = look.objects.held[look.task.me].stored
    rows = ((*called(look.active, asset), amount) for asset, amount in owed(look.active, stored).items())
    return Situation(look.state, look.sight.moment, {}), tuple(rows)


async def _ware(voice: Voice, product: Product, situation: Situation) -> _Ware | None:
    """Return a product with its odds; what has none that are known is not sold."""
    odds = await aside(paid_odds, voice, product, situation)
    return None if odds is None else _Ware(product, odds)


def _said(voice: Voice, wares: Sequence[_Ware], owes: _Owed, lately: Sequence[Purchase]) -> str:
    lines = [] if wares else [_WORDS.say(voice, "empty")]
    if not all(each.product.tradable for each in wares):
        lines.append(_WORDS.say(voice, "stays"))
    if owes:
        lines.append(_WORDS.say(voice, "owes", amounts=voice.amounts(owes)))
    for each in lately:
        state = _WORDS.say(voice, f"state.{each.state}")
        name = _name(voice, each.product) if each.product else "?"
        lines.append(_WORDS.say(voice, "lately", product=name, state=state, when=moment(each.at)))
    return "\n".join(lines)


def _card(voice: Voice, ware: _Ware) -> Card:
    product = ware.product
    node = voice.ruleset.definitions.declared("products")[product.name]
    key = f"products.{product.name}.summary"
    sort = {CONSUMABLE: "price", "durable": "once"}.get(product.kind, "while")
    lines = [
        voice.own(key, scalar_text(entry(node, "summary"))),
        f"**{_WORDS.say(voice, sort, price=price(voice, product.cents, product.currency))}**",
        *(line for draws in ware.odds for line in _odds(voice, draws)),
        _WORDS.say(voice, "tradable") if product.tradable else "",
    ]
    title = f"{scalar_text(entry(node, 'emoji'))} {_name(voice, product.name)}".strip()
    return Card(title, "\n".join(line for line in lines if line))


def _odds(voice: Voice, draws: Draws) -> list[str]:
    head = "draws" if draws.table else "things"
    return [
        _WORDS.say(voice, head, times=draws.times, table=draws.table),
        *(_WORDS.say(voice, "row", name=name, chance=chance) for name, chance in draws.rows),
    ]


def _name(voice: Voice, product: str) -> str:
    node = voice.ruleset.definitions.declared("products").get(product)
    return voice.own(f"products.{product}.name", scalar_text(entry(node, "name")) or product)


def price(voice: Voice, cents: int, currency: str) -> str:
    """Return an amount of money, with the mark of decimals that a language has."""
    mark = "." if voice.locale.startswith("en") else ","
    return f"{cents // _CENTS}{mark}{cents % _CENTS:02d} {currency}"


SHOP = Own("shop", _WORDS, _answer, pressed=_pressed, needs=lambda ruleset: bool(ruleset.products))
