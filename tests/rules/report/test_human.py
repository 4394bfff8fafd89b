"""What a person is shown of problems."""

from hypothesis import given
from hypothesis import strategies as st

from rules.problem import Problem, error
from rules.report import human
from rules.source import Source
from tests.rules.report.made import ALL, OTHER, TWICE, UNKNOWN, problems

WRONG = error("E900", "wrong")


def test_a_problem_is_shown_with_its_line_a_caret_by_cells_and_what_to_do() -> None:
    assert human.render([UNKNOWN]) == (
        "error[E201]: unknown key `nme`\n"
        " --> game.yaml:2:20\n"
        "  |\n"
        "2 |   fox: {emoji: 🦊, nme: 龍 fox}\n"
        "  |                     ^^^\n"
        "  = help: did you mean `name`?\n"
        "\n"
        "1 error\n"
    )


def test_second_places_are_shown_in_order_and_with_their_files() -> None:
    assert human.render([TWICE]) == (
        "error[E301]: `fox` is used twice\n"
        " --> game.yaml:5:3\n"
        "  |\n"
        "2 |   fox: {emoji: 🦊, nme: 龍 fox}\n"
        "  |   --- first used here\n"
        "...\n"
        "5 |   fox: {}\n"
        "  |   ^^^\n"
        " ::: more cards/ä.yaml:1:9\n"
        "1 | cards: {fox: 1}\n"
        "  |         --- and here\n"
        "\n"
        "1 error\n"
    )


def test_only_so_many_problems_are_shown_and_all_are_counted() -> None:
    shown = human.render(ALL, most=1)
    assert shown.endswith("\n\nand 2 more\n\n2 errors, 1 warning\n")
    assert human.render([]) == "no problems\n"


def test_a_warning_never_takes_the_room_of_an_error() -> None:
    errors = [problem for problem in ALL if problem.is_error]
    warning = next(problem for problem in ALL if not problem.is_error)
    shown = human.render([warning, *errors], most=len(errors))

    assert "warning[" not in shown
    assert shown.count("error[") == len(errors)


def test_colour_is_there_only_when_wanted() -> None:
    assert "\x1b" not in human.render(ALL)
    assert human.render([UNKNOWN], colour=True).startswith("\x1b[1;31merror[E201]\x1b[0m: ")


def test_a_place_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    source = Source("a.yaml", "a: |\n  x\n  y\n")
    assert "\n1 | a: |\n  |    ^\n" in human.render([WRONG.at(source.place(3, 12), "wrong")])


def test_a_place_at_the_end_of_the_text_has_a_caret() -> None:
    source = Source("a.yaml", "a: [")
    assert "\n1 | a: [\n  |     ^\n" in human.render([WRONG.at(source.place(4, 4), "wrong")])


def test_a_long_line_is_shown_around_the_place() -> None:
    source = Source("a.yaml", "a: " + "x" * 5_000 + "!" + "y" * 5_000)
    line, caret = human.render([WRONG.at(source.place(5_003, 5_004), "wrong")]).splitlines()[3:5]
    assert len(line) < 180
    assert line[caret.index("^")] == "!"


def test_what_a_file_says_never_reaches_the_terminal_as_a_command() -> None:
    source = Source("a\x1b[2J.yaml", "a: \x1b[31m\u202etxet\tx")
    shown = human.render([WRONG.at(source.place(15, 16), "wrong \x07")])
    assert not {"\x1b", "\u202e", "\t", "\x07"} & set(shown)
    assert "1 | a: ␛[31m�txet    x\n" in shown


@given(st.lists(problems(), max_size=4), st.booleans())
def test_any_problems_can_be_shown(found: list[Problem], colour: bool) -> None:
    assert human.render(found, colour=colour).endswith("\n")


def test_the_widest_gutter_holds_every_line_number() -> None:
    source = Source("a.yaml", "a\n" * 12)
    shown = human.render([WRONG.at(source.place(20, 21), "wrong", related=(("here", source.place(0, 1)),))])
    assert "   |\n 1 | a\n   | - here\n...\n11 | a\n   | ^\n" in shown
    assert OTHER.file not in shown
