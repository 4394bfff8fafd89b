"""`/revenue`: what was sold of late, by product and currency, what went back, and what waits."""

from __future__ import annotations

from collections import defaultdict

from bot.asked import Asked
from bot.message import Card, Message
from bot.own.operating import operators_words
from bot.own.own import Desk, Own, Param
from bot.own.shop import price
from bot.role import Role
from bot.wire import Option
from bot.words import mention
from engine.live.paid.revenue import Line, revenue
from rules.expression.type import DAY

_DAYS, _MOST_DAYS = 30, 3650
_WAITING = 10
_WORDS = operators_words(
    "revenue",
    {
        "en": {
            "summary": "What was sold for money, and what went back.",
            "option.days": "Of how many days; 30, if left out.",
            "none": "Nothing was sold in {days} days.",
            "title": "Revenue of {days} days",
            "line": "**{product}**: {sold} sold, {refunds} went back, {net}",
            "total": "All: {net}, before what Discord keeps",
            "tests": "For tests: {tests}",
            "waiting": "Paid, and not granted (a SKU that `REVE_SKUS` does not name?):",
            "one": "- `{id}`: SKU {sku}, {player}",
        },
        "de": {
            "summary": "Was für Geld verkauft wurde und was zurückging.",
            "option.days": "Von wie vielen Tagen; sonst 30.",
            "none": "In {days} Tagen wurde nichts verkauft.",
            "title": "Einnahmen von {days} Tagen",
            "line": "**{product}**: {sold} verkauft, {refunds} zurück, {net}",
            "total": "Alles: {net}, vor dem Anteil von Discord",
            "tests": "Zur Probe: {tests}",
            "waiting": "Bezahlt und nicht gewährt (eine SKU, die `REVE_SKUS` nicht nennt?):",
            "one": "- `{id}`: SKU {sku}, {player}",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    voice, days = desk.voice(asked), int(asked.options.get("days") or _DAYS)
    now = await desk.service.now()
    found = await revenue(desk.service.store, now - days * DAY)
    waiting = await desk.till.rows.pending() if desk.till is not None else []
    by_product: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for each in found:
        if each.currency:
            by_product[each.product, each.currency].append(each)
    totals: dict[str, int] = defaultdict(int)
    lines = []
    for (product, currency), rows in sorted(by_product.items()):
        net = sum(row.net for row in rows)
        totals[currency] += net
        sold, refunds = (sum(getattr(row, name) for row in rows) for name in ("sold", "refunds"))
        values = {"product": product, "sold": sold, "refunds": refunds, "net": price(voice, net, currency)}
        lines.append(_WORDS.say(voice, "line", **values))
    if totals:
        written = ", ".join(price(voice, each, currency) for currency, each in sorted(totals.items()))
        lines.append(_WORDS.say(voice, "total", net=written))
    else:
        lines.append(_WORDS.say(voice, "none", days=days))
    if tests := sum(each.tests for each in found):
        lines.append(_WORDS.say(voice, "tests", tests=tests))
    if waiting:
        lines.append(_WORDS.say(voice, "waiting"))
    for row in waiting[:_WAITING]:
        values = {"id": row.id, "sku": row.details.get("sku", "?"), "player": mention(row.account)}
        lines.append(_WORDS.say(voice, "one", **values))
    return Message(cards=(Card(_WORDS.say(voice, "title", days=days), "\n".join(lines)),))


REVENUE = Own(
    "revenue",
    _WORDS,
    _answer,
    least=Role.OWNER,
    params=(Param("days", Option.INTEGER, lo=1, hi=_MOST_DAYS),),
    for_operators=True,
)
