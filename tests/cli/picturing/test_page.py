"""The page of a simulation: whole, alone, and told to those who do not see it."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cli.picturing import sign
from cli.picturing.draw import draw
from engine.lab.chart.flows import flows
from engine.lab.chart.table import table
from engine.lab.summary import Summary
from tests.cli.picturing.pictures import SVG, by_colour_alone, drawn, figures, written

GOLDEN = Path(__file__).parent / "flows-gold.svg"
VOID = {"meta", "link"}


class Outline(HTMLParser):
    """What is open, what was asked of elsewhere, and which tags were closed by another."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.asked: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens."""
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.asked += [
            f"{name}={value}" for name, value in attrs if name in ("src", "href", "srcset", "action")
        ]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is all there is."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Note what closes."""
        if self.open.pop() != tag:
            self.crossed.append(tag)


@pytest.fixture(name="page")
def _page() -> str:
    return written()


def test_it_is_whole(page: str) -> None:
    outline = Outline()
    outline.feed(page)
    outline.close()
    assert (outline.open, outline.crossed) == ([], [])
    assert not outline.tags & {"script", "iframe", "img", "object", "embed", "form"}


def test_it_asks_nothing_of_a_network(page: str) -> None:
    outline = Outline()
    outline.feed(page)
    assert [each for each in outline.asked if not re.match(r"href=(#|data:,)", each)] == []
    assert [each for each in re.findall(r"https?://[^\"' ]+", page) if each != SVG.strip("{}")] == []
    assert "@import" not in page
    assert re.findall(r"url\((?!#)", page) == []


def test_it_may_load_its_own_style_and_nothing_else(page: str) -> None:
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert f"sha256-{digest}" in policy[1]
    assert policy[1].startswith("default-src &#x27;none&#x27;;")
    assert " style=" not in page


def test_every_figure_has_a_picture_with_a_name_and_a_table(page: str) -> None:
    found = figures(page)
    charts = [chart for section in drawn() for chart in section.charts]
    assert list(found) == [chart.caption.name for chart in charts]
    for chart in charts:
        figure = found[chart.caption.name]
        picture = figure.find(f"{SVG}svg")
        assert picture is not None
        assert picture.get("role") == "img"
        named = (picture.get("aria-labelledby") or "").split()
        assert [picture[0].get("id"), picture[1].get("id")] == named
        assert (picture[0].text, picture[1].text) == (chart.caption.title, chart.caption.says)
        assert len(list(figure.iter("tr"))) == 1 + len(table(chart).rows)


def test_ids_are_there_once(page: str) -> None:
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {f"#{name}" for name in ids} >= set(re.findall(r'href="(#[^"]+)"', page))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_the_top_tells_what_was_simulated_and_what_went_wrong(page: str) -> None:
    top = page[: page.index("<main>")]
    for told in ("pond 1.0.0", "c0ffee", "In short: Pond", "keen: comes", "pond: &lt;too much&gt;"):
        assert told in top
    assert "<more>" not in page


def test_nothing_speaks_by_colour_alone(page: str) -> None:
    found = figures(page)
    assert len(found) == 9
    assert {name: by_colour_alone(figure) for name, figure in found.items()} == {name: [] for name in found}


def test_series_that_only_their_colour_tells_apart_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign, "DASHES", (None,))
    monkeypatch.setattr(sign, "MARKERS", ("circle",))
    monkeypatch.setattr(sign, "HATCHES", ("M0 0",))
    found = figures(written())
    assert by_colour_alone(found["presence"]) == ["idle", "keen"]
    assert by_colour_alone(found["flows-gold"]) == ["wake", "feast", "dip", "(by itself)"]


def test_a_series_without_a_label_is_found(page: str) -> None:
    found = figures(page.replace(">idle<", "><"))
    assert by_colour_alone(found["presence"]) == ["idle (no label)"]


def test_many_series_are_all_told_apart() -> None:
    signs = {(sign.colour(number), sign.HATCHES[number % len(sign.HATCHES)]) for number in range(12)}
    lines = {(sign.dash(number), sign.MARKERS[number % len(sign.MARKERS)]) for number in range(6)}
    assert (len(signs), len(lines)) == (12, 6)


def test_one_day_and_a_year_are_drawn() -> None:
    for days in (1, 365):
        one = Summary(players=1, days=days)
        one.made.update({("gold", "wake", day): day + 1 for day in range(days)})
        assert draw(flows({"one": one}, "gold")).count('class="series') == 2


def test_a_picture_is_as_it_was_looked_at() -> None:
    chart = next(
        chart for section in drawn() for chart in section.charts if chart.caption.name == GOLDEN.stem
    )
    picture = draw(chart, ground=True).replace("><", ">\n<") + "\n"
    if os.environ.get("REVE_ACCEPT"):
        GOLDEN.write_text(picture, "utf-8")
    assert picture == GOLDEN.read_text("utf-8")
