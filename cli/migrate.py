"""`reve migrate`: a pack in an older language -> its changes, shown or written."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import typer

from cli.exit import FINDINGS, FINE, UsageProblem
from cli.out import emit_as_it_is, note
from cli.pack import OPTION, chosen, meant
from cli.whole import write_whole


def migrate(
    pack: Path | None = typer.Argument(None, metavar="[PACK]", help="The folder of a pack."),
    to: int | None = typer.Option(None, "--to", metavar="N", help="The version; the newest, if left out."),
    write: bool = typer.Option(False, "--write", help="Write the changes, instead of showing them."),
    option: Path | None = OPTION,
) -> int:
    """Rewrite a pack to a newer version of the language; comments and layout stay."""
    from rules.load import read_folder
    from rules.migration import NEWEST, version_of
    from rules.migration import migrate as rewritten
    from rules.problem import Problems
    from rules.report.summary import summary

    folder, problems = meant(chosen(pack, option)), Problems()
    wanted = NEWEST if to is None else to
    if not 0 <= wanted <= NEWEST:
        raise UsageProblem(f"there is no language {wanted}; the newest is {NEWEST}")
    texts = read_folder(folder, problems).files
    if problems.errors:
        note(f"reve: {summary(problems.sorted())}; `reve validate` shows them")
        return FINDINGS
    version = version_of(texts)
    if version is None:
        raise UsageProblem(f"`{folder}` does not say its language: `game: {{language: {NEWEST}, …}}`")
    if version > NEWEST:
        raise UsageProblem(
            f"`{folder}` is written in language {version}; this reve knows none above {NEWEST}"
        )
    found = rewritten(texts, wanted)
    changed = {file: text for file, text in found.texts.items() if text != texts[file]}
    for said in found.notes:
        note(said)
    if not changed:
        note(f"nothing to do: the pack is written in language {version}")
    for file, text in changed.items():
        if write:
            write_whole(Path(file).resolve(), text.encode())
            note(f"wrote {file}")
        else:
            emit_as_it_is("".join(_difference(file, texts[file], text)))
    return FINE


def _difference(file: str, before: str, after: str) -> list[str]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return list(unified_diff(old, new, f"a/{file}", f"b/{file}", n=1))
