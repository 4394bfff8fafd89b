"""Odds pages -> one HTML page for players, which asks nothing of any network."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files

from cli.chances.column import Table, meanings, notes, tables, title
from cli.chances.page import Page
from cli.picturing.svg import tag

_ROLES = {"table": "table", "row": "row", "head": "columnheader", "name": "rowheader", "cell": "cell"}


@dataclass(frozen=True, slots=True)
class Game:
    """What is said of the game above its odds."""

    title: str
    version: str
    hash: str
    locale: str
    made: str = ""  # for what moment and player


def html(game: Game, pages: Sequence[Page]) -> str:
    """Return the page."""
    style = files("cli.chances").joinpath("page.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    head = [
        tag("meta", charset="utf-8"),
        tag(
            "meta",
            http_equiv="Content-Security-Policy",
            content=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'",
        ),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("link", rel="icon", href="data:,"),
        tag("title", escape(f"{game.title}: odds")),
        f"<style>{style}</style>",
    ]
    shown = [table for page in pages for table in tables(page, game.locale)]
    main = [_section(number, page, game.locale) for number, page in enumerate(pages)]
    body = [*_top(game, pages), tag("main", *_legend(shown), *main), _foot(game)]
    return "<!DOCTYPE html>\n" + tag("html", tag("head", *head), tag("body", *body), lang="en") + "\n"


def _top(game: Game, pages: Sequence[Page]) -> Iterator[str]:
    links = [
        tag("li", tag("a", escape(title(page)), href=f"#draw-{number}")) for number, page in enumerate(pages)
    ]
    yield tag(
        "header",
        tag("h1", escape(f"{game.title}: odds")),
        tag("p", escape(game.made)) if game.made else "",
        tag("nav", tag("ul", *links), aria_label="Draws") if links else "",
    )


def _legend(shown: Sequence[Table]) -> Iterator[str]:
    rows = [
        tag("div", tag("dt", escape(head)), tag("dd", escape(f"{said}."))) for head, said in meanings(shown)
    ]
    if rows:
        yield tag("section", tag("h2", "What the columns mean"), tag("dl", *rows), class_="card")


def _section(number: int, page: Page, locale: str) -> str:
    parts = [tag("h2", escape(title(page)))]
    said = [page.wide.said] if page.wide and page.empty else notes(page, locale)
    parts += [tag("p", escape(f"{note[:1].upper()}{note[1:]}."), class_="note") for note in said]
    for table in tables(page, locale):
        parts.append(_table(table))
        if table.notes:
            parts.append(tag("ul", *(tag("li", escape(note)) for note in table.notes), class_="promises"))
    return tag("section", *parts, class_="card", id=f"draw-{number}")


def _table(table: Table) -> str:
    """Return a table; its roles are said, for on a narrow screen its rows are drawn as blocks."""
    heads = [tag("th", escape(head) or "outcome", scope="col", role=_ROLES["head"]) for head in table.heads]
    rows = [
        tag("tr", *(_cell(table.heads[place], text) for place, text in enumerate(row)), role=_ROLES["row"])
        for row in table.rows
    ]
    return tag(
        "table",
        tag("caption", escape(table.caption)),
        tag("thead", tag("tr", *heads, role=_ROLES["row"]), role="rowgroup"),
        tag("tbody", *rows, role="rowgroup"),
        role=_ROLES["table"],
    )


def _cell(head: str, text: str) -> str:
    if not head:
        return tag("th", escape(text), scope="row", role=_ROLES["name"])
    return tag("td", escape(text), data_head=head, role=_ROLES["cell"])


def _foot(game: Game) -> str:
    return tag("footer", tag("p", escape(f"Version {game.version}, ruleset {game.hash[:12]}.")))
