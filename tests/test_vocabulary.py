"""The words that games declare -> the places where the Python of a room knows one of them: none.

A word is found in names, texts, docstrings and comments, alone or as a part of a longer name, in singular or
plural.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ROOMS = ("rules", "engine", "cli", "bot")
DECLARING = ("kinds", "actions", "variables", "tables", "formulas", "limits", "reactions")
NOT_RULES = {"scenarios", "texts"}

# Words that games use as ids and that the code needs for something of its own.
OWN: dict[str, frozenset[str]] = {
    "nouns and words of the language": frozenset({"profile", "power", "currency"}),
    "JSON Schema, SARIF, YAML and Unicode say so": frozenset({"item", "level", "collection", "points"}),
    "SQLAlchemy says so": frozenset({"element"}),
    "PostgreSQL says so": frozenset({"notify"}),
    "a primitive, and what it leaves behind": frozenset({"sweep", "settled"}),
    "plain English": frozenset(
        {"found", "part", "start", "make", "lead", "cast", "rank", "gather", "habit", "daily"}
    ),
}


def test_no_room_knows_a_word_that_a_game_declares() -> None:
    words = _declared(ROOT / "content") - frozenset().union(*OWN.values())

    assert [place for room in ROOMS for place in _spoken(ROOT / room, words)] == []


def test_the_words_of_a_game_are_its_ids_and_what_its_players_hold(tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_text(
        "kinds: {coin: {holdable: stack}, weather: {}}\ncoin: {doubloon: {}}\nweather: {drizzle: {}}\n"
        "actions: {haggle: {}}\nviews: {purse: {}}\n"
    )
    (tmp_path / "more.yaml").write_text("variables: {debt: {}}\nlimits: {calm: {}}\ncoin: {florin: {}}\n")

    assert _declared(tmp_path) == {"coin", "weather", "doubloon", "florin", "haggle", "debt", "calm"}


@pytest.mark.parametrize(
    "line",
    [
        "haggle = 1",
        "PRICE_HAGGLE = 1",
        "class HaggleRow: ...",
        "said = 'haggle'",
        "said = f'to {1} haggle'",
        "haggles = []",
        "# when players haggle",
        'def f():\n    """Let them haggle."""',
        "def sell_by_weight(): ...",
    ],
)
def test_a_word_is_found_wherever_it_is_said(tmp_path: Path, line: str) -> None:
    (tmp_path / "room.py").write_text(f"x = 1\n{line}\n")

    assert len(list(_spoken(tmp_path, {"haggle", "sell_by_weight"}))) == 1


@pytest.mark.parametrize("line", ["haggler = 1", "sell = by_weight = 1", "said = 'haggling'"])
def test_a_word_is_not_found_inside_another(tmp_path: Path, line: str) -> None:
    (tmp_path / "room.py").write_text(f"{line}\n")

    assert list(_spoken(tmp_path, {"haggle", "sell_by_weight"})) == []


def _declared(content: Path) -> set[str]:
    parts = [_read(path) for path in sorted(content.rglob("*.yaml")) if not NOT_RULES & set(path.parts)]
    kinds = {name: kind for part in parts for name, kind in _entries(part, "kinds").items()}
    held = [name for name, kind in kinds.items() if isinstance(kind, Mapping) and "holdable" in kind]
    return {str(word) for part in parts for noun in (*DECLARING, *held) for word in _entries(part, noun)}


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _entries(part: object, noun: str) -> Mapping[str, Any]:
    entries = part.get(noun) if isinstance(part, Mapping) else None
    return entries if isinstance(entries, Mapping) else {}


def _spoken(room: Path, words: set[str]) -> Iterator[str]:
    for path in sorted(room.rglob("*.py")):
        with io.StringIO(path.read_text(encoding="utf-8")) as text:
            for token in tokenize.generate_tokens(text.readline):
                for word in sorted(set(_said(token.string)) & words):
                    yield f"{room.name}/{path.relative_to(room).as_posix()}:{token.start[0]} says `{word}`"


def _said(text: str) -> Iterator[str]:
    """Yield every run of words in every name of *text*, and its singular."""
    for name in re.findall(r"[a-z0-9]+(?:_[a-z0-9]+)*", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text).lower()):
        for run in _runs(name.split("_")):
            yield run
            yield run.removesuffix("s")


def _runs(words: list[str]) -> Iterable[str]:
    return ("_".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1))
