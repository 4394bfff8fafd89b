"""More top-level commands than Discord takes."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import word
from rules.check.subject import Subject
from rules.define.form import entry, items, scalar_text
from rules.problem import Problem, warning

MOST = 100
TOO_MANY = warning("W740", "a game has more commands than Discord takes")
CODES = (TOO_MANY,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield the game if its actions make more than a hundred commands."""
    grouped = {
        scalar_text(each)
        for _, command in pack.declared("commands")
        for each in items(entry(command, "actions"))
    }
    names = set(pack.definitions.declared("commands"))
    for name, action in pack.declared("actions"):
        stated = word(action, "command") or name
        if (word(action, "who") or "player") == "player" and stated != "none" and name not in grouped:
            names.add(stated.split(" ")[0])
    if len(names) > MOST:
        said = f"there are {len(names)} commands, and Discord takes {MOST}"
        place = pack.place("actions", next(iter(pack.definitions.declared("actions"))))
        yield TOO_MANY.at(
            place, said, help="group actions in `commands`, or write such as `command: swap put`"
        )
