"""More top-level commands than Discord takes, and those that take the place of the bot's own."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import word
from rules.check.subject import Subject
from rules.define.form import entry, items, scalar_text
from rules.problem import Problem, warning
from rules.source import Place

# Commands that the bot has for players in every game; one of the game's of the same name takes its place.
OWN = frozenset(
    {
        "creator", "help", "history", "inbox", "leaderboard", "menu",
        "odds", "report", "settings", "setup", "shop",
    }
)  # fmt: skip
MOST = 100 - len(OWN)
TOO_MANY = warning("W740", "a game has more commands than Discord takes")
HIDES = warning("W744", "a command hides one that the bot has in every game")
CODES = (TOO_MANY, HIDES)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield what is typed as a command of the bot's own is, and the game if that is too much in all."""
    grouped = {
        scalar_text(each)
        for _, command in pack.declared("commands")
        for each in items(entry(command, "actions"))
    }
    names = set(pack.definitions.declared("commands"))
    for name, action in pack.declared("actions"):
        stated = word(action, "command") or name
        if (word(action, "who") or "player") == "player" and stated != "none" and name not in grouped:
            first = stated.split(" ")[0]
            names.add(first)
            if first in OWN:
                yield _hidden(first, pack.place("actions", name))
    for name in pack.definitions.declared("commands"):
        if name in OWN:
            yield _hidden(name, pack.place("commands", name))
    if len(names) > MOST:
        said = f"there are {len(names)} commands, and Discord takes {MOST} beside the bot's own"
        place = pack.place("actions", next(iter(pack.definitions.declared("actions"))))
        yield TOO_MANY.at(
            place, said, help="group actions in `commands`, or write such as `command: swap put`"
        )


def _hidden(name: str, place: Place) -> Problem:
    said = f"`/{name}` takes the place of the command that the bot has in every game"
    return HIDES.at(place, said, help="write another `command`, unless that is what it is for")
