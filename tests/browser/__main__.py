"""`make test-browser`: reports of simulations -> what a browser finds wrong with them.

`python -m tests.browser FOLDER` keeps pictures of the pages, to be looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.chromium import HOW, Event, Tab, find, tab
from tests.cli.picturing.pictures import written
from tests.cli.transcript import ran

LOOK = (Path(__file__).parent / "look.js").read_text("utf-8")
ROOT = Path(__file__).parent.parent.parent
LOOKS = ((1280, False), (1280, True), (390, False), (390, True))
LOCAL = ("file:", "data:", "about:")

# A page with all that is looked for, and what must be said of it.
PLANTED = """<!DOCTYPE html><style>figure { background: #fff; width: 2000px } .line { stroke: #eee }</style>
<img src="https://example.invalid/x.png"><script>console.error("planted")</script>
<figure id="f"><svg width="400" height="100"><text x="390">too long</text>
<g class="series" data-name="a"><path class="line" d="M0 0H9"/></g>
<g class="series" data-name="b"><path class="line" d="M0 0H9"/></g></svg></figure>
<figure id="g"></figure>"""
SAID = {
    "asked for https://example.invalid/x.png",
    "console: planted",
    "the page is wider than its window",
    "f: the picture has no name",
    "f: no table is beside it",
    "f: a has no label",
    "f: b differs by its colour alone",
    "f: a is faint on its ground",
    "f: `too long` is cut off",
    "g: no picture is drawn",
}


def main(pictures: Path | None = None) -> int:
    """Open every report in every look, and keep *pictures* of them; return 1 if anything is wrong."""
    chromium = find()
    if chromium is None:
        sys.stderr.write(f"{HOW}\n")
        return 2
    with TemporaryDirectory() as folder, tab(chromium) as browser:
        wrong = [*_all(browser, Path(folder), pictures)]
    for each in wrong:
        sys.stdout.write(f"{each}\n")
    sys.stdout.write(f"{'reports' if not wrong else f'{len(wrong)} faults'} looked at in {chromium}\n")
    return 1 if wrong else 0


def _all(browser: Tab, folder: Path, pictures: Path | None) -> Iterator[str]:
    planted = folder / "planted.html"
    planted.write_text(PLANTED, "utf-8")
    for missed in sorted(SAID - {*_wrong(browser, planted)}):
        yield f"a planted fault was not seen: {missed}"
    for page in (_made(folder), *_simulated(folder)):
        for width, dark in LOOKS:
            browser.look(width=width, dark=dark)
            name = f"{page.stem}-{width}-{'dark' if dark else 'light'}"
            yield from (f"{name}: {fault}" for fault in _wrong(browser, page))
            charts = browser.run("document.querySelectorAll('figure').length")
            sys.stdout.write(f"{name}: {charts} charts\n")
            if pictures is not None:
                (pictures / f"{name}.png").write_bytes(browser.picture())


def _wrong(browser: Tab, page: Path) -> Iterator[str]:
    browser.open(page)
    yield from browser.run(LOOK)
    for event in browser.events:
        yield from _told(event)


def _told(event: Event) -> Iterator[str]:
    """Yield what the browser itself complains of, and what it asked of the world."""
    params = event.get("params", {})
    match event.get("method"):
        case "Network.requestWillBeSent":
            url = params["request"]["url"]
            if not url.startswith(LOCAL):
                yield f"asked for {url}"
        case "Runtime.consoleAPICalled":
            yield f"console: {' '.join(str(each.get('value')) for each in params['args'])}"
        case "Runtime.exceptionThrown":
            yield f"error: {params['exceptionDetails']['text']}"
        case "Log.entryAdded":
            yield f"{params['entry']['level']}: {params['entry']['text']}"
        case _:
            return


def _made(folder: Path) -> Path:
    page = folder / "made.html"
    page.write_text(written(), "utf-8")
    return page


def _simulated(folder: Path) -> Iterator[Path]:
    """Yield the reports of the default game, of a month and of one day."""
    for days, players in (("30", "20"), ("1", "6")):
        page = folder / f"{days}-days.html"
        options = ("--players", players, "--days", days, "--workers", "1", "--report", str(page))
        _, said, code = ran("simulate", str(ROOT / "content" / "reve"), *options)
        if code:
            raise RuntimeError(said)
        yield page


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
