"""The primitives of a program: twelve, executed alike for one player, for columns and for distributions.

Let, Assign, Give, Take, Choose, Uniform, Select, If (Switch), Repeat, Each, Sweep, Require, Emit (Tally).
And what players do together, which the player executor alone runs: Open, Move, Close (Empty).
Every step knows the place it came from; what it reads, writes and rolls is found by `rules.program.walk`.
Steps run in order. A refusal anywhere discards everything that the command wrote, but for `keep` writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rules.expression.node import Domain, Node
from rules.expression.type import Type
from rules.site import Site
from rules.source import Place

Steps = tuple["Step", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that a program does."""

    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """So much of one asset: cells of *slot* (under *key*, if it is kept per record)."""

    slot: str
    key: Node | None
    amount: Node  # a whole number, at least 0


@dataclass(frozen=True, slots=True)
class Write:
    """A new value for one cell: set to *value*, or increased by it."""

    slot: str
    key: Node | None
    value: Node
    add: bool = False
    owner: Node | None = None  # another player's cell, only by `add`; or an offer's


@dataclass(frozen=True, slots=True)
class Let(Step):
    """Bind *local*, or change it: what a step, a roll or a loop works out on the way."""

    local: str
    value: Node


@dataclass(frozen=True, slots=True)
class Assign(Step):
    """Write cells; every right side (and key) is read before the first is written.

    A value outside the slot's bounds is cut to them where *clamp* says so; elsewhere it is a content fault,
    which refuses the whole command. *keep* writes survive a refusal (attempts that count). *counts*: the one
    cell is a guarantee's counter, so a 0 that is written to it tells of a draw that met the guarantee.
    """

    writes: tuple[Write, ...]
    clamp: bool = False
    keep: bool = False
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Give(Step):
    """Add rows to what a player has; what does not fit under a slot's upper bound is cut and reported.

    Rows of amount 0 do nothing. With *tally* the rows (as given) are counted there, and with
    *to* nobody (`nobody=True`) only counted. *to* is another player or an offer, as its type says.
    """

    rows: tuple[Row, ...]
    tally: str = ""
    nobody: bool = False
    to: Node | None = None
    why: str = ""  # for the ledger: action, reaction or table


@dataclass(frozen=True, slots=True)
class Take(Step):
    """Take rows away; equal cells add up first. What is lacking refuses with *reason*.

    *partly*: takes what is there instead of refusing; what was lacking is counted in tally *missing*.
    *check*: only looks (a `have` requirement).
    """

    rows: tuple[Row, ...]
    reason: str = "short"
    partly: bool = False
    check: bool = False
    missing: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """A part of what is moved of one asset that is burnt: *rate* of it, rounded up."""

    slot: str
    key: Node | None
    rate: Node  # from 0 to 1


@dataclass(frozen=True, slots=True)
class Open(Step):
    """Make an offer of *kind* that ends at *ends* (never without one); *local* becomes its number.

    *fields* are what it starts with. *one* is the slot of a guild, a channel or the world that holds the
    number of the only one of its kind; while that is not over, the command is refused as `one.KIND`.
    """

    kind: str
    local: str
    ends: Node | None = None
    fields: tuple[Write, ...] = ()
    one: str = ""


@dataclass(frozen=True, slots=True)
class Move(Step):
    """Move *rows* from *source* to *target*, and burn *fee* of it on the way; what is lacking refuses.

    Without rows: all that is in the offer *source*, or all that player *of* put there. An absent *source* or
    *target* is the player who acts; another target is an offer or a player, as its type says. Rows are taken
    from what others than the receiver put in first, in the order of their numbers, tables before all.
    """

    rows: tuple[Row, ...] | None
    source: Node | None = None
    target: Node | None = None
    of: Node | None = None
    fee: tuple[Fee, ...] = ()
    reason: str = "short"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Close(Step):
    """End an offer: what is in it returns to who put it there, what a table put there is burnt."""

    offer: Node
    why: str = ""


@dataclass(frozen=True, slots=True)
class Empty(Step):
    """Put every key of a slot back to its default; the slot is of the offer *owner*, where there is one."""

    slot: str
    owner: Node | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """With what weights a choice is made: whole numbers, not all 0.

    fixed: one row. tabled: *rows*[*index*] (the guarantees' counters). computed: *nodes*, whole numbers.
    """

    rows: tuple[tuple[int, ...], ...] = ()
    index: Node | None = None
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Choose(Step):
    """Roll for one of several outcomes: *local* becomes its place, from 0."""

    site: Site
    local: str
    weights: Weights


@dataclass(frozen=True, slots=True)
class Uniform(Step):
    """Roll a whole number from *lo* to *hi*, both included."""

    site: Site
    local: str
    lo: Node
    hi: Node


@dataclass(frozen=True, slots=True)
class Select(Step):
    """Roll for a record of *domain* that satisfies *where* (which sees it as local *var*).

    *weigh* gives whole-number weights, without it all are equal. *local* is `NONE` if nothing is left
    (no record satisfies *where*, or all weights are 0).
    """

    site: Site
    local: str
    domain: Domain
    var: str
    where: Node | None = None
    weigh: Node | None = None


@dataclass(frozen=True, slots=True)
class If(Step):
    """Run *then* or *other*."""

    test: Node
    then: Steps
    other: Steps = ()


@dataclass(frozen=True, slots=True)
class Switch(Step):
    """Run `cases[index]`; an index outside runs nothing."""

    index: Node
    cases: tuple[Steps, ...]


@dataclass(frozen=True, slots=True)
class Repeat(Step):
    """Run *body* `times` times (read once, at most *most*), until *until* holds after a round.

    Round *i* (from 0) mixes i into the coordinate of the rolls inside.
    """

    times: Node
    most: int
    body: Steps
    until: Node | None = None


@dataclass(frozen=True, slots=True)
class Each(Step):
    """Run *body* for each member of *domain* that satisfied *where* before the first round.

    The hash of the record's id (or, for numbers, the number) is mixed into the coordinate.
    """

    local: str
    domain: Domain
    body: Steps
    where: Node | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows by itself: *body* while *when* holds, for each member of *domain* if there is one.

    *after*: wakes in the first round, once. Otherwise it wakes when a slot in *watches* was written in this
    command (or it was left waiting), and fires at most *repeats* times per record and command.
    """

    id: str
    watches: frozenset[str]
    when: Node
    body: Steps
    local: str = ""
    domain: Domain | None = None
    repeats: int = 1
    after: bool = False


@dataclass(frozen=True, slots=True)
class Sweep(Step):
    """Run reactions in rounds, by id, members in canonical order, until none fires or *rounds* are over.

    In round r, reaction number k mixes (r, hash of its id, member) into the coordinate. A reaction that may
    still fire at the end is left waiting for the next command (slot `waiting`, keyed by reaction).
    """

    reactions: tuple[Reaction, ...]
    rounds: int = 64


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition and the text that says why not."""

    test: Node
    reason: str
    place: Place | None = field(default=None, compare=False, repr=False)
    needs: tuple[int, ...] = ()  # the earlier rows that must hold for this one to be read
    assets: tuple[Row, ...] = ()  # what *test* asks the player to have, for whoever explains it


@dataclass(frozen=True, slots=True)
class Require(Step):
    """Refuse unless every row holds; the first that fails is the reason, all that fail are listed."""

    rows: tuple[Requirement, ...]
    phase: Literal["who", "params", "require", "limit"] = "require"


@dataclass(frozen=True, slots=True)
class Tally(Step):
    """Begin an empty tally: what a draw gives is counted in it, by asset."""

    local: str


@dataclass(frozen=True, slots=True)
class Emit(Step):
    """Tell what happened; it changes nothing.

    say: *name* is a text or a view. tell: a notice, *to* a player, *at* a time. drawn: an entry of a table.
    *values* are what the words need, read now.
    """

    event: Literal["say", "tell", "drawn"]
    name: str
    values: tuple[tuple[str, Node], ...] = ()
    to: Node | None = None
    at: Node | None = None


Phase = Literal["settle", "attempt", "who", "params", "let", "require", "limit", "cost", "do", "react", "say"]


@dataclass(frozen=True, slots=True)
class Param:
    """What an action is asked with; *default* is a value (code, number) or None when it must be given."""

    name: str
    type: Type
    default: int | float | str | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """One action, lowered: its parameters, and its phases in the order in which they run.

    *who* may ask for it: `player`, `clock`, `shop`, or the name of a role. *confirm* tells what it will do.
    """

    name: str
    params: tuple[Param, ...]
    phases: tuple[tuple[Phase, Steps], ...]
    who: str = "player"
    confirm: Steps = ()

    def phase(self, name: Phase) -> Steps:
        """Return the steps of one phase."""
        return next((steps for phase, steps in self.phases if phase == name), ())

    @property
    def steps(self) -> Steps:
        """Return the steps of all phases, in order."""
        return tuple(step for _, steps in self.phases for step in steps)
