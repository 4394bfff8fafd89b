"""A record that names a file for its picture, which is not there."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.column import IMAGE
from rules.problem import Problem, warning
from rules.suggest import did_you_mean

MISSING_PICTURE = warning("W734", "a picture is not in the pack")
CODES = (MISSING_PICTURE,)
_ELSEWHERE = "://"  # in an address


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every `image` of a record that is neither an address nor a file in the folder of a pack."""
    folders = [files for files in pack.resolved.beside.values() if files is not None]
    if len(folders) < len(pack.resolved.beside):
        return  # who knows what is there
    files = {file for folder in folders for file in folder}
    for path, written in written_images(pack):
        found = pack.resolved.at(path) if written not in files else None
        if found is not None:
            said = f"there is no file `{written}` in the folder of the pack"
            help_ = did_you_mean(written, files) or "put it there, or take `image` out"
            yield MISSING_PICTURE.at(found.node.place, said, help=help_)


def written_images(pack: Subject) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Yield where records name files of the pack, and what they name."""
    for kind, form in pack.definitions.kinds.items():
        records = pack.catalogue.kinds[kind]
        files = records.columns.get(IMAGE, ()) if IMAGE not in form.fields else ()
        for id_, written in zip(records.ids, files, strict=False):
            if isinstance(written, str) and written and _ELSEWHERE not in written:
                yield (kind, id_, IMAGE), written
