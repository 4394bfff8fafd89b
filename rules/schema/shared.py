"""The forms that many nouns share: ids, expressions, amounts, durations, types, requirements."""

from __future__ import annotations

from rules.schema.part import Schema, cases, closed, either, key, mapping, ref, refer, scalar, sequence, text
from rules.schema.word import ID_PATTERN, RESERVED

_DECIMAL = r"[-+]?([0-9]{1,18}(\.[0-9]{0,18})?|\.[0-9]{1,18})"

SCALARS: dict[str, Schema] = {
    "id": {
        "type": "string",
        "pattern": ID_PATTERN,
        "not": {"enum": sorted(RESERVED)},
        "x-form": "an id: small letters, digits and `_`",
    },
    "reference": text("an id", ID_PATTERN),
    "name": scalar("a text"),
    "text": scalar("a text"),
    "text_key": text("the key of a text", r"^[a-z][a-z0-9_.]*$"),
    "truth": {"type": "boolean", "x-form": "`true` or `false`"},
    "count": {"type": "integer", "minimum": 1, "maximum": 10**9, "x-form": "a whole number"},
    "whole": {"type": "integer", "x-form": "a whole number"},
    "expression": scalar("an expression"),
    "chance": scalar(
        "a chance: a percentage such as `15%`, or an expression from 0 to 1",
        minimum=0,
        maximum=1,
        **{"x-percent": True},
    ),
    "weight": scalar("a weight: a number or an expression", minimum=0),
    "times": scalar("a number, a range such as `1..3`, or an expression", minimum=0),
    "duration": text("a duration such as `30m`, `24h` or `7d`", r"^[0-9]{1,9}(ms|s|m|h|d|w)$"),
    "percent": scalar("a percentage such as `6%`"),
    "range": text("a range such as `80..120`", r"^[-+]?[0-9]{1,16}\.\.[-+]?[0-9]{1,16}$"),
    "day": text("a day such as `2026-10-25`", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    "moment": text(
        'a day, or a day and a time, such as `"2026-12-24 18:00"`',
        r"^[0-9]{4}-[0-9]{2}-[0-9]{2}( ([01][0-9]|2[0-3]):[0-5][0-9])?$",
    ),
    "clock": text('a time of day such as `"20:01"`', r"^([01][0-9]|2[0-4]):[0-5][0-9]$"),
    "colour": text('a colour such as `"#9e9e9e"`', r"^#[0-9a-fA-F]{6}$"),
    "number": {
        "type": ["number", "string"],
        "pattern": rf"^{_DECIMAL}\s*%$",
        "x-form": "a number such as `1.5`, or a percentage such as `6%`",
    },
    "constant": {"x-form": "a value"},
}

_BOUNDS = "the least and the greatest, such as `[1, 200]`"
_TWO = {"minItems": 2, "maxItems": 2}
_TEXTS = closed(
    "how several texts are written in one",
    {
        "separator": key(ref("text"), "What stands between two texts.", ","),
        "most": key(ref("count"), "How many texts there may be.", 12),
        "each": key(ref("count"), "How long each may be.", 40),
    },
)
_FORMULA = {
    "formula": key(ref("type"), "What the formula results in.", "bool"),
    "of": key(
        mapping("parameters and their types", ref("id"), ref("type")),
        "The formula's parameters.",
        {"e": "beast"},
    ),
}

TYPES: dict[str, dict[str, Schema]] = {
    "int": {
        "int": key(sequence(_BOUNDS, ref("whole"), **_TWO), "A whole number between two bounds.", [1, 200])
    },
    "number": {
        "number": key(sequence(_BOUNDS, ref("number"), **_TWO), "A number between two bounds.", [0, 10])
    },
    "text": {"text": key(ref("count"), "A text of at most so many characters.", 40)},
    "texts": {"texts": key(_TEXTS, "Several texts written in one.")},
    "map": {
        "map": key(
            sequence("the kind of its keys and the type of its values", ref("type"), **_TWO),
            "One value for every record of a kind.",
            ["family", "number"],
        )
    },
    "formula": _FORMULA,
}

SIMPLE_TYPES = {
    "int": "a whole number from 0 to 10^9",
    "number": "a number",
    "chance": "a number from 0 to 1",
    "decimal": "a number, written out",
    "bool": "true or false",
    "text": "a text",
    "texts": "several texts",
    "day": "a day such as 2026-10-25",
    "time": "a point in time",
    "duration": "a duration such as 30m",
    "colour": 'a colour such as "#9e9e9e"',
    "player": "a player",
    "amounts": "amounts of what players hold, such as {coins: 500}",
    "table": "a table that can be drawn, by its id or written out",
}

_ONE_KIND = sequence("a list of one kind, such as `[trait]`", refer("kinds"), minItems=1, maxItems=1)
_FORM_OF_TYPE = "a type: `int`, `number`, `bool`, `text`, a kind, `[kind]`, `{int: [least, greatest]}` …"


def _typed(more: dict[str, Schema], form: str, *, with_type: bool) -> Schema:
    choices = {name: closed(form, {**keys, **more}, [name]) for name, keys in TYPES.items()}
    if with_type:
        choices = {"type": closed(form, {"type": ref("type"), **more}, ["type"]), **choices}
    return cases(form, choices)


_FIELD_KEYS = {
    "optional": key(ref("truth"), "Whether a record may leave the field out.", True),
    "default": key(ref("constant"), "What a record has that does not say it.", 0),
    "symmetric": key(ref("truth"), "For a map from a kind to itself: each pair is written once.", True),
}

_ASSETS = mapping("amounts", ref("asset"), ref("times"))

SHARED: dict[str, Schema] = {
    **SCALARS,
    "asset": {"type": "string", "pattern": r"^[a-z]"},
    "place": {"type": "string", "pattern": r"^[a-z]"},
    "type": either(
        _FORM_OF_TYPE,
        scalar=refer("types"),
        sequence=_ONE_KIND,
        mapping=_typed({}, _FORM_OF_TYPE, with_type=False),
    ),
    "asked": either(
        f"{_FORM_OF_TYPE}, a kind of offer",
        scalar=refer("asked"),
        sequence=_ONE_KIND,
        mapping=_typed({}, _FORM_OF_TYPE, with_type=False),
    ),
    "field": either(
        _FORM_OF_TYPE,
        scalar=refer("types"),
        sequence=_ONE_KIND,
        mapping=_typed(_FIELD_KEYS, _FORM_OF_TYPE, with_type=True),
    ),
    "amounts": either(
        "amounts such as `{coins: 500}`, or an expression of them", scalar=ref("expression"), mapping=_ASSETS
    ),
    "parameters": mapping("parameters and their types", ref("id"), ref("asked")),
    "named": mapping("names and expressions", ref("id"), ref("expression")),
    "loop": mapping(
        "one name and what it goes through, such as `{e: beast}`",
        ref("id"),
        ref("expression"),
        maxProperties=1,
        minProperties=1,
    ),
    "changes": mapping(
        "what changes and how, such as `{age: 1}`", ref("place"), ref("expression"), minProperties=1
    ),
    "arguments": mapping("parameters and their values", ref("id"), ref("expression")),
    "requirement": cases(
        "a requirement: `{that: condition, else: text}` or `{have: amounts, else: text}`",
        {
            "that": closed(
                "a requirement",
                {
                    "that": key(ref("expression"), "What must hold.", "age >= 5"),
                    "else": key(
                        refer("texts"), "The text that says why not; also the requirement's name.", "too_low"
                    ),
                },
                ["that", "else"],
            ),
            "have": closed(
                "a requirement",
                {
                    "have": key(
                        ref("amounts"), "What the player must own, without paying it.", {"coins": 500}
                    ),
                    "else": key(
                        refer("texts"), "The text that says why not; also the requirement's name.", "too_poor"
                    ),
                },
                ["have", "else"],
            ),
        },
    ),
    "requirements": sequence("a list of requirements", ref("requirement")),
}
