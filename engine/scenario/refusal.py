"""A refusal that a scenario did not expect -> what stood in the way, as an author needs it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.outcome import Refused
from rules.define.form import entry, scalar_text
from rules.program.scenario import Act
from rules.ruleset import Ruleset

_PARAM = "params."


def refusal(ruleset: Ruleset, act: Act, refused: Refused) -> str:
    """Return what was lacking, or which parameter did not fit and what is asked of it; or nothing."""
    if refused.lacking:
        return ", ".join(f"{each.has} of {each.needs} `{each.key or each.slot}`" for each in refused.lacking)
    if not refused.reason.startswith(_PARAM):
        return ""
    name = refused.reason.removeprefix(_PARAM)
    value = act.params.get(name, "")
    asked = " and ".join(_asked(ruleset, act.action, name))
    return f"`{value or name}` does not fit: {asked}" if asked else ""


def _asked(ruleset: Ruleset, action: str, name: str) -> Iterator[str]:
    params = entry(ruleset.definitions.declared("actions").get(action), "params")
    param = entry(params, name)
    if scalar_text(entry(param, "owned")) == "true":
        yield "it must be owned, say so in `given`"
    where = scalar_text(entry(param, "where"))
    if where:
        yield f"`{where}` must hold"
