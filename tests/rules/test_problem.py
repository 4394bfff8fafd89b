"""The order and the sorts of problems."""

from rules.problem import Code, Problem, Problems, Severity, error, quoted, warning
from rules.source import Source

SOURCE = Source("b.yaml", "one\ntwo\n")
WRONG = error("E900", "wrong")
ODD = warning("W900", "odd")


def test_problems_are_shown_by_file_line_column_and_code() -> None:
    places = [SOURCE.place(5, 6), SOURCE.place(0, 3), Source("a.yaml", "x").place(0, 1)]
    problems = Problems()
    problems.extend(ODD.at(place, "odd") for place in places)
    problems.add(WRONG.at(places[0], "wrong"))
    shown = [f"{problem.place} {problem.code}" for problem in problems.sorted()]
    assert shown == ["a.yaml:1:1 W900", "b.yaml:1:1 W900", "b.yaml:2:2 E900", "b.yaml:2:2 W900"]
    assert len(problems) == len(list(problems)) == 4


def test_errors_and_warnings_are_told_apart() -> None:
    place = SOURCE.place(0, 1)
    problems = Problems([ODD.at(place, "odd"), WRONG.at(place, "wrong")])
    assert [problem.code for problem in problems.errors] == ["E900"]
    assert [problem.code for problem in problems.warnings] == ["W900"]


def test_what_an_author_wrote_is_quoted_on_one_line() -> None:
    assert quoted("a\n  b") == "`a b`"
    assert quoted("x" * 100) == f"`{'x' * 59}…`"


def test_a_code_makes_a_problem_with_all_that_is_said_of_it() -> None:
    place = SOURCE.place(0, 1)
    made = Code("E1", Severity.ERROR, "x").at(place, "m", help="h", related=(("r", place),), path="a.b")
    assert made == Problem("E1", Severity.ERROR, "m", place, "h", (("r", place),), "a.b")
    assert str(made.severity) == "error"
