"""The address of a scheduler -> a pack's players, lived by its workers, which need no folder of the pack."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cli.exit import UsageProblem
from cli.simulating.executor import Executor
from cli.simulating.mark import mark
from cli.simulating.stream import AHEAD, Done, gather, streamed
from cli.simulating.there import Answer, Call, sent
from cli.simulating.way import check_alone, meant

if TYPE_CHECKING:
    from distributed import Client

    from engine.lab.simulate import Block, Experiment, Gathered
    from rules.ruleset import Ruleset

SECONDS = 10  # until a scheduler that does not answer is given up
PATIENCE = 30  # likewise, one without workers
SCHEMES = ("tcp", "tls")
# Days of players in a block: a second of those who play most. It is worth its way, and soon done again.
DAYS = {"player": 1_200, "columns": 120_000, "native": 250_000}
LEAST = {"player": 10, "columns": 1_000, "native": 1_000}  # players
_LOGS = ("distributed", "distributed.client", "distributed.core", "tornado", "tornado.application")


def check(address: str) -> None:
    """Refuse an address at which no scheduler can be, and an installation that cannot speak to one."""
    try:
        parts = urlsplit(address)
        whole = parts.scheme in SCHEMES and parts.hostname and parts.port and not parts.path
    except ValueError:
        whole = False
    if not whole:
        raise UsageProblem(f"`{address}` is no address of a scheduler; write `tcp://HOST:PORT`")
    if find_spec("distributed") is None:
        raise UsageProblem("`--scheduler` needs Dask; install it with `pip install 'reve[dask]'`")


def lived(
    address: str, ruleset: Ruleset, experiment: Experiment, asked: Executor, told: Callable[[int], None]
) -> Gathered:
    """Live every block; what is done when somebody interrupts is kept. *told* hears of every player."""
    check(address)
    check_alone(ruleset)
    with _client(address) as client:
        crew = _Crew(client, address)
        crew.wait()
        size = block_size(meant(experiment, asked), experiment, crew.count())
        parcel = sent(ruleset, experiment, asked)
        return gather(experiment, _lived(crew, parcel, experiment.blocks(size)), told)


class _Crew:
    """The workers of a scheduler, who come and go."""

    def __init__(self, client: Client, address: str) -> None:
        self.client = client
        self.address = address
        self._alone = 0

    def count(self) -> int:
        """Return how many there are; where there is none, some are expected."""
        return max(1, len(self.client.nthreads()))

    def wait(self) -> None:
        """Wait for the first of them."""
        try:
            self.client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as late:
            raise self._none() from late

    def look(self) -> None:
        """End, rather than wait for ever, when there has been none for a while."""
        self._alone = 0 if self.client.nthreads() else self._alone + 1
        if self._alone >= PATIENCE:
            raise self._none()

    def _none(self) -> UsageProblem:
        return UsageProblem(
            f"the scheduler at `{self.address}` has had no worker for {PATIENCE} seconds; "
            f"start some with `dask worker {self.address}`"
        )


def _lived(crew: _Crew, parcel: bytes, blocks: Iterator[Block]) -> Done:
    """Yield blocks as workers finish them; those of a worker that is gone are lived by another."""
    from distributed import KilledWorker

    pool, here = crew.client.get_executor(pure=False), mark()

    def submit(block: Block) -> Future[Answer]:
        call = Call(here, parcel, block.profile, block.first, block.count)
        submitted: Future[Answer] = pool.submit(pickle.loads, pickle.dumps(call))
        return submitted

    try:
        for block, answer in streamed(blocks, submit, crew.count, crew.look):
            if isinstance(answer, str):
                raise UsageProblem(answer)
            yield block, answer
    except KilledWorker as killed:
        said = "one block ended every worker that tried it; where memory is short, start fewer on a machine"
        raise UsageProblem(said) from killed
    except ImportError as missing:
        said = f"a worker lacks `{missing.name}`; install reve {here} where the workers are"
        raise UsageProblem(said) from missing
    except (CancelledError, OSError) as lost:
        raise UsageProblem(
            f"the scheduler at `{crew.address}` was lost; start it and simulate again"
        ) from lost
    finally:
        pool.shutdown(wait=False)  # nobody waits for what is left


@contextmanager
def _client(address: str) -> Iterator[Client]:
    """Connect to a scheduler; what its library would log is said by us, or does not matter."""
    from distributed import Client

    for name in _LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except OSError as silent:
        said = f"no scheduler answered at `{address}` in {SECONDS} seconds; start one with `dask scheduler`"
        raise UsageProblem(said) from silent
    with client:
        yield client


def block_size(executor: Executor, experiment: Experiment, workers: int) -> int:
    """Return how many players make a block: some blocks for each worker, each worth its way."""
    most = max(1, DAYS[executor] // experiment.days)
    return min(most, max(LEAST[executor], experiment.total // (workers * AHEAD)))
