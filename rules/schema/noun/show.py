"""What players see: `views`, `texts`."""

from __future__ import annotations

from rules.schema.noun import Noun
from rules.schema.part import closed, either, key, mapping, ref, refer, scalar, sequence

_BUTTON = closed(
    "a button",
    {
        "action": key(refer("actions"), "The action that it does.", "train"),
        "with": key(ref("arguments"), "The action's parameters.", {"beast": "e"}),
        "when": key(ref("expression"), "When it is there.", "owned(e) > 1"),
        "label": key(refer("texts"), "The text on it; the action's name if left out."),
    },
    ["action"],
)

VIEWS = Noun(
    "views",
    "How an answer is laid out.",
    "views:\n  album: {title: album_title, list: {e: beast}, where: owned(e) > 0, sort: "
    "[-e.breed.order, e.name], page: 8, row: card_row}",
    closed(
        "a view",
        {
            "title": key(
                ref("expression"), "The text on top: a text's key, or an expression.", "album_title"
            ),
            "text": key(refer("texts"), "The text below it.", "welcome"),
            "image": key(
                ref("expression"),
                "A picture: a record, whose card is drawn; the name that `list` gives, for all cards of "
                "the page; or a field that names a file.",
                "beast",
                "e",
            ),
            "colour": key(
                ref("expression"), "The colour of its edge, for those who can show one.", "card.breed.colour"
            ),
            "show": key(ref("named"), "Names and values, one a line.", {"found": "found"}),
            "list": key(ref("loop"), "A name and the kind whose records are listed.", {"e": "beast"}),
            "where": key(ref("expression"), "Which records.", "owned(e) > 0"),
            "sort": key(
                sequence("a list of expressions", ref("expression")),
                "By what, first things first; `-` for the greatest first.",
                ["-e.breed.order", "e.name"],
            ),
            "page": key(ref("count"), "How many a page.", 8),
            "row": key(refer("texts"), "The text of one row.", "card_row"),
            "empty": key(refer("texts"), "The text when nothing is listed.", "album_empty"),
            "buttons": key(
                sequence("a list of buttons", _BUTTON),
                "What can be done from here; on each row where it reads the record of the row.",
            ),
            "of": key(ref("parameters"), "Its parameters and their types.", {"a": "area"}),
            "summary": key(ref("text"), "What it is, in a sentence."),
        },
    ),
)

_PLURAL = closed(
    "forms by number",
    {
        "by": key(ref("expression"), "The number that decides.", "count"),
        **{
            form: key(ref("text"), f"The form that is called `{form}`.")
            for form in ("zero", "one", "two", "few", "many")
        },
        "other": key(ref("text"), "The form for all other numbers.", "Sold {count}."),
    },
    ["by", "other"],
)
_TEXT = either("a text, or forms by number", scalar=scalar("a text", maxLength=4000), mapping=_PLURAL)
_KEY = {
    "type": "string",
    "pattern": r"^[a-z][a-z0-9_.]*$",
    "x-form": "the key of a text: ids with dots between them",
}

TEXTS = Noun(
    "texts",
    "What is said, by locale. `{name}` is replaced by a value of the place that says it.",
    'texts:\n  en:\n    fused: "{first} and {second} became {prize}."\n'
    '    sold: {by: count, one: "Sold one.", other: "Sold {count}."}',
    mapping("texts by their keys", _KEY, _TEXT),
    free=True,
)

RANKINGS = Noun(
    "rankings",
    "Players in order of a number, greatest first; those who are even share a place.",
    "rankings:\n  strongest: {by: might, refresh: 5m, view: strongest_row}",
    closed(
        "a ranking",
        {
            "by": key(ref("expression"), "A whole number of the player.", "might", "owned(coins)"),
            "refresh": key(ref("duration"), "How old a score may be.", "5m", default="5m"),
            "view": key(
                refer("said"),
                "The text of one line, or a view; it knows `place`, `player` and `score`.",
                "strongest_row",
            ),
            "keeps": key(
                ref("reference"),
                "The period whose last table stays: `day`, `week`, `month`, or a kind ordered by day. "
                "`place(ranking.strongest, day)` is then that of the period which a day is in.",
                "month",
            ),
            "summary": key(ref("text"), "What it is, in a sentence."),
        },
        ["by", "view"],
    ),
)

NOUNS = (VIEWS, TEXTS, RANKINGS)
