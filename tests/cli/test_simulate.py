"""`reve simulate`: the same numbers however it is run, and what is told of them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.exit import UsageProblem
from cli.simulating import bar, workers
from cli.simulating.brief import MOST
from cli.simulating.way import Way
from cli.simulating.workers import Task, lived
from tests.cli.packs import killed, pack, reve
from tests.engine.lab.pond import PLAY, experiment

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def pond(tmp_path: Path) -> Path:
    return pack(tmp_path)


def simulated(capsys: Capture, pond: Path, *more: str) -> str:
    ran = reve(capsys, "simulate", pond, "--players", "9", "--days", "4", *more)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_any_number_of_workers_gives_the_same_bytes(pond: Path, capsys: Capture) -> None:
    for form in ("json", "human"):
        one, two = (simulated(capsys, pond, "--format", form, "--workers", n) for n in ("1", "2"))
        assert one == two


def test_blocks_of_any_size_give_the_same(pond: Path) -> None:
    whole = experiment(3, idle=5, keen=4)
    found = [lived(Task(pond, whole, Way()), 1, lambda _: None, size).summaries for size in (1, 3, 50)]
    assert found[0] == found[1] == found[2]


def test_another_seed_gives_other_numbers(pond: Path, capsys: Capture) -> None:
    assert simulated(capsys, pond, "--seed", "1") != simulated(capsys, pond, "--seed", "2")


def test_other_programs_read_flows_firsts_and_curves(pond: Path, capsys: Capture) -> None:
    found = json.loads(simulated(capsys, pond, "--format", "json", "--workers", "1"))
    assert found["format_version"] == "1.0"
    assert found["partial"] is False
    assert found["players"] == {"idle": 6, "keen": 3}
    assert found["pack"]["id"] == "pond"
    assert found["first_day"] == "2026-06-01"
    keen = found["profiles"]["keen"]
    gold = keen["flows_a_day"]["gold"]
    assert gold["net"] == pytest.approx(gold["made"] - gold["spent"], abs=1e-5)
    assert set(gold["sources"]) == {"wake", "sell"}
    assert keen["firsts"]["frog.glow: dull"] == {"share": 1.0, "half_by": 1}
    assert keen["firsts"]["frog.glow: lost"] == {"share": 0.0, "half_by": None}
    assert [level["day"] for level in keen["curves"]["level"]] == [1, 4]
    assert found["idle"] == ["nap"]


def test_it_ends_with_at_most_ten_lines_in_short(pond: Path, capsys: Capture) -> None:
    written = simulated(capsys, pond, "--workers", "1")
    short = written[written.index("In short") :].splitlines()
    assert len(short) <= MOST
    assert short[0].startswith("In short: Pond 1.0.0, 9 players, 4 days, ")
    assert "nobody did: nap" in short[-1]
    assert any("gold" in line for line in short)
    assert any("nobody had glow: lost" in line for line in short)


def test_only_the_profiles_that_are_named_play(pond: Path, capsys: Capture) -> None:
    found = json.loads(simulated(capsys, pond, "--profile", "keen", "--format", "json"))
    assert found["players"] == {"keen": 9}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--profile", "kean"), "the pack has no profile called `kean`; did you mean `keen`?"),
        (("--from", "9999-12-31"), "`9999-12-31` is too far away; games know the years 1970 to 4369"),
        (("--from", "tomorrow"), "`tomorrow` is no day; write `2026-06-01`"),
    ],
)
def test_what_is_not_there_is_refused(
    pond: Path, capsys: Capture, arguments: tuple[str, ...], said: str
) -> None:
    ran = reve(capsys, "simulate", pond, *arguments)
    assert (ran.code, ran.err) == (2, f"reve: {said}\n")


def test_a_pack_without_profiles_is_refused(tmp_path: Path, capsys: Capture) -> None:
    ran = reve(capsys, "simulate", pack(tmp_path, play=PLAY[: PLAY.index("profiles:")]))
    assert ran.code == 2
    assert "has no profiles" in ran.err


@pytest.mark.parametrize("number", [1, 2])
def test_what_is_done_when_somebody_interrupts_is_kept(pond: Path, number: int) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    gathered = lived(Task(pond, experiment(2, idle=8, keen=8), Way()), number, interrupt, 2)
    assert gathered.partial
    assert gathered.done == 2


def test_a_part_is_told_as_such(pond: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = workers.lived

    def interrupted(task: Task, number: int, _: object) -> object:
        def told(_: int) -> None:
            raise KeyboardInterrupt

        return whole(task, number, told, 2)

    monkeypatch.setattr(workers, "lived", interrupted)
    ran = reve(capsys, "simulate", pond, "--players", "9", "--days", "2", "--workers", "1")
    assert ran.code == 130
    assert ran.err == "reve: interrupted after 2 of 9 players; this is what they did\n"
    assert "2 players, of 9 (interrupted)" in ran.out


def test_progress_is_shown_where_somebody_looks(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    with bar.bar(3) as told:
        told(3)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with bar.bar(3) as told:
        told(3)
    shown = capsys.readouterr().err
    assert "players" in shown
    assert "3/3" in shown


def test_one_player_is_followed_line_by_line(pond: Path, capsys: Capture) -> None:
    ran = reve(capsys, "simulate", pond, "--follow", "keen", "--days", "1", "--seed", "7")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert all(re.fullmatch(r"- [0-9]{2}:[0-9]{2} [a-z]+( [+-][0-9]+ [a-z]+)*", line) for line in lines)
    more = reve(
        capsys, "simulate", pond, "--follow", "keen", "--days", "2", "--seed", "7", "--format", "json"
    )
    log = json.loads(more.out)["log"]
    assert [f"- {line.removeprefix('day 1 ')}" for line in log[: len(lines)]] == lines
    assert log[-1].startswith("day 2 ")


def test_nobody_follows_a_profile_that_there_is_not(pond: Path, capsys: Capture) -> None:
    ran = reve(capsys, "simulate", pond, "--follow", "kean")
    assert ran.code == 2
    assert "no profile called `kean`; did you mean `keen`?" in ran.err


LIVED = """
import signal, sys
from pathlib import Path
from cli.main import run
signal.signal(signal.SIGINT, signal.default_int_handler)
if __name__ == "__main__":
    import cli.simulating.bar, contextlib
    @contextlib.contextmanager
    def told(total):
        yield lambda more: print("began", flush=True)
    cli.simulating.bar.bar = told
    sys.exit(run(["simulate", sys.argv[1], "--players", "1000000", "--workers", "2"]))
"""


@pytest.mark.parametrize("how", ["interrupted", "killed"])
def test_workers_end_with_the_one_that_began_them(pond: Path, tmp_path: Path, how: str) -> None:
    (tmp_path / "begin.py").write_text(LIVED, "utf-8")
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "begin.py"), str(pond)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as begun:
        assert begun.stdout is not None
        began = begun.stdout.readline()
        begun.kill() if how == "killed" else begun.send_signal(signal.SIGINT)
        out, err = begun.communicate(timeout=60)  # to the end of what every process wrote: none is left

    assert began == "began\n"
    assert (begun.returncode == 130) is (how == "interrupted")
    assert err.startswith("reve: interrupted after ") is (how == "interrupted")
    assert ("(interrupted)" in out) is (how == "interrupted")


def test_a_worker_that_is_ended_from_outside_is_no_defect(
    pond: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_live", killed)

    with pytest.raises(UsageProblem, match="ended from outside"):
        lived(Task(pond, experiment(2, idle=8), Way()), 2, lambda _: None)


def test_what_players_would_share_is_told(capsys: Capture) -> None:
    ran = reve(
        capsys, "simulate", "content/examples/fishing", "--players", "2", "--days", "1", "--workers", "1"
    )
    assert ran.code == 0
    shared = "feasts, harbour_best, harbour_catch"
    assert ran.err == f"reve: of what players share, each simulated one has his own: {shared}\n"
