"""A kind of offer that nobody opens, that never ends, or that is open to players whom it does not name."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.check.unused import unused
from rules.problem import Problem, warning
from rules.program.node import Assign, Close
from rules.program.walk import every

UNUSED = warning("W750", "nobody opens a kind of offer")
ENDLESS = warning("W751", "an offer never ends")
NAMELESS = warning("W752", "an offer is open to players whom it does not name")
CODES = (UNUSED, ENDLESS, NAMELESS)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield the kinds of offers that do not work as they are meant."""
    opened = {name for noun, name in pack.session.used if noun == "offers"}
    yield from unused(pack, UNUSED, "offers", opened, "no action opens a")
    ended = _ended(pack)
    for name, offer in pack.definitions.offers.items():
        if name not in opened or pack.broken(offer.node):
            continue
        if offer.ends is None and name not in ended:
            said = f"`{name}` has no end, and no step closes one: what is put in stays there"
            yield ENDLESS.at(
                pack.place("offers", name), said, help="write `ends`, or `close` it in an action"
            )
        if offer.open_to == "named" and not offer.named:
            said = f"`{name}` is open to those named in it, but has no field of type `player`"
            help_ = "add one, such as `partner: player`, or let it be open to others"
            yield NAMELESS.at(pack.place("offers", name), said, help=help_)


def _ended(pack: Subject) -> set[str]:
    """Return the kinds of which some action closes one, or says when it ends."""
    found: set[str] = set()
    for program in pack.lowered.programs.values():
        for step in every(program.steps):
            if isinstance(step, Close):
                found.add(step.offer.type.kind)
            elif isinstance(step, Assign):
                found |= {write.slot.removesuffix(".ends") for write in step.writes}
    return found
