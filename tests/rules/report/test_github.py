"""The report for pull requests."""

from hypothesis import given
from hypothesis import strategies as st

from rules.problem import Problem, error
from rules.report import github
from rules.source import Source
from tests.rules.report.made import ALL, problems


def test_each_problem_is_one_command_with_its_signs_escaped() -> None:
    unknown, twice, unused, count = github.render(ALL).splitlines()
    at = "::error file=game.yaml,line=2,endLine=2,col=20,endColumn=22,title=E201::"
    assert unknown == f"{at}unknown key `nme`: did you mean `name`?"
    at = "::error file=game.yaml,line=5,endLine=5,col=3,endColumn=5,title=E301::"
    assert (
        twice == f"{at}`fox` is used twice%0Afirst used here: game.yaml:2:3%0Aand here: more cards/ä.yaml:1:9"
    )
    at = "::warning file=more cards/ä.yaml,line=1,endLine=1,col=1,endColumn=15,title=W301::"
    assert unused == f"{at}100%25 unused: a,b%0Aand <more>: use it"
    assert count == "2 errors, 1 warning"


def test_a_place_of_several_lines_has_no_columns() -> None:
    source = Source("a.yaml", "a: |\n  x\n")
    said = github.render([error("E900", "wrong").at(source.place(3, 8), "wrong")])
    assert said.startswith("::error file=a.yaml,line=1,endLine=2,title=E900::wrong")


@given(st.lists(problems(), max_size=4))
def test_no_text_of_a_problem_ends_its_command(found: list[Problem]) -> None:
    commands = github.render(found).rstrip("\n").split("\n")
    assert len(commands) == len(found) + 1
    assert all(command.startswith("::") for command in commands[:-1])
