"""A text that one locale has and another lacks."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.check.texts import ENGINE, locales, translates, wanted
from rules.define.form import entry, items
from rules.document import Mapping, Scalar
from rules.problem import Problem, warning

MISSING = warning("W730", "a text is missing in a locale")
NO_LOCALE = warning("W731", "a locale has no texts")
CODES = (MISSING, NO_LOCALE)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield each text once for each locale that lacks it, and locales that have none."""
    texts, order = locales(pack), wanted(pack)
    yield from _silent(pack, texts)
    for locale in (name for name in order if name in texts):
        others = [name for name in order if name != locale and name in texts]
        told: set[str] = set()
        for other in others:
            for key in texts[other].entries:
                if key not in texts[locale].entries and key not in told and _needed(key, locale, order[0]):
                    told.add(key)
                    yield _missing(texts[other], key, locale)


def _needed(key: str, locale: str, first: str) -> bool:
    """Tell whether a locale needs a text: the first one finds names and labels where they are declared."""
    return key not in ENGINE and (locale != first or not translates(key))


def _missing(texts: Mapping, key: str, locale: str) -> Problem:
    return MISSING.at(
        texts.key(key).place, f"`{key}` is missing in `{locale}`", help=f"write it in `texts.{locale}`"
    )


def _silent(pack: Subject, texts: dict[str, Mapping]) -> Iterator[Problem]:
    for node in items(entry(pack.definitions.root.get("game"), "locales")):
        if isinstance(node, Scalar) and node.text not in texts and texts:
            yield NO_LOCALE.at(
                node.place, f"`{node.text}` has no texts", help="write some, or take the locale out"
            )
    stated = {
        node.text
        for node in items(entry(pack.definitions.root.get("game"), "locales"))
        if isinstance(node, Scalar)
    }
    for name in texts if stated else ():
        if name not in stated:
            place = pack.place("texts", name)
            yield NO_LOCALE.at(place, f"`{name}` is no locale of the game", help="name it in `game.locales`")
