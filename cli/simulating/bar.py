"""How much is done -> a bar on stderr, with how fast it goes and how long it takes, where somebody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Task
    from rich.text import Text


@contextmanager
def bar(total: int, what: str = "players") -> Iterator[Callable[[int], None]]:
    """Show a bar while the block runs; what is yielded is told how many more are done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TimeRemainingColumn

    class Rate(ProgressColumn):
        """How many are done in a second, once that is known."""

        def render(self, task: Task) -> Text:
            from rich.text import Text

            return Text(f"{task.speed:,.0f} a second" if task.speed else "")

    columns = (what, BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda more: progress.advance(task, more)
