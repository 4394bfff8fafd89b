"""Only the language stands in a parsed expression; everything else is refused before it means anything."""

from __future__ import annotations

import pytest

from rules.expression.parse import MOST_DEPTH, MOST_NODES, Tree, parse

READ = (
    "1 + 2 * 3 // 4 % 5 - 6 / 7 ** 2",
    "not a or b and c",
    "a < b <= c != d",
    "a in [1, 2] and b not in c.d",
    "a if b else c",
    "  f(x, y.z)[e]  ",
    "sum(a for b in c if d if e)",
    "best((a, b) for b in c)",
    "sum((a for b in c))",
    "-1.5e3",
    "'a text with ( and 3m in it' == x",
    "((((1))))",
    # no larger than it may be
    " " * 511 + "1",
    "(" * 40 + "1" + ")" * 40,
    "max(" + ",".join(["(1)"] * 41) + ")",
    "-" * 39 + "1",
    "max(" + ",".join("1" * 157) + ")",
    "a in [" + ",".join("1" * 32) + "]",
    "'" + "a" * 64 + "'",
    "9007199254740992",
)

REFUSED = (
    # E401 what cannot be read
    ("", "E401", "an expression is missing"),
    ("   ", "E401", "an expression is missing"),
    ("a +", "E401", "this cannot be read"),
    ("1; 2", "E401", "this cannot be read"),
    ("a b", "E401", "this cannot be read"),
    ("(a", "E401", "this cannot be read"),
    ("a)", "E401", "this cannot be read"),
    ("import os", "E401", "this cannot be read"),
    ("x = 3", "E401", "write `==` to compare"),
    ("a && b", "E401", "write `and`"),
    ("a || b", "E401", "write `or`"),
    ("!a", "E401", "write `not`"),
    ("a <> b", "E401", "write `!=`"),
    ("a =< b", "E401", "write `<=`"),
    ("a => b", "E401", "write `>=`"),
    ("a ? b : c", "E401", "write `a if condition else b`"),
    ("a if b", "E401", "a conditional needs both branches"),
    ("5% * a", "E401", "write 0.06 for 6%"),
    ("6%", "E401", "write 0.06 for 6%"),
    ("10..30", "E401", "ranges stand only in `give` and `roll`"),
    ("30m", "E401", "write `30 * minute`"),
    ("0x10", "E401", "write a plain number"),
    ("1if a else 2", "E401", "`1if` is not a number"),
    ("1j", "E401", "`1j` is not a number"),
    ("a\nb", "E401", "U+000A cannot stand"),
    ("caf\u00e9", "E401", "U+00E9 cannot stand"),
    ("\uff4e", "E401", "U+FF4E cannot stand"),
    ("a\x00b", "E401", "U+0000 cannot stand"),
    ("'\\x41'", "E401", "U+005C cannot stand"),
    # E402 what is too large
    ("1" * 513, "E402", "at most 512 characters, this one has 513"),
    ("(" * 41 + "1" + ")" * 41, "E402", "more than 40 brackets"),
    ("[" * 200, "E402", "more than 40 brackets"),
    ("-" * 60 + "1", "E402", "40 inside each other"),
    ("not " * 60 + "a", "E402", "40 inside each other"),
    ("+".join("a" * 60), "E402", "40 inside each other"),
    ("-" * 511 + "1", "E402", "40 inside each other"),
    ("not " * 127 + "a", "E402", "40 inside each other"),
    ("a if b else " * 42 + "c", "E402", "40 inside each other"),
    ("a" + "**a" * 170, "E402", "40 inside each other"),
    ("lambda:" * 73 + "1", "E402", "40 inside each other"),
    ("max(" + ",".join("a" * 200) + ")", "E402", "at most 160 parts"),
    (" " * 512 + "1", "E402", "at most 512 characters, this one has 513"),
    ("[" * 41, "E402", "more than 40 brackets"),
    ("-" * 40 + "1", "E402", "40 inside each other"),
    ("max(" + ",".join("1" * 158) + ")", "E402", "at most 160 parts"),
    # E403 forms that are not part of the language
    ("lambda: 1", "E403", "expressions have no `lambda`"),
    ("(lambda: 1)()", "E403", "this cannot be called"),
    ("f()()", "E403", "this cannot be called"),
    ("f[0]()", "E403", "this cannot be called"),
    ("a & b", "E403", "write `and`"),
    ("a | b", "E403", "write `or`"),
    ("a ^ 2", "E403", "a power is written `**`"),
    ("a is b", "E403", "write `==`"),
    ("a is not b", "E403", "write `!=`"),
    ("+a", "E403", "leave the `+` out"),
    ("~a", "E403", "write `not`"),
    ("a @ b", "E403", "expressions have no `matmult`"),
    ("a << 3", "E403", "expressions have no `lshift`"),
    ("a >> 3", "E403", "expressions have no `rshift`"),
    ("[1, 2]", "E403", "expressions have no `list`"),
    ("[a][0]", "E403", "expressions have no `list`"),
    ("[1] in a", "E403", "expressions have no `list`"),
    ("(1, 2)", "E403", "expressions have no `tuple`"),
    ("a[1, 2]", "E403", "expressions have no `tuple`"),
    ("{1: 2}", "E403", "expressions have no `dict`"),
    ("{1, 2}", "E403", "expressions have no `set`"),
    ("a[1:2]", "E403", "expressions have no `slice`"),
    ("[x for x in y]", "E403", "write `sum(... for x in kind if ...)`"),
    ("{x for x in y}", "E403", "expressions have no `setcomp`"),
    ("{x: x for x in y}", "E403", "expressions have no `dictcomp`"),
    ("f(*a)", "E403", "expressions have no `starred`"),
    ("f(**a)", "E403", "arguments are given in order"),
    ("f(a=1)", "E403", "arguments are given in order"),
    ("(a := 1)", "E403", "give it a name in `let`"),
    ("f'{a}'", "E403", "words are written in `texts`"),
    ("f'{a!r:>{b}}'", "E403", "words are written in `texts`"),
    ("await a", "E403", "expressions have no `await`"),
    ("(yield)", "E403", "expressions have no `yield`"),
    ("(yield from a)", "E403", "expressions have no `yieldfrom`"),
    # E404 what cannot be a value
    ("True", "E404", "write `true`"),
    ("None", "E404", "write `none`"),
    ("...", "E404", "neither a number nor a text"),
    ("b'x'", "E404", "neither a number nor a text"),
    ("9007199254740993", "E404", "larger than 2^53"),
    ("1e999", "E404", "a number is too large"),
    ("'" + "a" * 65 + "'", "E404", "at most 64 characters"),
    ("Level", "E404", "`Level` cannot be a name"),
    ("_x", "E404", "`_x` cannot be a name"),
    ("a.B", "E404", "`B` cannot be a name"),
    ("a in []", "E404", "a list has 1 to 32 values"),
    ("a in [" + ",".join("1" * 33) + "]", "E404", "a list has 1 to 32 values"),
    # E408, E415 loops of another form
    ("sum((a for b in c), 1)", "E408", "takes one loop and nothing else"),
    ("(a for b in c)", "E415", "a loop stands only in sum"),
    ("max(a for b in c)", "E415", "a loop stands only in sum"),
    ("a.sum(b for b in c)", "E415", "a loop stands only in sum"),
    ("sum(a for b in c for d in e)", "E415", "a loop has one `for`"),
    ("sum(a for b, c in d)", "E415", "a loop has one variable"),
    ("sum(a for b.c in d)", "E415", "a loop has one variable"),
    ("sum(a async for a in d)", "E415", "a loop has one variable"),
    ("best((a, b, c) for a in d)", "E415", "`best` takes a pair"),
)

# Escapes that have worked somewhere: each is refused by form alone, whatever the names would mean.
ESCAPES = (
    "().__class__.__base__.__subclasses__()",
    "e.__class__",
    "e.__globals__",
    "e.__init__.__globals__['os']",
    "x['__class__']()",
    "__import__('os').system('id')",
    "f.__code__",
    "f.__closure__",
    "__builtins__",
    "e.__reduce__()",
    "e.__class__.mro()",
    "(x for x in [1]).gi_frame.f_back",
    "[x for x in ().__class__.__bases__]",
    "'{0.__class__}'.__mod__(e)",
    "f'{e.__class__}'",
    "(lambda: e.__class__)()",
    "(x := e.__class__)",
    "1 if true else ().__class__",
    "true or e.__class__",
    "false and __import__('os')",
    "[[0] * 99999] * 99999",
    "{**e}",
    "f(*e)",
    "await e.__call__()",
    "(yield e.__class__)",
    "e.__getattribute__('x')",
    "e[e.__class__]",
    "sum(x.__class__ for x in e)",
    "sum(x for x in e.__class__)",
    "sum(x for x in e if x.__class__)",
    "e if e.__class__ else e",
    "e.a._private",
    "print.__self__",
    "9e999 - 9e999",
    "\uff3f\uff3fimport\uff3f\uff3f('os')",
    "e.\u017fecret",
    "'\\x5f\\x5fclass\\x5f\\x5f'",
)


@pytest.mark.parametrize("text", READ)
def test_a_form_of_the_language_is_read(text: str) -> None:
    tree = parse(text)
    assert isinstance(tree, Tree), tree
    assert tree.text == text


@pytest.mark.parametrize(("text", "code", "words"), REFUSED)
def test_a_form_that_is_not_of_the_language_is_refused_with_a_place(text: str, code: str, words: str) -> None:
    problems = parse(text)
    assert isinstance(problems, tuple)
    assert code in {problem.code.id for problem in problems}
    assert any(words in f"{problem.message}; {problem.help}" for problem in problems), problems
    assert all(0 <= problem.start <= problem.end <= len(text) for problem in problems)


# Where a problem begins and ends.
PLACES = (
    ("a b", 2, 3),
    ("  a b", 4, 5),
    ("a +", 0, 3),
    ("(", 0, 1),
    (" )", 1, 2),
    ("1; 2", 1, 4),
    ("  x = 3", 4, 7),
    ("   ", 0, 3),
    ("  30m", 2, 5),
    ("a\nb", 1, 2),
    ("(" * 41 + "1" + ")" * 41, 40, 41),
    ("1" * 513, 512, 513),
    ("-" * 40 + "1", 0, 41),
    ("1 + f(a=1)", 6, 9),
    ("  1 + f(a=1)", 8, 11),
)


@pytest.mark.parametrize(("text", "start", "end"), PLACES)
def test_a_problem_says_where_it_is(text: str, start: int, end: int) -> None:
    problems = parse(text)
    assert isinstance(problems, tuple)
    assert [(problem.start, problem.end) for problem in problems] == [(start, end)]


@pytest.mark.parametrize("text", ESCAPES)
def test_an_escape_is_refused_by_its_form(text: str) -> None:
    problems = parse(text)
    assert isinstance(problems, tuple)
    assert {problem.code.id for problem in problems} <= {"E401", "E403", "E404", "E415"}


def test_the_same_text_is_parsed_once() -> None:
    assert parse("level + 1") is parse("level + 1")


def test_offsets_count_the_indent() -> None:
    tree = parse("   level")
    assert isinstance(tree, Tree)
    assert (tree.root.col_offset, tree.root.end_col_offset) == (3, 8)
    problems = parse("   f(a=1)")
    assert isinstance(problems, tuple)
    assert problems[0].start == 5


def test_a_long_sum_is_read_and_every_mistake_of_form_is_told() -> None:
    assert isinstance(parse("+".join("a" * 30)), Tree)
    problems = parse("a & b | ~c")
    assert isinstance(problems, tuple)
    assert len(problems) == 1 or len(problems) == 3
    assert MOST_DEPTH < MOST_NODES
