"""A ruleset -> for how long its content says that what is worked out may be kept."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.define.literal import duration
from rules.ruleset import Ruleset


def ttls(ruleset: Ruleset) -> dict[str, float]:
    """Return seconds by formula (its `cached`) and by ranking (its `refresh`)."""
    found: dict[str, float] = {}
    for noun, word in (("formulas", "cached"), ("rankings", "refresh")):
        for name, node in ruleset.definitions.declared(noun).items():
            kept = duration(scalar_text(entry(node, word)))
            if kept:
                found[name] = kept / 1000
    return found
