"""A text that nothing says, or that gives other words for what is not there."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.check.texts import ENGINE, FACES, REASONS, every_key, translates
from rules.define.form import entry, items, scalar_text
from rules.problem import Problem, warning
from rules.suggest import did_you_mean

UNUSED = warning("W725", "nothing says a text")
NOTHING = warning("W726", "a text translates what is not there")
CODES = (UNUSED, NOTHING)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield each text that can never be read."""
    said = {name for noun, name in pack.session.used if noun == "texts"} | set(_shown(pack)) | ENGINE
    for _, key, texts in every_key(pack):
        if key in pack.spared or key in said or key.startswith((*REASONS, FACES)):
            continue
        if not translates(key):
            yield UNUSED.at(texts.key(key).place, f"nothing says `{key}`", help="say it, or take it out")
        elif (wrong := _nowhere(pack, key)) is not None:
            yield NOTHING.at(texts.key(key).place, wrong[0], help=wrong[1])


def _shown(pack: Subject) -> Iterator[str]:
    for _, view in pack.declared("views"):
        yield from (scalar_text(entry(view, word)) for word in ("text", "empty", "row", "title"))
        yield from (scalar_text(entry(button, "label")) for button in items(entry(view, "buttons")))


def _nowhere(pack: Subject, key: str) -> tuple[str, str | None] | None:
    """Return what is wrong with a key such as `dragon.red.name`, and what may be meant."""
    noun, name, *_ = key.split(".")
    if noun == "views":
        return _label(pack, name)
    known = (
        pack.definitions.kinds[noun].records
        if noun in pack.definitions.kinds
        else pack.definitions.declared(noun)
    )
    if not known:
        return f"there is neither a kind nor a noun called `{noun}`", did_you_mean(
            noun, pack.definitions.kinds
        )
    if pack.resolved.current(noun, name) in known:
        return None
    return f"there is no `{name}` under `{noun}`", did_you_mean(name, known)


def _label(pack: Subject, name: str) -> tuple[str, str | None] | None:
    labels = {
        label
        for _, view in pack.declared("views")
        for label in (*getattr(entry(view, "show"), "entries", {}), *getattr(view, "entries", {}))
    } | set(pack.definitions.declared("views"))
    return None if name in labels else (f"no view shows a `{name}`", did_you_mean(name, labels))
