"""A Chromium that is on this machine -> pages opened in it, over the pipe of its DevTools protocol."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
VARIABLE = "REVE_CHROMIUM"
TALLEST = 6000  # of a picture of a page
HOW = f"""\
no Chromium was found; name one in {VARIABLE}, or install it:
  Debian, Ubuntu   apt-get install chromium
  Fedora           dnf install chromium
  macOS            brew install --cask chromium"""
QUIET = [
    "--headless",
    "--hide-scrollbars",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--remote-debugging-pipe",
]
# The protocol is spoken on descriptors 3 and 4: the shell makes them of its own input and output.
SHELL = ("sh", "-c", 'exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null')

Event = dict[str, Any]


def find() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get(VARIABLE)
    return named or next(filter(None, map(shutil.which, NAMES)), None)


class Tab:
    """One page; everything that the browser tells while it is open is kept in *events*."""

    def __init__(self, reads: IO[bytes], writes: IO[bytes]) -> None:
        self._reads, self._writes = reads, writes
        self._asked = 0
        self._session: str | None = None
        self.events: list[Event] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> Any:
        """Ask the browser for something and return its answer."""
        self._asked += 1
        question = {"id": self._asked, "method": method, "params": params}
        if self._session:
            question["sessionId"] = self._session
        self._writes.write(json.dumps(question).encode() + b"\0")
        self._writes.flush()
        while (answer := self._next()).get("id") != self._asked:
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def open(self, page: Path) -> None:
        """Open a file and wait until it is loaded."""
        self.events.clear()
        self.ask("Page.navigate", url=page.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._next())

    def run(self, script: str) -> Any:
        """Return the value of an expression of JavaScript."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def look(self, *, width: int, dark: bool) -> None:
        """Make the window so wide, with a light or a dark ground."""
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self) -> bytes:
        """Return the whole page as PNG."""
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], TALLEST), "scale": 1}
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        return b64decode(shot["data"])

    def _next(self) -> Event:
        parts = bytearray()
        while (letter := self._reads.read(1)) != b"\0":
            if not letter:
                raise RuntimeError("the browser ended")
            parts += letter
        answer: Event = json.loads(parts)
        return answer


@contextmanager
def tab(chromium: str) -> Iterator[Tab]:
    """Start a browser that knows nothing of anybody, open a page, and end it afterwards."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [*SHELL, chromium, *QUIET, f"--user-data-dir={profile}"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                yield Tab(process.stdout, process.stdin)
            finally:
                process.kill()
