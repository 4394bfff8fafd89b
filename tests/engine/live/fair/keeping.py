"""Receipts that rolled, written to a store under the epoch of their group."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import insert, select

from engine.fair.luck import Holder, Luck, of_player, written
from engine.fair.secret import Secret
from engine.live.fair.epochs import Epochs
from engine.live.fair.seal import Ring
from engine.live.store.protocol import Batch, Changed, Store
from engine.live.store.schema import ruleset
from tests.engine.fair.forms import luck
from tests.engine.live.store.situations import BEN, player, told, write

KEY, OLD = "11" * 32, "22" * 32
CANARY = b"canary-canary-canary-canary-1234"
RULES = sha256(b"rules").hexdigest()


def epochs(store: Store, *keys: str) -> Epochs:
    """Return the epochs of a store, whose keys are the current one and older ones."""
    current, *old = keys or (KEY,)
    return Epochs(store, Ring(current, old))


async def ben(store: Store) -> int:
    """Return a player who can act: there are rules, and he has a row."""
    async with store.engine.begin() as line:
        if (await line.execute(select(ruleset.c.id))).first() is None:
            rules = {"language": 1, "semantics": 1, "game": "g", "content": b"", "created": 0}
            await line.execute(insert(ruleset).values(hash=RULES, **rules))
    number = (await store.resolve([BEN]))[BEN]
    await write(store, Batch([Changed(player(number))]))
    return number


def fell(number: int, nonce: int, seed: Secret) -> Luck:
    """Return the luck of a command of Ben's."""
    return luck(of_player(Holder(number, "ben"), nonce), seed=seed.reveal())


async def act(store: Store, promised: Epochs, number: int, nonce: int) -> str:
    """Carry out a command of Ben's that rolls, and return its id."""
    async with store.transaction() as group:
        epoch = group.begun.epoch
        came = fell(number, nonce, await promised.seed(epoch))
        rolls = written(came.basis, came.rolls)
        receipt = told(f"c{epoch}-{nonce}", number, epoch=epoch, nonce=nonce, rolls=rolls)
        await group.write(Batch(receipts=[receipt]))
        await group.commit()
    return receipt.id
