"""A tree -> its plain image: texts, lists and dicts, without places, comments or styles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from hashlib import blake2b, sha256
from itertools import chain
from typing import Any

from rules.document.node import Mapping, Node, Scalar, Sequence

Plain = Any  # str | list[Plain] | dict[str, Plain]

_CALLED = '"of":{'


def image(node: Node) -> Plain:
    """Return the texts that *node* holds, in lists and dicts."""
    if type(node) is Scalar:
        return node.text
    if isinstance(node, Mapping):
        return {
            name: part.text if type(part) is Scalar else image(part) for name, part in node.entries.items()
        }
    if isinstance(node, Sequence):
        return [image(part) for part in node.items]
    return node.text if isinstance(node, Scalar) else ""


def canonical(plain: Plain) -> str:
    """Return the one JSON text that says *plain*: keys sorted, nothing to spare."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fingerprint(plain: Plain) -> bytes:
    """Return 16 bytes that name one definition by its content."""
    said = canonical(plain)
    if _CALLED in said:
        said += canonical(list(_called(plain)))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _called(plain: Plain) -> Iterator[list[str]]:
    """Yield the names under each `of`, in their order: what is called with is matched by place."""
    if isinstance(plain, dict):
        for key in sorted(plain):
            if key == "of" and isinstance(plain[key], dict):
                yield list(plain[key])
            yield from _called(plain[key])
    elif isinstance(plain, list):
        for part in plain:
            yield from _called(part)


def name_of(sections: Dict[str, Dict[str, bytes]], renamed: Plain) -> str:
    """Return the hash that names a content: fingerprints by noun and id, and what was renamed.

    Fingerprints are hashed instead of one text of everything, so that unchanged files need not be read again.
    """
    total = sha256(canonical(renamed).encode())
    for noun in sorted(sections):
        total.update(f"\n{noun}\n".encode("utf-8", "surrogatepass"))
        marks = sorted(sections[noun].items())
        parts = [(f"{name}\n".encode("utf-8", "surrogatepass"), mark) for name, mark in marks]
        total.update(b"".join(chain.from_iterable(parts)))
    return total.hexdigest()
