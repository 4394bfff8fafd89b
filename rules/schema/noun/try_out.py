"""What tries the game out: `profiles`, `scenarios`."""

from __future__ import annotations

from rules.schema.noun import Noun
from rules.schema.part import cases, closed, either, key, mapping, ref, scalar, sequence

_PICK = cases(
    "a pick: `{best: expression}` or `{any: condition}`",
    {
        "best": closed("a pick", {"best": key(ref("expression"), "The record for which this is greatest.", "it.reward[gold]")}),
        "any": closed("a pick", {"any": key(ref("expression"), "Any record for which this holds.", "owned(it) > 1")}),
    },
)
_VALUE = either("an expression, `{best: …}` or `{any: …}`", scalar=ref("expression"), mapping=_PICK)
_DOES = closed(
    "what a player does",
    {
        "do": key(ref("reference"), "The action.", "fuse"),
        "with": key(mapping("parameters and their values", ref("id"), _VALUE), "The action's parameters.", {"first": {"any": "owned(it) > 1"}}),
        "while": key(ref("expression"), "As long as this holds.", "energy >= 5"),
        "times": key(ref("times"), "At most how often in a session.", 3),
        "chance": key(ref("chance"), "How likely at all in a session.", "50%"),
    },
    ["do"],
)
_LOGS_IN = closed(
    "how often the player comes",
    {
        "chance": key(ref("chance"), "The chance of coming on a day.", "85%"),
        "sessions": key(ref("times"), "How many sessions on such a day.", 2),
    },
    ["chance"],
)

PROFILES = Noun(
    "profiles",
    "Kinds of player that `reve simulate` plays; they do what a profile says and nothing else.",
    "profiles:\n  daily: {logs_in: {chance: 85%, sessions: 2}, does: [{do: daily}, {do: quest, while: energy >= 5}]}",
    closed(
        "a profile",
        {
            "logs_in": key(_LOGS_IN, "How often the player comes."),
            "does": key(sequence("a list of what the player does", _DOES), "What the player does in a session, in order."),
            "share": key(ref("weight"), "How many players are like this, against the other profiles.", 3),
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
_WHEN = closed(
    "what happens",
    {
        "do": key(ref("reference"), "The action.", "fuse"),
        "with": key(mapping("parameters and their values", ref("id"), ref("constant")), "Its parameters.", {"first": "blazeling"}),
        "rolls": key(mapping("rolls and their outcomes", ref("place"), _OUTCOME), "How luck falls, by the names of rolls.", {"success": False}),
        "wait": key(ref("duration"), "Let time pass.", "1d"),
        "then": key(_STATE, "What holds after this one."),
    },
)

SCENARIOS = Noun(
    "scenarios",
    "Tests of the game, in its own words: given, when, then.",
    """scenarios:
  a_failed_fusion_pays_a_fragment:
    given: {gold: 500, blazeling: 2}
    when: {do: fuse, with: {first: blazeling, second: blazeling}, rolls: {success: false}}
    then: {gold: 450, blazeling: 0, fire_fragment: 1}""",
    closed(
        "a scenario",
        {
            "given": key(_STATE, "What the player has: variables, holdings, `now`.", {"gold": 500}),
            "when": key(either("an action, or a list of them", mapping=_WHEN, sequence=sequence("a list of actions", _WHEN)), "What happens."),
            "then": key(_STATE, "What holds after, or `refused` with the text that says why.", {"gold": 450}, {"refused": "too_low"}),
            "summary": key(ref("text"), "What it shows, in a sentence."),
        },
        ["when", "then"],
    ),
)

NOUNS = (PROFILES, SCENARIOS)
