"""A folder -> a ruleset, or everything that is wrong with it: the one way in, which alone reads files."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from pathlib import Path

from rules.check import check_pack, errors_of, once
from rules.collector import uncollected
from rules.define.definitions import Definitions, define
from rules.define.form import entry, items, scalar_text
from rules.define.retired import retired
from rules.document import Mapping, Node, Scalar, decode
from rules.event.apply import patches, under
from rules.event.check import Checked, check_variants, check_windows
from rules.event.meet import Held
from rules.event.variants import Variants
from rules.lower.pack import Lowered, lower_pack
from rules.lower.session import Session
from rules.pack import Resolved, Texts, read_pack
from rules.pack.cache import Cache, Store
from rules.pack.kept import PLACE, restore
from rules.pack.unread import of_files, unread
from rules.problem import Problem, Problems
from rules.program.catalogue import Calendar
from rules.propose.bring import EMPTY, Sheaf, bring
from rules.ruleset import Ruleset, Text
from rules.schema import check as check_shape
from rules.schema.check import misspelt

SUFFIXES = {".yaml", ".yml", ".json"}
MANIFEST = "game.yaml"
NO_FILES: Dict[str, str] = {}
_RESULT = re.compile(r'\s*\{\s*"format_version"')  # a saved game, or what `--format json` printed

FindPack = Callable[[str], Path | None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a pack; *ruleset* is None where a problem is an error."""

    problems: list[Problem]
    ruleset: Ruleset | None
    resolved: Resolved | None
    definitions: Definitions | None = None
    session: Session | None = None


def load(
    folder: Path,
    *,
    find: FindPack | None = None,
    cache: Store | None = None,
    more: Dict[str, str] = NO_FILES,
    sheaf: Sheaf = EMPTY,
) -> Loaded:
    """Read, check and compile the pack in *folder*.

    *find* knows the packs that are shipped, by name; *cache* keeps what unchanged files were
    found to hold; *more* are texts that count as files of it, *sheaf* is what players wrote.
    Raises OSError where the folder or a file cannot be read.
    """
    with uncollected():
        problems = Problems()
        texts = read_folder(folder, problems)
        texts = replace(texts, files={**texts.files, **more})
        return compile_pack(texts, problems, _finder(find, problems), Cache(cache) if cache else None, sheaf)


def compile_pack(
    texts: Texts,
    problems: Problems,
    find: Callable[[str, Texts], Texts | None],
    cache: Cache | None = None,
    sheaf: Sheaf = EMPTY,
) -> Loaded:
    """Check and compile a pack that was read, with what players wrote."""
    resolved, found = read_pack(texts, find, cache)
    problems.extend(found)
    if unread(problems):  # who knows what it declares: all else that might be said is guesswork
        return Loaded(once(of_files(problems.sorted())), None, resolved)
    if resolved is None:
        return Loaded(problems.sorted(), None, None)
    problems.extend(check_shape(resolved, cache))
    if misspelt(resolved):
        return Loaded(once(problems.sorted()), None, resolved)
    if sheaf.pieces or sheaf.before:
        problems.extend(bring(resolved, sheaf))
    return _compiled(resolved, texts.files, problems)


def compile_kept(content: str, sheaf: Sheaf, calendar: Calendar) -> Loaded:
    """Check and compile what `rules.pack.kept.keep` wrote of a pack, with what players wrote by now.

    What they had written then is in *content* and left out; what is gone of it becomes what it is worth.
    """
    with uncollected():
        problems = Problems()
        resolved = restore(content, whole=False)
        resolved.packs.append(PLACE)
        problems.extend(bring(resolved, replace(sheaf, before=resolved.brought)))
        problems.extend(check_shape(resolved))
        return _compiled(resolved, (), problems, calendar)


def try_kept(content: str, sheaf: Sheaf, calendar: Calendar) -> Loaded:
    """Compile what `rules.pack.kept.keep` wrote of a pack with what players wrote, to be looked at.

    Only what they wrote is checked, and no event ever holds: that is quick.
    """
    with uncollected():
        problems = Problems()
        resolved = restore(content, whole=False)
        resolved.packs.append(PLACE)
        problems.extend(bring(resolved, replace(sheaf, before=resolved.brought)))
        if problems.found:
            return Loaded(problems.sorted(), None, resolved)
        lowered = lower_pack(define(resolved, calendar), ())
        return Loaded([], _ruleset(resolved, lowered), resolved)


def _compiled(
    resolved: Resolved, files: Container[str], problems: Problems, calendar: Calendar | None = None
) -> Loaded:
    definitions = define(resolved, calendar)
    lowered = lower_pack(definitions, files)
    problems.extend(lowered.session.problems)
    if "events" in resolved.plain:
        problems.extend(check_windows(resolved, definitions.vocabulary.catalogue.calendar))
    final, checked = check_pack(resolved, lowered, problems), Checked({}, [])
    if "events" in resolved.plain and not any(problem.is_error for problem in final):
        checked = check_variants(resolved, lowered, problems.found, _judged)
        final = sorted([*final, *checked.problems], key=lambda problem: problem.order)
    if any(problem.is_error for problem in final):
        return Loaded(final, None, resolved, definitions, lowered.session)
    ruleset = _with_events(resolved, lowered)
    for held, made in checked.made.items():
        if ruleset.variants is not None:
            ruleset.variants.keep(held, _ruleset(*made))
    return Loaded(final, ruleset, resolved, definitions, lowered.session)


def _judged(tree: Resolved, lowered: Lowered) -> list[Problem]:
    """Return the errors of a pack as it is while events hold."""
    shape = check_shape(tree)
    return [*shape, *lowered.session.problems, *(() if shape else errors_of(tree, lowered))]


def load_resolved(content: str, calendar: Calendar) -> Ruleset:
    """Build a ruleset again from what `rules.pack.kept.keep` wrote of it, without files or checks.

    Scenarios are left out: they are for authors.
    """
    with uncollected():
        resolved = restore(content)
        lowered = lower_pack(define(resolved, calendar), ())
        lowered.session.forget_rings()
        return _with_events(resolved, lowered)


def meanwhile(loaded: Loaded, held: Held) -> Loaded:
    """Return a pack without errors as it is while events hold."""
    base = loaded.resolved
    if base is None or loaded.definitions is None or not held:
        return loaded
    tree, _ = under(base, patches(base), held)
    lowered = lower_pack(define(tree, loaded.definitions.vocabulary.catalogue.calendar), ())
    return Loaded([], _ruleset(tree, lowered), tree, lowered.session.definitions, lowered.session)


def read_folder(folder: Path, problems: Problems) -> Texts:
    """Return the texts of a pack's files, by the paths that authors see; raise OSError as reading does."""
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    files: dict[str, str] = {}
    beside: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in SUFFIXES:
            beside.append(path.relative_to(folder).as_posix())
        elif _is_there(path) and _belongs(path, folder):
            source, found = decode(_shown(path), path.read_bytes())
            problems.extend(found)
            if not _RESULT.match(source.text):
                files[source.file] = source.text
    return Texts(str(folder), files, frozenset(beside))


def _is_there(path: Path) -> bool:
    """Tell whether a file is to be read; a link to nothing is, so that reading it says so."""
    return path.is_file() or (path.is_symlink() and not path.exists())


def _belongs(path: Path, folder: Path) -> bool:
    """Tell whether a file is part of the pack: neither hidden, nor in another pack inside the folder."""
    between = path.relative_to(folder).parts[:-1]
    inner = [folder.joinpath(*between[: depth + 1]) for depth in range(len(between))]
    hidden = any(part.startswith(".") for part in (*between, path.name))
    return not hidden and not any((each / MANIFEST).is_file() for each in inner)


def _shown(path: Path) -> str:
    """Return a path as authors are shown it: from where they stand, where that is shorter."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _finder(find: FindPack | None, problems: Problems) -> Callable[[str, Texts], Texts | None]:
    """Return what reads packs that are extended; what is wrong with their files is added to *problems*."""

    def found(name: str, pack: Texts) -> Texts | None:
        beside = Path(_shown((Path(pack.name) / name).resolve()))  # one name, however one comes to it
        shipped = find(name) if find else None
        for place in (beside, shipped):
            if place is not None and (place / MANIFEST).is_file():
                return read_folder(place, problems)
        return None

    return found


def _with_events(resolved: Resolved, lowered: Lowered) -> Ruleset:
    """Return a ruleset with those of its events beside it, which are made when they are first asked for."""
    base = _ruleset(resolved, lowered)
    if "events" not in resolved.plain:
        return base
    return replace(base, variants=Variants(resolved, base.catalogue.calendar, _meanwhile))


def _meanwhile(tree: Resolved, calendar: Calendar) -> Ruleset:
    """Return the rules that a pack has while events hold; they were checked before."""
    with uncollected():
        lowered = lower_pack(define(tree, calendar), ())
        lowered.session.forget_rings()
        return _ruleset(tree, lowered)


def _ruleset(resolved: Resolved, lowered: Lowered) -> Ruleset:
    game = lowered.session.definitions.root.get("game")
    return Ruleset(
        resolved.hash,
        scalar_text(entry(game, "id")),
        scalar_text(entry(game, "title")),
        scalar_text(entry(game, "version")),
        lowered.catalogue,
        lowered.programs,
        lowered.session.definitions,
        lowered.tables,
        lowered.session.views,
        _texts(game, lowered.session.definitions),
        lowered.profiles,
        lowered.scenarios,
        resolved.renamed,
        lowered.session.reasons,
        lowered.targets,
        rankings=lowered.rankings,
        notices=lowered.notices,
        looks=lowered.looks,
        offers=lowered.offers,
        endings=lowered.endings,
        products=lowered.products,
        guards=lowered.guards,
        retired=retired(lowered.session.definitions),
        by_guild=scalar_text(entry(game, "shared_by")) == "guild",
    )


def _texts(game: Node | None, definitions: Definitions) -> dict[str, dict[str, Text]]:
    """Return every text by locale and key; the game's first locale first."""
    declared = definitions.declared("texts")
    order = [scalar_text(each) for each in items(entry(game, "locales"))]
    locales = [*order, *(name for name in declared if name not in order)]
    return {name: _locale(declared.get(name), definitions.resolved) for name in locales}


def _locale(node: Node | None, resolved: Resolved) -> dict[str, Text]:
    """Return the texts of a locale; what is said of an id that a record had is said of the record."""
    found = node.entries if isinstance(node, Mapping) else {}
    texts = {key: text for key, value in found.items() if (text := _text(value))}
    followed = {resolved.current_key(key): text for key, text in texts.items()}
    return followed | {key: text for key, text in texts.items() if key in followed}


def _text(node: Node) -> Text | None:
    if isinstance(node, Scalar):
        return Text({"other": node.text})
    forms = (
        {key: scalar_text(value) for key, value in node.entries.items()} if isinstance(node, Mapping) else {}
    )
    by = forms.pop("by", "")
    return Text(forms, by) if forms else None
