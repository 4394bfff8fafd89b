"""What commands say of a game while events hold: named, or at a moment; simulated players meet none."""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.packs import pack, reve

Capture = pytest.CaptureFixture[str]
EVENTS = """\
events:
  calm: {every: {weekdays: [sat, sun]}, patch: [{at: tables.pond.entries.nothing.weight, set: 0.5}]}
  flood: {from: 2026-10-24, until: 2026-10-27, patch: [{at: tables.pond.entries.plop.weight, scale: 2}, {at: texts.en.zzz, set: Splash.}]}
  gold: {every: {dates: [12-24]}, patch: [{at: actions.dip.cost.gold, add: 1}]}
"""
QUIET, BOTH = "2026-10-23 12:00", "2026-10-24 12:00"
LEFT_OUT = "simulated players meet no events: left out is `calm`, `flood`, `gold`; `--event NAME` lets one hold throughout"


@pytest.fixture
def pond(tmp_path: Path) -> Path:
    folder = pack(tmp_path)
    (folder / "events.yaml").write_text(EVENTS, "utf-8")
    return folder


def test_odds_are_those_of_the_events_that_hold(pond: Path, capsys: Capture) -> None:
    said = [
        reve(capsys, "odds", pond, "pond", *more)
        for more in (("--at", QUIET), ("--at", BOTH), ("--event", "flood"))
    ]

    assert [each.code for each in said] == [0, 0, 0]
    assert [each.err for each in said] == [
        "",
        "reve: these are the odds while `calm`, `flood` holds\n",
        "reve: these are the odds while `flood` holds\n",
    ]
    plop = [
        next(line.split()[1] for line in each.out.splitlines() if line.strip().startswith("Plop"))
        for each in said
    ]
    assert plop == ["75%", "92.31%", "85.71%"]


def test_draws_come_as_their_odds_say_while_an_event_holds(pond: Path, capsys: Capture) -> None:
    ran = reve(
        capsys, "roll", pond, "pond", "-n", "20000", "--seed", "1", "--event", "flood", "--format", "json"
    )
    came = json.loads(ran.out)["entries"]

    assert came["pond.plop"] / 20000 == pytest.approx(18 / 21, abs=0.01)
    assert came["pond.nothing"] / 20000 == pytest.approx(2 / 21, abs=0.01)


def test_a_value_is_shown_with_what_events_did_to_it(pond: Path, capsys: Capture) -> None:
    shown = reve(capsys, "show", pond, "tables.pond.entries.plop", "--resolved", "--event", "flood")
    explained = reve(capsys, "explain", pond, "tables.pond.entries.plop.weight", "--at", BOTH)
    plain = reve(capsys, "explain", pond, "tables.pond.entries.plop.weight", "--at", QUIET)

    assert "scale 2 (was 9) by flood" in shown.out
    assert explained.out.startswith("tables.pond.entries.plop.weight is 18")
    assert plain.out.startswith("tables.pond.entries.plop.weight is 9")


def test_an_action_is_explained_as_it_is_while_events_hold(pond: Path, capsys: Capture) -> None:
    ran = [
        reve(capsys, "explain", pond, "dip", "--as", "gold=2", *more)
        for more in (("--at", QUIET), ("--event", "gold"))
    ]

    assert ["allowed" in ran[0].out, "refused" in ran[1].out] == [True, True]


def test_simulated_players_meet_no_events_and_that_is_said(
    pond: Path, capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    bare = pack(tmp_path / "other")
    asked = ("--players", "9", "--days", "4", "--workers", "1", "--format", "json")
    one, other = (reve(capsys, "simulate", each, *asked) for each in (pond, bare))
    with_, without = json.loads(one.out), json.loads(other.out)

    assert (one.err, other.err) == (f"reve: {LEFT_OUT}\n", "")
    assert with_["events"] == {"held": [], "left_out": ["calm", "flood", "gold"]}
    assert with_["profiles"] == without["profiles"]


def test_an_event_that_holds_throughout_is_lived_alike_by_every_executor(pond: Path, capsys: Capture) -> None:
    asked = ("--players", "30", "--days", "6", "--event", "flood", "--event", "calm", "--format", "json")
    ways = [
        ("--executor", "player", "--workers", "1"),
        ("--executor", "columns", "--workers", "2"),
        ("--executor", "native", "--workers", "1"),
    ]
    found = [reve(capsys, "simulate", pond, *asked, *way) for way in ways]
    plain = reve(
        capsys, "simulate", pond, "--players", "30", "--days", "6", "--format", "json", "--workers", "1"
    )

    assert [(each.code, each.err) for each in found] == [(0, "")] * 3
    one, *others = (json.loads(each.out)["profiles"] for each in found)
    assert others == [one, one]
    assert json.loads(found[0].out)["events"] == {"held": ["calm", "flood"], "left_out": []}
    assert json.loads(plain.out)["profiles"] != one


def test_a_plan_compares_games_while_an_event_holds(pond: Path, capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    before = pack(tmp_path / "before")
    (before / "events.yaml").write_text(EVENTS.replace("scale: 2", "scale: 3"), "utf-8")
    asked = ("plan", pond, "--against", before, "--players", "0", "--format", "json")
    without, with_ = (json.loads(reve(capsys, *asked, *more).out) for more in ((), ("--event", "flood")))

    assert [each["path"] for each in without["changes"]] == ["events.flood.patch.0.scale"]
    assert "tables.pond.entries.plop.weight" in [each["path"] for each in with_["changes"]]
    assert without["odds"] == []
    assert [each["table"] for each in with_["odds"]] == ["pond"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["floot"], "the pack has no event called `floot`; did you mean `flood`?"),
        (["flood", "gold"], "`flood` and `gold` never hold at once"),
    ],
)
def test_an_event_that_there_is_not_or_cannot_be_is_refused(
    pond: Path, capsys: Capture, names: list[str], said: str
) -> None:
    named = [word for name in names for word in ("--event", name)]

    for command in (("odds", pond, "pond"), ("show", pond, "tables.pond"), ("simulate", pond)):
        ran = reve(capsys, *command, *named)
        assert (ran.code, ran.err.strip()) == (2, f"reve: {said}")


def test_a_game_goes_on_under_the_events_that_begin_while_it_is_played(pond: Path, capsys: Capture) -> None:
    ran = reve(capsys, "play", pond, "--at", "2026-10-23 23:00", "-c", "nap; wait 2h; nap")

    assert ran.code == 0, ran.err
    assert [line.strip() for line in ran.out.splitlines() if line.strip() in {"Zzz.", "Splash."}] == [
        "Zzz.",
        "Splash.",
    ]
