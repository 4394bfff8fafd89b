"""What every group asks of many objects -> what PostgreSQL does for it: no table is read whole."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import asyncpg
from sqlalchemy import Dialect, Select, select
from sqlalchemy.dialects import postgresql

from engine.live.store.postgres.give import CONTENT, FIND
from engine.live.store.postgres.read import BEGUN, FOUND, LOCK, OBJECTS, RECEIPTS
from engine.live.store.postgres.transaction import INDEXED
from engine.live.store.postgres.write import NUMBERS, WRITE
from engine.live.store.schema import entry, holding, job, notice, object_, ranking, receipt

MANY = 10_000
FILLED = f"""
INSERT INTO object (id, world, scope, owner, hash)
    SELECT n, 0, 'player', n, '\\x00' FROM generate_series(1, {MANY}) AS n;
INSERT INTO holding (object, slot, key, putter, amount)
    SELECT n, 1, k, 0, 5 FROM generate_series(1, {MANY}) AS n, generate_series(1, 3) AS k;
INSERT INTO cell (object, slot, key, value) SELECT n, 1, 0, 5 FROM generate_series(1, {MANY}) AS n;
INSERT INTO content (noun, name, id) SELECT 'card', 'c' || n, n FROM generate_series(1, {MANY}) AS n;
INSERT INTO receipt (id, world, player, action, request, digest, outcome, reply, ruleset, generation, time,
        epoch, nonce, rolls, saw, objects, hash)
    SELECT 'r' || n, 0, n, 'a', '', '', 'accepted', '', 1, 1, n, 1, 1, '', '', '', ''
    FROM generate_series(1, {MANY}) AS n;
INSERT INTO entry (receipt, number, slot, key, amount, source, target, why)
    SELECT 'r' || n, 0, 1, 1, 1, 0, n, '' FROM generate_series(1, {MANY}) AS n;
INSERT INTO notice (receipt, number, player, topic, "values", due, next_at)
    SELECT 'r' || n, 0, n, 't', '', n, n FROM generate_series(1, {MANY}) AS n;
INSERT INTO job (name, kind, due) SELECT 'j' || n, 'k', n FROM generate_series(1, {MANY}) AS n;
INSERT INTO ranking (world, name, place, player, score, at)
    SELECT 0, 'power', 0, n, n, 0 FROM generate_series(1, {MANY}) AS n;
"""  # noqa: S608 - constants
GROUPS = {
    "begun": BEGUN,
    "lock": LOCK.format("$1"),
    "objects": OBJECTS,
    "receipts": RECEIPTS,
    "found": FOUND,
    "write": WRITE,
}
GIVEN = {"find": FIND, "content": CONTENT}
ORDINARY: dict[str, Select[Any]] = {
    "offers that end": select(object_.c.id)
    .where(object_.c.ends <= 1, object_.c.ends.is_not(None), object_.c.over.is_(False))
    .order_by(object_.c.ends),
    "a player's history": select(receipt.c.id)
    .where(receipt.c.player == 1)
    .order_by(receipt.c.time.desc())
    .limit(10),
    "new receipts": select(receipt.c.id).where(receipt.c.position > MANY - 5),
    "a player's entries": select(entry.c.amount).where((entry.c.source == 5) | (entry.c.target == 5)),
    "who owns": select(holding.c.object).where(holding.c.slot == 2, holding.c.key == 5),
    "notices to send": select(notice.c.id)
    .where(notice.c.state == "waiting", notice.c.next_at <= 5)
    .order_by(notice.c.next_at)
    .limit(10),
    "a player's inbox": select(notice.c.id).where(notice.c.player == 1).order_by(notice.c.due).limit(10),
    "jobs to do": select(job.c.name)
    .where(job.c.done_at.is_(None), job.c.failed_at.is_(None), job.c.due <= 5)
    .order_by(job.c.due)
    .limit(10),
    "the first ten": select(ranking.c.player)
    .where(ranking.c.world == 0, ranking.c.name == "power", ranking.c.place == 0)
    .order_by(ranking.c.score.desc())
    .limit(10),
}


def test_no_statement_of_a_group_reads_a_whole_table_though_it_was_planned_when_all_were_empty(
    postgres_url: str,
) -> None:
    found = asyncio.run(_plans(postgres_url, GROUPS, before=f"SET {INDEXED}"))

    assert {name: _whole(plan) for name, plan in found.items()} == {name: set() for name in GROUPS}


def test_no_ordinary_question_reads_a_whole_table(postgres_url: str) -> None:
    asked = {name: _literal(query) for name, query in ORDINARY.items()} | GIVEN

    found = asyncio.run(_plans(postgres_url, asked))

    assert {name: _whole(plan) for name, plan in found.items()} == {name: set() for name in asked}


def test_a_question_that_no_index_answers_is_seen(postgres_url: str) -> None:
    found = asyncio.run(_plans(postgres_url, {"x": "SELECT id FROM receipt WHERE action = 'draw'"}))

    assert _whole(found["x"]) == {"receipt"}


async def _plans(url: str, statements: dict[str, str], before: str = "") -> dict[str, Any]:
    """Return the plans, those of *before* made before there was anything."""
    line = await asyncpg.connect(url.replace("+asyncpg", "", 1))
    try:
        await line.execute("SET plan_cache_mode = force_generic_plan; SET jit = off;" + before)
        if not before:
            await _fill(line)
        for number, statement in enumerate(statements.values()):
            await line.execute(f"PREPARE s{number} AS {statement}")
            await line.fetch(_explained(number, statement))
        if before:
            await _fill(line)
        return {
            name: json.loads(await line.fetchval(_explained(number, statement)))
            for number, (name, statement) in enumerate(statements.items())
        }
    finally:
        await line.close()


async def _fill(line: Any) -> None:
    await line.execute(FILLED)
    await line.execute("ANALYZE")


def _explained(number: int, statement: str) -> str:
    places = max((int(each) for each in _digits(statement)), default=0)
    given = ", ".join(f"{_empty(statement, place)}" for place in range(1, places + 1))
    return f"EXPLAIN (FORMAT JSON) EXECUTE s{number}" + (f"({given})" if given else "")


def _digits(statement: str) -> Iterator[str]:
    for part in statement.split("$")[1:]:
        yield part.partition(":")[0]


def _empty(statement: str, place: int) -> str:
    """Return an empty array, as the text of one where it is sent so."""
    return "'{}'::text" if f"${place}::{NUMBERS}" in statement else "'{}'"


def _literal(query: Select[Any]) -> str:
    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    return str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _whole(plan: Any) -> set[str]:
    """Return the tables that a plan reads whole."""
    if isinstance(plan, list):
        return set().union(*map(_whole, plan))
    if not isinstance(plan, dict):
        return set()
    found = {plan["Relation Name"]} if plan.get("Node Type") == "Seq Scan" else set()
    return found.union(*map(_whole, plan.values()))
