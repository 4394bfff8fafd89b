"""A text whose placeholders differ between locales."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.check.texts import locales, placeholders, wanted
from rules.problem import Problem, warning

DIFFER = warning("W733", "the placeholders of a text differ between locales")
CODES = (DIFFER,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield each text that shows other values than the same text of the first locale."""
    texts = locales(pack)
    order = [name for name in wanted(pack) if name in texts]
    first = texts[order[0]].entries if order else {}
    for locale in order[1:]:
        for key, node in texts[locale].entries.items():
            said = _differing(placeholders(first[key]), placeholders(node)) if key in first else ""
            if said:
                place = texts[locale].key(key).place
                related = ((f"in `{order[0]}`", texts[order[0]].key(key).place),)
                yield DIFFER.at(
                    place, f"`{key}` {said}", help="show the same values in all locales", related=related
                )


def _differing(one: set[str], other: set[str]) -> str:
    lacking = ", ".join(f"`{{{name}}}`" for name in sorted(one - other))
    more = ", ".join(f"`{{{name}}}`" for name in sorted(other - one))
    return " and ".join([f"lacks {lacking}"] * bool(lacking) + [f"shows {more} besides"] * bool(more))
