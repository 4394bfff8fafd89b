"""Players, their receipts and what came of a correction -> lines that an operator reads."""

from __future__ import annotations

import json
from collections.abc import Iterator

from cli.moment import written
from engine.live.people.look import Seen, Told
from engine.live.reply import Amount, Reply


def seen(one: Seen) -> Iterator[str]:
    """Yield what is known of a player in one world."""
    called = f" ({one.name})" if one.name else ""
    yield f"world {one.world}, player {one.number}{called}, last seen {written(one.time)}"
    if one.banned > one.time:
        yield f"  kept out until {written(one.banned)}"
    yield from (f"  {name}  {_value(value)}" for name, value in one.has.items())
    yield from (f"  owes {amount:,} {name}" for name, amount in one.owes.items())
    for at, actor, action, detail in one.notes:
        yield f"  {written(at)}  {actor or '-'}  {action}  {detail}".rstrip()


def told(one: Told) -> str:
    """Return a receipt on one line."""
    reply = one.reply
    came = ", ".join(map(signed, reply.assets)) if reply.outcome == "accepted" else reply.reason
    return f"{written(reply.time)}  {reply.receipt}  {one.action}  {reply.outcome}  {came}".rstrip()


def answered(reply: Reply) -> str:
    """Return what came of a correction, with the id under which it can be repeated."""
    if reply.outcome != "accepted":
        lacks = [
            f"there are {each.has:,} {each.key or each.slot} of {each.needs:,}" for each in reply.lacking
        ]
        why = "; ".join(filter(None, (reply.reason, reply.message, *lacks)))
        return f"{reply.outcome}: {why} (receipt {reply.receipt})"
    lines = [f"done: receipt {reply.receipt}", *(f"  {signed(each)}" for each in reply.assets)]
    lines += [f"  owed: {each.needs - each.has:,} {each.key or each.slot}" for each in reply.lacking]
    lines += [f"  no room for {signed(each)}" for each in reply.cut]
    return "\n".join(lines)


def signed(amount: Amount) -> str:
    """Return so much of an asset, gained or lost."""
    return f"{amount[2]:+,} {amount[1] or amount[0]}"


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | bool) else str(value)
