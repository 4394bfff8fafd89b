"""A view that nothing shows."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import doing, said, word
from rules.check.subject import Subject
from rules.check.unused import unused
from rules.problem import Problem, warning

UNUSED = warning("W724", "nobody shows a view")
CODES = (UNUSED,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every view that nothing uses."""
    shown = {each.text for _, _, node in doing(pack) for each in said(node)}
    shown |= {word(node, "view") for _, node in pack.declared("rankings")}
    yield from unused(pack, UNUSED, "views", shown, "nothing shows the view")
