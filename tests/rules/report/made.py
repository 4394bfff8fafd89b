"""Problems for the reports' tests: one of each shape, with everything that is hard to write out."""

from hypothesis import strategies as st

from rules.problem import Problem, Severity, error, warning
from rules.source import Source

GAME = Source("game.yaml", "esprit:\n  fox: {emoji: 🦊, nme: 龍 fox}\n  owl:\n    name: Owl\n  fox: {}\n")
OTHER = Source("more cards/ä.yaml", "cards: {fox: 1}\n")

UNKNOWN = error("E201", "a key is unknown").at(
    GAME.place(27, 30), "unknown key `nme`", help="did you mean `name`?", path="esprit.fox"
)
TWICE = error("E301", "an id is used twice").at(
    GAME.place(61, 64),
    "`fox` is used twice",
    related=(("first used here", GAME.place(10, 13)), ("and here", OTHER.place(8, 11))),
)
UNUSED = warning("W301", "nothing uses this").at(
    OTHER.place(0, 15), "100% unused: a,b\nand <more>", help="use it"
)
ALL = [UNKNOWN, TWICE, UNUSED]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    source = Source(draw(st.text(min_size=1, max_size=8)), draw(st.text(max_size=40)))
    ends = st.integers(0, len(source.text))
    places = st.builds(lambda one, other: source.place(min(one, other), max(one, other)), ends, ends)
    words = st.text(min_size=1, max_size=12)
    severity = draw(st.sampled_from(Severity))
    related = draw(st.lists(st.tuples(words, places), max_size=2))
    return Problem(
        "E1",
        severity,
        draw(words),
        draw(places),
        draw(st.none() | words),
        tuple(related),
        draw(st.text(max_size=5)),
    )
