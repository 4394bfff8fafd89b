"""Four processes that move assets between few players -> whether anything was lost, doubled or below zero."""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import monotonic

from benchmarks.database import tables
from benchmarks.frame import Verdict
from tests.bank.crowd import Crowd
from tests.bank.test_bank import robbed
from tests.servers import postgres

OPERATIONS = 1_000_000
A_MINUTE = 100_000
PROCESSES = 4
IN_A_FILE = 5  # one operation in a file for so many on a server


def measure(count: int | None) -> Verdict:
    """Let them, on a server and in a file."""
    operations = count or OPERATIONS
    with postgres(durable=True) as server, tables(server) as url:
        on_server = _robbed("postgresql", url, operations)
    with tempfile.TemporaryDirectory() as folder:
        in_file = _robbed("sqlite", f"sqlite:///{Path(folder) / 'bank.db'}", operations // IN_A_FILE)
    return Verdict(
        f"{operations} operations, {on_server + in_file} that do not add up", 1.0, not on_server + in_file
    )


def _robbed(name: str, url: str, operations: int) -> int:
    began = monotonic()
    told, wrong = robbed(Crowd(url, operations // PROCESSES, PROCESSES))
    seconds = monotonic() - began
    print(
        f"  {name}: {len(told.ids)} commands, {len(told.ids) / seconds:.0f} a second, {told.readings} "
        f"readings, {told.deadlocks} deadlocks, wrong: {wrong[:5]}"
    )
    return len(wrong) + told.deadlocks
