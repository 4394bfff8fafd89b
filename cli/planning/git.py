"""A folder and a revision -> the content that its git repository had then; `git` itself is asked."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cli.exit import UsageProblem

_PLAIN = frozenset({"100644", "100755"})  # what git says of files that are no links
_BLOB = b"blob"
_OF_HOOKS = frozenset({"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"})


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit of the repository in *top*: what the author called it, and its name."""

    top: Path
    called: str
    commit: str

    def files(self, suffixes: frozenset[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the files with such endings that it has, by their paths in the repository."""
        listed = _git(self.top, "ls-tree", "-r", "-z", "--full-tree", self.commit).split(b"\0")
        found: list[tuple[str, bytes]] = []
        for line in listed:
            facts, _, name = line.partition(b"\t")
            mode, sort, *blob = facts.split()[:3] if name else (b"", b"")
            path = name.decode("utf-8", "surrogateescape")
            if sort == _BLOB and mode.decode() in _PLAIN and Path(path).suffix in suffixes:
                found.append((path, blob[0]))
        yield from zip((path for path, _ in found), self._blobs([blob for _, blob in found]), strict=True)

    def _blobs(self, names: list[bytes]) -> Iterator[bytes]:
        """Yield the contents of blobs, in their order."""
        said = _git(self.top, "cat-file", "--batch", given=b"".join(name + b"\n" for name in names))
        at = 0
        for _ in names:
            head = said.index(b"\n", at)
            size = int(said[at:head].split()[2])
            yield said[head + 1 : head + 1 + size]
            at = head + 1 + size + 1


def revision(folder: Path, called: str) -> Revision:
    """Return the revision that *called* names in the repository around *folder*."""
    try:
        top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
    except _RefusedError as problem:
        raise UsageProblem(_outside(folder, problem.said)) from None
    try:
        commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{called}^{{commit}}")
    except _RefusedError:
        help_ = "a fresh copy may have to `git fetch` it first; `--against FOLDER` compares with a folder"
        raise UsageProblem(f"there is no revision `{called}` in `{top}`; {help_}") from None
    return Revision(top, called, commit.decode().strip())


class _RefusedError(Exception):
    """Leave a question to git that it did not answer."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        ran = subprocess.run(command, input=given, capture_output=True, check=False, env=_own())  # noqa: S603 - no shell
    except FileNotFoundError:
        help_ = "install it, or compare with a folder: `--against FOLDER`"
        raise UsageProblem(f"revisions are read by `git`, which is not here; {help_}") from None
    if ran.returncode:
        raise _RefusedError(ran.stderr.decode("utf-8", "replace").strip())
    return ran.stdout


def _own() -> dict[str, str]:
    """Return the environment without what a hook says of the repository in which it runs."""
    return {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}


def _outside(folder: Path, said: str) -> str:
    if "dubious ownership" in said:
        return (
            f"git does not trust `{folder}`, which is another user's: see safe.directory in `git help config`"
        )
    return f"`{folder}` is in no git repository; compare with a folder: `--against FOLDER`"
