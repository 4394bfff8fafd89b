"""The text of an expression -> a syntax tree in which nothing but the language stands, or problems."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache

from rules.expression.allow import forbidden
from rules.expression.code import LIMIT, SYNTAX, ExpressionProblem, Problems
from rules.expression.hint import SUFFIXED, hint, number_hint, unquoted

MOST_CHARACTERS = 512
MOST_DEPTH = 40
MOST_NODES = 160
_SPLIT = "split it: give a part a name in `formulas`"


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """An expression that was read; its *root* is never changed, so it may be shared."""

    text: str
    root: ast.expr


@lru_cache(maxsize=8192)
def parse(text: str) -> Tree | Problems:
    """Read an expression; only its form is checked, no name and no type."""
    refused = _unreadable(text)
    if refused:
        return (refused,)
    indent = len(text) - len(text.lstrip())
    root = _syntax(text.strip(), indent)
    if isinstance(root, ExpressionProblem):
        return (root,)
    problem = _too_deep(root, text)
    if problem:
        return (problem,)
    for node in ast.walk(root) if indent else ():
        if isinstance(node, (ast.expr, ast.keyword)):
            node.col_offset += indent
            node.end_col_offset = (node.end_col_offset or 0) + indent
    return tuple(forbidden(root)) or Tree(text, root)


def _unreadable(text: str) -> ExpressionProblem | None:
    """Return why *text* must not be given to Python's parser."""
    if len(text) > MOST_CHARACTERS:
        message = f"an expression has at most {MOST_CHARACTERS} characters, this one has {len(text)}"
        return ExpressionProblem(LIMIT, message, MOST_CHARACTERS, len(text), _SPLIT)
    for offset, character in enumerate(text):
        if not " " <= character <= "~" or character == "\\":
            message = f"the character U+{ord(character):04X} cannot stand in an expression"
            return ExpressionProblem(SYNTAX, message, offset, offset + 1)
    return _nested(unquoted(text))


def _nested(bare: str) -> ExpressionProblem | None:
    """Return why the brackets or numbers of *bare* cannot be read."""
    depth = 0
    for offset, character in enumerate(bare):
        depth += (character in "([{") - (character in ")]}")
        if depth > MOST_DEPTH:
            return ExpressionProblem(
                LIMIT, f"more than {MOST_DEPTH} brackets inside each other", offset, offset + 1
            )
    match = SUFFIXED.search(bare)
    if match:
        message = f"`{match[0]}` is not a number"
        return ExpressionProblem(SYNTAX, message, match.start(), match.end(), number_hint(match[0]))
    return None


def _syntax(text: str, indent: int) -> ast.expr | ExpressionProblem:
    if not text:
        return ExpressionProblem(SYNTAX, "an expression is missing", 0, indent)
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        start = min((error.offset or 1) - 1, len(text) - 1)
    return ExpressionProblem(SYNTAX, "this cannot be read", indent + start, indent + len(text), hint(text))


def _too_deep(root: ast.expr, text: str) -> ExpressionProblem | None:
    stack: list[tuple[ast.AST, int]] = [(root, 1)]
    count = 0
    while stack:
        node, depth = stack.pop()
        count += 1
        if depth > MOST_DEPTH or count > MOST_NODES:
            message = f"an expression has at most {MOST_NODES} parts, {MOST_DEPTH} inside each other"
            return ExpressionProblem(LIMIT, message, 0, len(text), _SPLIT)
        stack.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
    return None
