"""A scenario that names a player whom it does not have, or an offer of no kind: who acts, and with what."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rules.check.forms import acts, entries
from rules.check.subject import Subject
from rules.define.form import entry, read_param, scalar_text
from rules.document import Node
from rules.problem import Problem, error
from rules.suggest import did_you_mean

UNKNOWN_PLAYER = error("E632", "a scenario names a player or an offer that it does not have")
CODES = (UNKNOWN_PLAYER,)
ME = "me"


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every name of a player or of an offer in a scenario that leads nowhere."""
    for _, scenario in pack.declared("scenarios"):
        if scenario.source.file not in pack.own:
            continue
        players = [name for name, _ in entries(entry(scenario, "players"))]
        for row, name, given in acts(entry(scenario, "when")):
            by = entry(row, "by")
            if by is not None and scalar_text(by) not in players:
                yield _unknown(by, "player", players)
            for node, wanted in _given(pack, name.text, given):
                if wanted == "player" and scalar_text(node) not in {ME, "none", *players}:
                    yield _unknown(node, wanted, [ME, *players])
                if wanted == "offer" and not _is_offer(pack, scalar_text(node)):
                    yield _unknown(node, "kind of offer", pack.definitions.offers)


def _given(pack: Subject, action: str, given: Node | None) -> Iterator[tuple[Node, str]]:
    """Yield what is given to the parameters of an action, with the sort of what each wants."""
    definitions = pack.definitions
    declared = entry(definitions.declared("actions").get(action), "params")
    for name, value in entries(given):
        param = entry(declared, name)
        form = read_param(param, definitions.kinds, definitions.offer_ids) if param is not None else None
        if form is not None:
            yield value, form.type.name


def _is_offer(pack: Subject, text: str) -> bool:
    """Tell whether a text names an offer: by its kind, or `KIND.2` for the second that was opened."""
    kind, dot, number = text.partition(".")
    known = pack.definitions.current("offers", kind) in pack.definitions.offers
    return known and (not dot or number.isdigit())


def _unknown(node: Node, what: str, known: Collection[str]) -> Problem:
    text = scalar_text(node)
    said = f"there is no {what} called `{text}` in this scenario"
    return UNKNOWN_PLAYER.at(node.place, said, help=did_you_mean(text, known))
