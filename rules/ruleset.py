"""A game, ready to be played: frozen, compiled, named by the hash of its resolved content."""

from __future__ import annotations

from dataclasses import dataclass, field

from rules.define.definitions import Definitions
from rules.define.retired import Retired
from rules.event.variants import Variants
from rules.program.catalogue import Catalogue
from rules.program.guard import Guard
from rules.program.looks import Looks
from rules.program.node import Program, Steps
from rules.program.offer import Offer
from rules.program.product import Product
from rules.program.profile import Profile
from rules.program.ranking import Ranking
from rules.program.scenario import Scenario
from rules.program.target import Target
from rules.program.view import View, Words

Texts = dict[str, dict[str, "Text"]]


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one locale: one form, or several that the value of *by* decides between."""

    forms: dict[str, str]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Ruleset:
    """What a pack became.

    *tables* are the steps that draw each table without parameters once, for nobody. *texts* are by
    locale and key, locales in the order in which the game prefers them; *reasons* are the texts of
    requirements, by action and key. *endings* are the programs that the clock runs where an offer ends, by
    its kind: each has one, which is asked with the offer under the kind's name, and leaves it closed.
    *retired*: a record that is no more, by kind and id -> how much of which record each one becomes.
    *by_guild*: each guild is a world of its own. *variants* are the rules while events hold, by which of
    them; those themselves have none, and neither has a game without events.
    """

    hash: str
    id: str
    title: str
    version: str
    catalogue: Catalogue
    programs: dict[str, Program]
    definitions: Definitions = field(repr=False)
    tables: dict[str, Steps] = field(default_factory=dict, repr=False)
    views: dict[str, View] = field(default_factory=dict, repr=False)
    texts: Texts = field(default_factory=dict, repr=False)
    profiles: dict[str, Profile] = field(default_factory=dict, repr=False)
    scenarios: dict[str, Scenario] = field(default_factory=dict, repr=False)
    renamed: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)
    reasons: dict[tuple[str, str], Words] = field(default_factory=dict, repr=False)
    targets: dict[str, Target] = field(default_factory=dict, repr=False)
    guards: dict[str, Guard] = field(default_factory=dict, repr=False)
    rankings: dict[str, Ranking] = field(default_factory=dict, repr=False)
    notices: Program | None = field(default=None, repr=False)
    looks: dict[str, Looks] = field(default_factory=dict, repr=False)
    offers: dict[str, Offer] = field(default_factory=dict, repr=False)
    endings: dict[str, Program] = field(default_factory=dict, repr=False)
    retired: Retired = field(default_factory=dict, repr=False)
    by_guild: bool = False
    variants: Variants | None = field(default=None, repr=False, compare=False)
    products: dict[str, Product] = field(default_factory=dict, repr=False)

    def world(self, guild: int) -> int:
        """Return in which world one plays in a guild: its own, or the one that all share."""
        return guild if self.by_guild else 0

    @property
    def held(self) -> tuple[str, ...]:
        """Return the events that hold under these rules."""
        return self.definitions.resolved.held

    def at(self, now: int) -> Ruleset:
        """Return the rules that hold at a moment (ms): these, or those of the events that hold then."""
        held = () if self.variants is None else self.variants.held(now)
        return self.variants.of(held) if self.variants is not None and held else self

    def during(self, held: tuple[str, ...]) -> Ruleset:
        """Return the rules while these events hold, which the calendar lets meet."""
        return self.variants.of(held) if self.variants is not None and held else self

    @property
    def locales(self) -> tuple[str, ...]:
        """Return the languages that the game speaks, the preferred one first."""
        return tuple(self.texts)
