"""A game -> one text for each table and action that says all it means: the judge of what a change touches.

It knows nothing of references: programs are written out, with the constants, formulas and words they name.
Two games are comparable where they have the same records, so that codes mean the same.
"""

from __future__ import annotations

import re
from functools import cache

from rules.compare.owners import Sound
from rules.compare.reader import woken
from rules.program.node import Program, Step, Sweep
from rules.program.walk import Walker

_FRESH = re.compile(r"'_([a-z]+)_([0-9]+)'")
_FIELD = re.compile(r"kind='([a-z_]+)', name='([a-z_]+)'")
_FORMULA = re.compile(r"formula='([a-z_.]+)'")
_WORDS = re.compile(r"(?:name|reason|key)='([a-z_.#0-9]+)'")
_BOUNDS = re.compile(r"lo=[^,]*, hi=[^,]*, ")  # what is known of a value, and not what it is
_SHOWN = frozenset({"name", "emoji", "summary", "image"})


@cache
def meanings(game: Sound) -> dict[str, str]:
    """Return what every table and action means, settling apart."""
    rule = game.ruleset
    actions = {
        f"actions.{name}": repr((program.params, _steps(game, program), program.confirm))
        for name, program in rule.programs.items()
    }
    tables = {f"tables.{name}": repr(steps) for name, steps in rule.tables.items()}
    return {
        name: _whole(game, text, words=name.startswith("actions."))
        for name, text in (actions | tables).items()
    }


def _steps(game: Sound, program: Program) -> list[Step]:
    """Return the steps of an action but for settling, with those reactions that it may wake."""
    own = [step for phase, steps in program.phases if phase not in {"settle", "react"} for step in steps]
    walker = Walker(game.ruleset.catalogue)
    sweeps = [step for step in program.phase("react") if isinstance(step, Sweep)]
    return [*own, *(Sweep(woken(walker, own, sweep)) for sweep in sweeps)]


def _whole(game: Sound, text: str, *, words: bool) -> str:
    """Return a program's text with all that it names."""
    catalogue, views, texts = game.ruleset.catalogue, game.ruleset.views, game.ruleset.texts
    said, fresh = set[str](), [text]
    while fresh:
        part = fresh.pop()
        if part in said:
            continue
        said.add(part)
        for kind, name in _FIELD.findall(part):
            known = catalogue.kinds.get(kind)
            if known is not None and name not in _SHOWN:
                fresh.append(
                    repr((kind, name, *(at.get(name) for at in (known.columns, known.maps, known.lists))))
                )
        fresh += [repr((name, catalogue.formulas[name].bodies)) for name in _FORMULA.findall(part)]
        for name in _WORDS.findall(part) if words else ():
            fresh += [repr(views[name])] if name in views else []
            fresh += [repr((name, locale[name])) for locale in texts.values() if name in locale]
    return "\n".join(sorted(_numbered(part) for part in said))


def _numbered(text: str) -> str:
    """Return a text without bounds and with its fresh names numbered as they come, wherever that was."""
    seen: dict[str, str] = {}
    text = _BOUNDS.sub("", text)
    return _FRESH.sub(lambda match: seen.setdefault(match[0], f"'_{match[1]}_({len(seen)})'"), text)
