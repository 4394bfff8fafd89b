"""One reaction of a sweep, asked for many players at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.columns.active import Active
from engine.columns.assembly import Assembly, look, spread
from engine.columns.draft import Draft
from rules.expression import column_loop
from rules.expression.column_array import Array, truths
from rules.expression.column_frame import View
from rules.expression.column_hash import word
from rules.program.node import Reaction
from rules.site import hash_name

Enter = Callable[[View], tuple[View, Array, "Array | None"]]


class Watched:
    """A reaction, its expressions as functions, and the cell (if any) in which it is left waiting."""

    def __init__(self, out: Assembly, reaction: Reaction) -> None:
        """Turn its expressions and steps into functions."""
        self.reaction = reaction
        self.most = 1 if reaction.after else reaction.repeats
        self.slots = (
            () if reaction.after else tuple(out.catalogue.slot(name).index for name in reaction.watches)
        )
        self.waiting = _waiting(out, reaction)
        self.hash = word(hash_name(reaction.id))
        self.body = out.steps(reaction.body)
        self.when = out.code.column(reaction.when)
        self.enter: Enter | None = None
        self.most_member, self.hashes = 0, out.hashes("")
        if (over := reaction.domain) is not None:
            self.members = column_loop.domain(out.code, over)
            self.enter = column_loop.loop(out.code, over, reaction.local, reaction.when)
            self.hashes = out.hashes(over.kind)
            self.most_member = len(out.catalogue.kinds[over.kind].ids) if over.kind else over.size

    def holds(self, view: View, member: Array | None = None) -> Array:
        """Tell for which rows the condition holds: of a member, else of any, if it goes over members."""
        if member is None and self.enter is not None:
            _, codes, there = self.enter(view)
            return np.asarray(spread(there, codes, view).any(axis=0))
        if member is not None:
            view.bound[self.reaction.local] = member
        return np.broadcast_to(truths(self.when(view)), view.rows.shape)


def _waiting(out: Assembly, reaction: Reaction) -> tuple[int, int] | None:
    slot, kind = out.catalogue.by_name.get("waiting"), out.catalogue.kinds.get("reactions")
    if slot is None or kind is None or reaction.after or reaction.id not in kind.codes:
        return None
    return slot.index, kind.codes[reaction.id]


class Asked:
    """A reaction within one command: how often it fired for whom, and who had left it waiting."""

    def __init__(self, watched: Watched, draft: Draft) -> None:
        """Begin with the first round."""
        self.watched = watched
        self._fired = np.zeros((watched.most_member + 1, draft.frame.rows), dtype=np.int64)
        self._waited: Array = np.zeros(draft.frame.rows, dtype=np.bool_)
        if watched.waiting is not None:
            index, code = watched.waiting
            self._waited = np.asarray(draft.frame.cells[index][code] != 0)

    def awake(self, draft: Draft, rows: Array, number: int) -> Array:
        """Tell in which rows it is asked in a round."""
        if self.watched.reaction.after:
            return np.full(len(rows), number == 0)
        awake: Array = self._waited[rows]
        for index in self.watched.slots:
            awake = awake | draft.written[index][rows]
        return awake

    def any_fired(self, rows: Array) -> Array:
        """Tell for which rows it fired at all."""
        return np.asarray(self._fired[:, rows].any(axis=0))

    def ask(self, draft: Draft, active: Active, fired: Array) -> None:
        """Run the body where the condition holds, for each member if there are any; note it in *fired*."""
        watched = self.watched
        active = active.where(watched.holds(look(draft, active))).inside(watched.hash)
        if watched.enter is None:
            return self._fire(draft, active, np.zeros(len(active), dtype=np.int64), fired)
        codes, there = watched.members(look(draft, active))
        members, present = spread(codes, codes, active), spread(there, codes, active)
        for member, is_there in zip(members, present, strict=True):
            self._ask_of(draft, active, member, is_there & draft.alive[active.rows], fired)
        return None

    def _ask_of(self, draft: Draft, active: Active, member: Array, there: Array, fired: Array) -> None:
        """Ask for one member of each row, where it is there."""
        active, member = active.where(there), member[there]
        holds = self.watched.holds(look(draft, active), member)
        active, member = active.where(holds), member[holds]
        draft.frame.bind(self.watched.reaction.local, active.rows, member)
        self._fire(draft, active.inside(self.watched.hashes(member)), member, fired)

    def _fire(self, draft: Draft, active: Active, member: Array, fired: Array) -> None:
        """Run the body where it has not run often enough."""
        left = self._fired[member, active.rows] < self.watched.most
        active, member = active.where(left), member[left]
        self._fired[member, active.rows] += 1
        fired[active.rows] = True
        self.watched.body(draft, active)
