"""A resolved pack -> another that begins as the same and is changed apart from it."""

from __future__ import annotations

from dataclasses import replace

from rules.pack.merge import TEXTS
from rules.pack.resolved import Resolved
from rules.pack.tree import Section


def fork(tree: Resolved) -> Resolved:
    """Return a pack of which patches copy what they change, so that *tree* stays as it is."""
    root = tree.root.copy()
    for noun in tree.root:
        section = tree.root.child(noun)
        if isinstance(section, Section):
            mine = section.copy()
            for name in section if noun == TEXTS else ():
                inner = section.child(name)
                if isinstance(inner, Section):
                    mine.put(name, inner.copy(), lambda section=section, name=name: section.key(name))  # type: ignore[misc]
            root.put(noun, mine, lambda noun=noun: tree.root.key(noun))  # type: ignore[misc]
    plain = {noun: dict(ids) for noun, ids in tree.plain.items()}
    if TEXTS in plain:
        plain[TEXTS] = {
            locale: dict(texts) for locale, texts in plain[TEXTS].items() if isinstance(texts, dict)
        }
    return replace(
        tree,
        root=root,
        plain=plain,
        fingerprints={noun: dict(marks) for noun, marks in tree.fingerprints.items()},
        owners={noun: dict(files) for noun, files in tree.owners.items()},
        patched=set(tree.patched),
        steps=tree.steps.copy(),
    )
