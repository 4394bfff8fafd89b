"""Guards that all processes count together, in Redis."""

from __future__ import annotations

from collections.abc import Sequence

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from engine.live.breaker import AwayError
from engine.live.guard.answer import Block, Judged, Rule
from engine.live.guard.gcra import MICRO, rate, strikes
from engine.live.guard.script import BLOCKS, JUDGE, LIFT, RENEW
from engine.live.remote import Remote


class Shared:
    """Counting in Redis; *time* (microseconds) stands for its clock in tests.

    A Redis that was emptied, or began anew from an old file, has forgotten what was let through. So it keeps
    since when it counts, and strict guards begin used up; whoever connects looks whether it is the same one.
    """

    def __init__(self, remote: Remote, time: int = 0) -> None:
        self.remote = remote
        self.time = time
        self._connections = -1  # that were made before it was looked at; less: in doubt

    async def judge(
        self, rules: Sequence[Rule], debts: Sequence[int], unsent: dict[str, int]
    ) -> list[Judged]:
        """Let one more through if every rule allows it; raise `AwayError`.

        *debts* is what this process knows to be owed that Redis may not, *unsent* (microseconds) whom it
        blocked alone; what was told is taken out.
        """
        try:
            if self._connections != self.remote.connections:
                await self._renew(unsent)
            keys = [self.remote.key("blocks"), self.remote.key("since")]
            arguments = [self.time]
            for rule, debt in zip(rules, debts, strict=True):
                keys += [self._key(rule.key), self.remote.key("strikes", rule.key)]
                arguments += _arguments(rule, debt)
            answer = await self.remote.script(JUDGE, keys, arguments)
            await self._same_as_before(unsent)
        except AwayError:
            self._connections = -1
            raise
        return [Judged(debt, wait, blocked, bool(begun)) for debt, wait, blocked, begun in answer]

    async def blocks(self) -> list[Block]:
        """Return who is blocked; raise `AwayError`."""
        found = await self.remote.script(BLOCKS, [self.remote.key("blocks")], [self.time])
        pairs = zip(found[::2], found[1::2], strict=True)
        return [self._block(key.decode(), int(left)) for key, left in pairs]

    async def lift(self, key: str) -> bool:
        """Forget all of a key and tell whether it was blocked; raise `AwayError`."""
        keys = [self.remote.key("blocks"), self._key(key), self.remote.key("strikes", key)]
        return bool(await self.remote.script(LIFT, keys, []))

    async def _same_as_before(self, unsent: dict[str, int]) -> None:
        """Raise where it answered over a new connection and may have forgotten what it let through."""
        if self._connections != self.remote.connections and await self._renew(unsent):
            raise AwayError("it is another run of the server")

    async def _renew(self, unsent: dict[str, int]) -> bool:
        """Tell whether this is another Redis than the one that counted before, and tell it of blocks."""
        run = await self.remote.call(_run)
        seen = self.remote.connections  # one that is made while the script runs may lead elsewhere
        keys = [self.remote.key(name) for name in ("blocks", "since", "run")]
        blocks = [part for key, left in unsent.items() for part in (self._key(key), left)]
        is_another = await self.remote.script(RENEW, keys, [self.time, run, *blocks])
        unsent.clear()
        self._connections = seen
        return bool(is_another)

    def _key(self, key: str) -> str:
        return self.remote.key("guard", key)

    def _block(self, key: str, left: int) -> Block:
        guard, _, owner = key.removeprefix(self._key("")).partition(":")
        return Block(guard, owner, -(-left // MICRO))


async def _run(redis: Redis) -> str:
    """Return the name of the server's run, nothing where a host keeps that to itself."""
    try:
        return str((await redis.info("server")).get("run_id", ""))
    except ResponseError:
        return ""


def _arguments(rule: Rule, debt: int) -> list[int]:
    allowed, forgiven = rate(rule.guard), strikes(rule.guard)
    strict = int(rule.guard.strict)
    return [
        allowed.apart,
        allowed.most,
        debt,
        strict,
        forgiven.apart,
        forgiven.most,
        rule.guard.block * MICRO,
    ]
