"""A shipped game -> its files, under another id and title."""

from __future__ import annotations

from pathlib import Path

from cli.exit import UsageProblem
from cli.home import shipped
from cli.pack import MANIFEST
from rules.define.form import entry, scalar_text
from rules.document import Mapping, Node, read_document
from rules.migration import Edit, edited
from rules.source import Source

SCHEMA = ".vscode/reve.schema.json"
_MODELINE = "# yaml-language-server: $schema={path}\n"


def templates() -> dict[str, Path]:
    """Return the packs that one may begin with: the examples, and by the name of a game what extends it."""
    examples = {
        path.parent.name: path.parent for path in sorted((shipped() / "examples").glob(f"*/{MANIFEST}"))
    }
    extending = {_extends(folder): folder for folder in reversed(examples.values()) if _extends(folder)}
    return {**examples, **extending}


def template(name: str) -> Path:
    """Return the pack to begin with."""
    known = templates()
    if name not in known:
        raise UsageProblem(f"there is no game called `{name}` to begin with; there are {', '.join(known)}")
    return known[name]


def copied(folder: Path, id_: str, title: str) -> dict[str, str]:
    """Return the files of a pack by their paths, the manifest with another id, title and version."""
    files = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder)
        text = path.read_text("utf-8")
        if name.name == MANIFEST:
            text = _called(text, id_, title)
        up = "../" * (len(name.parts) - 1)
        files[name.as_posix()] = _MODELINE.format(path=up + SCHEMA) + text
    return files


def _called(text: str, id_: str, title: str) -> str:
    game = entry(_root(text), "game")
    wanted = {"id": id_, "title": title, "version": "0.1.0"}
    return edited(text, [_edit(entry(game, key), value) for key, value in wanted.items()])


def _edit(node: Node | None, value: str) -> Edit:
    assert node is not None  # noqa: S101 - shipped games say all three
    return Edit(node.start, node.end, value)


def _extends(folder: Path) -> str:
    return scalar_text(entry(entry(_root((folder / MANIFEST).read_text("utf-8")), "game"), "extends"))


def _root(text: str) -> Mapping | None:
    root, _ = read_document(Source(MANIFEST, text))
    return root if isinstance(root, Mapping) else None
