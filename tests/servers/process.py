"""A server's command -> a process that ends with this one, ready when it says so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

BOUND = Path(__file__).with_name("bound.py")
PATIENCE = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class User:
    """Who a server runs as."""

    user: int = -1
    group: int = -1


NOBODY_ELSE = User()


@dataclass(frozen=True, slots=True)
class Server:
    """A process under way, and where it writes what it has to say."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        """The server's own process: the command replaced the one that began it."""
        return self.process.pid

    def wait(self, is_ready: Callable[[], bool]) -> None:
        """Return when it is ready; raise with the end of its log when it ended, or takes too long."""
        until = time.monotonic() + PATIENCE
        while not is_ready():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(
                    f"the server is not ready:\n{self.log.read_text(errors='replace')[-2000:]}"
                )
            time.sleep(0.005)

    def stop(self, number: signal.Signals) -> None:
        """End it, by force when it does not listen."""
        if self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGCONT)
        self.process.send_signal(number)
        try:
            self.process.wait(PATIENCE / 2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def begin(command: Sequence[str | Path], log: Path, ends_by: signal.Signals, user: User) -> Server:
    """Begin a server, in a session of its own so that Ctrl-C is left to whoever started it.

    Its parent, with which it dies, is the thread that calls this.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("a server that another thread begins ends with that thread")
    with log.open("ab") as written:
        process = subprocess.Popen(
            bound(command, ends_by, user),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
            cwd="/",
            env=environment(),
            start_new_session=True,
        )
    return Server(process, log)


def run(command: Sequence[str | Path], user: User) -> None:
    """Run a command to its end; raise with what it said if that was a bad one."""
    ended = subprocess.run(
        bound(command, signal.SIGKILL, user),
        capture_output=True,
        text=True,
        cwd="/",
        env=environment(),
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"{command[0]} ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}")


def bound(command: Sequence[str | Path], ends_by: signal.Signals, user: User) -> list[str]:
    """Return the command that runs *command* as *user* until its parent, this process, dies."""
    shim = [sys.executable, "-I", "-S", str(BOUND), str(int(ends_by))]
    return [*shim, str(user.user), str(user.group), str(os.getpid()), *map(str, command)]


def environment() -> dict[str, str]:
    """Return what a server may know of where it runs."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
