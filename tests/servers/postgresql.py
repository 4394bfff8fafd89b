"""A real PostgreSQL, of the wheel or of DATABASE_URL -> the addresses of its databases."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from tests.servers.folder import folder
from tests.servers.process import NOBODY_ELSE, Server, User, begin, run
from tests.servers.staged import own, programs

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "logging_collector": "off",
}
# What a test writes need not outlive the machine.
HASTY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "io_method": "sync",
}


@dataclass(slots=True)
class Postgres:
    """A server; *address* is that of its first database. Without *server*, it was named to us."""

    address: str
    programs: Path | None = None
    data: Path | None = None
    server: Server | None = None
    command: tuple[str | Path, ...] = ()
    user: User = NOBODY_ELSE

    def url(self, name: str | None = None) -> str:
        """Return the address of a database of this server."""
        url = make_url(self.address).set(drivername="postgresql+asyncpg")
        return url.set(database=name or url.database).render_as_string(hide_password=False)

    def start(self) -> None:
        """Start the server, again after `stop` or after it was killed."""
        assert self.data
        self.server = begin(self.command, self.data.parent.parent / "log", signal.SIGQUIT, self.user)
        self.server.wait(lambda: self.is_ready)

    def stop(self, number: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: by SIGINT in good order, by SIGQUIT at once, so that it has to recover."""
        if self.server:
            self.server.stop(number)

    @property
    def is_ready(self) -> bool:
        """Whether it answers: it says so in the eighth line of a file, under the number of its process."""
        assert self.data
        assert self.server
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
        except OSError:
            return False
        return lines[0] == str(self.server.pid) and len(lines) > 7 and lines[7].strip() == "ready"


@contextmanager
def postgres(
    *, durable: bool = False, own: bool = False, settings: Mapping[str, str] | None = None
) -> Iterator[Postgres]:
    """Run a server, or give the one that DATABASE_URL names.

    *durable* is for benchmarks: commits reach the disk. *own* is for faults: it may be stopped.
    """
    named = os.environ.get("DATABASE_URL")
    if named and not own:
        yield Postgres(named)
        return
    with folder("pg") as base:
        server = _made(base, SETTINGS | ({} if durable else HASTY) | dict(settings or {}))
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _made(base: Path, settings: Mapping[str, str]) -> Postgres:
    bin_, user = programs(base)
    room = own(base / "run", user)
    data = room / "d"
    form = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
    run((bin_ / "initdb", "-D", data, *form), user)
    given = {**settings, "unix_socket_directories": str(room)}
    options = [f"--{name}={value}" for name, value in given.items()]
    command: tuple[str | Path, ...] = (bin_ / "postgres", "-D", data, *options)
    address = f"postgresql+asyncpg://postgres@/postgres?host={room}"
    return Postgres(address, bin_, data, command=command, user=user)
