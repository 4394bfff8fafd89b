"""A page -> its figures, and what a reader who sees no colour cannot tell apart in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from cli.picturing.page import Page, page
from engine.lab.chart.form import Estimate, Section
from engine.lab.chart.paired import differences
from engine.lab.chart.sections import sections
from tests.engine.lab.chart.made import made

SVG = "{http://www.w3.org/2000/svg}"
TOLD = Page(
    "Pond & <more>",
    (("pack", "pond 1.0.0"), ("players", "8"), ("hash of the content", "c0ffee" * 8)),
    ("In short: Pond", "  keen: comes"),
    ("keen, dip, 2 times: pond: <too much>",),
)


def drawn() -> tuple[Section, ...]:
    """Return charts of every form."""
    compared = differences(
        "After the change", "gold a player", [Estimate("keen", 0.5, 2, 3.5), Estimate("idle", -2, -1, 0.5)]
    )
    return (*sections(made(), {"gold"}, {"frog": 5}), Section("Differences", (compared,)))


def written() -> str:
    """Return the page of a simulation that nobody ran."""
    return page(TOLD, drawn())


def figures(written: str) -> dict[str, ET.Element]:
    """Return the figures of a page; it is XML as well as HTML, which keeps it honest."""
    root = ET.fromstring(written.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - we wrote it
    return {figure.attrib["id"]: figure for figure in root.iter("figure")}


def by_colour_alone(figure: ET.Element) -> list[str]:
    """Return the series that only their colour tells from others, or that no text names."""
    series = [each for each in figure.iter() if "series" in each.get("class", "").split()]
    told = {text for each in figure.iter(f"{SVG}text") for text in (each.text or "",)}
    signs = Counter(map(tuple, (_sign(figure, each) for each in series)))
    alike = [_name(each) for each in series if signs[tuple(_sign(figure, each))] > 1]
    whole = len(series) == 1
    return alike + [
        f"{_name(each)} (no label)" for each in series if not whole and not _named(_name(each), told)
    ]


def _name(series: ET.Element) -> str:
    return series.attrib["data-name"]


def _named(name: str, told: set[str]) -> bool:
    return any(text.startswith(name) or (text[:-1] and name.startswith(text[:-1])) for text in told)


def _sign(figure: ET.Element, series: ET.Element) -> Iterator[str]:
    """Yield what a series looks like without colour; a panel or a row has a place of its own."""
    if "panel" in series.get("class", ""):
        yield next(text.text or "" for text in series.iter(f"{SVG}text"))
    for each in series.iter():
        kind = each.get("class", "").split()
        if "line" in kind or "area" in kind:
            yield each.get("stroke-dasharray", "whole")
            yield _hatch(figure, each.get("fill", ""))
        if "marker" in kind or "dot" in kind:
            yield _corners(each.get("d", ""))
            return


def _corners(outline: str) -> str:
    """Return how many corners a mark has, and whether it lies on a side or stands on a corner."""
    places = [place.split() for place in outline.strip("MZ").split("L")]
    flat = len(places) > 1 and places[0][1] == places[1][1]
    return f"{len(places)} {'flat' if flat else 'steep'}"


def _hatch(figure: ET.Element, fill: str) -> str:
    """Return what is drawn in the pattern that fills an area."""
    if not fill.startswith("url(#"):
        return "none"
    pattern = next(each for each in figure.iter(f"{SVG}pattern") if fill == f"url(#{each.get('id')})")
    return " ".join(each.get("d", "") for each in pattern.iter(f"{SVG}path"))
