"""The page of a simulation: whole, alone, and told to those who do not see it."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cli.picturing import sign
from cli.picturing.draw import draw
from cli.picturing.page import page
from engine.lab.chart.flows import LAYERS, flows
from engine.lab.chart.sections import sections
from engine.lab.chart.table import table
from engine.lab.summary import Summary
from tests.cli.picturing.pictures import SVG, TOLD, by_colour_alone, drawn, figures, written
from tests.engine.lab.chart.made import made

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


@pytest.fixture(name="whole")
def _whole() -> str:
    return written()


def test_it_is_whole(whole: str) -> None:
    outline = Outline()
    outline.feed(whole)
    outline.close()
    assert (outline.open, outline.crossed) == ([], [])
    assert not outline.tags & {"script", "iframe", "img", "object", "embed", "form"}


def test_it_asks_nothing_of_a_network(whole: str) -> None:
    outline = Outline()
    outline.feed(whole)
    assert [each for each in outline.asked if not re.match(r"href=(#|data:,)", each)] == []
    assert [each for each in re.findall(r"https?://[^\"' ]+", whole) if each != SVG.strip("{}")] == []
    assert "@import" not in whole
    assert re.findall(r"url\((?!#)", whole) == []


def test_it_may_load_its_own_style_and_nothing_else(whole: str) -> None:
    style = whole[whole.index("<style>") + 7 : whole.index("</style>")]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', whole)
    assert policy is not None
    assert f"sha256-{digest}" in policy[1]
    assert policy[1].startswith("default-src &#x27;none&#x27;;")
    assert " style=" not in whole


def test_every_figure_has_a_picture_with_a_name_and_a_table(whole: str) -> None:
    found = figures(whole)
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


def test_ids_are_there_once(whole: str) -> None:
    ids = re.findall(r' id="([^"]+)"', whole)
    assert len(ids) == len(set(ids))
    assert {f"#{name}" for name in ids} >= set(re.findall(r'href="(#[^"]+)"', whole))
    assert set(re.findall(r"url\(#([^)]+)\)", whole)) <= set(ids)


def test_the_top_tells_what_was_simulated_and_what_went_wrong(whole: str) -> None:
    top = whole[: whole.index("<main>")]
    for told in ("pond 1.0.0", "c0ffee", "In short: Pond", "keen: comes", "pond: &lt;too much&gt;"):
        assert told in top
    assert "<more>" not in whole


def test_nothing_speaks_by_colour_alone(whole: str) -> None:
    found = figures(whole)
    assert len(found) == 9
    assert {name: by_colour_alone(figure) for name, figure in found.items()} == {name: [] for name in found}


def test_series_that_only_their_colour_tells_apart_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign, "DASHES", (None,))
    monkeypatch.setattr(sign, "MARKERS", ("circle",))
    monkeypatch.setattr(sign, "HATCHES", ("M0 0",))
    found = figures(written())
    assert by_colour_alone(found["presence"]) == ["idle", "keen"]
    assert by_colour_alone(found["flows-gold"]) == ["wake", "feast", "dip", "(by itself)"]


def test_a_series_without_a_label_is_found(whole: str) -> None:
    found = figures(whole.replace(">idle<", "><"))
    assert by_colour_alone(found["presence"]) == ["idle (no label)"]


def test_as_many_series_as_a_chart_has_are_all_told_apart() -> None:
    assert len(set(sign.HATCHES)) >= 2 * LAYERS
    assert len({(sign.dash(number), sign.mark(number)) for number in range(36)}) == 36


def test_many_profiles_are_told_apart_and_find_room_for_their_names() -> None:
    one = made()["keen"]
    many = sections({f"profile {number}": one for number in range(14)}, {"gold"}, {})
    figure = figures(page(TOLD, many))["presence"]
    assert by_colour_alone(figure) == []
    heights = [float(text.attrib["y"]) for text in figure.iter(f"{SVG}text") if text.get("class") == "label"]
    assert len(heights) == 14
    assert min(heights) > 20


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


def test_what_has_no_chart_is_named_below() -> None:
    told = "The assets that move most have charts; these have none: rope, &lt;wood&gt;."
    assert told in page(replace(TOLD, uncharted=("rope", "<wood>")), drawn())
    assert "these have none" not in page(TOLD, drawn())
