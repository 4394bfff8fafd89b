"""What is remembered and reckoned: `variables`, `formulas`, `choices`, `limits`."""

from __future__ import annotations

from rules.schema.noun import Noun
from rules.schema.part import closed, key, ref, refer, words

_SCOPES = ("player", "guild", "channel", "world")
_PERIODS = ("day", "week", "month")

_REGENERATES = closed(
    "how it regenerates",
    {
        "by": key(ref("expression"), "How much a tick brings.", 1),
        "every": key(ref("duration"), "How long a tick lasts.", "6m"),
        "up_to": key(ref("expression"), "Where it stops; what is given above it stays.", "most_verve"),
    },
    ["by", "every", "up_to"],
)

VARIABLES = Noun(
    "variables",
    "What is remembered of a player (or of a guild, a channel, the world).",
    "variables:\n"
    "  verve: {type: {int: [0, 1000]}, spendable: true, default: 50, regenerates: {by: 1, every: "
    "6m, up_to: 50}}\n  marks: {per: beast, type: {int: [0, 5]}}",
    closed(
        "a variable",
        {
            "type": key(ref("type"), "What it holds.", "bool", {"int": [0, 100]}),
            "per": key(refer("kinds"), "One value for each record of a kind.", "beast"),
            "belongs_to": key(words(*_SCOPES), "Whose it is.", "player", default="player"),
            "default": key(ref("expression"), "What it is at first; 0, false or the least if left out.", 1),
            "optional": key(ref("truth"), "Whether it may hold nothing.", True),
            "spendable": key(ref("truth"), "Whether costs may name it, like coins.", True),
            "regenerates": key(_REGENERATES, "How it grows by itself."),
            "resets": key(
                ref("reference"),
                "When it goes back to its default: `day`, `week`, `month`, a kind ordered by day, "
                "or a word for `reset`.",
                "day",
            ),
            "name": key(ref("name"), "What players read.", "Verve"),
            "emoji": key(ref("name"), "A sign of it."),
            "summary": key(ref("text"), "What it is, in a sentence."),
        },
        ["type"],
    ),
)

FORMULAS = Noun(
    "formulas",
    "Expressions with a name, and parameters where they need some.",
    "formulas:\n  power: {of: {e: beast}, is: (e.attack + e.defence) * e.breed.multiplier}",
    closed(
        "a formula",
        {
            "is": key(ref("expression"), "The expression.", "50 + 2 * age"),
            "of": key(ref("parameters"), "Its parameters and their types.", {"e": "beast"}),
            "as": key(
                words("chance"), "That the result is a chance: it is proved to lie from 0 to 1.", "chance"
            ),
            "cached": key(ref("duration"), "How long a result may be kept; it never changes one.", "15m"),
            "summary": key(ref("text"), "What it is, in a sentence."),
        },
        ["is"],
    ),
)

CHOICES = Noun(
    "choices",
    "Picks that stay for a period: today's tasks, today's weather.",
    "choices:\n  chores_today: {one_of: chore, weigh: it.often, pick: 3, for: player, each: day}",
    closed(
        "a choice",
        {
            "one_of": key(refer("kinds"), "The kind that is picked from.", "chore"),
            "where": key(ref("expression"), "Which of its records; `it` is the record.", "it.age <= 5"),
            "weigh": key(ref("expression"), "How likely each is; all alike if left out.", "it.often"),
            "pick": key(ref("count"), "How many; one if left out.", 3),
            "for": key(words(*_SCOPES), "Who shares the pick.", "player", default="player"),
            "each": key(words(*_PERIODS), "How long it stays.", "day"),
            "summary": key(ref("text"), "What it is, in a sentence."),
        },
        ["one_of", "each"],
    ),
)

_THEN = closed("what follows", {"block": key(ref("duration"), "Refuse for so long.", "10m")}, ["block"])

LIMITS = Noun(
    "limits",
    "How often a player may act.",
    "limits:\n  one_visit: {per: player, times: 1, each: day}\n"
    "  flood: {per: player, times: 30, in: 10s, counts: attempts, then: {block: 10m}}",
    closed(
        "a limit",
        {
            "per": key(words(*_SCOPES), "Who is counted.", "player", default="player"),
            "times": key(ref("expression"), "How often.", 1, "b.a_minute"),
            "each": key(words(*_PERIODS), "Counted anew each day, week or month.", "day"),
            "in": key(ref("expression"), "Within how long: a duration, or an expression of one.", "10s"),
            "counts": key(
                words("accepted", "attempts"),
                "What counts: accepted commands, or every attempt.",
                "attempts",
                default="accepted",
            ),
            "then": key(_THEN, "What follows too many attempts within `in`."),
            "of": key(ref("parameters"), "Its parameters and their types.", {"b": "crate"}),
            "summary": key(ref("text"), "What it is, in a sentence."),
        },
        ["times"],
    ),
)

NOUNS = (VARIABLES, FORMULAS, CHOICES, LIMITS)
