"""What an author calls something -> where it stands in a pack."""

from __future__ import annotations

from cli.exit import UsageProblem
from rules.pack import Found, Resolved
from rules.pack.path import Stop, follow, names_in, split
from rules.suggest import did_you_mean


def located(tree: Resolved, name: str) -> list[Found]:
    """Return what a path leads to, or every definition that has this id."""
    found = tree.at(name)
    if found is not None:
        return [found]
    first, _, rest = name.partition(".")
    paths = [(noun, first, *(split(rest) if rest else ())) for noun in tree.root if _has(tree, noun, first)]
    several = [each for path in paths if (each := tree.at(path)) is not None]
    if not several:
        raise UsageProblem(_missing(tree, name))
    return several


def _has(tree: Resolved, noun: str, name: str) -> bool:
    section = tree.section(noun)
    return section is not None and tree.current(noun, name) in names_in(section)


def _missing(tree: Resolved, name: str) -> str:
    stop = follow(tree.root, tree.renewed(split(name)))
    if isinstance(stop, Stop) and stop.reached:
        reached = ".".join(stop.reached)
        hint = did_you_mean(stop.missing, names_in(stop.node)) or _list(names_in(stop.node))
        return f"`{reached}` has no `{stop.missing}`; {hint}"
    known = [*tree.root, *(id_ for noun in tree.root for id_ in names_in(tree.section(noun) or tree.root))]
    hint = did_you_mean(name.partition(".")[0], known) or "`reve show` lists what the pack has"
    return f"the pack has no `{name}`; {hint}"


def _list(names: list[str]) -> str:
    return "it has " + ", ".join(f"`{name}`" for name in names[:12]) if names else "it holds nothing more"
