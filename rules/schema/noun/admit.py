"""Who is turned away before a command is looked at: `guards`."""

from __future__ import annotations

from rules.program.guard import PER
from rules.schema.noun import Noun
from rules.schema.part import closed, key, ref, refer, sequence, words

_THEN = closed(
    "what follows",
    {
        "block": key(ref("duration"), "Turn away whatever comes for so long.", "10m"),
        "after": key(
            {**ref("count"), "maximum": 10**6},
            "How many must have been turned away within `in` first.",
            3,
            default=1,
        ),
    },
    ["block"],
)

GUARDS = Noun(
    "guards",
    "How much traffic is let through. A guard forgets; what is worth anything is a limit.",
    "guards:\n  flood: {per: user, times: 20, in: 10s, then: {block: 10m, after: 3}}\n"
    "  brewers: {per: guild, times: 60, in: 1m, for: [brew], strict: true}",
    closed(
        "a guard",
        {
            "per": key(words(*PER), "What is counted: whose commands, or all there are.", "user"),
            "times": key({**ref("count"), "maximum": 10**6}, "How many at once, and in every `in`.", 20),
            "in": key(ref("duration"), "Within how long.", "10s"),
            "for": key(
                sequence("a list of actions", refer("actions"), minItems=1, uniqueItems=True),
                "The actions that are counted; all, if left out.",
                ["brew"],
            ),
            "then": key(_THEN, "What follows for those who go on all the same."),
            "strict": key(
                ref("truth"),
                "Rather turn all away while the processes cannot count together than let one too many in.",
                True,
                default=False,
            ),
            "summary": key(ref("text"), "What it is, in a sentence."),
        },
        ["per", "times", "in"],
    ),
)

NOUNS = (GUARDS,)
