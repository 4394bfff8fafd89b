"""A resolved tree -> the problems of its shape: every noun and record against its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rules.document.node import Mapping, Node, Scalar
from rules.pack.cache import Cache, digest
from rules.pack.image import Plain, canonical
from rules.pack.path import child
from rules.pack.resolved import Resolved
from rules.problem import Problem
from rules.schema.code import BAD_ID, NOT_YET, UNKNOWN_NOUN, WRONG_FORM
from rules.schema.explain import explain, id_problem
from rules.schema.noun import Noun, nouns
from rules.schema.record import record
from rules.schema.subject import Subject
from rules.schema.valid import Judge
from rules.schema.value import value
from rules.schema.word import ID_PATTERN, LATER_NOUNS, is_id
from rules.suggest import did_you_mean, nearest

_LOCALE_WIDTH = 10


@cache
def judge_of(noun: str) -> Judge:
    """Return what judges definitions of a noun of the language."""
    return Judge(nouns()[noun].schema)


def check(tree: Resolved, cache: Cache | None = None) -> list[Problem]:
    """Return what is wrong with the shape of any definition; *cache* knows files that were fine before."""
    problems: list[Problem] = []
    kinds = tree.plain.get("kinds", {})
    for noun, definitions in tree.plain.items():
        known = nouns().get(noun)
        if known is not None:
            problems += _noun(tree, known, definitions)
        elif noun in kinds:
            problems += _records(tree, noun, kinds[noun], cache)
        else:
            problems.append(_no_noun(tree, noun, list(kinds)))
    return problems


def _noun(tree: Resolved, noun: Noun, definitions: dict[str, Plain]) -> Iterator[Problem]:
    judge = judge_of(noun.name)
    if noun.one:
        whole, node = value(definitions), tree.root.child(noun.name)
        if not judge.fits(whole):
            yield from explain(
                Subject((noun.name,), tree.root.key(noun.name), node, tree.steps), judge.errors(whole)
            )
        return
    for name, plain in definitions.items():
        if noun.free:
            yield from _locale(tree, noun.name, name)
        elif not is_id(name):
            yield _bad_id(tree, noun.name, name)
        elif noun.name == "kinds" and (name in nouns() or name in LATER_NOUNS):
            yield _taken(tree, name)
        yield from _definition(tree, judge, noun.name, name, plain)


def _definition(tree: Resolved, judge: Judge, noun: str, name: str, plain: Plain) -> list[Problem]:
    typed = value(plain)
    if judge.fits(typed):
        return []
    section = tree.section(noun)
    node: Node | None = child(section, name) if section is not None else None
    if section is None or node is None:
        return []
    kinds = tree.section("kinds")
    kind = child(kinds, noun) if kinds is not None else None
    fields = child(kind, "fields") if isinstance(kind, Mapping) else None
    subject = Subject(
        (noun, name),
        section.key(name),
        node,
        tree.steps,
        fields if isinstance(fields, Mapping) else None,
    )
    return explain(subject, judge.errors(typed))


def _records(tree: Resolved, kind: str, declared: Plain, cache: Cache | None) -> Iterator[Problem]:
    judge = Judge(record(declared))
    fine = _Fine(tree, kind, digest(canonical(judge.schema)), cache)
    for name, plain in tree.plain[kind].items():
        if fine.knows(name):
            continue
        found = [] if is_id(name) else [_bad_id(tree, kind, name)]
        found += _definition(tree, judge, kind, name, plain)
        if found:
            fine.spoil(name)
            yield from found
    fine.note()


def misspelt(tree: Resolved) -> bool:
    """Tell whether a noun or a kind is misspelt: then all that stands under it is unknown to the rest."""
    known = [*nouns(), *tree.plain.get("kinds", {})]
    return any(noun not in known and nearest(noun, known) for noun in tree.plain if noun not in LATER_NOUNS)


class _Fine:
    """Which files had no problem with this schema, by their content; what a patch touched is judged anew."""

    def __init__(self, tree: Resolved, kind: str, schema: str, cache: Cache | None) -> None:
        self._kind, self._schema, self._cache = kind, schema, cache
        self._patched = {name for noun, name in tree.patched if noun == kind}
        self._owners = tree.owners.get(kind, {}) if cache is not None else {}
        self._files = set(self._owners.values())
        self._known = {
            file
            for file in self._files
            if cache is not None and cache.holds("fits", digest(file.digest, schema))
        }

    def knows(self, name: str) -> bool:
        """Tell whether a record was judged before."""
        return bool(self._known) and self._owners.get(name) in self._known and name not in self._patched

    def spoil(self, name: str) -> None:
        """Remember that a record's file is not fine."""
        owner = self._owners.get(name)
        if owner is not None:
            self._files.discard(owner)

    def note(self) -> None:
        """Keep what was fine for the next time."""
        for file in self._files - self._known:
            if self._cache is not None:
                self._cache.note("fits", digest(file.digest, self._schema))


def _bad_id(tree: Resolved, noun: str, name: str) -> Problem:
    section = tree.section(noun)
    key = section.key(name) if section is not None else Scalar(tree.root.source, 0, 0, name, plain=True)
    help_ = "choose another word" if _well_formed(name) else "write it like `red_dragon_2`"
    node = child(section, name) if section is not None else None
    renames = [each.place for each in tree.steps.of(node) if each.change == "rename"] if node else []
    place, related = (renames[-1], (("it is defined here", key.place),)) if renames else (key.place, ())
    return BAD_ID.at(place, *id_problem(name), help=help_, related=related, path=f"{noun}.{name}")


def _taken(tree: Resolved, name: str) -> Problem:
    said = f"no kind can be called `{name}`: it is a noun of the language, and records stand under their kind"
    section = tree.section("kinds")
    place = (section or tree.root).key(name).place
    return BAD_ID.at(place, said, help="choose another word, mostly its singular", path=f"kinds.{name}")


def _well_formed(name: str) -> bool:
    return re.fullmatch(ID_PATTERN.strip("^$"), name) is not None


def _locale(tree: Resolved, noun: str, name: str) -> Iterator[Problem]:
    head, _, tail = name.partition("-")
    if (
        head.isascii()
        and head.isalpha()
        and head.islower()
        and len(head) in {2, 3}
        and (not tail or len(name) < _LOCALE_WIDTH)
    ):
        return
    section = tree.section(noun)
    if isinstance(section, Mapping):
        said = f"`{name}` is not a locale"
        yield WRONG_FORM.at(
            section.key(name).place, said, help="write it like `en` or `pt-BR`", path=f"{noun}.{name}"
        )


def _no_noun(tree: Resolved, noun: str, kinds: list[str]) -> Problem:
    place = tree.root.key(noun).place
    if noun in LATER_NOUNS:
        return NOT_YET.at(
            place, f"`{noun}` is not yet part of the language", help="leave it out for now", path=noun
        )
    near = did_you_mean(noun, [*nouns(), *kinds])
    help_ = (
        near and f"{near} the rest is checked once it is right"
    ) or f"declare it: `kinds: {{{noun}: {{fields: {{…}}}}}}`"
    return UNKNOWN_NOUN.at(
        place, f"`{noun}` is neither a noun of the language nor a kind of this game", help=help_, path=noun
    )
