"""A record whose kind is translated in a locale, but not this record."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.check.texts import locales, wanted
from rules.problem import Problem, warning

UNTRANSLATED = warning("W732", "a record has no words in a locale in which its kind is translated")
CODES = (UNTRANSLATED,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield records without a name or summary in a locale that has it for other records of their kind."""
    order, texts = wanted(pack), locales(pack)
    for locale in (name for name in order[1:] if name in texts):
        known = texts[locale].entries
        split = (key.split(".") for key in known if key.count(".") == 2)  # noqa: PLR2004 - kind, id, field
        parts = {(kind, pack.definitions.current(kind, name), field) for kind, name, field in split}
        for kind, field in sorted({(part[0], part[2]) for part in parts}):
            records = pack.definitions.kinds[kind].records if kind in pack.definitions.kinds else {}
            brought = pack.resolved.brought.get(kind, {})  # what players wrote is called the same by all
            for name, record in records.items():
                if (kind, name, field) not in parts and record.get(field) and name not in brought:
                    said = (
                        f"`{name}` has no `{field}` in `{locale}`, where other records of its kind have one"
                    )
                    help_ = f"write `{kind}.{name}.{field}` in `texts.{locale}`"
                    yield UNTRANSLATED.at(pack.place(kind, name), said, help=help_)
