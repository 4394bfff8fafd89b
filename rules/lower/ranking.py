"""A ranking as it is written -> by what it orders players, and how a line of it reads."""

from __future__ import annotations

from collections.abc import Iterator

from rules.define.form import entry, scalar_text
from rules.define.literal import duration
from rules.document import Node
from rules.expression.code import CYCLE
from rules.expression.node import Apply, Placed, walk
from rules.expression.node import Node as Expression
from rules.expression.ranking import PLACE
from rules.expression.scope import Scope, Vocabulary
from rules.expression.type import INTEGER_MOST, MINUTE, PLAYER, integer
from rules.lower.here import Here
from rules.lower.period import period
from rules.lower.session import Session
from rules.lower.view import told
from rules.program.ranking import PERIODS, Ranking
from rules.program.view import Words

SCORE = integer(-INTEGER_MOST, INTEGER_MOST)
_REFRESH = 5 * MINUTE


def lower_rankings(session: Session) -> dict[str, Ranking]:
    """Return every ranking of a pack; what orders one hangs on no place in any."""
    return {
        name: _ranking(session, name, node) for name, node in session.definitions.declared("rankings").items()
    }


def _ranking(session: Session, name: str, node: Node) -> Ranking:
    declared = session.definitions.vocabulary
    here = Here(session, Scope(declared), f"rankings.{name}", name)
    keeps, refresh = (scalar_text(entry(node, word)) for word in ("keeps", "refresh"))
    known = keeps in PERIODS or (keeps in declared.kinds and declared.kinds[keeps].ordered_by)
    return Ranking(
        name,
        _score(here, entry(node, "by")),
        duration(refresh) or _REFRESH,
        _line(here, entry(node, "view")),
        keeps,
        period(keeps) if known else None,
    )


def _line(here: Here, view: Node | None) -> Words:
    """Return a line's words, which know whose it is."""
    row = here.where("place", PLACE).where("player", PLAYER).where("score", SCORE)
    name = here.definitions.current("views", scalar_text(view))
    return told(row, name, view) if view is not None else Words(name)


def _score(here: Here, written: Node | None) -> Expression:
    """Return what players are put in order by."""
    by = here.value(written, SCORE)
    if written is not None and any(isinstance(part, Placed) for part in _all(by, here.scope.declared, set())):
        message = "this would need the order that it makes: it hangs on a place in a ranking"
        here.session.report(CYCLE, written, message, "order players by what they have")
    return by


def _all(node: Expression, declared: Vocabulary, seen: set[str]) -> Iterator[Expression]:
    """Yield every expression inside, those of formulas too."""
    for part in walk(node):
        yield part
        if isinstance(part, Apply) and part.formula in declared.typed and part.formula not in seen:
            seen.add(part.formula)
            for body in declared.typed[part.formula].bodies:
                yield from _all(body, declared, seen)
