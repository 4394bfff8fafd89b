"""Facts, a summary in words and charts -> one HTML page that asks nothing of any network."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files

from cli.picturing.draw import draw
from cli.picturing.svg import tag
from cli.simulating.number import amount
from engine.lab.chart.form import Chart, Section
from engine.lab.chart.name import named
from engine.lab.chart.table import Cell, table

LONG = 24  # letters of a fact that has a line of its own


@dataclass(frozen=True, slots=True)
class Page:
    """What is told besides the charts: facts by name, lines of a summary, what went wrong, what has none."""

    title: str
    facts: tuple[tuple[str, str], ...]
    short: tuple[str, ...]
    faults: tuple[str, ...] = ()
    uncharted: tuple[str, ...] = ()


def page(told: Page, sections: Sequence[Section]) -> str:
    """Return the page."""
    style = files("cli.picturing").joinpath("page.css").read_text("utf-8")
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_allowed(style)),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("link", rel="icon", href="data:,"),
        tag("title", escape(told.title)),
        f"<style>{style}</style>",
    ]
    body = [*_top(told, sections), tag("main", *map(_section, sections)), _foot(told)]
    return "<!DOCTYPE html>\n" + tag("html", tag("head", *head), tag("body", *body), lang="en") + "\n"


def _allowed(style: str) -> str:
    """Return the policy: this style and nothing else."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _top(told: Page, sections: Sequence[Section]) -> Iterator[str]:
    links = [tag("li", tag("a", escape(each.title), href=f"#{_anchor(each)}")) for each in sections]
    yield tag(
        "header",
        tag("h1", escape(told.title)),
        tag("dl", *(_fact(*fact) for fact in told.facts), class_="facts"),
        tag(
            "section",
            tag("strong", escape(told.short[0])) if told.short else "",
            tag("ul", *(tag("li", escape(line.strip())) for line in told.short[1:])),
            class_="card short",
            aria_label="In short",
        ),
        _faults(told.faults),
        tag("nav", tag("ul", *links), aria_label="Charts") if links else "",
    )


def _fact(name: str, said: str) -> str:
    kind = "long" if len(said) > LONG else None
    return tag("div", tag("dt", escape(name)), tag("dd", escape(said)), class_=kind)


def _faults(faults: Sequence[str]) -> str:
    if not faults:
        return ""
    rows = (tag("li", escape(fault)) for fault in faults)
    return tag("section", tag("h2", "Faults of the game"), tag("ul", *rows), class_="card faults")


def _section(section: Section) -> str:
    return tag(
        "section",
        tag("h2", escape(section.title)),
        tag("div", *map(_figure, section.charts), class_="charts"),
        id=_anchor(section),
    )


def _anchor(section: Section) -> str:
    return f"of-{named(section.title)}"


def _figure(chart: Chart) -> str:
    return tag(
        "figure",
        tag("figcaption", tag("h3", escape(chart.caption.title))),
        draw(chart),
        tag("p", escape(chart.caption.says)),
        tag("details", tag("summary", "The same as a table"), _table(chart)),
        class_="card",
        id=chart.caption.name,
    )


def _table(chart: Chart) -> str:
    found = table(chart)
    head = tag("tr", *(tag("th", escape(name) or " ", scope="col") for name in found.head))
    rows = (
        tag(
            "tr",
            *(tag("td", escape(_cell(cell, share=place in found.shares))) for place, cell in enumerate(row)),
        )
        for row in found.rows
    )
    whole = tag("table", tag("thead", head), tag("tbody", *rows), aria_label=chart.caption.title)
    return tag(
        "div", whole, class_="wide", tabindex="0", role="region", aria_label=f"{chart.caption.title}, table"
    )


def _cell(cell: Cell, *, share: bool) -> str:
    if isinstance(cell, str):
        return cell
    if share:
        return f"{100 * cell:.1f} %"
    return f"{cell:,}" if isinstance(cell, int) else amount(cell)


def _foot(told: Page) -> str:
    said = (
        "Players are simulated; all of them have luck of their own, and the same seed gives the same numbers."
    )
    held = "What is held is counted to one part in 32. All counters are written by `reve simulate --table`."
    left = f"The assets that move most have charts; these have none: {', '.join(told.uncharted)}."
    return tag("footer", *([tag("p", escape(left))] if told.uncharted else []), tag("p", said, " ", held))
