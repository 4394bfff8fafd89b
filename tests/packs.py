"""Packs for tests: those that are shipped, and small ones from texts."""

from __future__ import annotations

from pathlib import Path

from rules.pack import Resolved, Texts, read_pack

CONTENT = Path(__file__).parent.parent / "content"
GAME = "game: {id: mine, title: Mine, version: 1.0.0, language: 1}\n"


def folder(path: Path) -> Texts:
    """Return a folder's files as texts."""
    files = sorted(file for file in path.rglob("*") if file.suffix in {".yaml", ".json"})
    root = CONTENT.parent
    return Texts(
        str(path.relative_to(root)), {str(file.relative_to(root)): file.read_text("utf-8") for file in files}
    )


def shipped() -> list[Path]:
    """Return the folder of every pack that is shipped."""
    return sorted(path.parent for path in CONTENT.rglob("game.yaml"))


def find(name: str, _: Texts) -> Texts | None:
    """Find a shipped pack by its name."""
    return folder(CONTENT / name) if (CONTENT / name).is_dir() else None


def resolve(path: Path) -> Resolved:
    """Return a shipped pack, which has no problem."""
    tree, problems = read_pack(folder(path), find)
    assert tree is not None
    assert not list(problems)
    return tree


def pack(**files: str) -> Resolved:
    """Return a pack from texts, by names without `.yaml`; it has no problem."""
    tree, problems = read_pack(Texts("mine", {f"{name}.yaml": text for name, text in files.items()}))
    assert tree is not None
    assert [problem.message for problem in problems] == []
    return tree
