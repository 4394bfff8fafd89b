"""A resolved pack and what players wrote -> the pack with their records; what is gone becomes its worth."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.document.node import Mapping as Node
from rules.document.node import Scalar
from rules.pack.file import read_file
from rules.pack.merge import merge
from rules.pack.resolved import Brought, Resolved
from rules.problem import Problem
from rules.propose.code import UNFIT
from rules.propose.gate import refused
from rules.propose.publish import own_id, publication
from rules.propose.template import template
from rules.propose.written import of_plain, wrong
from rules.source import Source


@dataclass(frozen=True, slots=True)
class Piece:
    """What somebody wrote of a kind; *id* is what it is called in the game."""

    kind: str
    id: str
    written: Mapping[str, Any]  # as `Written.plain`


@dataclass(frozen=True, slots=True)
class Sheaf:
    """All that is in the game of what players wrote, and what of it was there before."""

    pieces: Sequence[Piece] = ()
    before: Brought = field(default_factory=dict)


EMPTY = Sheaf()


def bring(tree: Resolved, sheaf: Sheaf) -> Iterator[Problem]:
    """Put what players wrote into a pack that was read; yield what is not let through, or does not fit in."""
    now: dict[str, dict[str, Mapping[str, str]]] = {}
    for piece in sheaf.pieces:
        yield from _piece(tree, piece, now)
    gone = {
        kind: {id_: becomes for id_, becomes in ids.items() if id_ not in now.get(kind, {})}
        for kind, ids in sheaf.before.items()
    }
    for kind, ids in gone.items():
        for id_, becomes in ids.items():
            if becomes:
                tree.retired.setdefault(kind, {})[id_] = _node(becomes)
    tree.brought = {kind: {**gone.get(kind, {}), **now.get(kind, {})} for kind in sorted({*gone, *now})}


def _piece(tree: Resolved, piece: Piece, now: dict[str, dict[str, Mapping[str, str]]]) -> Iterator[Problem]:
    path = f"brought/{piece.id}.json"
    by, written = template(tree.plain, piece.kind), of_plain(piece.written)
    if by is None or written is None:
        yield _not(path, f"no template of `{piece.kind}` lets `{piece.id}` through")
        return
    unfit = next(wrong(by, written), None)
    if unfit is not None:
        yield _not(path, f"`{unfit.field}` of `{piece.id}` is not what its template asks for: {unfit.why}")
        return
    made = publication(tree.plain, by, piece.id, written)
    likes = {own_id(piece.id, number): like for number, like in written.likes.items()}
    found = [*refused(tree.plain, by, piece.id, made.definitions, likes)]
    if found:
        yield from (_not(path, each) for each in found)
        return
    text = json.dumps(made.definitions, ensure_ascii=False, indent=1)
    file, problems = read_file(Source(path, text), tree.packs[-1] if tree.packs else path, None)
    yield from problems
    if file is not None:
        yield from merge(tree, [file])
        for kind, ids in made.becomes.items():
            now.setdefault(kind, {}).update(ids)


def _not(path: str, said: str) -> Problem:
    help_ = "have a moderator take it down, or give the game a template that it fits"
    return UNFIT.at(Source(path, "").place(0, 0), said, help=help_)


def _node(becomes: Mapping[str, str]) -> Node:
    source = Source("brought", "")
    made = Node(source, 0, 0)
    made.entries = {name: Scalar(source, 0, 0, amount, plain=True) for name, amount in becomes.items()}
    made.marks = [0] * (2 * len(becomes))
    return made
