"""Another process with a cache: whenever it is asked, it says what is in a file, as far as it knows.

Run as a script: address, prefix, file.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from engine.live.cache.cache import Cache
from engine.live.remote import Remote


async def main(arguments: list[str]) -> None:
    """Answer each line that comes in."""
    url, prefix, path = arguments
    remote = Remote(url, prefix, most=2.0)
    cache = Cache({"leader": 1800.0}, remote, processes=2)

    async def make() -> str:
        return await asyncio.to_thread(Path(path).read_text, "utf-8")

    while await asyncio.to_thread(sys.stdin.readline):
        before = cache.figures["leader"].made if cache.figures else 0
        said = await cache.get("leader", 1, make, ["player:1"])
        how = "made" if cache.figures["leader"].made > before else "kept"
        print(said, how, flush=True)  # noqa: T201 - whoever asked waits for it
    await remote.close()


def ask(process: subprocess.Popen[str]) -> str:
    """Ask such a process."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("?\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
