"""A product whose action is not the shop's, may refuse who has paid, or knows no world to grant it in."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.form import entry, scalar_text
from rules.document import Node
from rules.problem import Problem, error
from rules.program.node import Program, Step
from rules.program.product import SHOP
from rules.program.walk import every, may_refuse

NOT_THE_SHOPS = error("E660", "a product is granted by an action that others may ask for")
REFUSES = error("E661", "somebody who has paid may be refused")
NO_WORLD = error("E664", "a purchase belongs to no server")
CODES = (NOT_THE_SHOPS, REFUSES, NO_WORLD)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield what stands between a payment and what it is for."""
    for name, node in pack.declared("products"):
        for word in ("action", "ends"):
            written = entry(node, word)
            action = pack.definitions.current("actions", scalar_text(written))
            program = pack.lowered.programs.get(action)
            if written is not None and program is not None:
                yield from _asked(pack, written, program)
        if scalar_text(entry(pack.definitions.root.get("game"), "shared_by")) == "guild":
            said = f"each server is a world of its own, and who buys `{name}` buys it in none"
            help_ = "let the game be shared by the `world`, or take its products out"
            yield NO_WORLD.at(pack.place("products", name), said, help=help_)


def _asked(pack: Subject, written: Node, program: Program) -> Iterator[Problem]:
    if program.who != SHOP:
        said = f"`{program.name}` is no action of the shop, so others could have it for nothing"
        yield NOT_THE_SHOPS.at(written.place, said, help="write `who: shop` in it")
        return
    step = next(filter(may_refuse, every(_before(program))), None)
    if step is not None and not pack.broken(written):
        said = f"`{program.name}` may refuse, and who has paid must get what it is for"
        help_ = "give it no `require`, `limit`, `cost` or `where`, and `except` those of `game.every_action`"
        related = (("this may refuse", step.place),) if step.place is not None else ()
        yield REFUSES.at(written.place, said, help=help_, related=related)


def _before(program: Program) -> Iterator[Step]:
    for phase, steps in program.phases:
        if phase not in {"settle", "react", "say"}:
            yield from steps
