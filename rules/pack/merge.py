"""Files -> one mapping from noun to {id: definition}; an id that stands twice is shown at both places."""

from __future__ import annotations

from rules.document.node import Mapping
from rules.pack.code import DUPLICATE_ID
from rules.pack.file import File, Held
from rules.pack.image import fingerprint, image
from rules.pack.resolved import Resolved
from rules.pack.tree import Composed, Section
from rules.problem import Problem
from rules.source import Source

GAME = "game"
TEXTS = "texts"
PATCHES = "patches"
APART = frozenset({GAME, TEXTS, PATCHES})


def empty(source: Source) -> Resolved:
    """Return a resolved pack that holds nothing yet."""
    return Resolved(Section(source), {}, {})


def merge(tree: Resolved, files: list[File]) -> list[Problem]:
    """Put the definitions of one pack's files beside those that *tree* has; patches are left for later."""
    problems: list[Problem] = []
    for file in files:
        for noun, definitions in file.image.items():
            if isinstance(definitions, dict) and noun not in APART:
                problems += _definitions(tree, file, noun)
        problems += _texts(tree, file)
    problems += _game(tree, [file for file in files if isinstance(file.image.get(GAME), dict)])
    tree.fingerprints[TEXTS] = {
        locale: fingerprint(texts) for locale, texts in tree.plain.get(TEXTS, {}).items()
    }
    tree.files += files
    return problems


def _definitions(tree: Resolved, file: File, noun: str) -> list[Problem]:
    section = _section(tree, file, noun)
    plain, owners, mine = tree.plain[noun], tree.owners.setdefault(noun, {}), file.image[noun]
    held = Held(file, (noun,))
    twice = plain.keys() & mine.keys()
    new = {name: part for name, part in mine.items() if name not in twice} if twice else mine
    section.hold(new, held)
    plain.update(new)
    owners.update(dict.fromkeys(new, file))
    marks = file.fingerprints[noun]
    tree.fingerprints[noun].update({name: marks[name] for name in new} if twice else marks)
    reused = tree.renamed.get(noun, {}).keys() & new.keys()
    problems = [_reused(held, noun, name, tree.renamed[noun][name]) for name in sorted(reused)]
    return problems + [_twice(section, held, noun, name) for name in sorted(twice)]


def _reused(held: Held, noun: str, name: str, current: str) -> Problem:
    said = f"`{noun}.{name}` is the old id of `{current}`, which is still understood"
    return DUPLICATE_ID.at(held.key(name).place, said, help="choose another id", path=f"{noun}.{name}")


def _section(tree: Resolved, file: File, noun: str) -> Section:
    known = tree.root.child(noun) if noun in tree.root else None
    if isinstance(known, Section):
        return known
    tree.plain[noun], tree.fingerprints[noun] = {}, {}
    section = Section(file.source)
    tree.root.put(noun, section, lambda: file.root.key(noun))
    return section


def _twice(section: Section, mine: Held, path: str, name: str) -> Problem:
    return DUPLICATE_ID.at(
        mine.key(name).place,
        f"`{path}.{name}` is defined twice",
        help="rename one, or change the first by a patch",
        related=(("first defined here", section.key(name).place),),
        path=f"{path}.{name}",
    )


def _texts(tree: Resolved, file: File) -> list[Problem]:
    """Merge texts one level deeper: the texts of a locale may stand in many files."""
    problems: list[Problem] = []
    locales = file.image.get(TEXTS)
    for locale, texts in locales.items() if isinstance(locales, dict) else ():
        section = _section(tree, file, TEXTS)
        if isinstance(texts, dict):
            problems += _locale(tree, section, Held(file, (TEXTS, locale)), texts)
        elif locale not in section:
            section.hold([locale], Held(file, (TEXTS,)))
            tree.plain[TEXTS][locale] = texts
    return problems


def _locale(tree: Resolved, section: Section, held: Held, texts: dict[str, object]) -> list[Problem]:
    locale = held.path[-1]
    inner = section.child(locale) if locale in section else None
    if not isinstance(inner, Section):
        inner = Section(held.file.source)
        section.put(locale, inner, lambda: Held(held.file, (TEXTS,)).key(locale))
        tree.plain[TEXTS][locale] = {}
    known = tree.plain[TEXTS][locale]
    twice = known.keys() & texts.keys()
    new = {name: text for name, text in texts.items() if name not in twice}
    inner.hold(new, held)
    known.update(new)
    return [_twice(inner, held, f"{TEXTS}.{locale}", name) for name in sorted(twice)]


def _game(tree: Resolved, files: list[File]) -> list[Problem]:
    """Lay a pack's own `game` over that of the pack it extends: what it does not say is inherited."""
    if not files:
        return []
    first, *others = files
    mine = first.section(GAME) or Mapping(first.source, 0, 0)
    game = Composed(mine)
    base = tree.root.child(GAME) if GAME in tree.root else None
    for name, node in base.entries.items() if isinstance(base, Mapping) else ():
        if name not in mine.entries:
            game.put(name, node, base.key(name))  # type: ignore[union-attr]
    if "extends" in game.entries:
        game.drop("extends")  # done: the result holds both
    if GAME in tree.root:
        tree.root.drop(GAME)
    tree.root.put(GAME, game, lambda: first.root.key(GAME))
    tree.plain[GAME] = {name: image(node) for name, node in game.entries.items()}
    tree.fingerprints[GAME] = {name: fingerprint(part) for name, part in tree.plain[GAME].items()}
    related = (("first said here", first.root.key(GAME).place),)
    said, todo = "`game` stands twice in this pack", "join the two"
    return [
        DUPLICATE_ID.at(file.root.key(GAME).place, said, help=todo, related=related, path=GAME)
        for file in others
    ]
