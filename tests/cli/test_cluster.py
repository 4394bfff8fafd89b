"""`reve simulate --scheduler`: the same bytes by workers elsewhere, whatever becomes of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.exit import UsageProblem
from cli.pack import playable
from cli.simulating import cluster
from cli.simulating.executor import Executor
from cli.simulating.mark import mark, mark_of
from cli.simulating.parcel import packed, unpacked
from cli.simulating.there import live_there, sent
from cli.simulating.way import Way
from cli.simulating.workers import Task, lived
from engine.lab.simulate import Experiment, Gathered
from tests.cli.cluster import ROOT, crew, scheduler
from tests.cli.packs import pack, reve
from tests.engine.lab.pond import experiment

Capture = pytest.CaptureFixture[str]
WHOLE = experiment(3, idle=200, keen=200)
MORE = """\
game: {id: marsh, title: Marsh, version: 1.0.0, language: 1, extends: ../pond}
patches: {dear: [{at: actions.sell.do, set: [{give: {gold: 5}}]}]}
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with scheduler() as (_, address):
        yield address


@pytest.fixture
def pond(tmp_path: Path) -> Path:
    return pack(tmp_path)


@pytest.fixture
def marsh(tmp_path: Path, pond: Path) -> Path:
    (pond.parent / "marsh").mkdir()
    (pond.parent / "marsh" / "game.yaml").write_text(MORE, "utf-8")
    return tmp_path / "marsh"


def far(address: str, pond: Path, told: Callable[[int], None], whole: Experiment = WHOLE) -> Gathered:
    return cluster.lived(address, playable(pond), whole, Executor.PLAYER, told)


def near(pond: Path, whole: Experiment = WHOLE) -> Gathered:
    return lived(Task(pond, whole, Way()), 1, lambda _: None)


def counted(capsys: Capture, game: Path, *how: str) -> tuple[str, bytes]:
    """Return the report for programs, and every counter as a table."""
    table = game.parent / "counted.csv"
    size = ("--players", "60", "--days", "3", "--format", "json", "--table", table)
    ran = reve(capsys, "simulate", game, *size, *how)
    assert ran.code == 0, ran.err
    return ran.out, table.read_bytes()


def test_two_workers_of_a_scheduler_give_the_bytes_of_one_process(
    address: str, marsh: Path, capsys: Capture
) -> None:
    one, two = (counted(capsys, marsh, "--workers", number) for number in ("1", "2"))
    with crew(address, "", ""):
        elsewhere = [
            counted(capsys, marsh, "--scheduler", address, "--executor", executor)
            for executor in ("player", "columns", "native")
        ]

    assert {one, two, *elsewhere} == {one}


def test_what_a_worker_did_that_is_killed_is_done_by_another(address: str, pond: Path) -> None:
    with crew(address, "", "") as (first, second):

        def told(_: int) -> None:
            if first.poll() is None:
                first.kill()
                first.wait()

        gathered = far(address, pond, told)
        survived = second.poll() is None

    assert (first.returncode, survived) == (-signal.SIGKILL, True)
    assert gathered.summaries == near(pond).summaries


PLANTED = {
    "another": (
        "import cli.simulating.there as there; there.mark = lambda: '0.0.1 (beef)'",
        r"the worker on `.*` has reve 0\.0\.1 \(beef\), and here is .*; install the same on both",
    ),
    "none": ("import sys; sys.modules['cli'] = None", "a worker lacks `cli.*`; install reve .* where"),
    "deadly": (
        "import os; import cli.simulating.there as there; there._living = lambda _: os._exit(1)",
        "one block ended every worker that tried it",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_workers_that_cannot_are_refused(address: str, pond: Path, name: str) -> None:
    planted, said = PLANTED[name]
    one_block = experiment(3, idle=5)
    with crew(address, planted, planted), pytest.raises(UsageProblem, match=said):
        far(address, pond, lambda _: None, one_block)


def test_nobody_waits_for_ever_for_workers(address: str, pond: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    said = "has had no worker for 1 seconds; start some with `dask worker tcp://"

    with pytest.raises(UsageProblem, match=said):
        far(address, pond, lambda _: None)
    with crew(address, "") as (only,), pytest.raises(UsageProblem, match=said):
        far(address, pond, lambda _: only.kill())


def test_who_loses_the_scheduler_is_told_at_once(pond: Path) -> None:
    with (
        scheduler() as (process, address),
        crew(address, ""),
        pytest.raises(UsageProblem, match="was lost; start it and simulate again"),
    ):
        far(address, pond, lambda _: process.kill())


INTERRUPTED = """
import contextlib, signal, sys
import cli.simulating.bar
from cli.main import run
signal.signal(signal.SIGINT, signal.default_int_handler)
@contextlib.contextmanager
def told(total):
    yield lambda more: print("began", flush=True)
cli.simulating.bar.bar = told
sys.exit(run(["simulate", *sys.argv[1:], "--players", "1000000", "--executor", "player"]))
"""


def test_who_interrupts_is_told_what_is_done_and_the_rest_is_cancelled(address: str, pond: Path) -> None:
    from distributed import Client

    with (
        crew(address, ""),
        subprocess.Popen(
            [sys.executable, "-c", INTERRUPTED, str(pond), "--scheduler", address],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as begun,
    ):
        assert begun.stdout is not None
        began = begun.stdout.readline()
        begun.send_signal(signal.SIGINT)
        out, err = begun.communicate(timeout=60)
        with Client(address, set_as_default=False) as client:
            left = client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks))

    assert (began, begun.returncode, left) == ("began\n", 130, 0)
    assert err.startswith("reve: interrupted after ")
    assert "(interrupted)" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--scheduler", "8786"), "`8786` is no address of a scheduler; write `tcp://HOST:PORT`"),
        (("--scheduler", "tcp://here"), "`tcp://here` is no address"),
        (("--scheduler", "tcp://here:99999"), "`tcp://here:99999` is no address"),
        (("--scheduler", "http://here:8786"), "`http://here:8786` is no address"),
        (("--scheduler", ""), "`` is no address"),
        (("--scheduler", "tcp://127.0.0.1:1"), "no scheduler answered at `tcp://127.0.0.1:1` in 1 seconds"),
        (("--scheduler", "tcp://h:1", "--workers", "2"), "`--workers` are processes of this machine"),
        (("--scheduler", "tcp://h:1", "--follow", "keen"), "leave `--scheduler` out"),
    ],
)
def test_a_scheduler_that_cannot_be_asked_is_refused(
    pond: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.setattr(cluster, "SECONDS", 1)
    ran = reve(capsys, "simulate", pond, *arguments)

    assert ran.code == 2
    assert said in ran.err


def test_who_lacks_dask_is_told_what_to_install(
    pond: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = reve(capsys, "simulate", pond, "--scheduler", "tcp://127.0.0.1:8786")

    assert ran.code == 2
    assert ran.err == "reve: `--scheduler` needs Dask; install it with `pip install 'reve[dask]'`\n"


def test_a_simulation_here_needs_no_dask(pond: Path) -> None:
    code = (
        "import sys; sys.modules['distributed'] = None; from cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    asked = [sys.executable, "-c", code, "simulate", str(pond), "--players", "2", "--workers", "1"]
    ended = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_parcel_comes_to_the_same_without_its_folders(marsh: Path) -> None:
    ruleset = playable(marsh)
    parcel = packed(ruleset)
    shutil.rmtree(marsh.parent)
    opened = unpacked(parcel)

    assert opened is not None
    assert (opened.hash, opened.title) == (ruleset.hash, "Marsh")


def test_a_parcel_that_changed_on_the_way_is_not_lived(pond: Path) -> None:
    ruleset = playable(pond)
    text = (pond / "play.yaml").read_text("utf-8")
    (pond / "play.yaml").write_text(text.replace("gold: 3..7", "gold: 3..8"), "utf-8")
    parcel = sent(ruleset, WHOLE, Executor.PLAYER)

    said = "the pack changed while it was read; simulate it again"
    assert live_there(mark(), parcel, "keen", 0, 1) == said


def test_a_worker_without_a_compiler_counts_the_same(pond: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.simulating.way.built", lambda *_, **__: None)
    parcel = sent(playable(pond), experiment(3, keen=20), Executor.NATIVE)

    assert live_there(mark(), parcel, "keen", 0, 20) == near(pond, experiment(3, keen=20)).summaries["keen"]


def test_a_mark_changes_with_the_code_and_not_with_the_ends_of_lines(tmp_path: Path) -> None:
    code = tmp_path / "room.py"
    marks = []
    for text in (b"a = 1\n", b"a = 1\r\n", b"a = 2\n"):
        code.write_bytes(text)
        marks.append(mark_of(tmp_path))

    assert marks[0] == marks[1] != marks[2]
    assert mark_of(tmp_path, tmp_path) != marks[2]
