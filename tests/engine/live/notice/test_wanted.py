"""Notices of a live game: from what happened to who is told, by what he wants when it is due."""

from __future__ import annotations

import asyncio

from engine.chance import CounterChance
from engine.live.notice.letter import Letter
from engine.live.notice.outbox import Outbox
from engine.live.notice.post import Post
from engine.live.notice.wanted import Interest
from engine.live.store.sqlite import SqliteStore
from rules.define.moment import moment
from rules.expression.type import HOUR
from tests.engine.live.playing import playing
from tests.packs import GAME
from tests.play import BEGINS, ruleset

HEAD = GAME.replace("}", ', notices: {of: notice, when: "wants(it) and it.holds"}}', 1)
PACK = """
kinds: {notice: {fields: {holds: {formula: bool}}}}
notice: {full: {holds: verve >= 10}, hello: {holds: "true"}}
variables:
  wants: {per: notice, type: bool}
  verve: {type: {int: [0, 10]}, spendable: true, default: 10, regenerates: {by: 1, every: 1h, up_to: 10}}
reactions: {full: {when: verve < 10, do: [{tell: full, at: full_at(verve)}]}}
actions:
  run: {cost: {verve: 2}}
  notify: {params: {notice: {type: notice}, send: {type: bool}}, do: [{set: {wants(notice): send}}]}
  greet: {params: {p: {type: player}}, do: [{tell: hello, to: p}]}
texts: {en: {full: "Full: {verve}.", hello: Hello.}}
"""


class Recorded:
    """A transport that only remembers."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, str]] = []

    async def send(self, letter: Letter) -> None:
        """Remember who was told of what."""
        self.sent.append((letter.owner, letter.topic))


def test_players_are_told_of_what_they_turned_on_when_it_is_due() -> None:
    rules = ruleset(PACK, HEAD)
    now = [moment(BEGINS, rules.catalogue.calendar) or 0]

    async def clock() -> int:
        return now[0]

    async def run() -> None:
        async with playing(SqliteStore("memory://", clock=lambda _: now[0]), rules) as players:
            game, transport = players.game, Recorded()
            outbox = Outbox(game.store.engine)
            wanted = Interest(game.store, lambda: game.active, CounterChance(1))
            post = Post(outbox, transport, wanted, clock)
            await players.do(1, "greet", p=2)
            await post.tick()
            assert transport.sent == []  # nobody is told who did not ask for it
            await players.do(2, "notify", notice="hello", send=True)
            await players.do(2, "notify", notice="full", send=True)
            await players.do(1, "greet", p=2)
            await post.tick()
            assert transport.sent == [(2, "hello")]
            await players.do(2, "run")
            now[0] += HOUR
            await players.do(2, "run")  # it will be full two hours later than it was said before
            now[0] += HOUR
            await post.tick()
            assert len(transport.sent) == 1
            now[0] += 2 * HOUR
            await post.tick()
            assert transport.sent == [(2, "hello"), (2, "full")]
            assert await outbox.figures() == {"dropped": 1, "sent": 2}
            assert players.heard.errors == []

    asyncio.run(run())
