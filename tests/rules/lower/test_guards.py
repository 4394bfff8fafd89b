"""Guards become what the live game counts; they are part of the pack, and of what a change touches."""

from __future__ import annotations

from rules.compare.changes import changes
from rules.pack import Texts
from rules.program.guard import Guard
from rules.ruleset import Ruleset
from tests.games import sound

GAME = """
game: {id: small, title: Small, version: 1.0.0, language: 1, locales: [en]}
actions: {wave: {summary: Wave., do: [], say: done}, bow: {summary: Bow., do: [], say: done}}
patches: {now: [{at: actions.wave, rename: greet}]}
texts: {en: {done: Done.}}
guards:
"""


def written(*guards: str) -> Ruleset:
    lines = "".join(f"  {guard}\n" for guard in guards)
    return sound(Texts("small", {"game.yaml": GAME + lines}))


def test_a_guard_is_what_is_written_of_it() -> None:
    found = written(
        "flood: {per: user, times: 20, in: 10s, then: {block: 10m, after: 3}}",
        "drops: {per: guild, times: 2, in: 1m, for: [bow], strict: true}",
        "once: {per: global, times: 1, in: 1s, then: {block: 1s}}",
    )
    assert found.guards == {
        "drops": Guard("drops", "guild", 2, 60_000, frozenset({"bow"}), strict=True),
        "flood": Guard("flood", "user", 20, 10_000, block=600_000, after=3),
        "once": Guard("once", "global", 1, 1000, block=1000, after=1),
    }


def test_a_guard_goes_on_counting_an_action_that_was_renamed() -> None:
    guard = written("some: {per: user, times: 1, in: 1s, for: [wave]}").guards["some"]
    assert (guard.covers("greet"), guard.covers("bow")) == (True, False)


def test_a_change_of_a_guard_is_a_change_of_the_game() -> None:
    before = written("flood: {per: user, times: 20, in: 10s}")
    after = written("flood: {per: user, times: 5, in: 10s}")
    told = [
        (change.noun, change.id)
        for change in changes(before.definitions.resolved, after.definitions.resolved)
    ]
    assert told == [("guards", "flood")]
    assert before.hash != after.hash
