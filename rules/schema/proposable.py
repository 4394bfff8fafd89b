"""The template by which players write records of a kind: `proposable`."""

from __future__ import annotations

from rules.schema.part import closed, key, mapping, ref, refer, sequence

_MODEL = closed(
    "a model",
    {
        "weight": key(
            ref("number"), "How likely all records like this one are together, against the others.", 60
        ),
        "becomes": key(
            mapping("assets and how many of them", ref("id"), ref("count"), minProperties=1),
            "What each one that a player holds becomes when it is taken down.",
            {"coins": 50},
        ),
    },
    ["weight", "becomes"],
)

PROPOSABLE = closed(
    "how players write records of this kind",
    {
        "like": key(
            ref("reference"),
            "The record of this kind that each is like, but for its texts, which the writer is asked for, "
            "and its table.",
            "first_show",
        ),
        "longest": key(
            {"type": "integer", "minimum": 1, "maximum": 40, "x-form": "a whole number from 1 to 40"},
            "How many characters a name may have.",
            40,
            default=40,
        ),
        "list": key(ref("id"), "What the list of names is called that the writer is asked for.", "actors"),
        "each": key(refer("kinds"), "The kind of record that each of these names becomes.", "beast"),
        "part_of": key(ref("id"), "The field of those records that names the one they belong to.", "show"),
        "count": key(
            sequence("the least and the most", ref("count"), minItems=2, maxItems=2),
            "How many names the list has.",
            [3, 12],
        ),
        "models": key(
            mapping("records and what is like them", ref("id"), _MODEL, minProperties=1),
            "The records that those of the list are like, but for their name.",
            {"griffin": {"weight": 60, "becomes": {"coins": 50}}},
        ),
        "in_turn": key(
            sequence("a list of models", ref("reference"), minItems=1),
            "What the first name of the list is like, the second and so on, over and over; each model "
            "once if left out.",
            ["griffin", "griffin", "sphinx"],
        ),
    },
    ["like", "list", "each", "part_of", "count", "models"],
)
