"""Views in a frame: words above, values, a list with its buttons, and what else can be done below."""

from __future__ import annotations

from cli.box import box
from engine.view.shown import Button, Row, Shown

SHOWN = Shown(
    "Market",
    (Row("pears", "2"),),
    ("Fig", "Pear"),
    text="Open.\nCome in, come in.",
    image="stall.png",
    alt="Picture: stall",
    colour="#ff8800",
    buttons=(Button("Eat it", "eat", (("fruit", "pear"),), 1), Button("Wait", "wait")),
)
FRAMED = """
╭─ Market ─────────────────╮
│ Open.                    │
│ Come in, come in.        │
│ Picture: stall           │
├──────────────────────────┤
│ pears  2                 │
├──────────────────────────┤
│ Fig                      │
│ Pear  [Eat it]           │
├──────────────────────────┤
│ [Wait]                   │
╰──────────────────────────╯
"""


def test_a_view_is_drawn_whole() -> None:
    assert box(SHOWN) == FRAMED.strip()


def test_what_a_view_has_not_takes_no_room() -> None:
    assert box(Shown("Market")).count("\n") == 1
