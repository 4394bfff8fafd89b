"""A pool of records that is empty in some case, so that a draw would give nothing without a word."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.pool import empties
from rules.check.subject import Subject
from rules.define.form import entry
from rules.document import Node
from rules.lower.here import Here
from rules.problem import Problem, error, warning
from rules.program.node import Select

EMPTY = error("E614", "nothing fits a pool")
MAY_BE_EMPTY = error("E615", "a pool may be empty, and nothing says what comes then")
NEVER_EMPTY = warning("W702", "a pool is never empty, so `if_empty` never comes")
CODES = (EMPTY, MAY_BE_EMPTY, NEVER_EMPTY)

_NAMED = 12

Drawn = list[tuple[Select, Here]]


def check(pack: Subject) -> Iterator[Problem]:
    """Yield pools that hold nothing for some values of what they read, each of these cases named."""
    pools: dict[int, tuple[Node, bool, Drawn]] = {}
    for select, node, has_other, here in pack.session.pools:
        pools.setdefault(id(node), (node, has_other, []))[2].append((select, here))
    for node, has_other, drawn in pools.values():
        yield from _pool(pack, node, drawn, has_other=has_other)


def _pool(pack: Subject, node: Node, drawn: Drawn, *, has_other: bool) -> Iterator[Problem]:
    found = [empties(select, here.facts, pack.code) for select, here in drawn]
    cases = list(dict.fromkeys(case for each in found for case in each or ()))
    kind = drawn[0][0].domain.kind
    if has_other:
        if kind and not cases and None not in found:
            yield _never(node)
        return
    place = (entry(node, "where") or entry(node, "one_of") or node).place
    if cases:
        yield EMPTY.at(
            place,
            f"no `{kind}` fits{_told(cases)}",
            help="let one fit, or say what comes instead: `if_empty: …`",
        )
    elif None in found:
        said = f"whether some `{kind}` fits is not known before the game is played"
        yield MAY_BE_EMPTY.at(place, said, help="say what comes when none does: `if_empty: …`")


def _told(cases: list[str]) -> str:
    if cases == [""]:
        return ""
    named = "; ".join(case for case in cases[:_NAMED])
    more = f"; and {len(cases) - _NAMED} cases more" if len(cases) > _NAMED else ""
    return f" where {named}{more}"


def _never(node: Node) -> Problem:
    written = entry(node, "if_empty") or node
    return NEVER_EMPTY.at(
        written.place, "the pool is never empty: this never comes", help="take `if_empty` out"
    )
