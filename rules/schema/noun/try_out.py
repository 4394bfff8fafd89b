"""What tries the game out: `profiles`, `scenarios`."""

from __future__ import annotations

from rules.schema.noun import Noun
from rules.schema.part import (
    SCALAR,
    Schema,
    cases,
    closed,
    either,
    key,
    mapping,
    ref,
    refer,
    scalar,
    sequence,
)

_PICK = cases(
    "a pick: `{best: expression}` or `{any: condition}`",
    {
        "best": closed(
            "a pick",
            {"best": key(ref("expression"), "The record for which this is greatest.", "it.reward[coins]")},
        ),
        "any": closed(
            "a pick",
            {
                "any": key(
                    ref("expression"),
                    "Any record for which this holds; chance decides which.",
                    "owned(it) > 1",
                )
            },
        ),
    },
)


def _most(most: int) -> Schema:
    """Return what a number of times fits that ends before anybody loses patience."""
    return {"type": "integer", "minimum": 1, "maximum": most, "x-form": f"a whole number from 1 to {most:,}"}


_VALUE = either("an expression, `{best: …}` or `{any: …}`", scalar=ref("expression"), mapping=_PICK)
_DOES = closed(
    "what a player does",
    {
        "do": key(refer("actions"), "The action.", "brew"),
        "with": key(
            mapping("parameters and their values", ref("id"), _VALUE),
            "The action's parameters.",
            {"first": {"any": "owned(it) > 1"}},
        ),
        "while": key(ref("expression"), "As long as this holds.", "verve >= 5"),
        "times": key(
            _most(1000),
            "At most how often in a session; 1 if left out, with `while` as often as it holds.",
            3,
        ),
        "chance": key(ref("number"), "How likely at all in a session.", "50%"),
    },
    ["do"],
)
_SPAN = sequence("the times of day between which sessions lie", ref("clock"), minItems=2, maxItems=2)
_LOGS_IN = closed(
    "how often the player comes",
    {
        "chance": key(ref("number"), "The chance of coming on a day.", "85%"),
        "weekend": key(ref("number"), "The chance on Saturday and Sunday, if it is another.", "95%"),
        "sessions": key(_most(100), "How many sessions on such a day.", 2),
        "between": key(
            _SPAN,
            "When on such a day; each session has an equal share of the span, and begins at some time in it.",
            ["18:00", "23:00"],
        ),
    },
    ["chance"],
)
_SPENDS = closed(
    "what the player buys",
    {
        "gives": key(ref("amounts"), "What it brings; it comes from outside the game.", {"gems": 60}),
        "chance": key(
            ref("number"),
            "How likely, in the first session of a day on which it may be; certain if left out.",
            "30%",
        ),
        "each": key(ref("duration"), "In how many days once at most; a day if left out.", "7d"),
        "when": key(ref("expression"), "Only if this holds then.", "owned(gems) < 100"),
    },
    ["gives"],
)
_STOPS = closed(
    "when the player has had enough",
    {
        "after": key(
            ref("duration"), "After so many days, counted from the first or from coming back.", "60d"
        ),
        "chance": key(ref("number"), "How likely, in the evening of a day on which the player came.", "2%"),
        "when": key(ref("expression"), "In the evening of such a day, if this holds.", "age >= 50"),
        "for": key(ref("duration"), "For how many days; for good if left out.", "14d"),
    },
)

PROFILES = Noun(
    "profiles",
    "Kinds of player that `reve simulate` plays; they do what a profile says and nothing else.",
    "profiles:\n"
    "  regular: {logs_in: {chance: 85%, sessions: 2}, does: [{do: visit}, {do: errand, while: verve >= 5}]}",
    closed(
        "a profile",
        {
            "logs_in": key(_LOGS_IN, "How often the player comes."),
            "does": key(
                sequence("a list of what the player does", _DOES),
                "What the player does in a session, in order.",
            ),
            "joins": key(ref("range"), "After how many days the player begins, one of these.", "0..6"),
            "spends": key(
                sequence("a list of what the player buys", _SPENDS),
                "What the player buys with money, in the first session of a day.",
                [{"gives": {"gems": 60}, "chance": "30%", "each": "7d"}],
            ),
            "stops": key(_STOPS, "When the player stops, and for how long.", {"chance": "2%", "for": "14d"}),
            "share": key(ref("count"), "How many players are like this, against the other profiles.", 3),
            "summary": key(ref("text"), "Who this is, in a sentence."),
        },
        ["logs_in", "does"],
    ),
)

_OUTCOME = either(
    "an outcome: a word, a number, or a list of them",
    scalar=scalar("an outcome"),
    sequence=sequence("a list of outcomes", scalar("an outcome")),
)
_STATE = mapping("names and values", ref("place"), ref("constant"))
_ROLLS = key(
    mapping("rolls and their outcomes", ref("place"), _OUTCOME),
    "How luck falls, by the names of rolls; several outcomes are taken in turn.",
    {"success": False},
)
_ARGUMENTS = mapping("parameters and their values", ref("id"), ref("constant"))
_ROW = closed(
    "what happens",
    {
        "do": key(refer("actions"), "The action.", "brew"),
        "with": key(
            _ARGUMENTS,
            "Its parameters; a player by name, an offer by its kind (the last that was opened of it), or as "
            "`swap.2`, the second.",
            {"first": "wyvern"},
        ),
        "by": key(ref("reference"), "Which of the other players does it; the first if left out.", "rival"),
        "after": key(ref("duration"), "How much time passes before.", "2h"),
        "rolls": _ROLLS,
        "refused": key(ref("name"), "That it is refused, and by what.", "too_low", "limit.one_visit"),
        "then": key(_STATE, "What holds after this one.", {"coins": 450}),
    },
    ["do"],
)
_ONE = mapping(
    "one action and its parameters", refer("actions"), _ARGUMENTS, minProperties=1, maxProperties=1
)
_LIVES = closed(
    "days of a profile",
    {
        "lives": key(refer("profiles"), "The profile whose first player is watched.", "regular"),
        "days": key(_most(366), "How many days, from the day of `at` on; 1 if left out.", 2),
        "seed": key(ref("whole"), "The luck that he has; 1 if left out.", 7),
    },
    ["lives"],
)
_IS_LIVED = {"required": ["lives"], "properties": {"lives": {"type": SCALAR}}}
_ACTION = {
    "type": "object",
    "allOf": [
        {
            "if": {"required": ["do"]},
            "then": _ROW,
            "else": {"if": _IS_LIVED, "then": _LIVES, "else": _ONE},
        }
    ],
}

SCENARIOS = Noun(
    "scenarios",
    "Tests of the game, in its own words: given, when, then.",
    """scenarios:
  a_failed_brew_leaves_a_feather:
    given: {coins: 500, wyvern: 2}
    when: {brew: {first: wyvern, second: wyvern}}
    rolls: {success: false}
    then: {coins: 450, wyvern: 0, feather: 1}""",
    closed(
        "a scenario",
        {
            "given": key(
                _STATE,
                "What the player has: variables and holdings.",
                {"coins": 500, "marks": {"griffin": 2}},
            ),
            "players": key(
                mapping("other players, and what each has", ref("id"), _STATE),
                "The other players, by a name of their own; `me` is the one of whom the scenario tells.",
                {"rival": {"coins": 500}},
            ),
            "at": key(
                ref("moment"), "When it happens; Monday, 2026-01-05, at noon if left out.", "2026-12-24 18:00"
            ),
            "when": key(
                either(
                    "an action, or a list of them",
                    mapping=_ACTION,
                    sequence=sequence("a list of actions", _ROW),
                ),
                "What happens: one action with its parameters, a list of them, or days of a profile.",
                {"brew": {"first": "wyvern", "second": "wyvern"}},
                {"lives": "regular", "days": 1, "seed": 7},
            ),
            "rolls": _ROLLS,
            "then": key(
                _STATE,
                "What holds after; also `refused` with the reason, `said` with what the last act said, and "
                "for days of a profile `log`, line by line, as `reve simulate --follow` prints it. "
                "`players` says what others have, `offers` what offers hold.",
                {"coins": 450},
                {"refused": "too_low"},
                {
                    "players": {"rival": {"coins": 450}},
                    "offers": {"swap": {"over": True, "held": {"coins": 0}}},
                },
                {"log": ["18:02 visit +100 coins", "18:02 errand -5 verve +20 coins"], "coins": 120},
            ),
            "summary": key(ref("text"), "What it shows, in a sentence."),
        },
        ["when"],
    ),
)

NOUNS = (PROFILES, SCENARIOS)
