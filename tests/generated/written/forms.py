"""A game as it is written -> what of the language it uses: keys, types, words and forms of expressions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rules.expression.allow import ALLOWED
from rules.expression.words import FUNCTION_NAMES, VALUES
from rules.schema.shared import SIMPLE_TYPES, TYPES

Json = Any
DOCS = Path(__file__).parents[3] / "docs"
PLAYED = ("kinds", "variables", "formulas", "choices", "limits", "tables", "actions", "reactions", "profiles")
SHAPES = ("one", "all", "each", "distinct")

# The nouns of which a life of one player alone shows nothing, and why.
UNPLAYED_NOUNS = {
    "game": "what of it is played is told apart: `game.every_action`",
    "patches": "a patched game is a game like another one",
    "events": "the lab lives the game as it is when none holds, so `active` is a constant",
    "guards": "they hold back traffic before anything is decided",
    "commands": "they say under which name players find an action",
    "menus": "they say where players find an action",
    "offers": "they are between players",
    "products": "they are paid for outside; who pays does an action, as others are done",
    "views": "they are read",
    "rankings": "they compare players, and so does `place`",
    "scenarios": "they are tests",
    "targets": "they are asked of what lives have come to",
    "Records": "what they are called; their fields are the kind's",
}

# What is read, drawn on a button or said, what is of other players, and the template by which players write
# records, which the rules that are played are made from beforehand: nothing that a life would show.
UNPLAYED = re.compile(
    r"(.*\.)?(name|emoji|summary)|kinds\.(looks|proposable)(\..*)?|type\.decimal"
    r"|(give|tell)\.to|type\.player|name\.players"
    r"|(open|put|hand|close)\..*|actions\.params\.\*\.(mine|of)"
)


def every_form() -> frozenset[str]:
    """Return all that the reference lists: keys of nouns and steps, types, functions, operators, values."""
    forms = {
        *_listed(),
        *(f"type.{name}" for name in (*SIMPLE_TYPES, *TYPES, "record", "list")),
        *(f"function.{name}" for name in FUNCTION_NAMES),
        *(f"syntax.{form.__name__}" for form in ALLOWED - {ast.Store}),
        *(f"value.{name}" for name in VALUES if name != "me"),
        *(f"pick.{shape}" for shape in SHAPES),
        *("require.that", "require.have", "amounts.range", "amounts.+", "amounts.*", "amounts.if"),
        *("with.any", "with.best", "with.expression", "default.expression", "roll.one_of", "roll.range"),
        *("roll.where", "roll.weigh", "counter.this_draw", "chance.rest", "table.inline", "table.choice"),
        *("field.optional", "field.default", "field.own_formula", "game.every_action", "loop.field"),
        *("loop.choice", "loop.upto", "loop.kind", "draw.nobody", "resets.word", "resets.kind"),
    }
    return frozenset(form for form in forms if not UNPLAYED.fullmatch(form))


def _listed() -> Iterator[str]:
    """Yield the keys in the tables of the reference, of what is played and of steps."""
    for chapter, noun, key in _rows():
        if chapter == "Steps" or (chapter == "Nouns" and noun in PLAYED):
            yield f"{noun}.{key}"


def nouns() -> frozenset[str]:
    """Return the nouns that the reference has tables of."""
    return frozenset(noun for chapter, noun, _ in _rows() if chapter == "Nouns")


def _rows() -> Iterator[tuple[str, str, str]]:
    """Yield each row of the reference's tables that names a key: its chapter, its noun or step, the key."""
    chapter = noun = ""
    for line in (DOCS / "language.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            chapter = line.removeprefix("## ")
        elif line.startswith("### "):
            noun = line.removeprefix("### ").strip("`")
        row = re.match(r"\| `([^`]+)` \|", line)
        if row:
            yield chapter, noun, row[1]


KEYS = frozenset(_listed())


def forms_of(game: dict[str, Json]) -> set[str]:
    """Return what a game uses."""
    used: set[str] = set()
    for noun in PLAYED:
        for definition in game.get(noun, {}).values():
            used |= set(_keys(noun, definition))
    for part in _inside(game):
        used |= set(_steps(part)) | set(_details(part))
    for text in _texts(game):
        used |= set(_expression(text))
    used |= set(_types(game))
    if "every_action" in game["game"]:
        used.add("game.every_action")
    return used


def _keys(path: str, node: Json) -> Iterator[str]:
    """Yield the keys of a definition that the reference lists, by their paths there."""
    if isinstance(node, list):
        for part in node:
            yield from _keys(f"{path}[]", part)
    if not isinstance(node, dict):
        return
    for name, part in node.items():
        star = f"{path}.*"
        here = star if any(key.startswith(f"{star}.") for key in KEYS) else f"{path}.{name}"
        yield here
        yield from _keys(here, part)


def _inside(node: Json) -> Iterator[dict[str, Json]]:
    if isinstance(node, dict):
        yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _inside(part)


def _steps(node: dict[str, Json]) -> Iterator[str]:
    for name in ("do", "then", "else"):
        for step in node[name] if isinstance(node.get(name), list) else ():
            word = next(iter(step))
            yield from (f"{word}.{key}" for key in step)


def _details(node: dict[str, Json]) -> Iterator[str]:
    """Yield what the tables of the reference do not tell apart."""
    if "entries" in node:
        pick = node.get("pick", "one")
        yield f"pick.{next(iter(pick)) if isinstance(pick, dict) else pick}"
    for word in ("that", "have"):
        yield from (f"require.{word}",) if word in node and "else" in node else ()
    for pick in (
        (each for each in node.get("with", {}).values()) if isinstance(node.get("with"), dict) else ()
    ):
        yield f"with.{next(iter(pick))}" if isinstance(pick, dict) else "with.expression"
    for rolled in node["roll"].values() if "roll" in node else ():
        yield from (f"roll.{key}" for key in rolled) if isinstance(rolled, dict) else ("roll.range",)
    yield from ("counter.this_draw",) if node.get("counter") == "this_draw" else ()
    yield from ("chance.rest",) if node.get("chance") == "rest" else ()
    yield from ("draw.nobody",) if node.get("to") == "nobody" else ()
    yield from ("table.inline",) if isinstance(node.get("holds"), dict) else ()
    yield from ("table.choice",) if " if " in str(node.get("draw", "")) else ()
    yield from ("resets.word",) if node.get("resets") == "anew" else ()
    yield from ("resets.kind",) if node.get("resets") == "season" else ()
    yield from ("default.expression",) if "default" in node and " " in str(node["default"]) else ()
    for word in ("give", "take", "cost", "gives", "if_empty"):
        if isinstance(node.get(word), str):
            yield from _of_amounts(node[word])
        elif isinstance(node.get(word), dict):
            yield from ("amounts.range" for each in node[word].values() if each == "1..3")


def _of_amounts(text: str) -> Iterator[str]:
    tree = ast.parse(text, mode="eval").body
    if isinstance(tree, ast.BinOp):
        yield "amounts.+" if isinstance(tree.op, ast.Add) else "amounts.*"
    if isinstance(tree, ast.IfExp):
        yield "amounts.if"


def _texts(node: Json) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _texts(part)


def _expression(text: str) -> Iterator[str]:
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError:
        return
    for part in ast.walk(tree):
        yield f"syntax.{type(part).__name__}"
        match part:
            case ast.Call(func=ast.Name(id=name)) if name in FUNCTION_NAMES:
                yield f"function.{name}"
            case ast.Name(id=name) if name in VALUES:
                yield f"value.{name}"
            case ast.comprehension(iter=ast.Attribute()):
                yield "loop.field"
            case ast.comprehension(iter=ast.Name(id="wanted")):
                yield "loop.choice"
            case ast.comprehension(iter=ast.Name()):
                yield "loop.kind"
            case ast.comprehension(iter=ast.Call()):
                yield "loop.upto"
                yield "function.upto"
            case _:
                pass


def _types(game: dict[str, Json]) -> Iterator[str]:
    """Yield the types of fields, variables and parameters."""
    fields = [each for kind in game["kinds"].values() for each in kind.get("fields", {}).values()]
    params = [each for action in game["actions"].values() for each in action.get("params", {}).values()]
    for written in (*fields, *game["variables"].values(), *params):
        yield from _type(written)
        if isinstance(written, dict):
            yield from (f"field.{key}" for key in ("optional", "default") if key in written)
    own = {"power", "shine", "flow"}
    yield from ("field.own_formula" for gem in game["gem"].values() if own & gem.keys())


def _type(written: Json) -> Iterator[str]:
    if isinstance(written, list):
        yield "type.list"
    elif isinstance(written, dict):
        known = [name for name in TYPES if name in written]
        yield from (f"type.{name}" for name in known)
        yield from _type(written["type"]) if "type" in written and not known else ()
    else:
        yield f"type.{written}" if written in SIMPLE_TYPES else "type.record"
