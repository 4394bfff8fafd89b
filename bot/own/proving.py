"""A receipt of a player -> its luck worked out anew and its proof, or when that can be; in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.message import Card, File, Message
from bot.own.own import Desk
from bot.words import moment
from engine.fair.epoch import Epoch
from engine.fair.proof import Proof
from engine.fair.verify import differences, is_open
from engine.live.fair.day import due
from engine.live.fair.epochs import find
from engine.live.fair.log import UnloggedError
from engine.live.people.history import Entry
from engine.view import measure
from engine.view.voice import Voice

Say = Callable[..., str]


async def proven(desk: Desk, voice: Voice, entry: Entry, say: Say) -> Message:
    """Return what comes of working a receipt's luck out again."""
    epoch = await find(desk.service.store, entry.epoch)
    try:
        proof = await desk.service.log.prove(entry.reply.receipt)
    except UnloggedError:
        return _promised(epoch, say)
    found = differences(proof)
    if not found and not is_open(proof):
        return _promised(epoch, say)
    lines = [
        say("differs"),
        *(f"- {each.what}, {each.where}: {each.said}, {each.expected}" for each in found),
    ]
    told = "\n".join(lines if found else _verified(proof, voice, say))
    file = File("proof.json", proof.written().encode(), say("alt"), "application/json")
    return Message(cards=(Card(say("verified_title"), told),), hidden=True, attached=(file,))


def _promised(epoch: Epoch | None, say: Say) -> Message:
    """Say when it can be worked out, and what was promised before."""
    if epoch is None:
        return Message(say("no_luck"), hidden=True)
    lines = (
        say("later", when=moment(due(epoch))),
        say("promise", epoch=epoch.id, commitment=epoch.commitment.hex()),
        say("why"),
    )
    return Message(cards=(Card(say("verify_title"), "\n".join(lines)),), hidden=True)


def _verified(proof: Proof, voice: Voice, say: Say) -> Iterator[str]:
    leaf = proof.leaf
    yield say("verified")
    if leaf.luck is not None and proof.seed is not None:
        yield say("seed", epoch=leaf.epoch, commitment=proof.commitment.hex(), seed=proof.seed.hex())
        own = ", ".join(
            f"`{holder.seed}`" if holder.seed else say("no_seed") for holder in leaf.luck.basis.holders
        )
        yield say("own_seed", seed=own, nonce=leaf.luck.basis.nonce)
        for number, roll in enumerate(leaf.luck.rolls, start=1):
            value, n = (measure.whole(voice.locale, each) for each in (roll.value, roll.n))
            yield say("rolled_again", number=number, value=value, n=n)
    place, size = (measure.whole(voice.locale, each) for each in (proof.position + 1, proof.size))
    yield say("logged", place=place, size=size, root=proof.root.hex())
    yield say("yourself")
