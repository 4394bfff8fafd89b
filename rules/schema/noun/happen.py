"""What holds for a time: `events`."""

from __future__ import annotations

from rules.program.event import DAYS, MONTH_AND_DAY, MONTHS
from rules.schema.noun import Noun
from rules.schema.noun.manifest import PATCH
from rules.schema.part import closed, either, key, ref, sequence, text, words

_DATE = text(
    "a month and a day such as `12-24`, or from one to another such as `12-24..01-01`",
    rf"^{MONTH_AND_DAY}(\.\.{MONTH_AND_DAY})?$",
)
_OF_MONTH = either(
    "a day of the month from 1 to 31, or `last`",
    scalar={
        "enum": [*range(1, 32), "last"],
        "x-form": "a day of the month from 1 to 31, or `last`",
    },
)
_EVERY = closed(
    "on which days it comes again",
    {
        "weekdays": key(
            sequence("a list of weekdays", words(*DAYS), minItems=1, uniqueItems=True),
            "On these days of the week.",
            ["sat", "sun"],
        ),
        "dates": key(
            sequence("a list of days of the year", _DATE, minItems=1),
            "On these days of every year, both ends included; a span may go over the turn of the year, and "
            "`02-29` comes in leap years.",
            ["10-31", "12-24..01-01"],
        ),
        "days": key(
            sequence("a list of days of the month", _OF_MONTH, minItems=1, uniqueItems=True),
            "On these days of every month.",
            [1, "last"],
        ),
        "months": key(
            sequence("a list of months", words(*MONTHS), minItems=1, uniqueItems=True),
            "In these months.",
            ["jul", "aug"],
        ),
        "between": key(
            sequence("from when to when on such a day", ref("clock"), minItems=2, maxItems=2),
            "From when to when on such a day; where it ends before it begins, it ends on the next day.",
            ["18:00", "02:00"],
        ),
    },
)

EVENTS = Noun(
    "events",
    "What holds for a time: a window, and a patch that holds within it. Events begin and end by themselves; "
    "`active(feast)` asks whether one holds. A day begins when the day of the game does; a time is what "
    "clocks show in its zone: what they show twice is the first, what they skip is when they do. Where "
    "several hold, all that they set is first, then what they append and remove, then `scale`, then `add`.",
    "events:\n"
    "  feast: {from: 2026-10-25, until: 2026-11-02, patch: "
    "[{at: tables.lucky.entries.five.weight, scale: 2}]}\n"
    "  weekend: {every: {weekdays: [sat, sun]}, patch: [{at: formulas.most_verve.is, add: 20}]}",
    closed(
        "an event",
        {
            "from": key(ref("moment"), "From this day or moment on.", "2026-10-25", "2026-10-25 18:00"),
            "until": key(ref("moment"), "Until this day or moment, which is no part of it.", "2026-11-02"),
            "every": key(_EVERY, "Again and again, on days of which all that is said holds."),
            "patch": key(
                sequence("a list of rows", PATCH),
                "What is otherwise meanwhile: all that is reckoned with, and nothing that is remembered or "
                "by which commands are known.",
                [{"at": "tables.lucky.entries.five.weight", "scale": 2}],
            ),
            "name": key(ref("name"), "What players read.", "The feast"),
            "emoji": key(ref("name"), "A sign of it."),
            "summary": key(ref("text"), "What it is, in a sentence."),
        },
    ),
)

NOUNS = (EVENTS,)
