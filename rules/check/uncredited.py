"""A record that shows a file of the pack without telling whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.missing_picture import written_images
from rules.check.subject import Subject
from rules.problem import Problem, error

UNCREDITED = error("E641", "a picture tells neither author nor licence")
CODES = (UNCREDITED,)
_WHOSE = {"author": "who made it", "licence": "by what right the game shows it"}


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every `image` of a record that is a file of the pack and does not say whose it is."""
    for path, file in written_images(pack):
        stated = pack.resolved.plain.get(path[0], {}).get(path[1], {}).get(path[2])
        missing = [word for word in _WHOSE if _silent(stated, word)]
        found = pack.resolved.at(path) if missing else None
        if found is not None:
            said = f"of `{file}` nobody knows {' and '.join(_WHOSE[each] for each in missing)}"
            help_ = f"write `image: {{file: {file}, author: …, licence: …}}`"
            yield UNCREDITED.at(found.node.place, said, help=help_)


def _silent(stated: object, word: str) -> bool:
    """Tell whether nothing is said; a key that is not there is told by the shape of `image`."""
    if not isinstance(stated, dict):
        return True
    written = stated.get(word)
    return isinstance(written, str) and written.isspace()
