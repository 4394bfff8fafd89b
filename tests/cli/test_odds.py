"""The odds page: everything that can be drawn, in each format, in the words of the game."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from rules.report.cells import cells
from tests.cli.transcript import ran
from tests.packs import CONTENT

BANNER = str(CONTENT / "examples" / "banner")
TUTORIAL = str(CONTENT / "examples" / "tutorial")
LOOTBOX = str(CONTENT / "examples" / "lootbox")
AT = ("--at", "2026-02-14 12:00")  # when one of the two banners is over
ALONE = "game: {id: alone, title: Alone, version: 1.0.0, language: 1}\n"
FAIR = """\
kinds: {cash: {holdable: stack}, face: {}}
cash: {coin: {name: "A <b>coin</b>", emoji: "🪙"}}
face: {heads: {name: Heads, emoji: "🙂"}, tails: {name: "Tails | edge"}}
tables: {toss: {pick: one, entries: {heads: {weight: 1, give: {coin: 2}}, tails: {weight: 3}}}}
actions: {toss_it: {summary: Toss <it>., cost: {coin: 3}, do: [{draw: toss}]}}
"""
OVERRULED = """\
kinds: {cash: {holdable: stack}}
cash: {coin: {}}
variables: {far: {type: int}, near: {type: int}}
tables:
  pond:
    pick: one
    entries: {legend: {weight: 1}, golden: {weight: 9}, dull: {weight: 90, give: {coin: 1}}}
    guarantees: [{entry: legend, counter: far, by: 25}, {entry: golden, counter: near, by: 30}]
"""


class Parts(HTMLParser):
    """Collect the tags of a page with their attributes, and see that all are closed."""

    EMPTY = frozenset({"meta", "link", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """See that the last tag is the one that is closed."""
        if tag not in self.EMPTY:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag with nothing inside."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note what is said."""
        self.said += data

    def of(self, tag: str) -> Iterator[dict[str, str | None]]:
        """Yield the attributes of each tag of a name."""
        return (attributes for name, attributes in self.tags if name == tag)


@cache
def page(*arguments: str) -> str:
    out, err, code = ran("odds", *arguments)
    assert (err, code) == ("", 0)
    return out


@pytest.fixture
def fair(tmp_path: Path) -> str:
    (tmp_path / "game.yaml").write_text(ALONE + FAIR, "utf-8")
    return str(tmp_path)


def draws(*arguments: str) -> list[dict[str, Any]]:
    found = json.loads(page(*arguments, "--format", "json"))
    assert found["format_version"] == "1.0"
    return list(found["draws"])


def test_a_pack_whose_tables_all_have_parameters_shows_what_its_actions_draw() -> None:
    assert page(BANNER, *AT) == page(BANNER, "--all", *AT)
    assert page(BANNER, *AT).startswith("wish: 🌌 Long Night: count 1\n  wish\n")


def test_a_banner_that_is_over_has_no_odds_and_a_running_one_has() -> None:
    assert [draw["with"] for draw in draws(BANNER, "--all", *AT)] == ["banner=long_night,count=1"]
    before = draws(BANNER, "--all", "--at", "2026-01-09 12:00")
    assert [draw["with"].split(",")[0] for draw in before] == ["banner=first_light", "banner=long_night"]


@pytest.mark.system("P18")
def test_rates_guarantees_percentiles_and_prices_are_all_there() -> None:
    (wish,) = draws(BANNER, "--all", *AT)
    tables = {each["table"]: each for each in wish["tables"]}
    assert list(tables) == ["wish", "wish_five", "wish_four"]
    five = tables["wish"]["entries"][0]
    assert (five["name"], five["next_exact"], five["first"]["certain"]) == ("five", "3/500", 90)
    assert five["long_run"] == pytest.approx(0.0160519, rel=1e-5)
    assert five["first_costs"]["✨ Stardust"] == pytest.approx(160 * five["first"]["mean"])
    assert tables["wish"]["guarantees"][0] == (
        "five: from draw 74 without five on, the chance grows by 6% with every draw; draw 90 without five is "
        "certain to bring it. The count (since five) starts again with every five."
    )
    records = {each["name"]: each for each in wish["things"]}
    assert len(records) == 13
    assert sum(each["long_run"] for each in records.values()) == pytest.approx(1)
    assert records["noctivane"]["first"]["certain"] == 180
    assert records["auriel"]["first"]["p90"] > records["noctivane"]["first"]["p90"]
    assert 0 < wish["error"] < 1e-8


def test_a_guarantee_that_an_earlier_one_may_overrule_promises_either(
    tmp_path: Path,
) -> None:
    (tmp_path / "game.yaml").write_text(ALONE + OVERRULED, "utf-8")
    (draw,) = draws(str(tmp_path), "pond", "--as", "far=3,near=29")
    assert {each["name"]: each["next_exact"] for each in draw["entries"]} == {
        "legend": "1/100",
        "golden": "99/100",
        "dull": "0/1",
    }
    legend, golden = draw["tables"][0]["guarantees"]
    assert legend.startswith("legend: draw 25 without legend is certain to bring it. ")
    assert golden.startswith("golden: draw 30 without golden is certain to bring golden or legend. ")


def test_a_guarantee_within_a_purchase_is_told_as_one() -> None:
    packs = draws(str(CONTENT / "reve"), "buy_pack", "--with", "booster=gold_pack")
    (said,) = packs[0]["tables"][0]["guarantees"]
    assert said == (
        "rare: pull 5 of one draw is certain to bring rare or legendary, unless one of these came before. "
        "The count starts again with every draw."
    )


def packs(cards: int, legendary: int, sure: int = 0) -> Iterator[tuple[Fraction, tuple[str, ...]]]:
    """Yield every pack that can come to one who bought none before, with its chance; no engine is asked."""
    rare = 35 if sure else 18
    weights = {"common": 100 - rare - legendary, "rare": rare, "legendary": legendary}
    owed = {"common": 0, "rare": 100 - legendary, "legendary": legendary}
    for pack in product(weights, repeat=cards):
        chance = Fraction(1)
        for place, card in enumerate(pack, 1):
            due = place == sure and set(pack[: place - 1]) == {"common"}
            chance *= Fraction((owed if due else weights)[card], 100)
        yield chance, pack


@pytest.mark.parametrize(
    ("booster", "pack"),
    [("community_pack", (3, 2)), ("gold_pack", (5, 5, 5)), ("founder_pack", (5, 5, 5))],
)
def test_a_chance_of_the_next_draw_is_that_of_at_least_one(booster: str, pack: tuple[int, ...]) -> None:
    (draw,) = draws(str(CONTENT / "reve"), "buy_pack", "--with", f"booster={booster}")
    every = list(packs(*pack))
    assert sum(chance for chance, _ in every) == 1
    assert draw["pulls"] == len(every[0][1])
    for entry in draw["entries"]:
        name = entry["name"]
        assert Fraction(entry["next_exact"]) == sum(chance for chance, cards in every if name in cards)
        assert Fraction(entry["next_count_exact"]) == sum(
            chance * cards.count(name) for chance, cards in every
        )
    assert all(line["next"] <= 1 for line in (*draw["entries"], *draw["things"]))


def test_where_a_draw_brings_several_how_many_is_told_beside_how_likely() -> None:
    said = page(str(CONTENT / "reve"), "buy_pack", "--with", "booster=founder_pack").splitlines()
    assert said[0] == "buy_pack, 5 pulls a draw"
    assert "how many" in said[1]
    legendary = next(line for line in said if line.startswith("  legendary"))
    assert legendary.split()[1:6] == ["22.62%", "0.25", "0.25", "a", "draw"]
    assert "how many" not in page(BANNER, *AT)
    assert "how many" in page(BANNER, "wish", "--with", "banner=long_night,count=2", *AT)


def test_the_page_is_whole_asks_for_nothing_and_can_be_heard() -> None:
    written = page(BANNER, "--all", *AT, "--format", "html")
    parts = Parts()
    parts.feed(written)
    assert parts.open == []
    assert not re.search(r"(https?:)?//|url\(|@import|<script", written)
    assert next(parts.of("html"))["lang"] == "en"
    assert len(list(parts.of("caption"))) == len(list(parts.of("table"))) == 4
    assert {cell["scope"] for cell in parts.of("th")} == {"col", "row"}
    assert all(cell["role"] and cell["data-head"] for cell in parts.of("td"))
    assert "prefers-color-scheme: dark" in written
    assert "width=device-width" in written


def test_words_of_the_game_are_words_and_not_markup(fair: str) -> None:
    written = page(fair, "--all", "--format", "html")
    assert "<b>" not in written.partition("</style>")[2]
    assert "&lt;b&gt;coin" in written
    assert "🙂 Heads" in written
    marked = page(fair, "--all", "--format", "markdown")
    assert "| Tails \\| edge |" in marked
    assert "A \\<b\\>coin" in marked


def test_every_column_is_explained(fair: str) -> None:
    for form in ("html", "markdown"):
        written = page(fair, "--all", "--format", form)
        for head in ("next draw", "long run", "1 in", "median", "9 in 10", "first costs"):
            assert written.count(head) > 1
        assert "certain" not in written  # nothing is


def test_names_are_those_of_the_locale_that_is_asked_for() -> None:
    written = page(BANNER, "--all", *AT, "--locale", "de", "--format", "markdown")
    assert "Lange Nacht" in written
    assert "✨ Sternenstaub" in written
    assert "0,6\u00a0%" in written


def test_columns_stand_below_each_other_by_cells(fair: str) -> None:
    lines = page(fair, "toss").splitlines()
    assert lines[2].startswith("  🙂 Heads")
    ends = {
        cells(line[: line.rindex("%", 0, line.index("%", line.index("%") + 1) + 1) + 1])
        for line in lines[2:4]
    }
    assert len(ends) == 1


def test_odds_that_hang_on_too_much_say_what_to_ask() -> None:
    found = next(draw for draw in draws(str(CONTENT / "reve"), "--all") if draw["name"] == "fuse")
    assert found["entries"] == []
    assert found["note"] == "its odds hang on which first and second are chosen"
    assert found["ask"].startswith("`reve odds fuse --with first=")


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_no_command_of_a_shell_and_no_rounding_stands_on_a_page_for_players(form: str) -> None:
    written = page(TUTORIAL, "--all", *AT, "--format", form)
    assert "reve odds" not in written
    assert "of themselves" not in written


@pytest.mark.parametrize(("day", "luck"), [("2026-01-09", "1/4"), ("2026-01-10", "1/20")])
def test_a_bare_chance_is_on_the_page_and_so_is_the_day(day: str, luck: str) -> None:
    wish = next(each for each in draws(TUTORIAL, "--all", "--at", day) if each["name"] == "wish")
    assert wish["entries"][0]["next_exact"] == luck
    assert [each["name"] for each in wish["entries"]] == ["granted", "not_granted"]
    assert wish["costs"] == {"🪙 Gold": 10}
    assert wish["things"][0]["next_exact"] == luck
    said = f"Worked out for {day} 12:00 and a new player"
    for form in ("human", "html", "markdown", "json"):
        assert said in page(TUTORIAL, "--all", "--at", day, "--format", form)


def test_a_page_goes_to_a_file_whole(fair: str, tmp_path: Path) -> None:
    target = tmp_path / "odds.html"
    assert page(fair, "--all", "--format", "html", "-o", str(target)) == ""
    assert target.read_text("utf-8").endswith("</html>\n")
    out, err, code = ran("odds", fair, "-o", str(tmp_path / "none" / "odds.html"))
    assert (out, code) == ("", 2)
    assert "cannot be written" in err


def test_everything_and_one_thing_are_not_asked_together(fair: str) -> None:
    assert ran("odds", fair, "toss", "--all")[2] == 2


def test_a_pack_that_draws_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_text(ALONE + "actions: {wave: {summary: Wave.}}\n", "utf-8")
    assert page(str(tmp_path)) == "nothing is drawn in this pack: no action rolls for anything\n"


def test_garbage_is_collected_again_afterwards(fair: str) -> None:
    page(fair, "toss")
    assert gc.isenabled()
