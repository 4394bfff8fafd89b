"""A parser's complaint -> a problem in an author's words."""

from __future__ import annotations

import yaml

from rules.document.code import SYNTAX, TAB
from rules.problem import Problem
from rules.source import Place, Source

_KNOWN = (
    ("expected ',' or '}'", "a `,` or `}` is missing", "close the `{` or separate its entries by commas"),
    ("expected ',' or ']'", "a `,` or `]` is missing", "close the `[` or separate its items by commas"),
    (
        "expected key",
        "a `key: value` is missing here",
        "indent it as the keys above, or put the value in quotes",
    ),
    (
        "expected <block end>",
        "this is not indented as the lines above",
        "indent it as the keys or items above",
    ),
    (
        "expected '-' indicator",
        "this is not indented as the list above",
        "begin each item with `- ` in one column",
    ),
    ("could not find expected ':'", "a `:` is missing", "write `key: value`"),
    ("node content", "a value is missing here", "write it, or remove the `,` or `:` before it"),
    (
        "comment or line break",
        "a block's text begins on the next line",
        "write nothing behind its `|` or `>`",
    ),
    (
        "chomping or indentation",
        "a block's text begins on the next line",
        "write nothing behind its `|` or `>`",
    ),
    ("alphabetic or numeric", "this cannot stand here", "put a text that begins with `&` or `*` in quotes"),
    ("URI", "this cannot stand here", "put a text that begins with `!` in quotes"),
    ("whitespace or line break", "this cannot stand here", "put a text that begins with `!` in quotes"),
    ("mapping keys are not allowed", "a `?` cannot stand here", "put a text that begins with `? ` in quotes"),
    ("document separator", "the document ends within a text", "close the quote"),
    ("document indicator", "the document ends within a text", "close the quote"),
    ("entries are not allowed", "a list cannot begin here", "begin it on a line of its own"),
    ("hexdecimal", "this escape is not a character", "write the character itself"),
    ("invalid Unicode character", "this escape is not a character", "write the character itself"),
    ("escape", "this escape is unknown", "write `\\\\` for a backslash, or use single quotes"),
    ("<document start>", "this does not belong to what stands above", "indent it as the keys or items above"),
)


def syntax_problem(source: Source, wrong: Exception, at: int) -> Problem:
    """Return what *wrong* means; *at* is how far the parser had come."""
    if not isinstance(wrong, yaml.MarkedYAMLError) or wrong.problem_mark is None:
        return SYNTAX.at(_place(source, at), "this cannot be read", help="put the text in quotes")
    said, place = wrong.problem or "", _place(source, wrong.problem_mark.index)
    if "cannot start any token" in said:
        return _bad_start(place)
    if "mapping values are not allowed" in said:
        return _second_colon(place)
    opened = wrong.context_mark and _place(source, wrong.context_mark.index)
    if "end of stream" in said and opened:
        return SYNTAX.at(
            opened, "this quote is never closed", help=f"end the text with another `{opened.text}`"
        )
    related = (("opened here", opened),) if opened and "flow" in (wrong.context or "") else ()
    for part, message, help_ in _KNOWN:
        if part in said:
            return SYNTAX.at(place, message, help=help_, related=related)
    return SYNTAX.at(place, f"this is not YAML: {said}", related=related)


def _bad_start(place: Place) -> Problem:
    if place.text == "\t":
        return TAB.at(place, "a tab cannot indent", help="indent by spaces")
    sign = "a backtick" if place.text == "`" else f"`{place.text}`"
    return SYNTAX.at(place, f"a text cannot begin with {sign}", help="put it in quotes")


def _second_colon(place: Place) -> Problem:
    before = place.source.line(place.line)[: place.column - 1]
    if ": " in before:
        return SYNTAX.at(
            place, "a second `: ` cannot stand here", help="put text that contains `: ` in quotes"
        )
    return SYNTAX.at(
        place,
        "this line goes on the text above, so no `:` can stand in it",
        help="end the line above with `:`, or indent this one as the keys above",
    )


def _place(source: Source, at: int) -> Place:
    # A parser that ran out of text points behind it: at a line that has nothing to show.
    if at >= len(source.text):
        at = max(0, len(source.text.rstrip()))
    return source.place(at, at if source.text[at : at + 1] in {"\n", "\r", ""} else at + 1)
